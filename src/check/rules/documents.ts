/**
 * Whether a document says what the settings say: ours and the one that was found, read by the same reader.
 * @module
 */

import { renderAutoconfig } from "../../formats/autoconfig/autoconfig.ts";
import { parseAutoconfig } from "../../formats/autoconfig/autoconfig-reader.ts";
import { renderAutodiscoverJson } from "../../formats/autodiscover/autodiscover-json.ts";
import { autodiscoverPox } from "../../formats/autodiscover/autodiscover-pox.ts";
import { parseAutodiscover } from "../../formats/autodiscover/autodiscover-reader.ts";
import { renderPersonal } from "../../formats/document-template.ts";
import { renderPacc } from "../../formats/pacc.ts";
import { parseXml } from "../../formats/xml-element.ts";
import { parseAddress, toAccount } from "../../model/address/mail-account.ts";
import type { FindingKind } from "../../model/finding-kind.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import type { DiscoveryDocument } from "../discovery-requests.ts";
import { LOCAL_PART } from "../found-world.ts";
import { findProviderName, MICROSOFT } from "./known-hosts.ts";

/** What is wrong with an answer's text. */
export interface DocumentFault {
  readonly kind: FindingKind;
  readonly values: Readonly<Record<string, string>>;
}

/** `undefined` where the document says what the settings say. */
export async function judgeDocument(
  document: DiscoveryDocument,
  body: string,
  settings: ServerSettings,
): Promise<DocumentFault | undefined> {
  switch (document) {
    case "autoconfig":
      return judgeXml(body) ?? judgeAutoconfig(body, settings);
    case "autodiscover":
      return judgeXml(body) ?? (await judgeAutodiscover(body, settings));
    case "autodiscover-json":
      return judgeJson(body, settings);
    case "pacc":
      return body === renderPacc(settings)?.body
        ? undefined
        : { kind: "documentDiffers", values: { found: excerpt(body) } };
    case "profile":
      // Signed or not, what it says is this service's own.
      return undefined;
  }
}

function judgeXml(body: string): DocumentFault | undefined {
  if (body.trim() === "") return { kind: "webEmpty", values: {} };
  if (/^\s*(?:<!doctype html|<html|<head|<body)/i.test(body))
    return { kind: "webSite", values: { title: findTitle(body) } };
  const root = parseXml(body);
  if (!root.ok) return { kind: "webMalformed", values: { because: root.error } };
  return /^html$/i.test(root.value.name) ? { kind: "webSite", values: { title: findTitle(body) } } : undefined;
}

export function findTitle(body: string): string {
  return excerpt(/<title[^<>]*>([^<]*)</i.exec(body)?.[1]?.trim() ?? "");
}

function judgeAutoconfig(body: string, settings: ServerSettings): DocumentFault | undefined {
  const [found] = parseAutoconfig(body, [settings.domain]).providers;
  const [ours] = parseAutoconfig(renderAutoconfig(settings).body, [settings.domain]).providers;
  if (found === undefined) return { kind: "webMalformed", values: { because: "no settings of mail are in it" } };
  const fault = compare(
    [...found.provider.incomingServers, ...found.provider.outgoingServers],
    ours === undefined ? [] : [...ours.provider.incomingServers, ...ours.provider.outgoingServers],
  );
  return fault && { ...fault, kind: found.domains.includes(settings.domain) ? fault.kind : "documentForeign" };
}

async function judgeAutodiscover(body: string, settings: ServerSettings): Promise<DocumentFault | undefined> {
  const redirect = /<(?:RedirectUrl|RedirectAddr)>([^<]*)</i.exec(body)?.[1];
  if (redirect !== undefined) {
    const host = URL.parse(redirect)?.hostname ?? redirect.replace(/^.*@/, "");
    const isMicrosoft = findProviderName(host) === MICROSOFT;
    return { kind: isMicrosoft ? "documentMicrosoft" : "documentForeign", values: { found: redirect } };
  }
  const text = `${LOCAL_PART}@${settings.domain}`;
  const address = parseAddress(text);
  if (!address.ok) return undefined;
  const found = parseAutodiscover(body, text);
  if (!found.ok) return { kind: "documentError", values: { because: found.error } };
  const rendered = await renderPersonal(autodiscoverPox, toAccount(address.value, settings), { withLogin: true });
  const ours = parseAutodiscover(rendered.body, text);
  return compare(found.value.servers, ours.ok ? ours.value.servers : []);
}

function judgeJson(body: string, settings: ServerSettings): DocumentFault | undefined {
  const ours = renderAutodiscoverJson(settings, "AutodiscoverV1");
  const found = parseOrNothing(body);
  const url = typeof found === "object" && found !== null && "Url" in found ? String(found.Url) : undefined;
  if (found === undefined)
    return { kind: body.trim() === "" ? "webEmpty" : "webMalformed", values: { because: "it is not JSON" } };
  if (url === undefined) return { kind: "documentError", values: { because: excerpt(body) } };
  if (ours.body.includes(JSON.stringify(url))) return undefined;
  const isMicrosoft = findProviderName(URL.parse(url)?.hostname ?? "") === MICROSOFT;
  return { kind: isMicrosoft ? "documentMicrosoft" : "documentDiffers", values: { found: url, wanted: ours.body } };
}

interface ReadServer {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: number;
  readonly socketType: string;
}

/** Where clients are sent, and how TLS begins there. */
function compare(found: readonly ReadServer[], wanted: readonly ReadServer[]): DocumentFault | undefined {
  const [theirs, ours] = [found, wanted].map((servers) => [...new Set(servers.map(toText))]);
  if (theirs === undefined || ours === undefined || JSON.stringify(theirs) === JSON.stringify(ours)) return undefined;
  return { kind: "documentDiffers", values: { found: theirs.join(", "), wanted: ours.join(", ") } };
}

function toText({ protocol, hostname, port, socketType }: ReadServer): string {
  return `${protocol} ${hostname}:${port} ${socketType}`;
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of what strangers wrote: short, and on one line. */
export function excerpt(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, " ").trim();
  return line.length > 120 ? `${line.slice(0, 117)}…` : line;
}
