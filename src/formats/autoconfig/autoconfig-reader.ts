/**
 * Mail Autoconfig, `config-v1.1.xml`, as others write it: version 1.1 with its legacy elements, as the ISPDB has them,
 * and the draft's 1.2. What the model cannot hold is left out and told, element by element: nothing goes in silence.
 * @see https://datatracker.ietf.org/doc/draft-ietf-mailmaint-autoconfig/
 * @module
 */
import { type Domain, findDomain } from "../../model/domain.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { formatFault, toFaults } from "../../model/settings/fault.ts";
import { Provider } from "../../model/settings/provider.ts";
import { fillTemplates } from "../../model/settings/template.ts";
import { LanguageTag } from "../../model/text.ts";
import {
  cut,
  findAll,
  findOne,
  keep,
  readProse,
  readTemplate,
  readText,
  readUrl,
  type Tell,
  tellOthers,
  toLabel,
  withMember,
} from "./autoconfig-element.ts";
import { readIncomingServer, readOutgoingServer } from "./autoconfig-server-reader.ts";
import { readServices } from "./autoconfig-service-reader.ts";
import { parseXml, type XmlElement } from "./xml-element.ts";

/** Something that the document says and that the provider does not, or says in another way. */
export interface ReadWarning {
  /** As it stands in the document, such as `incomingServer type="ews"`. */
  readonly element: string;
  readonly what: string;
}

/** One `clientConfig`: a provider, and the domains that it is for. */
export interface AutoconfigDocument {
  readonly id: string;
  readonly domains: readonly [Domain, ...Domain[]];
  readonly provider: Provider;
  /** Whether a server is without TLS, which a domain has to allow. */
  readonly allowPlaintext: boolean;
  readonly warnings: readonly ReadWarning[];
}

/** Why a document gives no provider. */
export interface AutoconfigFault {
  readonly reason: "xml_malformed" | "config_unusable";
  readonly because: string;
}

/** Reads the text of a `clientConfig` document. */
export function parseAutoconfig(xml: string): Result<AutoconfigDocument, AutoconfigFault> {
  const root = parseXml(xml);
  if (!root.ok) return err({ reason: "xml_malformed", because: root.error });
  if (root.value.name !== "clientConfig")
    return err({ reason: "config_unusable", because: `the root element is <${root.value.name}>, not <clientConfig>` });
  const warnings: ReadWarning[] = [];
  const tell: Tell = (element, what) => warnings.push({ element: toLabel(element), what });
  const document = readClientConfig(root.value, tell);
  return document.ok
    ? ok({ ...document.value, warnings })
    : err({
        reason: "config_unusable",
        because: [document.error, ...warnings.map(({ element, what }) => `<${element}>: ${what}`)].join("; "),
      });
}

function readClientConfig(root: XmlElement, tell: Tell): Result<Omit<AutoconfigDocument, "warnings">, string> {
  tellOthers(root, tell, {
    attributes: ["version"],
    children: ["emailProvider", "enable", "oAuth2", "webMail", "calendar", "addressbook", "addressBook", "setupServer"],
  });
  const element = findOne(root, "emailProvider", tell);
  if (element === undefined) return err("there is no <emailProvider>");
  tellOthers(element, tell, {
    attributes: ["id"],
    children: [
      ...["domain", "displayName", "displayShortName", "documentation", "enable"],
      ...["incomingServer", "outgoingServer"],
    ],
  });
  const [domain, ...otherDomains] = readDomains(element, tell);
  if (domain === undefined) return err("there is no <domain> with a domain name");
  const id = element.attributes.get("id") ?? "";
  if (id === "") tell(element, `has no id; ${domain} is taken`);
  const provider = Provider.safeParse({
    ...readNames(element, id || domain, [domain, ...otherDomains], tell),
    incomingServers: findAll(element, "incomingServer").flatMap((server) => readIncomingServer(server, tell)),
    outgoingServers: findAll(element, "outgoingServer").flatMap((server) => readOutgoingServer(server, tell)),
    ...withMember("services", readServices(root, element, tell)),
    ...withMember("webmail", readWebmail(root, tell)),
    ...withMember(
      "documentation",
      findAll(element, "documentation").flatMap((page) => readDocumentation(page, tell)),
    ),
    ...withMember(
      "enable",
      [...findAll(root, "enable"), ...findAll(element, "enable")].flatMap((enable) => readEnable(enable, tell)),
    ),
    ...withMember("oauth2", readOAuth2(root, tell)),
  });
  if (!provider.success) return err(toFaults(provider.error, undefined).map(formatFault).join("; "));
  const servers = [...provider.data.incomingServers, ...provider.data.outgoingServers];
  return ok({
    id: id || domain,
    domains: [domain, ...otherDomains],
    provider: provider.data,
    allowPlaintext: servers.some(({ socketType }) => socketType === "plain"),
  });
}

function readDomains(provider: XmlElement, tell: Tell): Domain[] {
  const domains = new Set<Domain>();
  for (const element of findAll(provider, "domain")) {
    if (element.attributes.has("purpose")) tell(element, "is kept, but not its purpose");
    const name = readText(element, tell, ["purpose"]);
    const domain = findDomain(name);
    if (domain === undefined) tell(element, `is left out: "${name}" is not a domain name`);
    else if (domains.has(domain)) tell(element, `is listed twice: ${name}`);
    else domains.add(domain);
  }
  return [...domains];
}

const MAX_NAME = 60;
const MAX_SHORT_NAME = 20;

function readNames(provider: XmlElement, fallback: string, domains: readonly Domain[], tell: Tell) {
  const read = (name: string, max: number) => {
    const element = findOne(provider, name, tell);
    if (element === undefined) return "";
    const text = readProse(element, max, tell);
    if (domains.every((domain) => fillTemplates(text, new Map([["domain", domain]])).length <= max)) return text;
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

function readWebmail(root: XmlElement, tell: Tell) {
  const element = findOne(root, "webMail", tell);
  if (element === undefined) return undefined;
  tellOthers(element, tell, { attributes: [], children: ["loginPage"] });
  const page = findOne(element, "loginPage", tell);
  if (page === undefined) return undefined;
  tellOthers(page, tell, { attributes: ["url"], children: [] });
  return keep(Provider.shape.webmail, { url: readUrl(page, "url", tell) }, page, tell);
}

function readOAuth2(root: XmlElement, tell: Tell) {
  const element = findOne(root, "oAuth2", tell);
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
  const texts = findAll(element, "descr").flatMap((descr) => readLocalText(descr, 500, tell));
  const entries = texts.length === 0 ? [{ url }] : texts.map((text) => ({ url, ...text }));
  return keep(Provider.shape.documentation, entries, element, tell) ?? [];
}

function readEnable(element: XmlElement, tell: Tell) {
  tellOthers(element, tell, { attributes: ["visiturl"], children: ["instruction"] });
  const instructions = findAll(element, "instruction").flatMap((text) => readLocalText(text, 1000, tell));
  const entries = [{ visitUrl: readUrl(element, "visiturl", tell), instructions }];
  return keep(Provider.shape.enable, entries, element, tell) ?? [];
}

function readLocalText(element: XmlElement, max: number, tell: Tell) {
  const text = readProse(element, max, tell, ["lang"]);
  const lang = element.attributes.get("lang");
  const known = LanguageTag.safeParse(lang).data;
  if (text === "") {
    tell(element, "is left out: it is empty");
    return [];
  }
  if (lang !== undefined && known === undefined) tell(element, `is kept without its lang "${lang}"`);
  return [{ ...(known === undefined ? {} : { lang: known }), text }];
}
