import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import packet from "dns-packet";
import { afterEach, expect, test } from "vitest";
import { askByMessages } from "../../src/check/dns/dns-message.ts";
import { throughServers } from "../../src/node/probes/dns-server.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const QUESTION = { name: "shop.example", type: "TXT" } as const;
const LONG = "a".repeat(200);

/** What a resolver says; `edit` changes a message before it is sent. */
function toAnswer(query: Buffer, value: string, edit: (answer: Buffer) => void = () => {}): Buffer {
  const { id = 0, questions = [] } = packet.decode(query);
  const answer = packet.encode({
    type: "response",
    id,
    questions,
    answers: [{ type: "TXT", name: "shop.example", data: value }],
  });
  edit(answer);
  return answer;
}

/** Takes a port for a server and a socket of UDP: one that is free over TCP may be somebody's over UDP. */
async function bindBoth(tcp: Server): Promise<Socket> {
  for (;;) {
    await once(tcp.listen(0, "127.0.0.1"), "listening");
    const udp = createSocket("udp4");
    const { port } = tcp.address() as AddressInfo;
    const isBound = await once(udp.bind(port, "127.0.0.1"), "listening").then(
      () => true,
      () => false,
    );
    if (isBound) return udp;
    udp.close();
    await new Promise((done) => tcp.close(done));
  }
}

/** A resolver at a port of this machine, over UDP and TCP. */
async function start(overUdp: (query: Buffer) => readonly Buffer[], overTcp?: (query: Buffer) => Buffer) {
  const tcp = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (data) => {
      const answer = overTcp?.(data.subarray(2)) ?? Buffer.alloc(0);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(answer.length);
      // In pieces, as networks do.
      socket.write(length.subarray(0, 1));
      setTimeout(() => socket.end(Buffer.concat([length.subarray(1), answer])), 5);
    });
  });
  const udp = await bindBoth(tcp);
  udp.on("message", (query, from) => {
    for (const answer of overUdp(query)) udp.send(answer, from.port, from.address);
  });
  const { port } = udp.address();
  closing.push(
    () => udp.close(),
    () => tcp.close(),
  );
  return { address: "127.0.0.1", port };
}

const ask = (...places: Parameters<typeof throughServers>[0][number][]) =>
  askByMessages(throughServers(places))(QUESTION, AbortSignal.timeout(10_000));

test("an answer that is too long for UDP is asked for over TCP", async () => {
  const truncate = (answer: Buffer) => answer.writeUInt8((answer[2] ?? 0) | 0b10, 2);
  const place = await start(
    (query) => [toAnswer(query, "", truncate)],
    (query) => toAnswer(query, LONG),
  );
  expect(await ask(place)).toMatchObject({ state: "found", data: [{ type: "TXT", value: LONG }] });
});

test("what does not answer the question is not the answer", async () => {
  const otherNumber = (answer: Buffer) => answer.writeUInt16BE((answer.readUInt16BE(0) + 1) % 65_536, 0);
  const otherQuestion = (answer: Buffer) => answer.write("chop", 13, "latin1");
  const question = (answer: Buffer) => answer.writeUInt8((answer[2] ?? 0) & 0x7f, 2);
  const place = await start((query) => [
    Buffer.from("no message"),
    toAnswer(query, "forged", otherNumber),
    toAnswer(query, "forged", otherQuestion),
    toAnswer(query, "forged", question),
    toAnswer(query, "true"),
  ]);
  expect(await ask(place)).toMatchObject({ state: "found", data: [{ type: "TXT", value: "true" }] });
});

test("where one resolver says nothing that can be read, the next is asked", async () => {
  const silent = await start(() => []);
  const place = await start((query) => [toAnswer(query, "true")]);
  expect(await ask(silent, place)).toMatchObject({ state: "found", data: [{ type: "TXT", value: "true" }] });
});

test("questions have numbers that nobody can tell beforehand", async () => {
  const numbers: number[] = [];
  const place = await start((query) => {
    numbers.push(query.readUInt16BE(0));
    return [toAnswer(query, "true")];
  });
  for (let time = 0; time < 8; time++) await ask(place);
  expect(new Set(numbers).size).toBeGreaterThan(4);
});
