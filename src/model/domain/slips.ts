/**
 * What somebody may have meant who typed a domain that nobody has: a few names, made of the typed one alone. Never by likeness to
 * domains that are served: that would name one customer to another's visitor.
 * @module
 */
import { type Domain, findDomain } from "./domain.ts";
import { isSlip } from "./is-slip.ts";

/** What is mistyped most often, with the ending of the examples in documents. */
const ENDINGS = ["com", "net", "org", "info", "shop", "store", "online", "example"];
/** Hosts of a domain that people take for the domain. */
const HOSTS = /^(?:www|mail|webmail|smtp|imap|pop|pop3)\./;
/** Each costs a look-up. */
const MOST = 3;

/** `visited` is the domain whose page it was typed on. */
export function toLikelyDomains(typed: Domain, visited: Domain | undefined): readonly Domain[] {
  const labels = typed.split(".");
  const ending = labels.at(-1) ?? "";
  const names = [
    ...(visited !== undefined && isSlip(typed, visited) ? [visited] : []),
    ...(HOSTS.test(typed) ? [typed.replace(HOSTS, "")] : []),
    ...ENDINGS.filter((known) => isSlip(ending, known)).map((known) => [...labels.slice(0, -1), known].join(".")),
  ];
  const domains = names.flatMap((name) => findDomain(name) ?? []);
  return [...new Set(domains)].filter((domain) => domain !== typed).slice(0, MOST);
}
