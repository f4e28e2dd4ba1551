/**
 * Delta Chat's login code, which cannot be without the password: made here, in the browser, and nowhere else. Nothing
 * that the service runs imports this.
 * @see https://github.com/deltachat/interface/blob/main/uri-schemes.md, `dclogin_scheme.rs` of chatmail core
 * @module
 */
import { fillFor, type Person } from "../formats/codes/personal-code.ts";

/**
 * What the code holds; undefined without a password, which Delta Chat would refuse. `from` is what
 * src/formats/codes/dclogin.ts put into the page.
 */
export function toDclogin(from: string, person: Person, password: string): string | undefined {
  if (password === "") return undefined;
  const servers: readonly (readonly [name: string, value: unknown])[] = JSON.parse(from);
  const query = [
    ["v", "1"],
    ["p", password],
    ...servers.map(([name, value]) => [name, fillFor(String(value), person)] as const),
  ].map(([name, value = ""]) => `${name}=${encode(value)}`);
  return `dclogin:${encode(person.address).replace("%40", "@")}?${query.join("&")}`;
}

/** Form-decoded by the app, and the first "://" anywhere in the text is rewritten: nothing of either is left. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
}
