import { isObject } from "../model/resolving/merge-patch.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import { toSample } from "../model/settings/template.ts";
import type { Finding } from "./finding.ts";

/** What people read or call, and what stands in it that was meant for a program. */
export function lintTexts(settings: ServerSettings): Finding[] {
  return [...lintPlaceholders(settings), ...lintPhone(settings)];
}

/** What autoconfig, and mail servers' own settings, write where a value of the reader goes; and what we write. */
const PLACEHOLDERS: readonly [placeholder: RegExp, ours: string][] = [
  [/%EMAILADDRESS%/i, "{address}"],
  [/%EMAILLOCALPART%/i, "{localPart}"],
  [/%EMAILDOMAIN%/i, "{domain}"],
  [/%REALNAME%/i, "the name itself"],
  [/%u(?![0-9A-Za-z])/, "{address}"],
  [/%n(?![0-9A-Za-z])/, "{localPart}"],
  [/%d(?![0-9A-Za-z])/, "{domain}"],
];

/**
 * What nobody wrote for people to read, in whatever language templates are: `%NAME%`, `$name`, `{{ name }}`, `@@NAME@@`,
 * `__NAME__`. A `$` may be the S of a name such as $tore: alone it begins a placeholder of what such texts are made of.
 */
const ANY_PLACEHOLDER =
  /%[A-Z][A-Z0-9_]{2,}%|(?<!\p{L})\$(?:\([A-Z][\w.-]*\)|[A-Z]+_\w+|(?:display|short|full|real|user|name|e?mail|domain|host|provider|company|customer|client|org|brand|title|address)\w*)|\{[^{}]{1,60}\}|(?<prefix>@@|__|##)[A-Z]\w*?\k<prefix>/iu;
const READ_BY_PEOPLE: ReadonlySet<unknown> = new Set(["displayName", "displayShortName", "name", "text"]);

/** A logo is no text, and a comment is shown to nobody. */
const NOT_SHOWN: ReadonlySet<unknown> = new Set(["branding", "$comment"]);

/** Of settings, or of a record as it is written: its templates are filled in. */
export function lintPlaceholders(value: unknown, path: readonly PropertyKey[] = []): Finding[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => lintPlaceholders(item, [...path, index]));
  if (isObject(value))
    return Object.entries(value).flatMap(([name, member]) => lintPlaceholders(member, [...path, name]));
  if (typeof value !== "string" || path.some((name) => NOT_SHOWN.has(name))) return [];
  const known = PLACEHOLDERS.flatMap(([placeholder, ours]) => {
    const found = placeholder.exec(value)?.[0];
    if (found === undefined) return [];
    const isLogin = path.at(-1) === "username";
    const problem = isLogin
      ? `hardly anybody but readers of autoconfig fills in ${found}: it is sent as the login name`
      : `nobody fills in ${found}: ${AS_IT_STANDS}`;
    // An address is known where a login name is told, and nowhere else.
    const remedy = isLogin || ours === "{domain}" ? `write ${ours}` : NAME_ITSELF;
    return [{ path, value, problem, remedy }];
  });
  if (known.length > 0 || !READ_BY_PEOPLE.has(path.at(-1))) return known;
  const other = ANY_PLACEHOLDER.exec(toSample(value))?.[0];
  return other === undefined
    ? []
    : [{ path, value, problem: `nobody fills in ${other}: ${AS_IT_STANDS}`, remedy: NAME_ITSELF }];
}

const AS_IT_STANDS = "people read it as it stands";
const NAME_ITSELF = "write the name itself, or {domain}";

function lintPhone({ support }: ServerSettings): Finding[] {
  const phone = support?.phone;
  if (phone === undefined || /^\+?\d{3,}(?:(?:x|ext)\d+)?$/i.test(phone.replace(/[\s().,/–-]/g, ""))) return [];
  return [
    {
      path: ["support", "phone"],
      value: phone,
      problem: "this is no telephone number, and a tap on it calls nobody",
      remedy: "write digits, best with the country: +1 555 0100",
    },
  ];
}
