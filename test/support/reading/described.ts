/**
 * Whether an answer of the API is one that its description describes.
 * @module
 */
import * as z from "zod";
import document from "../../../src/http/operators/description/openapi.json" with { type: "json" };

export interface GivenAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly text: string;
}

interface Described {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: z.core.JSONSchema.JSONSchema }>> }>
  >;
}

/** Addresses of the description with their methods. */
export const DESCRIBED = Object.entries(document.paths).flatMap(([path, { ...methods }]) => {
  const pattern = new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`);
  return Object.entries(methods).flatMap(([method, operation]) =>
    // As `api-document.ts` makes it.
    method === "parameters" ? [] : [{ path, pattern, method: method.toUpperCase(), operation: operation as Described }],
  );
});

/** What is not described; nothing where all of it is. */
export function findUndescribed(method: string, path: string, answer: GivenAnswer): string | undefined {
  const operation = findOperation(method, path);
  if (operation === undefined)
    return answer.status === 404 || answer.status === 405 ? undefined : `${method} ${path} is not described`;
  const response = operation.responses[answer.status];
  if (response === undefined) return `${answer.status} is not described`;
  const types = Object.keys(response.content ?? {});
  if (types.length === 0) return answer.text === "" ? undefined : "no body is described";
  const schema = response.content?.[answer.contentType ?? ""]?.schema;
  if (schema === undefined) return `a body of type ${answer.contentType} is not described`;
  const bodies = answer.contentType === "application/x-ndjson" ? answer.text.trim().split("\n") : [answer.text];
  for (const body of bodies) {
    if (body === "") continue;
    const parsed = toValidator(schema).safeParse(JSON.parse(body));
    if (!parsed.success) return `${body.slice(0, 2000)}\n${z.prettifyError(parsed.error)}`;
  }
  return undefined;
}

function findOperation(method: string, path: string): Described | undefined {
  return DESCRIBED.find((one) => one.method === method && one.pattern.test(path))?.operation;
}

/** By the text of the schema: most answers are of a few. */
const validators = new Map<string, z.ZodType>();

function toValidator(schema: z.core.JSONSchema.JSONSchema): z.ZodType {
  const text = JSON.stringify(schema);
  const known = validators.get(text);
  if (known !== undefined) return known;
  // Schemas of a document name each other by other paths than those of a schema alone.
  const whole = { ...schema, $defs: document.components.schemas };
  const made = z.fromJSONSchema(JSON.parse(JSON.stringify(whole).replaceAll("#/components/schemas/", "#/$defs/")));
  validators.set(text, made);
  return made;
}
