/**
 * The codes by which Thunderbird for Android imports accounts: "Export for Mobile" of Thunderbird, format version 1,
 * within the limits of its reader, which refuses a whole code for a `null` or for one value that it does not know.
 * @see https://github.com/thunderbird/thunderbird-android/blob/main/feature/migration/qrcode/qr-code-format.md
 * @module
 */
import { toLoginTemplate, toPersonNames } from "../../model/address/login-names.ts";
import type { MailAccount } from "../../model/address/mail-account.ts";
import { needsLogin } from "../../model/authentication.ts";
import { findAuthentication, findBestServer } from "../../model/preferred-server.ts";
import type { Authentication, IncomingServer, MailServer, SocketType } from "../../model/server.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { fillTemplates } from "../../model/settings/template.ts";
import { fitsThunderbirdCode, isReadByThunderbird } from "./personal-code.ts";
import type { QrCode } from "./qr-code.ts";

const FORMAT_VERSION = 1;
const INCOMING_PROTOCOL = { imap: 0, pop3: 1 } as const satisfies Record<IncomingServer["protocol"], number>;
const SMTP = 0;

/** A server without TLS is left out: a code is taken over unread, and would send the password in the clear. */
const SECURITY = { starttls: 2, tls: 3, plain: undefined } as const satisfies Record<SocketType, number | undefined>;

/** OAuth2 has a number too, but works only with the few providers that the app itself knows. */
type AuthenticationNumbers = Readonly<Partial<Record<Authentication, number>>>;
const AUTHENTICATION: AuthenticationNumbers = { "password-cleartext": 1, "password-encrypted": 2 };
const OUTGOING_AUTHENTICATION: AuthenticationNumbers = { ...AUTHENTICATION, none: 0, "client-IP-address": 0 };

/** As the app's own writer does: denser codes are hard to scan. */
const MAX_ACCOUNTS = 3;

/**
 * What the codes hold, one after the other: one for up to three accounts. `undefined` where the app could not use one of
 * the accounts: it would refuse the others with it.
 */
export function toThunderbirdPayloads(accounts: readonly MailAccount[], name = ""): string[] | undefined {
  const pairs: Pair[] = [];
  for (const account of accounts) {
    const template = toPair(account.settings);
    const person = toPersonNames(account);
    if (template === undefined || !isReadByThunderbird(person)) return undefined;
    const pair = fillPair(template, new Map(Object.entries({ ...person, name })));
    // An account is never split, so one that is too long by itself has no code.
    if (!fits([pair])) return undefined;
    pairs.push(pair);
  }
  const parts = toParts(pairs);
  return parts.map((part, index) => toPayload(part, index + 1, parts.length));
}

/**
 * The code of one account with `{address}` and `{localPart}` in place of what an address fills in, for pages that draw
 * it in the browser. `undefined` where there is no such code.
 */
export function toThunderbirdTemplate(settings: ServerSettings): string | undefined {
  const pair = toPair(settings);
  if (pair === undefined) return undefined;
  return toPayload([fillPair(pair, new Map([["name", ""]]))], 1, 1);
}

export function toThunderbirdCode(payload: string): QrCode {
  return { payload, errorCorrection: "L" };
}

/** One account: two elements of the root. */
type Pair = readonly [incoming: readonly Value[], groups: readonly Value[]];
type Value = string | number | readonly Value[];

/** The account of anybody: `{address}` and `{localPart}` stand where an address fills in, `{name}` for the name. */
function toPair(settings: ServerSettings): Pair | undefined {
  const incoming = findServer(settings, settings.incomingServers, AUTHENTICATION);
  const outgoing = findServer(settings, settings.outgoingServers, OUTGOING_AUTHENTICATION);
  if (incoming === undefined || outgoing === undefined) return undefined;
  const protocol = INCOMING_PROTOCOL[incoming.server.protocol];
  // The app imports the first group alone, so there is one.
  return [
    [protocol, ...incoming.values],
    [
      [
        [SMTP, ...outgoing.values],
        ["{address}", "{name}"],
      ],
    ],
  ];
}

/** The best server that the app can use, and what the code says of it. */
function findServer<Server extends MailServer>(
  settings: ServerSettings,
  servers: readonly Server[],
  numbers: AuthenticationNumbers,
) {
  const findMethod = (server: MailServer) =>
    SECURITY[server.socketType] === undefined ? undefined : findAuthentication(server, numbers);
  const server = findBestServer(servers, findMethod);
  const method = server && findMethod(server);
  const [security, number] = [server && SECURITY[server.socketType], method && numbers[method]];
  if (server === undefined || security === undefined || number === undefined) return undefined;
  const { hostname, port, username } = server;
  return {
    server,
    values: [hostname, port, security, number, needsLogin(method) ? toLoginTemplate(settings, username) : ""],
  };
}

/** Trailing elements that have no value are left out: the app's reader takes no `null`. */
function toPayload(pairs: readonly Pair[], part: number, parts: number): string {
  return JSON.stringify([FORMAT_VERSION, [part, parts], ...pairs.flat()]);
}

function fillPair([incoming, groups]: Pair, values: ReadonlyMap<string, string>): Pair {
  const fill = (value: Value): Value => {
    if (typeof value === "number") return value;
    return typeof value === "string" ? fillTemplates(value, values) : value.map(fill);
  };
  return [incoming.map(fill), groups.map(fill)];
}

/** As few codes as hold all accounts, in their order. */
function toParts(pairs: readonly Pair[]): Pair[][] {
  const parts: Pair[][] = [];
  for (const pair of pairs) {
    const last = parts.at(-1);
    const grown = [...(last ?? []), pair];
    if (last === undefined || grown.length > MAX_ACCOUNTS || !fits(grown)) parts.push([pair]);
    else parts[parts.length - 1] = grown;
  }
  return parts;
}

function fits(pairs: readonly Pair[]): boolean {
  // With the numbers of one digit that they will have.
  return fitsThunderbirdCode(toPayload(pairs, 1, 1));
}
