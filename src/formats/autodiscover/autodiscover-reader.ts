/**
 * An Autodiscover answer (POX) as another server gives it, for whoever takes its settings over.
 * @see [MS-OXDSCLI]
 * @module
 */
import { err, ok, type Result } from "../../model/result.ts";
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

export interface AutodiscoverAnswer {
  readonly servers: readonly AutodiscoverServer[];
  /** Where calendars and contacts are, as eM Client reads it. */
  readonly services: ReadonlyMap<"caldav" | "carddav", string>;
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
  const services = new Map<"caldav" | "carddav", string>();
  const losses: string[] = [];
  for (const element of account.children.filter(({ name }) => name === "Protocol")) {
    const type = textOf(element, "Type");
    const server = textOf(element, "Server");
    const service = DAV.get(type.toUpperCase());
    const protocol = PROTOCOL.get(type.toUpperCase());
    if (service !== undefined) {
      if (!services.has(service)) services.set(service, server);
    } else if (protocol === undefined) losses.push(`a <Protocol> of the type ${JSON.stringify(type)} is left out`);
    else servers.push(toServer(element, protocol, address));
  }
  return ok({ servers, services, losses });
}

const STANDARD_PORT = { imap: 993, pop3: 995, submission: 465 } as const;

function toServer(element: XmlElement, protocol: AutodiscoverServer["protocol"], address: string): AutodiscoverServer {
  const port = Number(textOf(element, "Port") || STANDARD_PORT[protocol]);
  const isOn = (name: string, otherwise: boolean) => {
    const text = textOf(element, name).toLowerCase();
    return text === "" ? otherwise : text === "on";
  };
  return {
    protocol,
    hostname: textOf(element, "Server"),
    port,
    socketType: toSocketType(textOf(element, "Encryption"), isOn("SSL", true), port),
    authentication: [isOn("AuthRequired", true) ? (isOn("SPA", false) ? "NTLM" : "password-cleartext") : "none"],
    username: textOf(element, "LoginName") || address,
  };
}

/**
 * `Encryption` wins over `SSL`, and in Microsoft's words `TLS` is STARTTLS; but many who write it mean TLS from the first
 * byte, which the port tells.
 */
function toSocketType(encryption: string, ssl: boolean, port: number): AutodiscoverServer["socketType"] {
  const byPort = [25, 110, 143, 587].includes(port) ? "starttls" : "tls";
  switch (encryption.toUpperCase()) {
    case "NONE":
      return "plain";
    case "SSL":
    case "TLS":
    case "AUTO":
      return byPort;
    default:
      return ssl ? byPort : "plain";
  }
}

function find(parent: XmlElement, name: string): XmlElement | undefined {
  return parent.children.find((child) => child.name === name);
}

function textOf(parent: XmlElement, name: string): string {
  return find(parent, name)?.text ?? "";
}
