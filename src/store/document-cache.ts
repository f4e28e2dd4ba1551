import {
  type DocumentTemplate,
  fillTemplate,
  type PersonalFormat,
  toDocumentTemplate,
} from "../formats/document-template.ts";
import type { Bytes, RenderedDocument } from "../formats/rendered-document.ts";
import type { MailAccount } from "../model/mail-account.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import { LruMap } from "./lru-map.ts";

/** A document of a domain, and a tag that changes with its bytes (RFC 9110 section 8.8.3). */
export interface Kept<Body extends string | Bytes> {
  readonly document: RenderedDocument<Body>;
  readonly etag: string;
}

/** Text, cut at its holes. */
export interface KeptDocument extends DocumentTemplate, Kept<string> {}

/** Characters of rendered text kept in an isolate; two bytes each at worst, of the 128 MB that an isolate has. */
const KEPT_CHARACTERS = 16_000_000;
/** Bytes of documents that are no text beside them: some thousand codes, or some hundred signed profiles. */
const KEPT_BYTES = 4_000_000;

/**
 * Keeps rendered documents per domain and revision. A store gives the same `ServerSettings` object until something
 * changes, so the object itself names the revision, and a new one starts with nothing kept.
 */
export class DocumentCache {
  readonly #documents = new LruMap<string, KeptDocument>(KEPT_CHARACTERS, ({ document }) => document.body.length);
  readonly #binaries = new LruMap<string, Kept<Bytes>>(KEPT_BYTES, ({ document }) => document.body.length);
  readonly #revisions = new WeakMap<ServerSettings, number>();
  #lastRevision = 0;

  /** The document that `render` gives, rendered once. `variant` names the format and its options; there must be few. */
  keep(
    settings: ServerSettings,
    variant: string,
    render: () => RenderedDocument | Promise<RenderedDocument>,
  ): KeptDocument | Promise<KeptDocument> {
    const key = `${this.#revisionOf(settings)} ${variant}`;
    const kept = this.#documents.get(key);
    return kept ?? this.#render(key, render);
  }

  /** The same for a document that is no text. */
  async keepBytes(
    settings: ServerSettings,
    variant: string,
    render: () => Promise<RenderedDocument<Bytes>>,
  ): Promise<Kept<Bytes>> {
    const key = `${this.#revisionOf(settings)} ${variant}`;
    const kept = this.#binaries.get(key);
    if (kept !== undefined) return kept;
    const document = await render();
    const fresh = { document, etag: await toEtag(document.body) };
    this.#binaries.set(key, fresh);
    return fresh;
  }

  /** One person's document: the domain's kept one with that person's values in it. */
  async renderPersonal<Options>(
    format: PersonalFormat<Options>,
    variant: string,
    account: MailAccount,
    options: Options,
  ): Promise<RenderedDocument> {
    const template = await this.keep(account.settings, variant, () => format.renderTemplate(account.settings, options));
    return fillTemplate(template, await format.toValues(account, options));
  }

  async #render(key: string, render: () => RenderedDocument | Promise<RenderedDocument>): Promise<KeptDocument> {
    const document = await render();
    const fresh = { ...toDocumentTemplate(document), etag: await toEtag(document.body) };
    this.#documents.set(key, fresh);
    return fresh;
  }

  #revisionOf(settings: ServerSettings): number {
    const known = this.#revisions.get(settings);
    if (known !== undefined) return known;
    this.#lastRevision += 1;
    this.#revisions.set(settings, this.#lastRevision);
    return this.#lastRevision;
  }
}

async function toEtag(body: string | Bytes): Promise<string> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return `"${btoa(String.fromCharCode(...new Uint8Array(digest).subarray(0, 15)))}"`;
}
