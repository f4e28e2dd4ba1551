/**
 * Autodiscover version 2: where Outlook's newer programs ask which protocol is spoken where. There is no public
 * specification; this is what servers and clients were seen to do. For a mailbox without Exchange its one use is to
 * send the client to the XML; a `Url` for anything that is not offered would set up an Exchange account.
 * @module
 */
import type { ServerSettings } from "../../model/server-settings.ts";
import type { RenderedDocument } from "../rendered-document.ts";
import { canExpressAsPox, toPoxUrl } from "./autodiscover-pox.ts";

/** What a protocol's name is written as, by its name in lower case: requests come as `Autodiscoverv1` too. */
const SPELLING: Readonly<Record<string, "AutodiscoverV1" | "ActiveSync">> = {
  autodiscoverv1: "AutodiscoverV1",
  activesync: "ActiveSync",
};

/** The address of `protocol`, or an error that says which protocols there are. */
export function renderAutodiscoverJson(
  settings: ServerSettings,
  protocol: string,
): RenderedDocument & { found: boolean } {
  const urls = new Map<string, string>();
  if (canExpressAsPox(settings)) urls.set("AutodiscoverV1", toPoxUrl(settings));
  if (settings.services?.activesync !== undefined) urls.set("ActiveSync", settings.services.activesync.url);
  const name = SPELLING[protocol.toLowerCase()] ?? "";
  const url = urls.get(name);
  if (url !== undefined) return { ...toDocument({ Protocol: name, Url: url }), found: true };
  const supported = [...urls.keys()].map((known) => `'${known}'`).join(", ");
  return {
    ...renderAutodiscoverJsonError(
      "InvalidProtocol",
      // Of the request only letters and digits come back.
      `The given protocol value '${protocol.replace(/[^A-Za-z0-9]/g, "").slice(0, 40)}' is invalid. Supported values are ${supported || "none"}`,
    ),
    found: false,
  };
}

export function renderAutodiscoverJsonError(code: string, message: string): RenderedDocument {
  return toDocument({ ErrorCode: code, ErrorMessage: message });
}

function toDocument(value: object): RenderedDocument {
  return { contentType: "application/json; charset=utf-8", body: JSON.stringify(value) };
}
