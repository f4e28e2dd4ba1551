/**
 * The world that a simulated client lives in: the real network, or one service that stands for a whole domain.
 * @module
 */
import { createHash } from "node:crypto";
import { resolveMx, resolveSrv, resolveTxt } from "node:dns/promises";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { DnsRecord } from "../formats/dns/dns-records.ts";
import { readBody, toFields } from "../node/probes/read-body.ts";
import {
  type ClientRequest,
  NoAnswerError,
  type ServerAnswer,
  type SrvRecord,
  type World,
} from "../simulator/world.ts";

/** For clients whose sources name none. */
const TIMEOUT_SECONDS = 10;
const MAX_ANSWER_BYTES = 1_000_000;

const md5 = async (text: string) => createHash("md5").update(text).digest("hex");

/** The Internet as it is. */
export const realWorld: World = {
  fetch: (request) => send(request, new URL(request.url)),
  resolveMx: (name) => orNothing(resolveMx(name)),
  resolveSrv: async (name) =>
    (await orNothing(resolveSrv(name))).map(({ name: target, ...rest }) => ({ ...rest, target: withoutDot(target) })),
  resolveTxt: async (name) => (await orNothing(resolveTxt(name))).map((parts) => parts.join("")),
  md5,
};

/**
 * The customer's own server of calendars and contacts, where a request is for that: it wants the password first, which
 * no simulation has.
 */
export function answerOfDavServer(
  { method, url }: ClientRequest,
  records: readonly DnsRecord[],
): ServerAnswer | undefined {
  if (method !== "PROPFIND" && method !== "OPTIONS") return undefined;
  const { hostname } = new URL(url);
  const isNamed = records.some(
    (record) =>
      record.type === "SRV" && /^_(?:cal|card)davs\./.test(record.name) && withoutDot(record.target) === hostname,
  );
  return isNamed ? { status: 401, headers: { "www-authenticate": 'Basic realm="DAV"' }, body: "" } : undefined;
}

/**
 * A domain whose names all lead to the service at `base`, and whose DNS holds `records`. Of the customer's other servers
 * only that of calendars and contacts is there; data bases such as Mozilla's are not.
 * @param hasCertificates whether names under the domain are reached over https
 */
export function worldOf(base: URL, domain: string, records: readonly DnsRecord[], hasCertificates = true): World {
  const named = (name: string) => (name === domain ? "@" : name.slice(0, -domain.length - 1));
  return {
    async fetch(request) {
      const byDavServer = answerOfDavServer(request, records);
      if (byDavServer !== undefined) return byDavServer;
      const { hostname, protocol } = new URL(request.url);
      const aliases = records.flatMap((record) => (record.type === "CNAME" ? [withoutDot(record.target)] : []));
      if (hostname !== domain && !hostname.endsWith(`.${domain}`) && !aliases.includes(hostname))
        throw new NoAnswerError("no such name");
      if (protocol === "https:" && !hasCertificates && hostname.endsWith(`.${domain}`))
        throw new NoAnswerError("its name has no certificate");
      const target = new URL(base);
      return send(request, target, { host: hostname, "x-forwarded-proto": protocol.slice(0, -1) });
    },
    resolveMx: async () => [],
    resolveSrv: async (name) =>
      records.flatMap((record): SrvRecord[] =>
        record.type === "SRV" && record.name === named(name) ? [{ ...record, target: withoutDot(record.target) }] : [],
      ),
    resolveTxt: async (name) =>
      records.flatMap((record) => (record.type === "TXT" && record.name === named(name) ? [record.value] : [])),
    md5,
  };
}

/** Whether there is a server, whatever it answers. */
export async function answers(base: URL): Promise<boolean> {
  try {
    await send({ method: "HEAD", url: base.href, headers: {} }, base);
    return true;
  } catch {
    return false;
  }
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}

/** No record and no name server are the same to a client. */
async function orNothing<Item>(records: Promise<Item[]>): Promise<Item[]> {
  try {
    return await records;
  } catch {
    return [];
  }
}

/** Sends the path as the client wrote it: `fetch` would encode it anew, and would not let the Host be chosen. */
function send(
  { method, url, headers, body, timeoutSeconds = TIMEOUT_SECONDS }: ClientRequest,
  target: URL,
  additional: Readonly<Record<string, string>> = {},
): Promise<ServerAnswer> {
  const path = /^https?:\/\/[^/]*(\/.*)?$/.exec(url)?.[1] ?? "/";
  const start = target.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((done, reject) => {
    const fail = (error: Error) => reject(new NoAnswerError(explainFailure(error, timeoutSeconds), { cause: error }));
    const request = start(
      {
        hostname: target.hostname.replace(/^\[|\]$/g, ""),
        port: target.port,
        method,
        path,
        headers: { host: target.host, ...headers, ...additional },
        signal: AbortSignal.timeout(timeoutSeconds * 1000),
      },
      (response) =>
        readBody(response, MAX_ANSWER_BYTES).then(
          (body) => done({ status: response.statusCode ?? 0, headers: toFields(response), body }),
          fail,
        ),
    );
    request.on("error", fail);
    request.end(body);
  });
}

/** What Node calls by a code, in words; what has none here is told as Node tells it. */
function explainFailure(error: NodeJS.ErrnoException, timeoutSeconds: number): string {
  if (error.name === "AbortError" || error.name === "TimeoutError") return `none within ${timeoutSeconds} seconds`;
  return FAILURES[error.code ?? ""] ?? error.code ?? error.message;
}

const NO_TLS = "it does not speak TLS there";
const UNKNOWN_ISSUER = "the certificate is of an issuer that nobody knows, or comes without those between";
const FAILURES: Readonly<Record<string, string>> = {
  ENOTFOUND: "no such name",
  EAI_AGAIN: "DNS does not answer",
  ECONNREFUSED: "the connection is refused",
  ECONNRESET: "the connection is reset",
  EHOSTUNREACH: "no way leads there",
  ENETUNREACH: "no way leads there",
  ETIMEDOUT: "nothing is heard from there",
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate is for other names",
  CERT_HAS_EXPIRED: "the certificate has expired",
  CERT_NOT_YET_VALID: "the certificate is not valid yet",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the certificate is signed by itself",
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_ISSUER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_ISSUER,
};
