/**
 * Mail Autoconfig, `config-v1.1.xml`, as others write it: version 1.1 with its legacy elements, as the ISPDB has them,
 * and the draft's 1.2. What the model cannot hold is left out and told, element by element: nothing goes in silence.
 * @see https://datatracker.ietf.org/doc/draft-ietf-mailmaint-autoconfig/
 * @module
 */
import type * as z from "zod";
import { type Domain, findDomain } from "../model/domain.ts";
import { formatFault, toFaults } from "../model/fault.ts";
import { Provider } from "../model/provider.ts";
import { err, ok, type Result } from "../model/result.ts";
import { Authentication, type SocketType } from "../model/server.ts";
import { fillTemplates, findTemplateNames } from "../model/template.ts";
import { LanguageTag } from "../model/text.ts";
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

type Tell = (element: XmlElement, what: string) => void;

// --- the document

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

function withMember(name: string, value: object | undefined) {
  return value === undefined || Object.keys(value).length === 0 ? {} : { [name]: value };
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

// --- servers

const SOCKET_TYPE: ReadonlyMap<string, SocketType> = new Map([
  ["SSL", "tls"],
  ["STARTTLS", "starttls"],
  ["plain", "plain"],
]);

/** Names from before the draft. */
const OLD_AUTHENTICATION: ReadonlyMap<string, Authentication> = new Map([
  ["plain", "password-cleartext"],
  ["secure", "password-encrypted"],
  ["OAuth", "OAuth2"],
]);

const SERVER_CHILDREN = ["hostname", "port", "socketType", "authentication", "username"];

function readIncomingServer(element: XmlElement, tell: Tell) {
  const protocol = element.attributes.get("type") ?? "";
  if (protocol === "imap")
    return keep(Provider.shape.incomingServers, [readServer(element, protocol, [], tell)], element, tell) ?? [];
  if (protocol === "pop3") {
    const options = findOne(element, "pop3", tell);
    const server = {
      ...readServer(element, protocol, ["pop3"], tell),
      ...withMember("pop3", options && readPop3(options, tell)),
    };
    return keep(Provider.shape.incomingServers, [server], element, tell) ?? [];
  }
  // What is addressed by URL is read with the services.
  if (!isService(element)) tell(element, "is left out: only imap and pop3 are carried over");
  return [];
}

function readOutgoingServer(element: XmlElement, tell: Tell) {
  if (element.attributes.get("type") === "smtp")
    return keep(Provider.shape.outgoingServers, [readServer(element, "submission", [], tell)], element, tell) ?? [];
  tell(element, "is left out: only smtp is carried over");
  return [];
}

/** What a server says, still unchecked. */
function readServer(element: XmlElement, protocol: string, more: readonly string[], tell: Tell) {
  tellOthers(element, tell, { attributes: ["type"], children: [...SERVER_CHILDREN, ...more] });
  const value = (name: string) => {
    const child = findOne(element, name, tell);
    return child && readText(child, tell);
  };
  const username = findOne(element, "username", tell);
  if (username === undefined) tell(element, "has no username; the whole address is taken");
  return {
    protocol,
    hostname: toTemplate(value("hostname") ?? "", DOMAIN_PLACEHOLDER),
    port: toNumber(value("port") ?? ""),
    socketType: SOCKET_TYPE.get(value("socketType") ?? ""),
    authentication: readAuthentication(element, tell),
    username: username ? readUsername(username, tell) : "{address}",
  };
}

function readAuthentication(server: XmlElement, tell: Tell): Authentication[] {
  const methods = new Set<Authentication>();
  for (const element of findAll(server, "authentication")) {
    const name = readText(element, tell, ["system"]);
    const method = element.attributes.has("system")
      ? undefined
      : (OLD_AUTHENTICATION.get(name) ?? Authentication.safeParse(name).data);
    if (method === undefined) tell(element, `is left out: ${name} is not known`);
    else if (methods.has(method)) tell(element, `is listed twice: ${method}`);
    else methods.add(method);
  }
  return [...methods];
}

function readUsername(element: XmlElement, tell: Tell): string | undefined {
  const value = readText(element, tell);
  const template = toTemplate(value, PLACEHOLDERS);
  for (const [placeholder] of (template ?? "").matchAll(/%[A-Z]+%/g))
    tell(element, `has a placeholder that is not known and stays as text: ${placeholder}`);
  return template;
}

const POP3_FLAGS = ["leaveMessagesOnServer", "downloadOnBiff"] as const;
const POP3_NUMBERS = ["daysToLeaveMessagesOnServer", "checkInterval"] as const;

function readPop3(element: XmlElement, tell: Tell) {
  tellOthers(element, tell, { attributes: [], children: [...POP3_FLAGS, ...POP3_NUMBERS] });
  const options = new Map<string, boolean | number>();
  for (const name of [...POP3_FLAGS, ...POP3_NUMBERS]) {
    const child = findOne(element, name, tell);
    if (child === undefined) continue;
    // Thunderbird's own documentation writes <checkInterval minutes="15"/>.
    const text = readText(child, tell, ["minutes"]) || (child.attributes.get("minutes") ?? "");
    const value = POP3_FLAGS.some((flag) => flag === name) ? FLAG.get(text) : toNumber(text);
    if (value === undefined || value === 0) tell(child, `is left out: "${text}" cannot be carried over`);
    else options.set(name, value);
  }
  return Object.fromEntries(options);
}

const FLAG: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);

// --- what is beside mail

const URL_SERVICES = [
  { element: "calendar", type: "caldav", service: "caldav" },
  { element: "addressbook", type: "carddav", service: "carddav" },
  { element: "addressBook", type: "carddav", service: "carddav" },
  { element: "incomingServer", type: "jmap", service: "jmap" },
  { element: "incomingServer", type: "activeSync", service: "activesync" },
  { element: "incomingServer", type: "activesync", service: "activesync" },
] as const;

function isService({ name, attributes, children }: XmlElement): boolean {
  return (
    children.some((child) => child.name === "url") &&
    URL_SERVICES.some(({ element, type }) => element === name && type === attributes.get("type"))
  );
}

function readServices(root: XmlElement, provider: XmlElement, tell: Tell) {
  const services = new Map<string, unknown>();
  const add = (name: string, element: XmlElement, value: unknown) => {
    if (services.has(name)) return tell(element, "is left out: one of its kind is enough");
    if (keep(Provider.shape.services, { [name]: value }, element, tell) === undefined) return;
    for (const lost of [...findAll(element, "authentication"), ...findAll(element, "username")])
      tell(lost, `is left out: ${element.name} is carried over without its log-in`);
    services.set(name, value);
  };
  for (const element of [...provider.children, ...root.children]) {
    const type = element.attributes.get("type") ?? "";
    const known = URL_SERVICES.find((kind) => kind.element === element.name && kind.type === type);
    const url = findOne(element, "url", tell);
    if (known && url) {
      tellOthers(element, tell, { attributes: ["type"], children: ["url", "authentication", "username"] });
      add(known.service, element, { url: readTemplate(url, tell) });
    } else if (element.name === "setupServer" && type === "managesieve") {
      tellOthers(element, tell, { attributes: ["type"], children: SERVER_CHILDREN });
      const value = (name: string) => findAll(element, name)[0]?.text ?? "";
      add("managesieve", element, {
        hostname: toTemplate(value("hostname"), DOMAIN_PLACEHOLDER),
        port: toNumber(value("port")),
        socketType: SOCKET_TYPE.get(value("socketType")),
      });
    } else if (["calendar", "addressbook", "addressBook", "setupServer"].includes(element.name))
      tell(element, "is left out: it cannot be carried over");
  }
  return Object.fromEntries(services);
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
  tellOthers(element, tell, { attributes: [], children: ["issuer", "scope", "authURL", "tokenURL", "clientID"] });
  const value = (name: string) => {
    const child = findOne(element, name, tell);
    return child && readTemplate(child, tell);
  };
  const clientId = value("clientID");
  const oauth2 = {
    issuer: value("issuer"),
    scope: value("scope"),
    authorizationUrl: value("authURL"),
    tokenUrl: value("tokenURL"),
    ...(clientId ? { clientId } : {}),
  };
  return keep(Provider.shape.oauth2, oauth2, element, tell);
}

// --- texts for people

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

// --- values

const DOMAIN_PLACEHOLDER = new Map([["%EMAILDOMAIN%", "{domain}"]]);
const PLACEHOLDERS = new Map([
  ...DOMAIN_PLACEHOLDER,
  ["%EMAILADDRESS%", "{address}"],
  ["%EMAILLOCALPART%", "{localPart}"],
]);

/** Placeholders as templates; `undefined` when the text already has what the model would take for a template. */
function toTemplate(value: string, placeholders: ReadonlyMap<string, string>): string | undefined {
  if (findTemplateNames(value).length > 0) return undefined;
  return value.replace(/%[A-Z]+%/g, (placeholder) => placeholders.get(placeholder) ?? placeholder);
}

function readTemplate(element: XmlElement, tell: Tell): string | undefined {
  return toTemplate(readText(element, tell), DOMAIN_PLACEHOLDER);
}

function readUrl(element: XmlElement, attribute: string, tell: Tell): string | undefined {
  const url = toTemplate(element.attributes.get(attribute)?.trim() ?? "", DOMAIN_PLACEHOLDER);
  for (const [placeholder] of (url ?? "").matchAll(/%EMAIL[A-Z]+%/g))
    tell(element, `has a placeholder that stays as text: ${placeholder}`);
  return url;
}

/** Text for people: braces that would be a template become parentheses, and it ends after `max` characters. */
function readProse(element: XmlElement, max: number, tell: Tell, attributes: readonly string[] = []): string {
  const value = readText(element, tell, attributes);
  const asTemplate = toTemplate(value, DOMAIN_PLACEHOLDER);
  if (asTemplate === undefined) tell(element, "has braces, which are made parentheses");
  const text = asTemplate ?? value.replaceAll("{", "(").replaceAll("}", ")");
  if (text.length > max) tell(element, `is cut to ${max} characters: "${text}"`);
  return cut(text, max);
}

function cut(text: string, max: number): string {
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length > max) break;
    kept += character;
  }
  return kept.trimEnd();
}

function toNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** `value` as the model has it; `undefined`, told with its faults, when the model refuses it. */
function keep<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  element: XmlElement,
  tell: Tell,
): z.infer<Schema> | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  tell(element, `is left out: ${toFaults(parsed.error, value).map(formatFault).join(", ")}`);
  return undefined;
}

// --- elements

function toLabel({ name, attributes }: XmlElement): string {
  const type = attributes.get("type");
  return type === undefined ? name : `${name} type="${type}"`;
}

function findAll(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter((child) => child.name === name);
}

function findOne(parent: XmlElement, name: string, tell: Tell): XmlElement | undefined {
  const [first, ...others] = findAll(parent, name);
  for (const other of others) tell(other, `is left out: <${toLabel(parent)}> has one already`);
  return first;
}

/** The text of an element that holds nothing else. */
function readText(element: XmlElement, tell: Tell, attributes: readonly string[] = []): string {
  tellOthers({ ...element, text: "" }, tell, { attributes, children: [] });
  return element.text;
}

/** Tells all that `element` holds beside what its caller reads. */
function tellOthers(
  element: XmlElement,
  tell: Tell,
  known: { readonly attributes: readonly string[]; readonly children: readonly string[] },
): void {
  for (const name of element.attributes.keys())
    if (!known.attributes.includes(name)) tell(element, `has an attribute that is left out: ${name}`);
  for (const child of element.children)
    if (!known.children.includes(child.name))
      tell(child, `is left out of <${toLabel(element)}>: settings have no place for it`);
  if (element.text !== "") tell(element, `holds text that is left out: "${cut(element.text, MAX_NAME)}"`);
}
