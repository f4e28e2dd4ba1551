/**
 * What readers of Autodiscover's "plain old XML" have in common; what they make of ports and TLS differs.
 * @see [MS-OXDSCLI]
 * @module
 */
import type { ConfiguredServer } from "../outcome.ts";
import { child, children, childText, textOf, type XmlNode } from "./xml.ts";

const OUTLOOK_REQUEST = "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006";
const OUTLOOK_RESPONSE = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
export const MOBILESYNC_REQUEST = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/requestschema/2006";
export const MOBILESYNC_RESPONSE = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006";

export const poxUrl = (host: string, scheme = "https") => `${scheme}://${host}/autodiscover/autodiscover.xml`;

const REFERENCES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** As a serialiser writes it. */
export const escaped = (address: string) => address.replace(/[&<>]/g, (sign) => REFERENCES[sign] ?? sign);

/** A request with the address put in as it stands: Thunderbird and Mustang escape nothing. */
export function poxRequest(address: string, request = OUTLOOK_REQUEST, response = OUTLOOK_RESPONSE): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="${request}">
  <Request>
    <EMailAddress>${address}</EMailAddress>
    <AcceptableResponseSchema>${response}</AcceptableResponseSchema>
  </Request>
</Autodiscover>
`;
}

export interface PoxProtocol {
  readonly type: string;
  readonly server: string | undefined;
  readonly port: number | undefined;
  readonly ssl: string | undefined;
  readonly encryption: string | undefined;
  readonly spa: string | undefined;
  readonly authRequired: string | undefined;
  /** Empty where the element is. */
  readonly loginName: string | undefined;
}

export interface PoxAnswer {
  readonly accountType: string | undefined;
  readonly action: string | undefined;
  /** Whether `AccountType` and `Action` stand before the first `Protocol`. */
  readonly isHeadFirst: boolean;
  readonly protocols: readonly PoxProtocol[];
  readonly errorCode: string | undefined;
  readonly redirectUrl: string | undefined;
  readonly redirectAddress: string | undefined;
  readonly asUrl: string | undefined;
}

/** `undefined` for what is no such document. */
export function readPox(root: XmlNode | undefined): PoxAnswer | undefined {
  const response = child(root, "Response");
  if (root?.name !== "Autodiscover" || response === undefined) return undefined;
  const account = child(response, "Account");
  const order = account?.children.map(({ name }) => name) ?? [];
  const head = order.slice(0, order.includes("Protocol") ? order.indexOf("Protocol") : undefined);
  const error = child(response, "Error");
  return {
    accountType: account && childText(account, "AccountType"),
    action: account && childText(account, "Action"),
    isHeadFirst: head.includes("Action") && head.includes("AccountType"),
    protocols: children(account, "Protocol").map(toProtocol),
    errorCode: error && childText(error, "ErrorCode"),
    redirectUrl: account && childText(account, "RedirectUrl"),
    redirectAddress: account && childText(account, "RedirectAddr"),
    asUrl: children(account, "Protocol")
      .map((protocol) => childText(protocol, "ASUrl"))
      .find((url) => url !== undefined),
  };
}

function toProtocol(node: XmlNode): PoxProtocol {
  const port = Number(childText(node, "Port"));
  return {
    type: childText(node, "Type") ?? "",
    server: childText(node, "Server"),
    port: Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined,
    ssl: childText(node, "SSL"),
    encryption: childText(node, "Encryption"),
    spa: childText(node, "SPA"),
    authRequired: childText(node, "AuthRequired"),
    loginName: textOf(child(node, "LoginName"))?.trim(),
  };
}

/** What most readers take for STARTTLS, whatever the document says. */
export function socketTypeByPort(port: number): ConfiguredServer["socketType"] {
  return [25, 110, 143, 587].includes(port) ? "starttls" : "tls";
}
