/**
 * A world to be checked, on loopback: a resolver, web servers and mail servers that do as they are told, by host name, and
 * that are what they should be where nobody told them anything.
 * @module
 */
import { createServer as createWebServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureWebServer } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createSecureContext, createServer as createTlsServer, type SecureContext, TLSSocket } from "node:tls";
import { createCertificate, type TestCertificate } from "./certificates.ts";

export interface WebAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `silent` never answers, `reset` hangs up. */
export type AnswerWeb = (request: Request) => WebAnswer | Response | "silent" | "reset" | Promise<Response>;

export type CertificateState =
  | "good"
  | "expired"
  | "not-yet"
  | "self-signed"
  | "incomplete"
  | "untrusted"
  | "wrong-name"
  | "ends"
  | "none";

/** A mail server's beginning of a conversation. */
export interface MailBehaviour {
  readonly protocol: "imap" | "pop3" | "submission";
  readonly tls?: boolean;
  /** In place of its own greeting; empty says nothing at all, `hang-up` closes at once. */
  readonly greeting?: string;
  readonly starttls?: "missing" | "refused" | "broken";
  /** SASL mechanisms that are offered once there is TLS. */
  readonly mechanisms?: readonly string[];
  /** Whether they are offered before that as well. */
  readonly early?: boolean;
  readonly oldTls?: boolean;
  /** Listens at the IPv6 loopback alone. */
  readonly ipv6?: boolean;
}

interface Authorities {
  readonly root: TestCertificate;
  readonly intermediate: TestCertificate;
  /** That nobody trusts. */
  readonly foreign: TestCertificate;
}

export class CheckedWorld {
  /** By host name. */
  readonly web = new Map<string, AnswerWeb>();
  readonly certificates = new Map<string, CertificateState>();
  /** By host name and port. */
  readonly mail = new Map<string, MailBehaviour>();
  /** Connections that came to web servers, by host name. */
  readonly asked: string[] = [];
  readonly #otherwise: AnswerWeb;
  readonly #servers: { close(): unknown }[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #contexts = new Map<string, Promise<SecureContext | undefined>>();
  readonly #ports = new Map<string, number>();
  readonly #authorities: Authorities;
  #webPorts: readonly [http: number, https: number] = [0, 0];

  private constructor(otherwise: AnswerWeb, authorities: Authorities) {
    this.#otherwise = otherwise;
    this.#authorities = authorities;
  }

  /** @param otherwise what web servers answer that nobody told anything */
  static async start(otherwise: AnswerWeb): Promise<CheckedWorld> {
    const root = await createCertificate({ name: "Test Root", kind: "p256" });
    const intermediate = await createCertificate({ name: "Test Intermediate", kind: "p256", issuer: root });
    const foreign = await createCertificate({ name: "Somebody's Root", kind: "p256" });
    const world = new CheckedWorld(otherwise, { root, intermediate, foreign });
    const answer = (scheme: "http" | "https") => (request: IncomingMessage, response: ServerResponse) =>
      void world.#answer(scheme, request, response);
    const plain = createWebServer(answer("http"));
    const secure = createSecureWebServer({ SNICallback: world.#choose }, answer("https"));
    world.#webPorts = [await world.#listen(plain), await world.#listen(secure)];
    return world;
  }

  /** That is to be trusted. */
  get authority(): string {
    return this.#authorities.root.certificate;
  }

  /** Where the servers of this world are in truth. What listens nowhere has a port that nothing listens on. */
  readonly findPort = (hostname: string, port: number): number => {
    if (port === 80) return this.#webPorts[0];
    if (port === 443) return this.#webPorts[1];
    return this.#ports.get(`${hostname}:${port}`) ?? 1;
  };

  /** Starts the mail servers that stand in `mail`. */
  async open(): Promise<void> {
    const started = new Map<string, Promise<number>>();
    for (const [place, behaviour] of this.mail) {
      const key = JSON.stringify(behaviour);
      const port =
        started.get(key) ??
        this.#listen(this.#createMailServer(behaviour), behaviour.ipv6 === true ? "::1" : "127.0.0.1");
      started.set(key, port);
      this.#ports.set(place, await port);
    }
  }

  close(): void {
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async #listen(server: Server, address = "127.0.0.1"): Promise<number> {
    this.#servers.push(server);
    server.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket)).on("error", () => {});
    });
    await new Promise<void>((done) => server.listen(0, address, done));
    return (server.address() as AddressInfo).port;
  }

  async #answer(scheme: "http" | "https", incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part);
    const host = incoming.headers.host ?? "";
    this.asked.push(`${scheme}://${host}${incoming.url}`);
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const request = new Request(`${scheme}://${host}${incoming.url}`, {
      method: incoming.method ?? "GET",
      headers: [...headers, ["x-forwarded-proto", scheme]],
      ...(parts.length > 0 && { body: Buffer.concat(parts) }),
    });
    const answer = await (this.web.get(host) ?? this.#otherwise)(request);
    if (answer === "silent") return;
    if (answer === "reset") return void response.destroy();
    if (answer instanceof Response) {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
      return;
    }
    response.writeHead(answer.status, answer.headers).end(answer.body ?? "");
  }

  readonly #choose = (hostname: string, done: (error: Error | null, context?: SecureContext) => void): void => {
    // A good one is for a domain and the names below it: one for each name took a tenth of a check.
    const isGood = (this.certificates.get(hostname) ?? "good") === "good";
    const place = isGood ? hostname.replace(/^[^.]+\.(?=[^.]+\.)/, "") : hostname;
    const context =
      this.#contexts.get(place) ?? this.#createContext(hostname, isGood ? [place, `*.${place}`] : [hostname]);
    this.#contexts.set(place, context);
    context.then(
      (found) => (found === undefined ? done(new Error("no certificate for this name")) : done(null, found)),
      done,
    );
  };

  async #createContext(hostname: string, hosts: readonly string[]): Promise<SecureContext | undefined> {
    const state = this.certificates.get(hostname) ?? "good";
    if (state === "none") return undefined;
    const { intermediate, foreign } = this.#authorities;
    const soon = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const leaf = await createCertificate({
      name: hostname,
      kind: "p256",
      usage: "serverAuth",
      hosts: state === "wrong-name" ? ["web.hosting.example"] : [...hosts],
      ...(state === "self-signed" ? {} : { issuer: state === "untrusted" ? foreign : intermediate }),
      ...(state === "expired" && { notBefore: "2025-01-01", notAfter: "2026-02-01" }),
      ...(state === "not-yet" && { notBefore: "2047-01-01", notAfter: "2048-01-01" }),
      ...(state === "ends" && { notAfter: soon }),
    });
    const rest =
      state === "untrusted"
        ? foreign.certificate
        : state === "incomplete" || state === "self-signed"
          ? ""
          : intermediate.certificate;
    return createSecureContext({ key: leaf.key, cert: leaf.certificate + rest });
  }

  #createMailServer(behaviour: MailBehaviour): Server {
    if (behaviour.tls !== true) return createServer((socket) => this.#serve(socket, behaviour, false));
    const options = { SNICallback: this.#choose, ...(behaviour.oldTls === true && OLD_TLS) };
    return createTlsServer(options, (socket) => this.#serve(socket, behaviour, true));
  }

  #serve(socket: Socket, behaviour: MailBehaviour, isSecure: boolean, isAgain = false): void {
    socket.on("error", () => {});
    const { greeting = GREETINGS[behaviour.protocol] } = behaviour;
    if (greeting === "hang-up") return void socket.destroy();
    if (!isAgain && greeting !== "") socket.write(`${greeting}\r\n`);
    socket.on("data", (data) => {
      for (const line of data
        .toString("latin1")
        .split("\r\n")
        .filter((text) => text !== "")) {
        const reply = answerLine(line, behaviour, isSecure);
        if (reply !== "starttls") socket.write(reply);
        else if (behaviour.starttls === "refused") socket.write(REFUSALS[behaviour.protocol]);
        else {
          socket.removeAllListeners("data");
          socket.write(AGREEMENTS[behaviour.protocol]);
          if (behaviour.starttls === "broken") return void socket.end("no TLS here\r\n");
          const secured = new TLSSocket(socket, { isServer: true, SNICallback: this.#choose });
          this.#serve(secured, behaviour, true, true);
        }
      }
    });
  }
}

const OLD_TLS = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT:@SECLEVEL=0" } as const;

const GREETINGS = {
  imap: "* OK IMAP4rev1 ready",
  pop3: "+OK ready",
  submission: "220 mail.hosting.example ESMTP",
} as const;
const REFUSALS = { imap: "w2 NO not now\r\n", pop3: "-ERR not now\r\n", submission: "454 4.7.0 not now\r\n" } as const;
const AGREEMENTS = { imap: "w2 OK begin\r\n", pop3: "+OK begin\r\n", submission: "220 2.0.0 begin\r\n" } as const;

function answerLine(line: string, behaviour: MailBehaviour, isSecure: boolean): string {
  const { protocol, mechanisms = ["PLAIN", "LOGIN"], early = false, starttls } = behaviour;
  const offered = isSecure || early ? mechanisms : [];
  const mayStart = !isSecure && starttls !== "missing";
  if (/STARTTLS|STLS/i.test(line)) return "starttls";
  switch (protocol) {
    case "imap":
      return `* CAPABILITY ${["IMAP4rev1", ...offered.map((name) => `AUTH=${name}`), ...(mayStart ? ["STARTTLS"] : []), ...(offered.includes("PLAIN") ? [] : ["LOGINDISABLED"])].join(" ")}\r\nw1 OK done\r\n`;
    case "pop3":
      return `+OK list\r\n${[...(offered.length > 0 ? [`SASL ${offered.join(" ")}`] : []), ...(mayStart ? ["STLS"] : []), "UIDL"].join("\r\n")}\r\n.\r\n`;
    case "submission":
      return `250-mail.hosting.example\r\n${offered.length > 0 ? `250-AUTH ${offered.join(" ")}\r\n` : ""}${mayStart ? "250-STARTTLS\r\n" : ""}250 8BITMIME\r\n`;
  }
}
