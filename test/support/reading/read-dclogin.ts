/**
 * Delta Chat's reader of login codes, after `dclogin_scheme.rs` of chatmail core. None of the product's code is used.
 * @module
 */

export interface Dclogin {
  readonly address: string;
  readonly password: string;
  readonly imap: { readonly host: string; readonly port: number; readonly security: string; readonly user: string };
  readonly smtp: { readonly host: string; readonly port: number; readonly security: string; readonly user: string };
}

/** What the app would set up, or why it refuses the code. */
export function readDclogin(code: string): Dclogin | string {
  // The app rewrites the first "://" of the text before it looks at anything.
  const rest = /^dclogin:(?:\/\/)?(.*)$/is.exec(code.replace("://", ":"))?.[1];
  if (rest === undefined) return "not a login code";
  const [, encoded = "", query] = /^([^?/]*)\/?\?(.*)$/s.exec(rest) ?? [];
  if (query === undefined) return "no parameters";
  const parameters = new URLSearchParams(query);
  const get = (name: string) => parameters.get(name) ?? "";
  if (get("v") !== "1") return parameters.has("v") ? "update the app" : "no version";
  if (get("p") === "") return "missing password";
  const address = decodeURIComponent(encoded);
  if (!/^[^@\s]+@[^@\s]+$/.test(address)) return "bad address";
  for (const name of ["is", "ss"])
    if (!["ssl", "starttls", "default", "plain"].includes(get(name))) return `bad ${name}`;
  const serverOf = (prefix: string) => ({
    host: get(`${prefix}h`),
    port: Number(get(`${prefix}p`)),
    security: get(`${prefix}s`),
    user: get(`${prefix}u`) || address,
  });
  return { address, password: get("p"), imap: serverOf("i"), smtp: serverOf("s") };
}
