/**
 * One provider of an autoconfig document: whom it is for, its names and texts, and what its servers are read into.
 * @module
 */
import { type Domain, findDomain } from "../../model/domain/domain.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { formatFault, toFaults } from "../../model/settings/fault.ts";
import { Provider } from "../../model/settings/provider.ts";
import { fillTemplates } from "../../model/settings/template.ts";
import { LanguageTag } from "../../model/text.ts";
import type { XmlElement } from "../xml-element.ts";
import { cut, findAll, findOne, keep, readText, type Tell, tellOthers } from "../xml-reading.ts";
import { readProse, readTemplate, readUrl, withMember } from "./autoconfig-element.ts";
import { readIncomingServer, readOutgoingServer } from "./autoconfig-server-reader.ts";
import { readServices, SERVICE_ELEMENTS } from "./autoconfig-service-reader.ts";

/** Whom a provider is for; `*` is every domain that nobody named. */
export type ServedDomain = Domain | "*";

/** One `emailProvider`, and the domains that it is for. */
export interface AutoconfigProvider {
  readonly id: string;
  readonly domains: readonly [ServedDomain, ...ServedDomain[]];
  readonly provider: Provider;
  /** Whether a server is without TLS, which a domain has to allow. */
  readonly allowPlaintext: boolean;
}

/** Why a document gives no provider, or one fewer than it has. */
export interface AutoconfigFault {
  readonly reason: "xml_malformed" | "config_unusable" | "domain_missing";
  readonly because: string;
}

/** What stands at the root by the draft, and with some in the provider. */
export const WHEREVER: readonly string[] = ["enable", "oAuth2", "webMail"];

/** Reads an `emailProvider`, with what stands beside it at the root. */
export function readProvider(
  root: XmlElement,
  element: XmlElement,
  namedDomains: readonly ServedDomain[],
  tell: Tell,
): Result<AutoconfigProvider, AutoconfigFault> {
  tellOthers(element, tell, {
    attributes: ["id"],
    children: [
      ...["domain", "displayName", "displayShortName", "documentation", ...WHEREVER],
      ...["incomingServer", "outgoingServer", ...SERVICE_ELEMENTS],
    ],
  });
  const written = element.attributes.get("id") ?? "";
  const [domain, ...otherDomains] = readDomains(element, written, namedDomains, tell);
  if (domain === undefined)
    return err({ reason: "domain_missing", because: "there is no <domain> with a domain name" });
  const hasId = written !== "" && !/%[A-Z]+%/i.test(written);
  const id = hasId ? written : domain === "*" ? NO_NAME : domain;
  if (!hasId) tell(element, `has no id; ${id} is taken`);
  const whole = { ...root, children: [...root.children, ...element.children] };
  const incomingServers = findAll(element, "incomingServer").flatMap((server) => readIncomingServer(server, tell));
  const outgoingServers = findAll(element, "outgoingServer").flatMap((server) => readOutgoingServer(server, tell));
  const missing = Object.entries({ incomingServer: incomingServers, outgoingServer: outgoingServers })
    .filter(([, servers]) => servers.length === 0)
    .map(([name]) => `there is no <${name}> that can be carried over`);
  if (missing.length > 0) return err({ reason: "config_unusable", because: missing.join(", ") });
  const said = {
    ...readNames(element, id, [domain, ...otherDomains], tell),
    incomingServers,
    outgoingServers,
    ...withMember("services", readServices(root, element, tell)),
    ...withMember("webmail", readWebmail(whole, tell)),
    ...withMember(
      "documentation",
      findAll(element, "documentation").flatMap((page) => readDocumentation(page, tell)),
    ),
    ...withMember(
      "enable",
      findAll(whole, "enable").flatMap((enable) => readEnable(enable, tell)),
    ),
    ...withMember("oauth2", readOAuth2(whole, tell)),
  };
  const provider = Provider.safeParse(said);
  if (!provider.success)
    return err({
      reason: "config_unusable",
      because: toFaults(provider.error, said).map(formatFault).join("; "),
    });
  const servers = [...provider.data.incomingServers, ...provider.data.outgoingServers];
  return ok({
    id,
    domains: [domain, ...otherDomains],
    provider: provider.data,
    allowPlaintext: servers.some(({ socketType }) => socketType === "plain"),
  });
}

/** What a provider is called that has no name at all. */
export const NO_NAME = "Mail";

/** Those that the provider names; else those of `named`; else its id, which usually is one. */
function readDomains(
  provider: XmlElement,
  id: string,
  named: readonly ServedDomain[],
  tell: Tell,
): readonly ServedDomain[] {
  const domains = new Set<Domain>();
  for (const element of findAll(provider, "domain")) {
    if (element.attributes.has("purpose")) tell(element, "is kept, but not its purpose");
    const name = readText(element, tell, ["purpose"]);
    const domain = findDomain(name);
    if (domain === undefined) tell(element, `is left out: "${name}" is not a domain name`);
    else if (domains.has(domain)) tell(element, `is listed twice: ${name}`);
    else domains.add(domain);
  }
  if (domains.size > 0) return [...domains];
  if (named.length > 0) return named;
  const fallback = findDomain(id);
  if (fallback === undefined) return [];
  tell(provider, `has no domain; its id is taken: ${fallback}`);
  return [fallback];
}

/** Characters that either name of a provider may have. */
export const MAX_NAME = 60;
export const MAX_SHORT_NAME = 20;

/** The domain, or one as long as any that stands for all. */
function toLongest(domain: ServedDomain): ReadonlyMap<string, string> {
  return new Map([["domain", domain === "*" ? "x".repeat(MAX_DOMAIN) : domain]]);
}

/** RFC 1035 section 2.3.4, without the final dot. */
const MAX_DOMAIN = 253;

function readNames(provider: XmlElement, fallback: string, domains: readonly ServedDomain[], tell: Tell) {
  const read = (name: string, max: number) => {
    const element = findOne(provider, name, tell);
    if (element === undefined) return "";
    const text = readProse(element, max, tell);
    if (text === undefined) return "";
    if (domains.every((domain) => fillTemplates(text, toLongest(domain)).length <= max)) return text;
    tell(element, `is left out: with the domain in it, it is longer than ${max} characters`);
    return "";
  };
  const named = read("displayName", MAX_NAME);
  const shortNamed = read("displayShortName", MAX_SHORT_NAME);
  const displayName = named || shortNamed || cut(fallback, MAX_NAME);
  // Half a template is none: a short name is made of what can be cut.
  const displayShortName = shortNamed || cut(displayName.includes("{") ? fallback : displayName, MAX_SHORT_NAME);
  if (named === "") tell(provider, `has no displayName; "${displayName}" is taken`);
  if (shortNamed === "") tell(provider, `has no displayShortName; "${displayShortName}" is taken`);
  return { displayName, displayShortName };
}

function readWebmail(whole: XmlElement, tell: Tell) {
  const element = findOne(whole, "webMail", tell);
  if (element === undefined) return undefined;
  tellOthers(element, tell, { attributes: [], children: ["loginPage"] });
  const page = findOne(element, "loginPage", tell);
  if (page === undefined) return undefined;
  tellOthers(page, tell, { attributes: ["url"], children: [] });
  const url = readUrl(page, "url", tell);
  return url === undefined ? undefined : keep(Provider.shape.webmail, { url }, page, tell);
}

function readOAuth2(whole: XmlElement, tell: Tell) {
  const element = findOne(whole, "oAuth2", tell);
  if (element === undefined) return undefined;
  const children = ["issuer", "scope", "authURL", "tokenURL", "clientID", "clientSecret"];
  tellOthers(element, tell, { attributes: [], children });
  const value = (name: string) => {
    const child = findOne(element, name, tell);
    return child && readTemplate(child, tell);
  };
  const clientId = value("clientID");
  const clientSecret = value("clientSecret");
  const oauth2 = {
    issuer: value("issuer"),
    scope: value("scope"),
    authorizationUrl: value("authURL"),
    tokenUrl: value("tokenURL"),
    ...(clientId ? { clientId } : {}),
    ...(clientSecret ? { clientSecret } : {}),
  };
  return keep(Provider.shape.oauth2, oauth2, element, tell);
}

function readDocumentation(element: XmlElement, tell: Tell) {
  tellOthers(element, tell, { attributes: ["url"], children: ["descr"] });
  const url = readUrl(element, "url", tell);
  if (url === undefined) return [];
  const texts = findAll(element, "descr").flatMap((descr) => readLocalText(descr, 500, tell));
  const entries = texts.length === 0 ? [{ url }] : texts.map((text) => ({ url, ...text }));
  return keep(Provider.shape.documentation, entries, element, tell) ?? [];
}

function readEnable(element: XmlElement, tell: Tell) {
  tellOthers(element, tell, { attributes: ["visiturl"], children: ["instruction"] });
  const visitUrl = readUrl(element, "visiturl", tell);
  if (visitUrl === undefined) return [];
  const instructions = findAll(element, "instruction").flatMap((text) => readLocalText(text, 1000, tell));
  return keep(Provider.shape.enable, [{ visitUrl, instructions }], element, tell) ?? [];
}

function readLocalText(element: XmlElement, max: number, tell: Tell) {
  const text = readProse(element, max, tell, ["lang"]);
  if (text === undefined) return [];
  const lang = element.attributes.get("lang");
  const known = LanguageTag.safeParse(lang).data;
  if (text === "") {
    tell(element, "is left out: it is empty");
    return [];
  }
  if (lang !== undefined && known === undefined) tell(element, `is kept without its lang "${lang}"`);
  return [{ ...(known === undefined ? {} : { lang: known }), text }];
}
