/**
 * What mail programs would understand of our documents, read with libxml2 and none of the product's own code.
 * @module
 */
import { XmlDocument, XmlElement, type XmlNode } from "libxml2-wasm";

/** One server as a document tells it. */
export interface ReadServer {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: number;
  readonly socketType: string;
  readonly authentication: readonly string[];
  readonly username: string;
  readonly pop3: Readonly<Record<string, string>>;
}

/** Text of a page or an instruction; members that are absent are empty. */
interface ReadText {
  readonly url: string;
  readonly lang: string;
  readonly text: string;
}

export interface ReadAutoconfig {
  readonly id: string;
  readonly domains: readonly string[];
  readonly displayName: string;
  readonly displayShortName: string;
  readonly incomingServers: readonly ReadServer[];
  readonly outgoingServers: readonly ReadServer[];
  readonly documentation: readonly ReadText[];
  readonly instructions: readonly ReadText[];
  readonly oauth2: Readonly<Record<string, string>>;
  readonly webmail: string;
  readonly calendar: string;
  readonly addressbook: string;
}

/** A document parsed for as long as `read` runs. */
export function withXml<Value>(xml: string, read: (root: XmlElement) => Value): Value {
  const document = XmlDocument.fromString(xml);
  try {
    return read(document.root);
  } finally {
    document.dispose();
  }
}

/** A clientConfig as a client with this address takes it: placeholders expanded, old names mended. */
export function readAutoconfig(xml: string, address: string): ReadAutoconfig {
  const at = address.lastIndexOf("@");
  const expand = (text: string) =>
    text
      .replaceAll("%EMAILADDRESS%", address)
      .replaceAll("%EMAILLOCALPART%", address.slice(0, at))
      .replaceAll("%EMAILDOMAIN%", address.slice(at + 1));
  const value = (node: XmlNode | null) => expand(node?.content.replace(/\s+/g, " ").trim() ?? "");
  return withXml(xml, (root) => {
    const texts = (path: string, urlOf: string, inner: string) =>
      root.find(path).flatMap((node): ReadText[] => {
        const url = value(node.get(urlOf));
        const children = node.find(inner);
        if (children.length === 0) return [{ url, lang: "", text: "" }];
        return children.map((child) => ({ url, lang: value(child.get("@lang")), text: value(child) }));
      });
    const servers = (name: string) =>
      root.find(`emailProvider/${name}`).map(
        (server): ReadServer => ({
          protocol: value(server.get("@type")),
          hostname: value(server.get("hostname")).toLowerCase(),
          port: Number(value(server.get("port"))),
          socketType: value(server.get("socketType")),
          authentication: server.find("authentication").map((node) => mend(value(node))),
          username: value(server.get("username")),
          pop3: valuesOf(server.find("pop3/*"), value),
        }),
      );
    return {
      id: value(root.get("emailProvider/@id")),
      domains: root.find("emailProvider/domain").map(value),
      displayName: value(root.get("emailProvider/displayName")),
      displayShortName: value(root.get("emailProvider/displayShortName")),
      incomingServers: servers("incomingServer"),
      outgoingServers: servers("outgoingServer"),
      documentation: texts("emailProvider/documentation", "@url", "descr"),
      instructions: texts("enable | emailProvider/enable", "@visiturl", "instruction"),
      oauth2: valuesOf(root.find("oAuth2/*"), value),
      webmail: value(root.get("webMail/loginPage/@url")),
      calendar: value(root.get("calendar[@type='caldav']/url")),
      addressbook: value(root.get("addressbook[@type='carddav']/url")),
    };
  });
}

function mend(authentication: string): string {
  if (authentication === "plain") return "password-cleartext";
  return authentication === "secure" ? "password-encrypted" : authentication;
}

function valuesOf(nodes: readonly XmlNode[], value: (node: XmlNode) => string): Record<string, string> {
  return Object.fromEntries(nodes.flatMap((node) => (node instanceof XmlElement ? [[node.name, value(node)]] : [])));
}

/** One server of a format that has room for one of each protocol. */
interface ReadAccountServer {
  readonly hostname: string;
  readonly port: number;
  /** `encrypted` where the format leaves the way to the port. */
  readonly security: "tls" | "starttls" | "plain" | "encrypted";
  /** `undefined` where nothing is said, because nobody logs in. */
  readonly username: string | undefined;
}

/** By protocol: `imap`, `pop3`, `submission`. */
export type ReadAccount = ReadonlyMap<string, ReadAccountServer>;

const POX_NAMESPACES = { o: "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a" };
const POX_PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ["IMAP", "imap"],
  ["POP3", "pop3"],
  ["SMTP", "submission"],
]);

/** An Autodiscover answer, as a reader takes it that believes Encryption first and SSL next. */
export function readPox(xml: string): ReadAccount {
  return withXml(xml, (root) => {
    const servers = new Map<string, ReadAccountServer>();
    for (const node of root.find("o:Response/o:Account/o:Protocol", POX_NAMESPACES)) {
      const value = (name: string) => node.get(`o:${name}`, POX_NAMESPACES)?.content;
      const protocol = POX_PROTOCOLS.get(value("Type") ?? "");
      if (protocol === undefined || servers.has(protocol)) continue;
      servers.set(protocol, {
        hostname: value("Server") ?? "",
        port: Number(value("Port")),
        security: toSecurity(value("Encryption"), value("SSL")),
        username: value("AuthRequired") === "off" ? undefined : value("LoginName"),
      });
    }
    return servers;
  });
}

/** Calendars and contacts of an Autodiscover answer as eM Client reads them: their URLs by type. */
export function readPoxServices(xml: string): Record<string, string> {
  return withXml(xml, (root) =>
    Object.fromEntries(
      root.find("o:Response/o:Account/o:Protocol[contains(o:Type, 'DAV')]", POX_NAMESPACES).map((node) => {
        const value = (name: string) => node.get(`o:${name}`, POX_NAMESPACES)?.content ?? "";
        return [value("Type"), value("Server")];
      }),
    ),
  );
}

function toSecurity(encryption: string | undefined, ssl: string | undefined): ReadAccountServer["security"] {
  if (encryption === "TLS") return "starttls";
  if (encryption === "None") return "plain";
  return encryption === "SSL" || ssl === "on" ? "tls" : "plain";
}

/** A value of a property list. */
export type PlistValue = string | number | boolean | readonly PlistValue[] | { readonly [key: string]: PlistValue };

/** A property list's top dictionary; integers must be written as integers, and so on. */
export function readPlist(xml: string): { readonly [key: string]: PlistValue } {
  return withXml(xml, (root) => {
    const [top] = elementsOf(root);
    const value = top && toPlistValue(top);
    if (!isDictionary(value)) throw new Error("the top of the property list is not a dictionary");
    return value;
  });
}

export function isDictionary(value: PlistValue | undefined): value is { readonly [key: string]: PlistValue } {
  return typeof value === "object" && !Array.isArray(value);
}

function elementsOf(parent: XmlElement): XmlElement[] {
  return parent.find("*").filter((node) => node instanceof XmlElement);
}

function toPlistValue(element: XmlElement): PlistValue {
  const children = elementsOf(element);
  switch (element.name) {
    case "dict": {
      const pairs = new Map<string, PlistValue>();
      for (let index = 0; index < children.length; index += 2) {
        const [key, value] = [children[index], children[index + 1]];
        if (key?.name !== "key" || value === undefined || pairs.has(key.content))
          throw new Error(`the dictionary is broken at ${key?.content}`);
        pairs.set(key.content, toPlistValue(value));
      }
      return Object.fromEntries(pairs);
    }
    case "array":
      return children.map(toPlistValue);
    case "string":
      return element.content;
    case "integer":
      if (!/^-?\d+$/.test(element.content)) throw new Error(`${element.content} is not an integer`);
      return Number(element.content);
    case "true":
    case "false":
      return element.name === "true";
    default:
      throw new Error(`<${element.name}> is not expected in a profile`);
  }
}

/** The first mail account of a configuration profile. */
export function readProfile(xml: string): ReadAccount {
  const { PayloadContent: payloads } = readPlist(xml);
  const mail = (Array.isArray(payloads) ? payloads : []).find(
    (payload) => isDictionary(payload) && payload.PayloadType === "com.apple.mail.managed",
  );
  if (!isDictionary(mail)) return new Map();
  const server = (direction: string): ReadAccountServer => {
    const value = (name: string) => mail[`${direction}MailServer${name}`];
    const username = value("Username");
    return {
      hostname: String(value("HostName")),
      port: Number(value("PortNumber")),
      security: value("UseSSL") === true ? "encrypted" : "plain",
      username: typeof username === "string" ? username : undefined,
    };
  };
  return new Map([
    [mail.EmailAccountType === "EmailTypeIMAP" ? "imap" : "pop3", server("Incoming")],
    ["submission", server("Outgoing")],
  ]);
}
