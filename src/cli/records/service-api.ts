/**
 * The API of a service that runs, as the commands ask it.
 * @module
 */
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import { err, ok, type Result } from "../../model/result.ts";
import type { Misuse } from "../directory-place.ts";
import { PlaceError } from "./records.ts";

const TIMEOUT_MS = 60_000;
/** Where the token's rate is used up: so long, so often. */
export const RETRY_MS = 10_000;
export const TRIES = 12;

export const Problem = z.looseObject({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.looseObject({ detail: z.string() })).optional(),
});

/** The API of the service at `base`, which nothing has been asked yet. */
export function openApi(base: string, token: string): Result<Api, Misuse> {
  const url = URL.parse(base);
  if (url === null || !/^https?:$/.test(url.protocol))
    return err({ message: `not the URL of a service: ${JSON.stringify(base)}`, hint: "--url https://setup.example" });
  // A token in clear text is anybody's on the way.
  if (url.protocol === "http:" && !/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname))
    return err({ message: "a token goes over https only", hint: `--url https://${url.host}` });
  if (token === "")
    return err({
      message: "the service wants a token",
      hint: "put it in the variable WAYPOST_TOKEN; waypost token create makes one",
    });
  return ok(new Api(`${url.href.replace(/\/$/, "")}/api/v1`, token));
}

export interface Answer {
  readonly status: number;
  /** When to ask again. */
  readonly retryAfterMs: number;
  readonly text: string;
}

export class Api {
  readonly #base: string;
  readonly #token: string;

  constructor(base: string, token: string) {
    this.#base = base;
    this.#token = token;
  }

  async ask(
    method: string,
    path: string,
    { body, type = "application/json", headers = {}, timeoutMs = TIMEOUT_MS }: AskOptions = {},
  ): Promise<Answer> {
    for (let tries = 0; ; tries += 1) {
      const answer = await this.#send(method, path, { body, type, headers, timeoutMs });
      if (answer.status === 429 && tries < TRIES) {
        await wait(answer.retryAfterMs);
        continue;
      }
      if (answer.status === 401 || answer.status === 403 || answer.status === 429 || answer.status >= 500)
        throw toPlaceError(answer);
      return answer;
    }
  }

  async #send(
    method: string,
    path: string,
    { body, type = "", headers, timeoutMs = TIMEOUT_MS }: AskOptions,
  ): Promise<Answer> {
    try {
      const response = await fetch(`${this.#base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.#token}`,
          ...(body === undefined ? {} : { "content-type": type }),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
        // Where it leads is not whom the token is for.
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const seconds = Number(response.headers.get("retry-after") ?? 0);
      const retryAfterMs = seconds > 0 && seconds <= 60 ? seconds * 1000 : RETRY_MS;
      return { status: response.status, retryAfterMs, text: await response.text() };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      throw new PlaceError(`the service does not answer: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }
}

export interface AskOptions {
  readonly body?: string | undefined;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** For the whole answer. */
  readonly timeoutMs?: number;
}

export function isDone({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** Why the service did not do it, a line for each fault. */
export function explain(answer: Answer): readonly string[] {
  const problem = Problem.safeParse(parseOrNothing(answer.text)).data;
  return problem === undefined ? [`status ${answer.status}`] : linesOf(problem);
}

/** Nothing that another name would help against. */
export function toPlaceError(answer: Answer): PlaceError {
  return new PlaceError(`the service says: ${explain(answer).join("; ")}`);
}

/** The places and words of what was sent, else what can be said of all of it. */
export function linesOf({ title, detail, errors = [] }: z.infer<typeof Problem>): readonly string[] {
  return errors.length > 0 ? errors.map((one) => one.detail) : [detail ?? title];
}

/** What an answer says; nonsense ends the command. */
export function parseAnswer<Schema extends z.ZodType>(
  schema: Schema,
  { text }: { readonly text: string },
): z.output<Schema> {
  const parsed = schema.safeParse(parseOrNothing(text));
  if (parsed.success) return parsed.data;
  throw new PlaceError("the service answers what its API does not: is it of another version?");
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
