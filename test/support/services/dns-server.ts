/**
 * A name server on loopback, over UDP and over HTTP, for one test's records: with wildcards, aliases that it does not
 * follow further than the question wants, and names at which it fails.
 * @module
 */
import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import packet from "dns-packet";

export interface DnsServer {
  /** As `--resolver` wants it. */
  readonly udp: string;
  readonly http: string;
  /** How many questions came. */
  readonly asked: () => number;
  close(): Promise<void>;
}

export type PublishedRecord =
  | packet.StringAnswer
  | packet.SrvAnswer
  | packet.TxtAnswer
  | packet.MxAnswer
  | packet.CaaAnswer;

const OF_FLAGS = { refused: 5, failed: 2, unknown: 3 } as const;

/**
 * `failing` are names that no answer is known for, `bogus` names whose signatures are wrong: they are told to those alone who
 * do not want them checked.
 */
export async function startDnsServer(
  records: readonly PublishedRecord[],
  failing: readonly string[] = [],
  bogus: readonly string[] = [],
): Promise<DnsServer> {
  let count = 0;
  const zone = toZone(records);
  const answer = (query: Buffer): Buffer => {
    const { id = 0, flags = 0, questions: [question] = [] } = packet.decode(query);
    count += 1;
    if (question === undefined) throw new Error("a query without a question");
    const found = find(zone, question.name.toLowerCase(), question.type);
    const isHidden = bogus.includes(question.name) && (flags & packet.CHECKING_DISABLED) === 0;
    const code =
      isHidden || failing.includes(question.name) ? OF_FLAGS.failed : found === undefined ? OF_FLAGS.unknown : 0;
    return packet.encode({
      type: "response",
      id,
      flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | code,
      questions: [question],
      answers: code === 0 ? [...(found ?? [])] : [],
    });
  };
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => socket.send(answer(query), port, address));
  await new Promise<void>((done) => socket.bind(0, "127.0.0.1", done));
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    response.writeHead(200, { "content-type": "application/dns-message" }).end(answer(Buffer.concat(parts)));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    udp: `127.0.0.1:${socket.address().port}`,
    http: `http://127.0.0.1:${port}/dns-query`,
    asked: () => count,
    async close() {
      server.closeAllConnections();
      await Promise.all([new Promise<void>((done) => socket.close(done)), new Promise((done) => server.close(done))]);
    },
  };
}

interface Zone {
  readonly owned: ReadonlyMap<string, readonly PublishedRecord[]>;
  /** Names that are there, be it as a part of a longer one. */
  readonly names: ReadonlySet<string>;
}

function toZone(records: readonly PublishedRecord[]): Zone {
  const owned = Map.groupBy(records, ({ name }) => name);
  const names = new Set<string>();
  for (const name of owned.keys())
    for (let rest = name; rest !== ""; rest = rest.split(".").slice(1).join(".")) names.add(rest);
  return { owned, names };
}

/** `undefined` where there is no such name. */
function find(
  zone: Zone,
  name: string,
  type: packet.RecordType,
  way: readonly string[] = [],
): readonly PublishedRecord[] | undefined {
  // A circle has no end.
  if (way.includes(name)) return [];
  const owned = zone.names.has(name) ? (zone.owned.get(name) ?? []) : findByWildcard(zone, name);
  if (owned === undefined) return undefined;
  const wanted = owned.filter((record) => record.type === type);
  const [alias] = owned.filter((record) => record.type === "CNAME");
  if (wanted.length > 0 || typeof alias?.data !== "string") return wanted.map((record) => ({ ...record, name }));
  return [{ ...alias, name }, ...(find(zone, alias.data, type, [...way, name]) ?? [])];
}

/** The closest name that is there decides (RFC 4592). */
function findByWildcard(zone: Zone, name: string): readonly PublishedRecord[] | undefined {
  const [, ...above] = name.split(".");
  if (above.length === 0) return undefined;
  const parent = above.join(".");
  const owned = zone.owned.get(`*.${parent}`);
  if (owned !== undefined) return owned;
  return zone.names.has(parent) ? undefined : findByWildcard(zone, parent);
}
