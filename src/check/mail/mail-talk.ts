/**
 * What a mail server offers before anybody logs in, with TLS and without: the beginning of a conversation in its protocol.
 * @see RFC 9051 (IMAP), RFC 1939, 2449 and 2595 (POP3), RFC 5321, 3207 and 4954 (submission)
 * @module
 */
import type { MailServer } from "../../model/server.ts";
import { ConnectError, type MailConnection, type TlsSeen } from "../network/probes.ts";
import { LineReader } from "./line-reader.ts";

export interface Offered {
  readonly capabilities: readonly string[];
  /** SASL mechanisms, in upper case. */
  readonly mechanisms: readonly string[];
  /** Whether a name and a password are taken as they are. */
  readonly takesPassword: boolean;
}

type Starttls = "offered" | "missing" | "refused";

export interface MailTalk {
  readonly state: "talked";
  readonly greeting: string;
  readonly speaks: "imap" | "pop3" | "submission" | "other";
  /** Whether it says that it will not serve now, or us. */
  readonly isTurnedAway: boolean;
  /** Before TLS; absent where TLS came first. */
  readonly inClear: Offered | undefined;
  readonly starttls: Starttls | undefined;
  readonly tls: TlsSeen | undefined;
  /** Why TLS did not begin after it was agreed on. */
  readonly tlsFailure: string | undefined;
  /** What clients get to see in the end. */
  readonly offered: Offered | undefined;
}

type Protocol = MailServer["protocol"];

/** @param self the name that this client says it has */
export async function talkTo(
  connection: MailConnection,
  { protocol, socketType }: Pick<MailServer, "protocol" | "socketType">,
  self: string,
): Promise<MailTalk> {
  const lines = new LineReader(connection);
  const first = await lines.next();
  // A greeting of several lines.
  if (/^220-/.test(first)) await lines.until((line) => !line.startsWith("220-"));
  const base = {
    state: "talked",
    greeting: first,
    speaks: findProtocol(first),
    isTurnedAway: TURNS_AWAY.test(first),
    inClear: undefined,
    starttls: undefined,
    tls: connection.tls,
    tlsFailure: undefined,
    offered: undefined,
  } as const;
  if (base.speaks !== protocol || base.isTurnedAway) return base;
  const dialect = DIALECTS[protocol];
  const offered = await dialect.list(connection, lines, self);
  if (socketType === "tls") return { ...base, offered };
  if (socketType === "plain") return { ...base, inClear: offered, offered };
  if (!offered.capabilities.some((capability) => capability.toUpperCase() === dialect.capability))
    return { ...base, inClear: offered, starttls: "missing" };
  if (!(await dialect.begin(connection, lines))) return { ...base, inClear: offered, starttls: "refused" };
  try {
    const secured = await connection.startTls();
    const again = await dialect.list(secured, new LineReader(secured), self);
    return { ...base, inClear: offered, starttls: "offered", tls: secured.tls, offered: again };
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    return { ...base, inClear: offered, starttls: "offered", tlsFailure: error.message };
  }
}

const TURNS_AWAY = /^(?:\* BYE|-ERR|[45]\d\d[ -])/i;

function findProtocol(line: string): MailTalk["speaks"] {
  if (/^\* (?:OK|PREAUTH|BYE)\b/i.test(line)) return "imap";
  if (/^(?:\+OK|-ERR)/i.test(line)) return "pop3";
  return /^[245]\d\d[ -]/.test(line) ? "submission" : "other";
}

interface Dialect {
  /** What is said of STARTTLS. */
  readonly capability: "STARTTLS" | "STLS";
  list(connection: MailConnection, lines: LineReader, self: string): Promise<Offered>;
  /** Whether the server agrees that TLS begins now. */
  begin(connection: MailConnection, lines: LineReader): Promise<boolean>;
}

const DIALECTS: Readonly<Record<Protocol, Dialect>> = {
  imap: {
    capability: "STARTTLS",
    async list(connection, lines) {
      await connection.write("w1 CAPABILITY\r\n");
      const answer = await lines.until((line) => /^w1 /i.test(line));
      const told = answer.flatMap((line) => /^\* CAPABILITY (.*)/i.exec(line)?.[1]?.trim().split(/\s+/) ?? []);
      const mechanisms = told.flatMap((word) => /^AUTH=(.+)/i.exec(word)?.[1]?.toUpperCase() ?? []);
      const isLoginOff = told.some((word) => word.toUpperCase() === "LOGINDISABLED");
      return { capabilities: told, mechanisms, takesPassword: !isLoginOff || takesPlainText(mechanisms) };
    },
    async begin(connection, lines) {
      await connection.write("w2 STARTTLS\r\n");
      const answer = await lines.until((line) => /^w2 /i.test(line));
      return /^w2 OK/i.test(answer.at(-1) ?? "");
    },
  },
  pop3: {
    capability: "STLS",
    async list(connection, lines) {
      await connection.write("CAPA\r\n");
      const first = await lines.next();
      // Without the command (RFC 2449) there is USER, and no TLS to begin.
      if (!/^\+OK/i.test(first)) return { capabilities: [], mechanisms: [], takesPassword: true };
      const told = (await lines.until((line) => line === ".")).filter((line) => line !== ".");
      const mechanisms = told.flatMap(
        (line) => /^SASL\s+(.*)/i.exec(line)?.[1]?.trim().toUpperCase().split(/\s+/) ?? [],
      );
      const hasUser = told.some((line) => /^USER\b/i.test(line));
      return { capabilities: told, mechanisms, takesPassword: hasUser || takesPlainText(mechanisms) };
    },
    async begin(connection, lines) {
      await connection.write("STLS\r\n");
      return /^\+OK/i.test(await lines.next());
    },
  },
  submission: {
    capability: "STARTTLS",
    async list(connection, lines, self) {
      await connection.write(`EHLO ${self}\r\n`);
      const answer = await lines.until((line) => !/^\d{3}-/.test(line));
      const told = answer.slice(1).map((line) => line.slice(4).trim());
      // Some write an equals sign, for clients of long ago.
      const mechanisms = told.flatMap(
        (line) => /^AUTH[ =](.*)/i.exec(line)?.[1]?.trim().toUpperCase().split(/\s+/) ?? [],
      );
      return { capabilities: told, mechanisms: [...new Set(mechanisms)], takesPassword: takesPlainText(mechanisms) };
    },
    async begin(connection, lines) {
      await connection.write("STARTTLS\r\n");
      return /^220/.test(await lines.next());
    },
  },
};

function takesPlainText(mechanisms: readonly string[]): boolean {
  return mechanisms.includes("PLAIN") || mechanisms.includes("LOGIN");
}
