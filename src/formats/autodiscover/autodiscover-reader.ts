/**
 * An Autodiscover answer (POX) as another server gives it, for whoever takes its settings over. As with autoconfig, what is
 * left out or guessed is told.
 * @see [MS-OXDSCLI]
 * @module
 */
import { withoutInvisible } from "../../model/printable.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { findPortSocketType, TLS_PORT } from "../../model/tls-port.ts";
import { parseXml, type XmlElement } from "../xml-element.ts";
import {
  findAll,
  findOne,
  findWord,
  formatWarning,
  isSameWord,
  readText,
  type Tell,
  tellOthers,
  toLabel,
  toNumber,
} from "../xml-reading.ts";

/** What stands in a `Protocol`, in the model's words as far as it has them. */
interface AutodiscoverServer {
  readonly protocol: "imap" | "pop3" | "submission";
  readonly hostname: string;
  readonly port: number;
  readonly socketType: "tls" | "starttls" | "plain";
  readonly authentication: readonly ["password-cleartext" | "NTLM" | "none"];
  /** As it stands there; the address where there is none. */
  readonly username: string;
}

interface DavService {
  readonly url: string;
  readonly username: string | undefined;
}

export interface AutodiscoverAnswer {
  readonly servers: readonly AutodiscoverServer[];
  /** Where calendars and contacts are, as eM Client reads it; best first. */
  readonly services: readonly (readonly [name: "caldav" | "carddav", DavService])[];
  readonly losses: readonly string[];
}

const PROTOCOL: ReadonlyMap<string, AutodiscoverServer["protocol"]> = new Map([
  ["IMAP", "imap"],
  ["POP3", "pop3"],
  ["POP", "pop3"],
  ["SMTP", "submission"],
]);
const DAV: ReadonlyMap<string, "caldav" | "carddav"> = new Map([
  ["CalDAV", "caldav"],
  ["CardDAV", "carddav"],
]);

/** @param address whose answer it is */
export function parseAutodiscover(xml: string, address: string): Result<AutodiscoverAnswer, string> {
  const root = parseXml(xml);
  if (!root.ok) return root;
  if (root.value.name !== "Autodiscover") return err(`the root element is <${root.value.name}>, not <Autodiscover>`);
  const losses: string[] = [];
  const tell: Tell = (element, what) => losses.push(formatWarning({ element: toLabel(element), what }));
  const response = findOne(root.value, "Response", tell);
  if (response === undefined) return err("there is no <Response>");
  const [error] = findAll(response, "Error");
  if (error) return err(`it answers with error ${textOf(error, "ErrorCode")}: ${textOf(error, "Message")}`);
  const accounts = findAll(response, "Account");
  if (accounts.length === 0) return err("there is no <Account>");
  tellOthers(response, tell, { attributes: [], children: ["User", "Account"] });
  const servers: AutodiscoverServer[] = [];
  const services: [name: "caldav" | "carddav", DavService][] = [];
  const elsewhere: string[] = [];
  for (const account of accounts) {
    const reason = findReasonToPass(account);
    if (reason !== undefined) {
      elsewhere.push(reason);
      tell(account, `is left out: ${reason}`);
      continue;
    }
    tellOthers(account, tell, { attributes: [], children: ["AccountType", "Action", "Protocol"] });
    for (const element of findAll(account, "Protocol").map(withType)) {
      const type = element.attributes.get("type") ?? "";
      const service = findWord(DAV, type);
      const protocol = findWord(PROTOCOL, type);
      if (service !== undefined) services.push([service, readService(element, tell)]);
      else if (protocol !== undefined)
        servers.push(...readServer(element, protocol, { address, before: servers }, tell));
      else tell(element, `is left out: ${type === "" ? "it has no Type" : "settings have no place for it"}`);
    }
  }
  return elsewhere.length === accounts.length ? err(elsewhere.join("; ")) : ok({ servers, services, losses });
}

/** Why an account tells nothing of servers for mail. */
function findReasonToPass(account: XmlElement): string | undefined {
  const [type, action] = ["AccountType", "Action"].map((name) => textOf(account, name));
  if (type && !isSameWord(type, "email")) return `it is of the type ${JSON.stringify(type)}`;
  if (!action || isSameWord(action, "settings")) return undefined;
  return `it sends on: ${textOf(account, "RedirectUrl") || textOf(account, "RedirectAddr") || action}`;
}

/** A `Protocol` as it is called in what is told of it; Exchange writes some with an attribute. */
function withType(element: XmlElement): XmlElement {
  const type = textOf(element, "Type") || (element.attributes.get("Type") ?? "");
  return { ...element, attributes: new Map([...element.attributes, ["type", type]]) };
}

/** What every kind may hold. How long an answer holds is nobody's setting. */
const MEMBERS = ["Type", "Server", "LoginName", "DomainRequired", "DomainName", "TTL", "ExpirationDate"] as const;
/** Modoboa writes `TLS`; there, as with all, the port tells. Which server is asked first is the program's own affair. */
const MAIL_MEMBERS = [
  ...MEMBERS,
  ...["Port", "SSL", "TLS", "Encryption"],
  ...["AuthRequired", "SPA", "UsePOPAuth", "SMTPLast"],
] as const;

type Members<Name extends string> = Readonly<Record<Name, string>>;

/** The text of each member, and none for one that is not there. */
function readMembers<Name extends string>(element: XmlElement, names: readonly Name[], tell: Tell): Members<Name> {
  tellOthers(element, tell, { attributes: ["type", "Type"], children: names });
  const read = (name: string) => {
    const child = findOne(element, name, tell);
    return child === undefined ? "" : withoutInvisible(readText(child, tell)).trim();
  };
  // Each of the names has become a member.
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Members<Name>;
}

function readService(element: XmlElement, tell: Tell): DavService {
  const members = readMembers(element, MEMBERS, tell);
  tellDomain(element, members, tell);
  return { url: members.Server, username: members.LoginName || undefined };
}

interface Surroundings {
  readonly address: string;
  /** The servers that stand before it. */
  readonly before: readonly AutodiscoverServer[];
}

function readServer(
  element: XmlElement,
  protocol: AutodiscoverServer["protocol"],
  { address, before }: Surroundings,
  tell: Tell,
): AutodiscoverServer[] {
  const members = readMembers(element, MAIL_MEMBERS, tell);
  const port = members.Port === "" ? TLS_PORT[protocol] : toNumber(members.Port);
  if (port === undefined) {
    tell(element, `is left out: its Port is no number: ${members.Port}`);
    return [];
  }
  if (members.Port === "") tell(element, `has no Port; ${port} is taken`);
  const server = {
    protocol,
    hostname: members.Server,
    port,
    socketType: toSocketType(members, port, (what) => tell(element, what)),
  };
  if (isSameWord(members.AuthRequired, "off"))
    return [{ ...server, authentication: ["none"], username: members.LoginName || address }];
  tellDomain(element, members, tell);
  const isReadersLogin = protocol === "submission" && isSameWord(members.UsePOPAuth, "on");
  const reader = isReadersLogin ? before.find((other) => other.protocol !== "submission") : undefined;
  const username = members.LoginName || reader?.username;
  if (username === undefined) tell(element, "has no LoginName; the whole address is taken");
  // In Microsoft's words it is on then; but who leaves it out has a server for passwords.
  if (members.SPA === "") tell(element, "has no SPA, which would mean NTLM; password-cleartext is taken");
  const method = isSameWord(members.SPA, "on") ? "NTLM" : "password-cleartext";
  return [{ ...server, authentication: [method], username: username ?? address }];
}

/** A domain of Windows, with which programs would log in. Where it is not asked for, some name one all the same. */
function tellDomain(
  element: XmlElement,
  { DomainRequired: required, DomainName: name }: Members<"DomainRequired" | "DomainName">,
  tell: Tell,
): void {
  if (isSameWord(required, "off") || (name === "" && !isSameWord(required, "on"))) return;
  const which = name === "" ? "" : ` ${JSON.stringify(name)}`;
  tell(element, `asks for the domain${which} at log-in, which is left out: the login name is taken as it stands`);
}

/**
 * As Thunderbird reads it, a registered port decides, whatever `Encryption` says: in Microsoft's words `TLS` is STARTTLS,
 * but many who write it mean TLS from the first byte. Nor is `SSL` off there without encryption, as Thunderbird has it: for
 * STARTTLS many write just that. At other ports nothing but Microsoft's words tells. Some write `true` and `false`, which
 * nobody who reads it takes for `on` and `off`.
 */
function toSocketType(
  { SSL, Encryption }: Members<"SSL" | "Encryption">,
  port: number,
  tell: (what: string) => void,
): AutodiscoverServer["socketType"] {
  if (isSameWord(Encryption, "none")) return "plain";
  const isOff = Encryption === "" && isSameWord(SSL, "off");
  const byPort = findPortSocketType(port);
  if (byPort !== undefined) {
    if (isOff) tell(`<SSL> is off at port ${port}; ${byPort.toUpperCase()} is taken`);
    return byPort;
  }
  if (isOff) return "plain";
  if (isSameWord(Encryption, "TLS")) return "starttls";
  if (!isSameWord(Encryption, "SSL"))
    tell(`whether TLS or STARTTLS is meant at port ${port} is not told; TLS is taken`);
  return "tls";
}

function textOf(parent: XmlElement, name: string): string {
  return findAll(parent, name)[0]?.text ?? "";
}
