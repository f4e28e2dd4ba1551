import type { Mechanism, Outcome, Reading } from "./outcome.ts";
import { readRoot, type XmlNode } from "./reading/xml.ts";
import {
  type ClientRequest,
  type MxRecord,
  NoAnswerError,
  type ServerAnswer,
  type SrvRecord,
  type World,
} from "./world.ts";

/** How many seconds a client waits for a whole answer, where its source says so. */
export type Patience = (mechanism: Mechanism) => number;

/** One question and what became of it. */
export interface Step {
  readonly mechanism: Mechanism;
  readonly question: string;
  /** In milliseconds since the client began. */
  readonly askedAt: number;
  /** How many milliseconds until the answer, with what it redirected to; 0 until it has come. */
  took: number;
  /** Empty until it has come. */
  answer: string;
  /** In words; empty until the client has judged. */
  verdict: string;
}

/** An answer after redirects. `status` 0 stands for no connection. */
export interface Exchange {
  readonly step: Step;
  readonly status: number;
  readonly contentType: string;
  readonly location: string | undefined;
  readonly body: string;
  /** The root element of the body, where that is a well-formed document. */
  readonly readRoot: () => XmlNode | undefined;
  /** Every URL asked, the first as the client wrote it. */
  readonly urls: readonly string[];
}

/** A request of a mechanism, to be made when its turn comes. */
export interface Attempt {
  readonly mechanism: Mechanism;
  ask(): Promise<Exchange>;
}

/** Where to go from a redirect; `undefined` takes the redirect itself for the answer. */
export type RedirectRule = (location: string, from: string) => string | undefined;

export const followAny: RedirectRule = (location, from) => URL.parse(location, from)?.href;
export const followAbsolute: RedirectRule = (location) => URL.parse(location)?.href;
export const followSameScheme: RedirectRule = (location, from) => {
  const target = URL.parse(location, from);
  return target !== null && target.protocol === URL.parse(from)?.protocol ? target.href : undefined;
};
export const followNone: RedirectRule = () => undefined;

const MAX_HOPS = 10;

export interface SessionOptions {
  readonly patience?: Patience | undefined;
  /** Milliseconds that only ever grow; without one, no time passes. */
  readonly clock?: (() => number) | undefined;
  /** Called when the client turns to its next question. */
  readonly turned?: (() => void) | undefined;
}

/** What one client sees: it asks through this, and what it asked is kept. */
export class Session {
  readonly steps: Step[] = [];
  readonly address: string;
  readonly localPart: string;
  /** As the user typed it. */
  readonly domain: string;
  readonly #world: World;
  readonly #patience: Patience | undefined;
  readonly #clock: () => number;
  readonly #begin: number;
  readonly #turned: () => void;

  constructor(
    address: string,
    world: World,
    { patience, clock = () => 0, turned = () => undefined }: SessionOptions = {},
  ) {
    const at = address.lastIndexOf("@");
    this.address = address;
    this.localPart = address.slice(0, at);
    this.domain = address.slice(at + 1);
    this.#world = world;
    this.#patience = patience;
    this.#clock = clock;
    this.#begin = clock();
    this.#turned = turned;
  }

  get(
    mechanism: Mechanism,
    url: string,
    {
      headers = {},
      redirects = followAny,
    }: { headers?: Readonly<Record<string, string>>; redirects?: RedirectRule } = {},
  ): Promise<Exchange> {
    return this.send(mechanism, { method: "GET", url, headers }, redirects);
  }

  async send(mechanism: Mechanism, request: ClientRequest, redirects: RedirectRule = followNone): Promise<Exchange> {
    const step = this.#ask(mechanism, `${request.method} ${request.url}`);
    const urls = [request.url];
    const seen: string[] = [];
    const timeoutSeconds = this.#patience?.(mechanism);
    let sent: ClientRequest = timeoutSeconds === undefined ? request : { ...request, timeoutSeconds };
    let answer: ServerAnswer | undefined;
    for (;;) {
      let failure: unknown;
      answer = await this.#world.fetch(sent).catch((error: unknown) => {
        failure = error;
        return undefined;
      });
      seen.push(answer === undefined ? describeFailure(failure) : describe(answer));
      const location = answer !== undefined && isRedirect(answer.status) ? answer.headers.location : undefined;
      const target = location === undefined ? undefined : redirects(location, sent.url);
      if (answer === undefined || target === undefined || urls.length > MAX_HOPS) break;
      urls.push(target);
      sent = redirected(sent, target, answer.status);
    }
    step.answer = seen.join(", then ");
    step.took = this.#now() - step.askedAt;
    return {
      step,
      status: answer?.status ?? 0,
      contentType: answer?.headers["content-type"] ?? "",
      location: answer?.headers.location,
      body: answer?.body ?? "",
      readRoot: () => answer && readRoot(answer),
      urls,
    };
  }

  /** Best first. */
  async resolveMx(): Promise<readonly MxRecord[]> {
    const step = this.#ask("mx", `MX ${this.domain}`);
    const records = [...(await this.#world.resolveMx(this.domain))].sort((a, b) => a.priority - b.priority);
    this.#note(
      step,
      records.map(({ exchange }) => exchange),
    );
    return records;
  }

  /** Best first; a target of `.` is none. */
  async resolveSrv(mechanism: Mechanism, service: string, domain = this.domain): Promise<readonly SrvRecord[]> {
    const step = this.#ask(mechanism, `SRV ${service}.${domain}`);
    const records = [...(await this.#world.resolveSrv(`${service}.${domain}`))].sort((a, b) => a.priority - b.priority);
    const offered = records.filter(({ target }) => target !== "");
    this.#note(
      step,
      records.map(({ target, port }) => `${target || "."} ${port}`),
    );
    return offered;
  }

  async resolveTxt(mechanism: Mechanism, name: string): Promise<readonly string[]> {
    const step = this.#ask(mechanism, `TXT ${name}`);
    const records = await this.#world.resolveTxt(name);
    this.#note(step, records);
    return records;
  }

  md5(text: string): Promise<string> {
    return this.#world.md5(text);
  }

  /** Asks one after the other until an answer is taken, or is so bad that this client asks no further. */
  async firstTaken(attempts: readonly Attempt[], read: (exchange: Exchange) => Reading): Promise<Outcome | undefined> {
    for (const { mechanism, ask } of attempts) {
      const exchange = await ask();
      const outcome = judge(exchange, mechanism, read(exchange));
      if (outcome !== undefined) return outcome;
    }
    return undefined;
  }

  /**
   * Asks all at once. The first of the list that counts wins, however late it answers, and the others are dropped.
   * `fault` says why an answer does not count.
   */
  async bestOf(
    attempts: readonly Attempt[],
    fault: (exchange: Exchange) => string | undefined,
  ): Promise<{ readonly mechanism: Mechanism; readonly exchange: Exchange } | undefined> {
    const answers = await Promise.all(
      attempts.map(async ({ mechanism, ask }) => ({ mechanism, exchange: await ask() })),
    );
    let best: (typeof answers)[number] | undefined;
    for (const answer of answers) {
      const because = fault(answer.exchange);
      answer.exchange.step.verdict =
        because !== undefined ? `next: ${because}` : best === undefined ? "best" : "aborted: another has priority";
      if (because === undefined) best ??= answer;
    }
    return best;
  }

  /** Kept in the order of asking: of several at once the last may answer first. */
  #ask(mechanism: Mechanism, question: string): Step {
    this.#turned();
    const step: Step = { mechanism, question, askedAt: this.#now(), took: 0, answer: "", verdict: "" };
    this.steps.push(step);
    return step;
  }

  #note(step: Step, answers: readonly string[]): void {
    step.answer = answers.length === 0 ? "no record" : answers.join(", ");
    step.took = this.#now() - step.askedAt;
    step.verdict = answers.length === 0 ? "next" : "used";
  }

  #now(): number {
    return this.#clock() - this.#begin;
  }
}

/** Writes the verdict on the step; `undefined` where the client goes on. */
export function judge({ step, status }: Exchange, mechanism: Mechanism, reading: Reading): Outcome | undefined {
  switch (reading.verdict) {
    case "take":
      step.verdict = "taken";
      return { ok: true, mechanism, account: reading.account };
    case "next":
      step.verdict = status === 0 ? "next" : `next: ${reading.because}`;
      return undefined;
    case "stop":
      step.verdict = `stop: ${reading.because}`;
      return { ok: false, because: reading.because };
  }
}

/** As browsers and most libraries do it: a POST becomes a GET, and its body is lost, unless the status forbids that. */
function redirected({ body, ...request }: ClientRequest, url: string, status: number): ClientRequest {
  const keepsMethod = request.method === "GET" || status === 307 || status === 308;
  if (!keepsMethod) return { ...request, url, method: "GET" };
  return body === undefined ? { ...request, url } : { ...request, url, body };
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function describeFailure(failure: unknown): string {
  return failure instanceof NoAnswerError ? `no answer: ${failure.message}` : "no answer";
}

function describe(answer: ServerAnswer): string {
  const type = answer.headers["content-type"]?.split(";")[0] ?? "";
  const location = answer.headers.location;
  if (location !== undefined) return `${answer.status} to ${location}`;
  return type === "" ? String(answer.status) : `${answer.status} ${type}, ${answer.body.length} characters`;
}
