/**
 * The mail servers of an autoconfig document, with the names that elements had before the draft.
 * @module
 */

import { Authentication, IncomingServerEntry, OutgoingServerEntry } from "../../model/server.ts";
import type { XmlElement } from "../xml-element.ts";
import {
  findAll,
  findOne,
  findWord,
  keep,
  readChild,
  readText,
  type Tell,
  tellOthers,
  toNumber,
} from "../xml-reading.ts";
import { readUsername, SERVER_CHILDREN, SOCKET_TYPE, toHostname, withMember } from "./autoconfig-element.ts";
import { isService } from "./autoconfig-service-reader.ts";

/** The draft's names, and those from before it. */
const AUTHENTICATION: ReadonlyMap<string, Authentication> = new Map([
  ...Authentication.options.map((name) => [name, name] as const),
  ["plain", "password-cleartext"],
  ["secure", "password-encrypted"],
  ["OAuth", "OAuth2"],
]);

export function readIncomingServer(element: XmlElement, tell: Tell) {
  const protocol = element.attributes.get("type")?.toLowerCase();
  if (protocol === "imap") {
    const server = readServer(element, protocol, [], tell);
    return server === undefined ? [] : toList(keep(IncomingServerEntry, server, element, tell));
  }
  if (protocol === "pop3") {
    const options = findOne(element, "pop3", tell);
    const server = readServer(element, protocol, ["pop3"], tell);
    if (server === undefined) return [];
    const whole = { ...server, ...withMember("pop3", options && readPop3(options, tell)) };
    return toList(keep(IncomingServerEntry, whole, element, tell));
  }
  // What is addressed by URL is read with the services.
  if (!isService(element)) tellType(element, "imap and pop3 are carried over", tell);
  return [];
}

export function readOutgoingServer(element: XmlElement, tell: Tell) {
  if (element.attributes.get("type")?.toLowerCase() === "smtp") {
    const server = readServer(element, "submission", [], tell);
    return server === undefined ? [] : toList(keep(OutgoingServerEntry, server, element, tell));
  }
  tellType(element, "smtp is carried over", tell);
  return [];
}

function toList<Item>(item: Item | undefined): Item[] {
  return item === undefined ? [] : [item];
}

function tellType(element: XmlElement, known: string, tell: Tell): void {
  const type = element.attributes.get("type")?.trim();
  tell(element, type ? `is left out: only ${known}` : `is left out: it has no type; ${known}`);
}

/** What a server says, still unchecked; `undefined`, and told, where it lacks what no client could do without. */
function readServer(element: XmlElement, protocol: string, more: readonly string[], tell: Tell) {
  tellOthers(element, tell, { attributes: ["type"], children: [...SERVER_CHILDREN, ...more] });
  const [hostname = "", port = "", socketType = ""] = ["hostname", "port", "socketType"].map((name) =>
    readChild(element, name, tell),
  );
  const methods = findAll(element, "authentication");
  const authentication = readAuthentication(methods, tell);
  const faults = [
    ...Object.entries({ hostname, port, socketType })
      .filter(([, text]) => text === "")
      .map(([name]) => `it has no ${name}`),
    ...(methods.length === 0 ? ["it has no authentication"] : []),
    ...(methods.length > 0 && authentication.length === 0
      ? [`its authentication is none of ${Authentication.options.join(", ")}`]
      : []),
    ...(port !== "" && toNumber(port) === undefined ? [`its port is no number: ${port}`] : []),
    ...(socketType !== "" && findWord(SOCKET_TYPE, socketType) === undefined
      ? [`its socketType is none of ${[...SOCKET_TYPE.keys()].join(", ")}: ${socketType}`]
      : []),
  ];
  if (faults.length > 0) {
    tell(element, `is left out: ${faults.join(", ")}`);
    return undefined;
  }
  const username = findOne(element, "username", tell);
  if (username === undefined) tell(element, "has no username; the whole address is taken");
  return {
    protocol,
    hostname: toHostname(hostname),
    port: toNumber(port),
    socketType: findWord(SOCKET_TYPE, socketType),
    authentication,
    username: username ? readUsername(username, tell) : "{address}",
  };
}

function readAuthentication(elements: readonly XmlElement[], tell: Tell): Authentication[] {
  const methods = new Set<Authentication>();
  for (const element of elements) {
    const name = readText(element, tell, ["system"]);
    const method = element.attributes.has("system") ? undefined : findWord(AUTHENTICATION, name);
    if (method === undefined) tell(element, `is left out: ${name} is not known`);
    else if (methods.has(method)) tell(element, `is listed twice: ${method}`);
    else methods.add(method);
  }
  return [...methods];
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
