/**
 * An Apple profile as another server gives it, signed or not, for whoever takes its settings over.
 * @module
 */
import { parse } from "plist";
import { isObject } from "../../model/resolving/merge-patch.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { parseXml } from "../xml-element.ts";
import { findSignedContent, isSigned } from "./signed-content.ts";

export interface ProfileAnswer {
  readonly organization: string | undefined;
  /** Whose it is. Of several accounts it is the first one's, and so is all that follows. */
  readonly address: string | undefined;
  readonly incoming: readonly ProfileServer[];
  readonly outgoing: readonly ProfileServer[];
  readonly services: ReadonlyMap<"caldav" | "carddav", ReadService>;
  readonly losses: readonly string[];
}

export interface ProfileServer {
  readonly protocol: "imap" | "pop3" | "submission";
  readonly hostname: string;
  readonly port: number | undefined;
  readonly usesTls: boolean;
  /** Apple's word for it. */
  readonly authentication: string;
  readonly username: string | undefined;
  readonly pathPrefix: string | undefined;
}

export interface ReadService {
  readonly url: string;
  /** As it stands there: `undefined` where nothing does. */
  readonly username: string | undefined;
}

type Dict = Readonly<Record<string, unknown>>;

const END = "</plist>";

/** Whether an answer is a profile, or signed, as nothing else is. */
export function isProfile(bytes: Uint8Array): boolean {
  return isSigned(bytes) || /<plist[\s>]/.test(new TextDecoder("latin1").decode(bytes));
}

export function parseProfile(bytes: Uint8Array): Result<ProfileAnswer, string> {
  const content = isSigned(bytes) ? findSignedContent(new Uint8Array(bytes)) : bytes;
  if (content === undefined) return err("its signature cannot be read");
  const text = new TextDecoder().decode(content);
  const [start, end] = [text.indexOf("<plist"), text.lastIndexOf(END)];
  if (start < 0 || end < start) return err("there is no property list in it");
  const list = text.slice(start, end + END.length);
  // The package reads on where it should not, and prints what is wrong.
  const xml = parseXml(list);
  if (!xml.ok) return xml;
  let profile: unknown;
  try {
    profile = parse(list);
  } catch (cause) {
    return err(cause instanceof Error ? cause.message : "the property list cannot be read");
  }
  const payloads = isObject(profile) && Array.isArray(profile.PayloadContent) ? profile.PayloadContent : [];
  const mail = payloads.filter(isObject).filter(({ PayloadType }) => PayloadType === MAIL);
  const [owner] = mail.map(toOwner);
  const incoming: ProfileServer[] = [];
  const outgoing: ProfileServer[] = [];
  const services = new Map<"caldav" | "carddav", ReadService>();
  const losses: string[] = [];
  for (const payload of payloads.filter(isObject)) {
    const type = textOf(payload, "PayloadType") ?? "";
    const service = SERVICES.get(type);
    if (type === MAIL && toOwner(payload) === owner) {
      const protocol = textOf(payload, "EmailAccountType") === "EmailTypePOP" ? "pop3" : "imap";
      incoming.push(toServer(payload, "IncomingMailServer", protocol));
      outgoing.push(toServer(payload, "OutgoingMailServer", "submission"));
    } else if (type === MAIL) losses.push(`the account of ${toOwner(payload) ?? "another"} is left out: one is enough`);
    else if (service === undefined) losses.push(`a payload of the type ${JSON.stringify(type)} is left out`);
    else if (services.has(service)) losses.push(`a second payload of the type ${type} is left out: one is enough`);
    else services.set(service, toService(payload, PREFIX[service]));
  }
  const organization = isObject(profile) ? textOf(profile, "PayloadOrganization") : undefined;
  const address = owner?.includes("@") ? owner : undefined;
  return ok({ organization, address, incoming, outgoing, services, losses });
}

const MAIL = "com.apple.mail.managed";
const SERVICES: ReadonlyMap<string, "caldav" | "carddav"> = new Map([
  ["com.apple.caldav.account", "caldav"],
  ["com.apple.carddav.account", "carddav"],
]);
const PREFIX = { caldav: "CalDAV", carddav: "CardDAV" } as const;

/** Whose account a payload sets up; IMAP and POP3 of one person are one account. */
function toOwner(payload: Dict): string | undefined {
  return textOf(payload, "EmailAddress") ?? textOf(payload, "IncomingMailServerUsername");
}

function toServer(payload: Dict, prefix: string, protocol: ProfileServer["protocol"]): ProfileServer {
  const port = payload[`${prefix}PortNumber`];
  return {
    protocol,
    hostname: textOf(payload, `${prefix}HostName`) ?? "",
    port: typeof port === "number" ? port : undefined,
    usesTls: payload[`${prefix}UseSSL`] === true,
    authentication: textOf(payload, `${prefix}Authentication`) ?? "",
    username: textOf(payload, `${prefix}Username`),
    pathPrefix: protocol === "imap" ? textOf(payload, `${prefix}IMAPPathPrefix`) : undefined,
  };
}

function toService(payload: Dict, prefix: string): ReadService {
  return { url: toUrl(payload, prefix), username: textOf(payload, `${prefix}Username`) };
}

function toUrl(payload: Dict, prefix: string): string {
  const host = textOf(payload, `${prefix}HostName`) ?? "";
  const port = payload[`${prefix}Port`];
  const path = textOf(payload, `${prefix}PrincipalURL`) ?? "/";
  const scheme = payload[`${prefix}UseSSL`] === false ? "http" : "https";
  const place = typeof port === "number" && port !== 443 ? `:${port}` : "";
  return /^https?:/.test(path) ? path : `${scheme}://${host}${place}${path.startsWith("/") ? "" : "/"}${path}`;
}

function textOf(dict: Dict, name: string): string | undefined {
  const value = dict[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
