/**
 * DNS as the commands ask it: by the system's resolver, by another one, or over HTTPS.
 * @module
 */
import { Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import packet from "dns-packet";
import { type DnsResolver, DnsUnavailableError } from "../../check/dns-resolver.ts";
import type { DnsData } from "../../formats/dns/dns-records.ts";

const TIMEOUT_MS = 3000;
const TRIES = 2;
/** A message over TCP is no longer. */
const MAX_MESSAGE_BYTES = 65_535;

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** No such name, or no such record. */
const NOTHING_THERE = new Set(["ENOTFOUND", "ENODATA"]);

/** `undefined` where `place` is neither an https URL nor an address with or without a port. */
export function openResolver(place: string | undefined): DnsResolver | undefined {
  if (place === undefined) return systemResolver([]);
  const url = URL.parse(place);
  // Unencrypted, what is asked may go no further than this machine.
  if (url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.test(url.hostname)))
    return httpsResolver(place);
  return isServer(place) ? systemResolver([place]) : undefined;
}

function isServer(place: string): boolean {
  const [, inBrackets, bare, port = "53"] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(place) ?? [];
  if (isIP(place) === 6) return true;
  return (isIP(inBrackets ?? "") === 6 || isIP(bare ?? "") === 4) && Number(port) > 0 && Number(port) < 65_536;
}

function systemResolver(servers: readonly string[]): DnsResolver {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  if (servers.length > 0) resolver.setServers(servers);
  return {
    async resolve(name, type): Promise<readonly DnsData[]> {
      switch (type) {
        case "CNAME":
          return (await orNothing(name, resolver.resolveCname(name))).map((target) => ({
            type,
            target: toName(target),
          }));
        case "TXT":
          return (await orNothing(name, resolver.resolveTxt(name))).map((parts) => ({ type, value: parts.join("") }));
        case "SRV":
          return (await orNothing(name, resolver.resolveSrv(name))).map(({ name: target, priority, weight, port }) => ({
            type,
            priority,
            weight,
            port,
            target: toName(target),
          }));
      }
    },
    async resolveAddresses(name) {
      const answers = await Promise.all([
        orNothing(name, resolver.resolve4(name)),
        orNothing(name, resolver.resolve6(name)),
      ]);
      return answers.flat();
    },
  };
}

/** DNS queries over HTTPS (RFC 8484). */
function httpsResolver(url: string): DnsResolver {
  return {
    async resolve(name, type) {
      return (await ask(url, name, type)).flatMap((answer): DnsData[] => {
        if (answer.type === "CNAME" && type === "CNAME") return [{ type, target: toName(answer.data) }];
        if (answer.type === "TXT" && type === "TXT") return [{ type, value: toText(answer.data) }];
        if (answer.type !== "SRV" || type !== "SRV") return [];
        const { priority = 0, weight = 0, port, target } = answer.data;
        return [{ type, priority, weight, port, target: toName(target) }];
      });
    },
    async resolveAddresses(name) {
      const answers = await Promise.all([ask(url, name, "A"), ask(url, name, "AAAA")]);
      return answers.flat().flatMap((answer) => (answer.type === "A" || answer.type === "AAAA" ? [answer.data] : []));
    },
  };
}

async function ask(url: string, name: string, type: DnsData["type"] | "A" | "AAAA"): Promise<readonly packet.Answer[]> {
  // The number is 0, so that caches know the question again (section 4.1).
  const query = packet.encode({ type: "query", id: 0, flags: packet.RECURSION_DESIRED, questions: [{ type, name }] });
  const decoded = await exchange(url, name, new Uint8Array(query));
  if (decoded.rcode !== "NOERROR" && decoded.rcode !== "NXDOMAIN")
    throw new DnsUnavailableError(`${name}: the resolver answers ${decoded.rcode}`);
  return decoded.answers ?? [];
}

/** Messages of answers have a code that the package's types leave out. */
type Decoded = packet.DecodedPacket & { readonly rcode: string };

async function exchange(url: string, name: string, query: Uint8Array<ArrayBuffer>): Promise<Decoded> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/dns-message", accept: "application/dns-message" },
      body: query,
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS * TRIES),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const bytes = await readAtMost(response, MAX_MESSAGE_BYTES);
    // Proof: the package writes the code beside the flags of each message.
    return packet.decode(Buffer.from(bytes)) as Decoded;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new DnsUnavailableError(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

async function readAtMost(response: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > limit) throw new Error("the answer is too large");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function orNothing<Item>(name: string, answer: Promise<readonly Item[]>): Promise<readonly Item[]> {
  try {
    return await answer;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (NOTHING_THERE.has(code)) return [];
    throw new DnsUnavailableError(`${name}: ${code === "" ? String(error) : code}`);
  }
}

/** The root is a dot, or nothing. */
function toName(name: string): string {
  return name === "" || name === "." ? "." : name.replace(/\.$/, "").toLowerCase();
}

function toText(data: packet.TxtData): string {
  return [data]
    .flat()
    .map((part) => (typeof part === "string" ? part : part.toString("latin1")))
    .join("");
}
