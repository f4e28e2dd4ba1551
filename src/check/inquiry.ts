/**
 * What one check asks of the world: each thing once, at names that settings or the domain's own DNS give, at addresses of
 * the Internet, and no longer than it may take.
 * @module
 */
import { type Domain, findDomain } from "../model/domain/domain.ts";
import type { DnsQuestion, DnsReply } from "./dns/ask-dns.ts";
import {
  type AtOnce,
  ConnectError,
  type ConnectFailure,
  type MailConnection,
  type Probes,
  type WebAnswer,
  type WebRequest,
} from "./network/probes.ts";
import { isPublicAddress } from "./network/public-address.ts";

/** Milliseconds. */
export interface CheckLimits {
  /** For all of it, whatever the others do. */
  readonly whole: number;
  readonly dns: number;
  readonly web: number;
  readonly mail: number;
}

export const USUAL_LIMITS: CheckLimits = { whole: 14_000, dns: 3000, web: 6000, mail: 7000 };

/** What a check may touch beside names under its domain. */
export interface CheckScope {
  readonly domain: Domain;
  /** Names of the service and of the settings. */
  readonly hosts: ReadonlySet<string>;
  /** Also loopback and private networks: for tests, and for those whose mail never leaves the house. */
  readonly allowPrivate: boolean;
}

export interface HostAddresses {
  /** Those that are connected to. */
  readonly usable: readonly string[];
  /** Those that are not of the Internet. */
  readonly inward: readonly string[];
  readonly aliases: readonly string[];
  /** Why nothing is known, where nobody answered. */
  readonly failure: string | undefined;
  /** Whether there is such a name at all. */
  readonly nameExists: boolean;
}

/** What became of a connection, or why there was none. */
export type Unreached =
  | { readonly state: "foreign" }
  | { readonly state: "no-address"; readonly nameExists: boolean }
  | { readonly state: "inward"; readonly addresses: readonly string[] }
  | { readonly state: "dns-failed"; readonly because: string }
  | { readonly state: "failed"; readonly failure: ConnectFailure; readonly because: string };

type Failed = Extract<Unreached, { readonly state: "failed" }>;

export type WebSeen = {
  readonly url: string;
  readonly method: string;
  readonly milliseconds: number;
} & ({ readonly state: "answered"; readonly answer: WebAnswer } | Unreached);

/** Ports of web and mail; no other is connected to. */
const WEB_PORTS: ReadonlySet<number> = new Set([80, 443]);
export const MAIL_PORTS: ReadonlySet<number> = new Set([25, 110, 143, 465, 587, 993, 995, 2525]);

const AT_ONCE: AtOnce = { dns: Number.POSITIVE_INFINITY, web: 12, mail: Number.POSITIVE_INFINITY };

export class Inquiry {
  readonly #probes: Probes;
  readonly #scope: CheckScope;
  readonly #limits: CheckLimits;
  readonly #signal: AbortSignal;
  readonly #clock: () => number;
  readonly #dns = new Map<string, Promise<DnsReply>>();
  readonly #addresses = new Map<string, Promise<HostAddresses>>();
  readonly #web = new Map<string, Promise<WebSeen>>();
  readonly #gates: Readonly<Record<keyof AtOnce, Gate>>;
  /** Names that the domain's own DNS gave. */
  readonly #given = new Set<string>();

  constructor(
    probes: Probes,
    scope: CheckScope,
    {
      limits = USUAL_LIMITS,
      signal,
      clock,
    }: { readonly limits?: CheckLimits; readonly signal: AbortSignal; readonly clock: () => number },
  ) {
    this.#probes = probes;
    this.#scope = scope;
    this.#limits = limits;
    this.#signal = AbortSignal.any([signal, AbortSignal.timeout(limits.whole)]);
    this.#clock = clock;
    const { dns, web, mail } = probes.atOnce ?? AT_ONCE;
    this.#gates = { dns: new Gate(dns), web: new Gate(web), mail: new Gate(mail) };
  }

  /** Whether there was no time for all of it. */
  get isOver(): boolean {
    return this.#signal.aborted;
  }

  /** What has been asked of the web so far. */
  async listWeb(): Promise<readonly WebSeen[]> {
    return Promise.all(this.#web.values());
  }

  dns(question: DnsQuestion): Promise<DnsReply> {
    const key = `${question.name} ${question.type} ${question.unchecked === true}`;
    return keep(this.#dns, key, () => this.#askDns(question));
  }

  /** From now on a name that the check may go to. */
  give(name: string): void {
    this.#given.add(name);
  }

  /** Where a name leads, by its addresses; what is not of the Internet is told, and never connected to. */
  addresses(name: string): Promise<HostAddresses> {
    return keep(this.#addresses, name, async () => {
      const replies = await Promise.all([this.dns({ name, type: "A" }), this.dns({ name, type: "AAAA" })]);
      const found = replies.flatMap((reply) =>
        reply.state === "found" ? reply.data.flatMap((data) => ("address" in data ? [data.address] : [])) : [],
      );
      const isUsable = (address: string) => this.#scope.allowPrivate || isPublicAddress(address);
      const failed = replies.find((reply) => reply.state === "failed");
      const aliases = replies.flatMap((reply) => (reply.state === "failed" ? [] : reply.aliases));
      return {
        usable: found.filter(isUsable),
        inward: found.filter((address) => !isUsable(address)),
        aliases: [...new Set(aliases)],
        failure: found.length === 0 && failed?.state === "failed" ? failed.because : undefined,
        nameExists: replies.some((reply) => reply.state === "found" || (reply.state === "nothing" && reply.nameExists)),
      };
    });
  }

  /** One request. `key` names what is asked for, where several ways to ask are the same. */
  web(request: WebRequest, key = `${request.method} ${request.url}`): Promise<WebSeen> {
    return keep(this.#web, key, async () => {
      const { url, method } = request;
      const began = this.#clock();
      const seen = await this.#gates.web.run(() => this.#sendWeb(request));
      return { url, method, milliseconds: Math.round(this.#clock() - began), ...seen };
    });
  }

  /** A connection to a mail server, which `talk` has until its time is over. */
  async mail<Seen>(
    { hostname, port, isTls }: { readonly hostname: string; readonly port: number; readonly isTls: boolean },
    talk: (connection: MailConnection) => Promise<Seen>,
  ): Promise<Seen | Unreached> {
    if (!MAIL_PORTS.has(port) || !this.#isOurs(hostname)) return { state: "foreign" };
    const reach = await this.#reach(hostname);
    if ("state" in reach) return reach;
    let isConnected = false;
    const seen = await this.#gates.mail.run(() =>
      this.#within(this.#limits.mail, async (signal) => {
        const target = { hostname, port, isTls, addresses: reach.addresses };
        const connection = await this.#probes.connectMail(target, signal);
        isConnected = true;
        try {
          return await talk(connection);
        } finally {
          connection.close();
        }
      }),
    );
    const isSilent = isConnected && isFailed(seen) && seen.failure === "timeout";
    return isSilent ? { ...seen, failure: "silent" } : seen;
  }

  async #askDns(question: DnsQuestion): Promise<DnsReply> {
    const ask = (signal: AbortSignal) => this.#probes.askDns(question, signal);
    const reply = await this.#gates.dns.run(() => this.#within(this.#limits.dns, ask));
    return isFailed(reply) ? { state: "failed", because: reply.because } : reply;
  }

  async #sendWeb(request: WebRequest): Promise<{ readonly state: "answered"; readonly answer: WebAnswer } | Unreached> {
    const url = URL.parse(request.url);
    if (url === null || !isWebUrl(url) || !this.#isOurs(url.hostname)) return { state: "foreign" };
    const reach = await this.#reach(url.hostname);
    if ("state" in reach) return reach;
    return this.#within(this.#limits.web, async (signal) => ({
      state: "answered" as const,
      answer: await this.#probes.sendWeb(request, reach.addresses, signal),
    }));
  }

  /** A name, never an address: that would be somebody's way around DNS. */
  #isOurs(hostname: string): boolean {
    const { domain, hosts } = this.#scope;
    if (findDomain(hostname) !== hostname) return false;
    return hostname === domain || hostname.endsWith(`.${domain}`) || hosts.has(hostname) || this.#given.has(hostname);
  }

  async #reach(hostname: string): Promise<{ readonly addresses: readonly string[] } | Unreached> {
    const { usable, inward, failure, nameExists } = await this.addresses(hostname);
    if (usable.length > 0) return { addresses: usable };
    if (inward.length > 0) return { state: "inward", addresses: inward };
    return failure === undefined ? { state: "no-address", nameExists } : { state: "dns-failed", because: failure };
  }

  /** Ends when its time is over, also where the probe does not. */
  async #within<Seen>(milliseconds: number, probe: (signal: AbortSignal) => Promise<Seen>): Promise<Seen | Failed> {
    if (this.isOver) return { state: "failed", failure: "unseen", because: "there was no time to ask" };
    const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(milliseconds)]);
    const timeout = { state: "failed", failure: "timeout", because: "no answer in time" } as const;
    const over = Promise.withResolvers<typeof timeout>();
    const end = () => over.resolve(timeout);
    signal.addEventListener("abort", end, { once: true });
    try {
      return await Promise.race([probe(signal), over.promise]);
    } catch (error) {
      if (error instanceof ConnectError) return { state: "failed", failure: error.failure, because: error.message };
      throw error;
    } finally {
      signal.removeEventListener("abort", end);
    }
  }
}

function isFailed(seen: unknown): seen is Extract<Unreached, { readonly state: "failed" }> {
  return typeof seen === "object" && seen !== null && "state" in seen && seen.state === "failed";
}

function isWebUrl({ protocol, port, username, password }: URL): boolean {
  if (protocol !== "http:" && protocol !== "https:") return false;
  return username === "" && password === "" && (port === "" || WEB_PORTS.has(Number(port)));
}

function keep<Value>(kept: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const made = kept.get(key) ?? make();
  kept.set(key, made);
  return made;
}

/** Lets so many pass at once, the others in their order. */
class Gate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free === 0) await new Promise<void>((done) => this.#waiting.push(done));
    else this.#free -= 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
