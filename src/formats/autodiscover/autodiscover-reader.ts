/**
 * An Autodiscover answer (POX) as another server gives it, for whoever takes its settings over.
 * @see [MS-OXDSCLI]
 * @module
 */
import { err, ok, type Result } from "../../model/result.ts";
import { findPortSocketType, TLS_PORT } from "../../model/tls-port.ts";
import { isSameWord } from "../autoconfig/autoconfig-element.ts";
import { parseXml, type XmlElement } from "../autoconfig/xml-element.ts";

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
  /** Where calendars and contacts are, as eM Client reads it. */
  readonly services: ReadonlyMap<"caldav" | "carddav", DavService>;
  readonly losses: readonly string[];
}

const PROTOCOL: ReadonlyMap<string, AutodiscoverServer["protocol"]> = new Map([
  ["IMAP", "imap"],
  ["POP3", "pop3"],
  ["POP", "pop3"],
  ["SMTP", "submission"],
]);
const DAV: ReadonlyMap<string, "caldav" | "carddav"> = new Map([
  ["CALDAV", "caldav"],
  ["CARDDAV", "carddav"],
]);

/** @param address whose answer it is */
export function parseAutodiscover(xml: string, address: string): Result<AutodiscoverAnswer, string> {
  const root = parseXml(xml);
  if (!root.ok) return root;
  if (root.value.name !== "Autodiscover") return err(`the root element is <${root.value.name}>, not <Autodiscover>`);
  const response = find(root.value, "Response");
  const error = response && find(response, "Error");
  if (error) return err(`it answers with error ${textOf(error, "ErrorCode")}: ${textOf(error, "Message")}`);
  const account = response && find(response, "Account");
  if (account === undefined) return err("there is no <Account>");
  const action = textOf(account, "Action");
  if (action !== "" && action !== "settings")
    return err(`it sends on: ${textOf(account, "RedirectUrl") || textOf(account, "RedirectAddr") || action}`);
  const servers: AutodiscoverServer[] = [];
  const services = new Map<"caldav" | "carddav", DavService>();
  const losses: string[] = [];
  for (const element of account.children.filter(({ name }) => name === "Protocol")) {
    const type = textOf(element, "Type");
    const server = textOf(element, "Server");
    const name = DAV.get(type.toUpperCase());
    const protocol = PROTOCOL.get(type.toUpperCase());
    if (name !== undefined) {
      const service: DavService = { url: server, username: textOf(element, "LoginName") || undefined };
      if (!services.has(name)) services.set(name, service);
    } else if (protocol === undefined) losses.push(`a <Protocol> of the type ${JSON.stringify(type)} is left out`);
    else servers.push(toServer(element, protocol, address, (what) => losses.push(what)));
  }
  return ok({ servers, services, losses });
}

function toServer(
  element: XmlElement,
  protocol: AutodiscoverServer["protocol"],
  address: string,
  tell: (what: string) => void,
): AutodiscoverServer {
  const port = Number(textOf(element, "Port") || TLS_PORT[protocol]);
  return {
    protocol,
    hostname: textOf(element, "Server"),
    port,
    socketType: toSocketType(element, port, tell),
    authentication: [
      isWord(element, "AuthRequired", "off") ? "none" : isWord(element, "SPA", "on") ? "NTLM" : PASSWORD,
    ],
    username: textOf(element, "LoginName") || address,
  };
}

const PASSWORD = "password-cleartext";

/**
 * As Thunderbird reads it, a registered port decides, whatever `Encryption` says: in Microsoft's words `TLS` is STARTTLS,
 * but many who write it mean TLS from the first byte. Nor is `SSL` off there without encryption, as Thunderbird has it: for
 * STARTTLS many write just that. At other ports nothing but Microsoft's words tells.
 */
function toSocketType(
  element: XmlElement,
  port: number,
  tell: (what: string) => void,
): AutodiscoverServer["socketType"] {
  if (isWord(element, "Encryption", "none")) return "plain";
  const isOff = textOf(element, "Encryption") === "" && isWord(element, "SSL", "off");
  const byPort = findPortSocketType(port);
  if (byPort !== undefined) {
    if (isOff) tell(`<SSL> is off at port ${port}; ${byPort.toUpperCase()} is taken`);
    return byPort;
  }
  if (isOff) return "plain";
  if (isWord(element, "Encryption", "TLS")) return "starttls";
  if (!isWord(element, "Encryption", "SSL"))
    tell(`whether TLS or STARTTLS is meant at port ${port} is not told; TLS is taken`);
  return "tls";
}

/** Whether a member says just that: some write `true` and `false`, which nobody who reads it takes for `on` and `off`. */
function isWord(element: XmlElement, name: string, word: string): boolean {
  return isSameWord(textOf(element, name), word);
}

function find(parent: XmlElement, name: string): XmlElement | undefined {
  return parent.children.find((child) => child.name === name);
}

function textOf(parent: XmlElement, name: string): string {
  return find(parent, name)?.text ?? "";
}
