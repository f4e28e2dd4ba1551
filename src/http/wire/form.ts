import type { Context } from "hono";

/** The form that a request's body holds; `undefined` where it holds none. */
export async function readForm(c: Context): Promise<FormData | undefined> {
  const type = c.req.header("content-type") ?? "";
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return undefined;
  try {
    return await c.req.formData();
  } catch {
    return undefined;
  }
}
