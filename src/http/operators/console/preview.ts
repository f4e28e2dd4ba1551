/**
 * What would be told if what is typed were saved: it is shown within the page that it is typed in, and changes nothing.
 * @module
 */
import { type Context, Hono } from "hono";
import { ENGLISH, loadLanguage } from "../../../content/language.ts";
import { mayTouch } from "../../../directory/actor.ts";
import { checkProvider } from "../../../directory/operations/check-entry.ts";
import type { DirectoryError } from "../../../directory/operations/directory-error.ts";
import { findName } from "../../../directory/operations/domain-operations.ts";
import { PREVIEWED_DOCUMENTS } from "../../../directory/views/preview.ts";
import { toGuidePath } from "../../../model/guides/guide-path.ts";
import { SAMPLE_DOMAIN } from "../../../model/resolving/resolve-domain.ts";
import { err, ok, type Result } from "../../../model/result.ts";
import type { ServerSettings } from "../../../model/server-settings.ts";
import { formatFault } from "../../../model/settings/fault.ts";
import { readEntryForm } from "../../../pages/console/entry-form.ts";
import { domainPage } from "../../../pages/domain/domain-page.ts";
import { documentResponse, PRIVATE } from "../../wire/document.ts";
import { type ConsoleParts, explain, limitForm, readFields } from "./console-context.ts";
import { readBase } from "./typed-entry.ts";

type Fields = ReadonlyMap<string, string>;
/** Settings as they would be, or words for why there are none. */
type Tried = Promise<Result<ServerSettings, string>>;

/** `/console/preview/domains` and `/console/preview/providers`. */
export function previewRoutes({ operators, findOrigin }: ConsoleParts): Hono {
  const { domains, view } = operators;
  return new Hono()
    .post("/console/preview/domains", limitForm, (c) => show(c, tryDomain))
    .post("/console/preview/providers", limitForm, (c) => show(c, tryProvider));

  async function tryDomain(c: Context, fields: Fields): Tried {
    const name = findName(fields.get("name")?.trim() ?? "") ?? SAMPLE_DOMAIN;
    const body = readEntryForm(readBase(fields.get("base")), fields);
    const tried = await domains.put(c.get("actor"), name, body, { dryRun: true });
    if (!tried.ok) return err(explainPreview(tried.error));
    const settings = tried.value.record && (await view.resolve(tried.value.record));
    return settings === undefined ? err("Nothing is told: every endpoint steps aside for this domain.") : ok(settings);
  }

  /** As one of its domains sees it: all of them are tried where the change is reviewed. */
  async function tryProvider(c: Context, fields: Fields): Tried {
    const id = fields.get("name")?.trim() ?? "";
    if (!mayTouch(c.get("actor"), id)) return err(explain({ reason: "not_yours" }));
    const provider = checkProvider(id, readEntryForm(readBase(fields.get("base")), fields));
    const settings = provider.ok ? await view.sample(id, provider.value) : provider;
    return settings.ok ? settings : err(explainPreview({ reason: "faulty", faults: settings.error }));
  }

  async function show(c: Context, tryWith: (c: Context, fields: Fields) => Tried): Promise<Response> {
    const fields = (await readFields(c)) ?? new Map<string, string>();
    const tried = await tryWith(c, fields);
    if (!tried.ok) return previewText(c, tried.error);
    const origin = findOrigin(c);
    const document = PREVIEWED_DOCUMENTS.find((known) => known === fields.get("show"));
    if (document !== undefined) {
      const texts = await view.render(tried.value, origin);
      return previewText(c, texts[document] ?? "There is no such document: it cannot express this login.");
    }
    const told = { language: await loadLanguage(ENGLISH.tag), query: "", personal: false, origin };
    const { contentSecurityPolicy = "", ...page } = await domainPage.renderTemplate(tried.value, told);
    const framed = contentSecurityPolicy
      .replace("frame-ancestors 'none'", "frame-ancestors 'self'")
      .replace("base-uri 'none'", "base-uri 'self'");
    // Nothing else may be framed: what its links and forms lead to opens beside, as it is told now.
    const base = `<base href="${toGuidePath(tried.value.domain)}" target="_blank">`;
    const body = String(page.body).replace("<head>", (head) => head + base);
    return documentResponse(c, { ...page, body, contentSecurityPolicy: framed }, { cacheControl: PRIVATE });
  }
}

function explainPreview(error: DirectoryError): string {
  if (error.reason === "faulty")
    return ["Not yet. What is still missing or wrong:", "", ...error.faults.map(formatFault)].join("\n");
  return error.reason === "changed" ? "Somebody else is changing it right now." : explain(error);
}

export function previewText(c: Context, text: string, status = 200): Response {
  const body = text.endsWith("\n") ? text : `${text}\n`;
  return documentResponse(c, { contentType: "text/plain; charset=utf-8", body }, { status, cacheControl: PRIVATE });
}
