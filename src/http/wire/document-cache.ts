import {
  type DocumentTemplate,
  fillTemplate,
  fillTemplateBytes,
  type PersonalFormat,
  toDocumentTemplate,
} from "../../formats/document-template.ts";
import { type Bytes, encodeText, type RenderedDocument } from "../../formats/rendered-document.ts";
import type { MailAccount } from "../../model/address/mail-account.ts";
import { BoundedMap } from "../../model/bounded-map.ts";
import { onceFor } from "../../model/once-for.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { type Soon, whenKnown } from "../../model/soon.ts";

/** A document of a domain, and a tag that changes with its bytes (RFC 9110 section 8.8.3). */
export interface Kept<Body extends string | Bytes> {
  readonly document: RenderedDocument<Body>;
  /** The body in the form that it leaves in, made once. Where it has holes it never leaves as it is. */
  readonly body: Body | Bytes;
  readonly etag: string;
}

/** Text, cut at its holes. */
export interface KeptDocument extends DocumentTemplate, Kept<string> {}

/**
 * What makes a domain's document. It must be one function for as long as the service runs, and know nothing of a request
 * but `options`: those and the function itself are what a kept document is found by.
 */
export type Render<Options extends object, Body extends string | Bytes = string> = (
  settings: ServerSettings,
  options: Options,
) => RenderedDocument<Body> | Promise<RenderedDocument<Body>>;

/** The form in which a runtime sends a text at the least cost, of its own and of its bytes. */
export type ToBody = (text: string, bytes: Bytes) => string | Bytes;

/** Characters of rendered text kept in an isolate; six bytes each at worst, of the 128 MB that an isolate has. */
const KEPT_CHARACTERS = 10_000_000;
/** Bytes of documents that are no text beside them: some thousand codes, or some hundred signed profiles. */
const KEPT_BYTES = 4_000_000;
/** What is no document, by number: some hundred kilobytes each. */
const KEPT_VALUES = 16;

/**
 * Keeps rendered documents. The key is made of what the render is given, settings, options and the render itself, so that
 * no part of it can be forgotten: a render that is told more than before is kept apart by more than before.
 *
 * Texts, numbers and lists count by their value, other objects by which object it is. A store gives the same
 * `ServerSettings` until something changes, so that new settings start with nothing kept. Options made of an object that
 * is new for each request are never found again, which costs time and shows nobody another's document. No options change once
 * they were given.
 */
export class DocumentCache {
  readonly #documents = new BoundedMap<string, KeptDocument>(KEPT_CHARACTERS, ({ document }) => document.body.length);
  readonly #binaries = new BoundedMap<string, Kept<Bytes>>(KEPT_BYTES, ({ document }) => document.body.length);
  readonly #values = new BoundedMap<string, { readonly value: unknown }>(KEPT_VALUES);
  readonly #identities = new WeakMap<object, number>();
  /** What was last asked for of settings, by the render: options that are most asked for are one object. */
  readonly #findKeys = onceFor(
    (_: ServerSettings) => new Map<object, { readonly options: object; readonly key: string }>(),
  );
  readonly #toBody: ToBody;
  #lastIdentity = 0;

  constructor(toBody: ToBody = (text) => text) {
    this.#toBody = toBody;
  }

  /** The document that `render` makes of `options`, rendered once. Of different options there must be few. */
  keep<Options extends object>(
    settings: ServerSettings,
    render: Render<Options>,
    options: Options,
  ): Soon<KeptDocument> {
    const key = this.#findKey(settings, render, options);
    return this.#documents.get(key) ?? this.#renderText(key, render(settings, options));
  }

  /** The same for a document that is no text. */
  async keepBytes<Options extends object>(
    settings: ServerSettings,
    render: Render<Options, Bytes>,
    options: Options,
  ): Promise<Kept<Bytes>> {
    const key = this.#findKey(settings, render, options);
    const kept = this.#binaries.get(key);
    if (kept !== undefined) return kept;
    const document = await render(settings, options);
    const fresh = { document, body: document.body, etag: await toEtag(document.body) };
    this.#binaries.set(key, fresh);
    return fresh;
  }

  /** The same for what documents are made of, where that differs from one request to the next. */
  keepValue<Options extends object, Value>(
    settings: ServerSettings,
    make: (settings: ServerSettings, options: Options) => Value,
    options: Options,
  ): Value {
    const key = this.#findKey(settings, make, options);
    const kept = this.#values.get(key);
    // `make` is part of the key: what is found there is what it returned.
    if (kept !== undefined) return kept.value as Value;
    const value = make(settings, options);
    this.#values.set(key, { value });
    return value;
  }

  /** One person's document: the domain's kept one with that person's values in it. */
  renderPersonal<Options extends object>(
    format: PersonalFormat<Options>,
    account: MailAccount,
    options: Options,
  ): Soon<RenderedDocument> {
    return whenKnown(this.#keepTemplate(format, account, options), (template) =>
      fillTemplate(template, format.toValues(account, options, template.names)),
    );
  }

  /** The same as bytes, for what is long. */
  renderPersonalBytes<Options extends object>(
    format: PersonalFormat<Options>,
    account: MailAccount,
    options: Options,
  ): Soon<RenderedDocument<Bytes>> {
    return whenKnown(this.#keepTemplate(format, account, options), (template) =>
      fillTemplateBytes(template, format.toValues(account, options, template.names)),
    );
  }

  #keepTemplate<Options extends object>(
    format: PersonalFormat<Options>,
    { settings }: MailAccount,
    options: Options,
  ): Soon<KeptDocument> {
    return this.keep(settings, format.renderTemplate, format.withoutPerson?.(options) ?? options);
  }

  async #renderText(key: string, rendered: RenderedDocument | Promise<RenderedDocument>): Promise<KeptDocument> {
    const template = toDocumentTemplate(await rendered);
    const { body: text } = template.document;
    const bytes = encodeText(text);
    const body = template.holes.length === 0 ? this.#toBody(text, bytes) : text;
    const fresh = { ...template, body, etag: await toEtag(bytes) };
    this.#documents.set(key, fresh);
    return fresh;
  }

  #findKey<Options extends object>(settings: ServerSettings, render: object, options: Options): string {
    const keys = this.#findKeys(settings);
    const known = keys.get(render);
    if (known?.options === options) return known.key;
    const key = this.#toKey(settings, render, options);
    keys.set(render, { options, key });
    return key;
  }

  #toKey<Options extends object>(settings: ServerSettings, render: object, options: Options): string {
    let key = `${this.#identify(settings)} ${this.#identify(render)}`;
    for (const name in options) key += ` ${name}=${this.#toPart(options[name])}`;
    return key;
  }

  #toPart(value: unknown): string {
    // By its length, so that no text can pass for two options.
    if (typeof value === "string") return `${value.length}:${value}`;
    if (Array.isArray(value)) return this.#toList(value);
    if (typeof value === "function" || (typeof value === "object" && value !== null))
      return `#${this.#identify(value)}`;
    return String(value);
  }

  #toList(items: readonly unknown[]): string {
    let list = "[";
    for (const item of items) list += `${this.#toPart(item)},`;
    return `${list}]`;
  }

  /** A number that stands for this very object. */
  #identify(object: object): number {
    const known = this.#identities.get(object);
    if (known !== undefined) return known;
    this.#lastIdentity += 1;
    this.#identities.set(object, this.#lastIdentity);
    return this.#lastIdentity;
  }
}

/** A digest of what is answered. */
export async function toEtag(body: string | Bytes): Promise<string> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return `"${btoa(String.fromCharCode(...new Uint8Array(digest).subarray(0, 15)))}"`;
}
