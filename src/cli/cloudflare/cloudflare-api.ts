/**
 * Custom hostnames of a zone at Cloudflare, by its API.
 *
 * Cloudflare's own library for it (`cloudflare` 7.3.0) is 120 MB when installed and takes 1.7 s to load, of which six
 * calls would be used: they are written out here.
 * @see https://developers.cloudflare.com/api/resources/custom_hostnames/
 * @module
 */
import * as z from "zod";
import { err, ok, type Result } from "../../model/result.ts";
import type { Misuse } from "../directory-place.ts";
import { PlaceError } from "../records/records.ts";

const BASE = "https://api.cloudflare.com/client/v4";
const TIMEOUT_MS = 30_000;
/** The largest page that the description allows. */
const PER_PAGE = 50;
/** For answers that do not come, and those that say no more than that it is too early. */
const TRIES = 8;
const MAX_WAIT_MS = 5 * 60_000;

/** A name as Cloudflare has it; of what else there is nothing is read. */
export const Listed = z.looseObject({
  id: z.string(),
  hostname: z.string().toLowerCase(),
  status: z.string().default("pending"),
  verification_errors: z.array(z.string()).nullish(),
  ssl: z
    .looseObject({
      status: z.string().optional(),
      validation_errors: z.array(z.looseObject({ message: z.string().optional() })).nullish(),
    })
    .nullish(),
});
export type Listed = z.output<typeof Listed>;

const Failure = z.looseObject({ code: z.int(), message: z.string() });
const Envelope = z.looseObject({
  // What is removed is answered with its id alone.
  success: z.boolean().default(true),
  errors: z.array(Failure).nullish(),
  result: z.unknown().optional(),
  result_info: z.looseObject({ total_pages: z.int().optional() }).nullish(),
});
type Envelope = z.output<typeof Envelope>;

const Zone = z.looseObject({ id: z.string(), name: z.string() });

/** Why Cloudflare does not do it, about one name: others may go. */
export interface Refused {
  readonly code: number;
  readonly message: string;
  /** Whether it was asked before and the answer was lost: what is refused now may have been done then. */
  readonly isRepeated?: boolean;
}

/** API error codes of custom hostnames. */
const [DUPLICATE, NO_QUOTA, QUOTA_EXCEEDED] = [1406, 1404, 1405];

/** Validated by HTTP, which needs no more of the customer than the CNAME. */
const SSL = { method: "http", type: "dv", settings: { min_tls_version: "1.2" } };

export function isDuplicate({ code }: Refused): boolean {
  return code === DUPLICATE;
}

export function isQuota({ code }: Refused): boolean {
  return code === NO_QUOTA || code === QUOTA_EXCEEDED;
}

/**
 * Cloudflare with a token, which nothing has been asked yet.
 * @param base for tests, and proxies: as Cloudflare's own library reads `CLOUDFLARE_BASE_URL`
 */
export function openCloudflare(token: string, base = BASE, wait = waitFor): Result<CloudflareApi, Misuse> {
  const url = URL.parse(base);
  if (url === null || !(url.protocol === "https:" || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname)))
    return err({ message: "a token goes over https only", hint: `CLOUDFLARE_BASE_URL is ${JSON.stringify(base)}` });
  if (token === "")
    return err({
      message: "Cloudflare wants a token",
      hint: 'put it in the variable CLOUDFLARE_API_TOKEN: one with "Zone: SSL and Certificates: Edit" and "Zone: Zone: Read"',
    });
  return ok(new CloudflareApi(base.replace(/\/$/, ""), token, wait));
}

function waitFor(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

export class CloudflareApi {
  readonly #base: string;
  readonly #token: string;
  readonly #wait: (milliseconds: number) => Promise<void>;

  constructor(base: string, token: string, wait: (milliseconds: number) => Promise<void>) {
    this.#base = base;
    this.#token = token;
    this.#wait = wait;
  }

  wait(milliseconds: number): Promise<void> {
    return this.#wait(milliseconds);
  }

  /** The zone of an id or a name. */
  async findZone(idOrName: string): Promise<z.output<typeof Zone> | undefined> {
    if (/^[0-9a-f]{32}$/.test(idOrName)) {
      const answer = await this.#ask("GET", `/zones/${idOrName}`);
      return answer.ok ? this.#parse(Zone, answer.value.result) : undefined;
    }
    const answer = await this.#ask("GET", `/zones?name=${encodeURIComponent(idOrName)}`);
    return answer.ok ? this.#parse(z.array(Zone), answer.value.result)[0] : undefined;
  }

  /** All of them, by pages: names that come and go meanwhile may be missed, or come twice. */
  async *list(zone: string): AsyncGenerator<Listed> {
    for (let page = 1; ; page += 1) {
      const answer = await this.#ask("GET", `/zones/${zone}/custom_hostnames?page=${page}&per_page=${PER_PAGE}`);
      if (!answer.ok) throw toPlaceError(answer.error);
      const items = this.#parse(z.array(Listed), answer.value.result);
      yield* items;
      const pages = answer.value.result_info?.total_pages;
      if (items.length === 0 || (pages === undefined ? items.length < PER_PAGE : page >= pages)) return;
    }
  }

  /** One name: a list may not have yet what was made a moment ago. */
  async find(zone: string, hostname: string): Promise<Listed | undefined> {
    const answer = await this.#ask("GET", `/zones/${zone}/custom_hostnames?hostname=${encodeURIComponent(hostname)}`);
    if (!answer.ok) throw toPlaceError(answer.error);
    return this.#parse(z.array(Listed), answer.value.result).find((one) => one.hostname === hostname);
  }

  async get(zone: string, id: string): Promise<Listed | undefined> {
    const answer = await this.#ask("GET", `/zones/${zone}/custom_hostnames/${id}`);
    return answer.ok ? this.#parse(Listed, answer.value.result) : undefined;
  }

  async create(zone: string, hostname: string): Promise<Result<Listed, Refused>> {
    const answer = await this.#ask("POST", `/zones/${zone}/custom_hostnames`, { hostname, ssl: SSL });
    return answer.ok ? ok(this.#parse(Listed, answer.value.result)) : answer;
  }

  /** The same certificate asked for once more is how Cloudflare is told to validate again. */
  async lookAgain(zone: string, id: string): Promise<Result<Listed, Refused>> {
    const answer = await this.#ask("PATCH", `/zones/${zone}/custom_hostnames/${id}`, { ssl: SSL });
    return answer.ok ? ok(this.#parse(Listed, answer.value.result)) : answer;
  }

  /** With its certificates; one that is not there is removed already. */
  async remove(zone: string, id: string): Promise<Result<true, Refused>> {
    const answer = await this.#ask("DELETE", `/zones/${zone}/custom_hostnames/${id}`);
    return answer.ok || answer.error.code === NOT_FOUND ? ok(true) : answer;
  }

  async #ask(method: string, path: string, body?: unknown): Promise<Result<Envelope, Refused>> {
    let isRepeated = false;
    for (let tries = 1; ; tries += 1) {
      const response = await this.#send(method, path, body);
      const mayCome = typeof response === "string" || response.status === 429 || response.status >= 500;
      if (mayCome && tries < TRIES) {
        isRepeated ||= typeof response === "string" || response.status !== 429;
        const asked = typeof response === "string" ? undefined : readRetryAfter(response.retryAfter);
        await this.#wait(Math.min(asked ?? 1000 * 2 ** (tries - 1), MAX_WAIT_MS));
        continue;
      }
      if (typeof response === "string") throw new PlaceError(`Cloudflare does not answer: ${response}`);
      const { status, text } = response;
      const envelope = Envelope.safeParse(parseOrNothing(text)).data;
      const failure = envelope?.errors?.[0] ?? { code: status, message: `status ${status}` };
      if (status === 200 || status === 201 || status === 202) {
        if (envelope?.success === true) return ok(envelope);
        throw toPlaceError(failure);
      }
      if (status === 404) return err({ code: NOT_FOUND, message: failure.message });
      // Of the token, and not of the name.
      if (status === 401 || (status === 403 && !isQuota(failure)))
        throw new PlaceError(
          `Cloudflare does not let this token do it: ${failure.message}; it needs "Zone: SSL and Certificates: Edit" and "Zone: Zone: Read"`,
        );
      if (status === 429 || status >= 500) throw toPlaceError(failure);
      return err({ ...failure, isRepeated });
    }
  }

  /** An answer, or in words why there is none. */
  async #send(method: string, path: string, body: unknown) {
    try {
      const response = await fetch(`${this.#base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.#token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // Where it leads is not whom the token is for.
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return {
        status: response.status,
        retryAfter: response.headers.get("retry-after"),
        text: await response.text(),
      };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return cause instanceof Error ? cause.message : String(cause);
    }
  }

  #parse<Schema extends z.ZodType>(schema: Schema, result: unknown): z.output<Schema> {
    const parsed = schema.safeParse(result);
    if (parsed.success) return parsed.data;
    throw new PlaceError("Cloudflare answers what its description does not have");
  }
}

const NOT_FOUND = 404;

function toPlaceError({ code, message }: Refused): PlaceError {
  return new PlaceError(`Cloudflare says: ${message} (${code})`);
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function readRetryAfter(text: string | null): number | undefined {
  if (text === null || text === "") return undefined;
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(milliseconds, 0) : undefined;
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
