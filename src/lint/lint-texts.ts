import { isObject } from "../model/resolving/merge-patch.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import type { Finding } from "./finding.ts";

/** What people read or call, and what stands in it that was meant for a program. */
export function lintTexts(settings: ServerSettings): Finding[] {
  return [...lintPlaceholders(settings, []), ...lintPhone(settings)];
}

/** What autoconfig, and mail servers' own settings, write where a value of the reader goes; and what we write. */
const PLACEHOLDERS: readonly [placeholder: RegExp, ours: string][] = [
  [/%EMAILADDRESS%|%u(?![0-9A-Za-z])/, "{address}"],
  [/%EMAILLOCALPART%|%n(?![0-9A-Za-z])/, "{localPart}"],
  [/%EMAILDOMAIN%|%d(?![0-9A-Za-z])/, "{domain}"],
  [/%REALNAME%/, "the name itself"],
];

function lintPlaceholders(value: unknown, path: readonly PropertyKey[]): Finding[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => lintPlaceholders(item, [...path, index]));
  if (isObject(value))
    return Object.entries(value).flatMap(([name, member]) => lintPlaceholders(member, [...path, name]));
  // A logo is no text.
  if (typeof value !== "string" || path[0] === "branding") return [];
  return PLACEHOLDERS.flatMap(([placeholder, ours]) => {
    const found = placeholder.exec(value)?.[0];
    if (found === undefined) return [];
    const isLogin = path.at(-1) === "username";
    const problem = isLogin
      ? `hardly anybody but readers of autoconfig fills in ${found}: it is sent as the login name`
      : `nobody fills in ${found}: people read it as it stands`;
    // An address is known where a login name is told, and nowhere else.
    const remedy = isLogin || ours === "{domain}" ? `write ${ours}` : "write the name itself, or {domain}";
    return [{ path, value, problem, remedy }];
  });
}

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
