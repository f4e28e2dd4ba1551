/**
 * What codes hold for one person, made of what is the same for everybody at a domain. It builds on next to nothing,
 * because pages do it too: an address after "#" never reaches the service.
 * @module
 */
import { fillTemplates } from "../../model/settings/template.ts";

/** Whose code it is: what fills in `{address}` and `{localPart}`, and what may stand for login names. */
export interface Person {
  readonly address: string;
  readonly localPart: string;
  readonly [name: string]: string;
}

/** As Thunderbird's own writer does: denser codes are hard to scan. */
const MAX_BYTES = 800;

/** The local part of an address that its reader takes: ASCII words between single dots (RFC 5322 section 3.2.3). */
const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

/** `template` with one person's values. */
export function fillFor(template: string, person: Person): string {
  return fillTemplates(template, new Map(Object.entries(person)));
}

/** Whether Thunderbird for Android takes an address; it would refuse the others in the code with it. */
export function isReadByThunderbird({ localPart }: Person): boolean {
  return DOT_ATOM.test(localPart);
}

/** Whether the code of `payload` can still be scanned. */
export function fitsThunderbirdCode(payload: string): boolean {
  // No character takes more than three bytes for each unit of its UTF-16.
  return 3 * payload.length <= MAX_BYTES || new TextEncoder().encode(payload).length <= MAX_BYTES;
}

/** The code of one account, of what `toThunderbirdTemplate` gives; `undefined` where the app could not read it. */
export function fillThunderbirdTemplate(template: string, person: Person): string | undefined {
  if (!isReadByThunderbird(person)) return undefined;
  const fill = (_: string, value: unknown) => (typeof value === "string" ? fillFor(value, person) : value);
  const payload = JSON.stringify(JSON.parse(template, fill));
  return fitsThunderbirdCode(payload) ? payload : undefined;
}

/** `davx5://user@host/path`, of what `toDavx5Template` gives; `undefined` where it could not be read. */
export function fillDavx5Template(template: string, person: Person): string | undefined {
  const [username, place] = JSON.parse(template);
  const user = fillFor(username, person);
  // The app decodes first and splits at ":" then, so a colon would begin the password.
  return user.includes(":") ? undefined : `davx5://${encodeURIComponent(user)}@${place}`;
}
