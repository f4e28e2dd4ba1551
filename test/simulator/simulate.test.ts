import { expect, test } from "vitest";
import { askedOnce } from "../../src/simulator/asked-once.ts";
import { CLIENTS } from "../../src/simulator/clients.ts";
import type { Step } from "../../src/simulator/session.ts";
import { simulate } from "../../src/simulator/simulate.ts";
import { type ClientRequest, NoAnswerError } from "../../src/simulator/world.ts";
import { answering, NOTHING, simulatedWorld } from "../support/domains/simulated-world.ts";

const ADDRESS = "alice@sync-dav.example";

function find(id: string) {
  const client = CLIENTS.find((one) => one.id === id);
  if (client === undefined) throw new Error(id);
  return client;
}

test.each(CLIENTS.map(({ id }) => [id] as const))("%s is told step by step, each once it is judged", async (id) => {
  const told: Step[] = [];
  const unjudged: string[] = [];
  const world = await simulatedWorld("sync-dav.example");
  const { steps } = await simulate(find(id), ADDRESS, world, {
    tell(step) {
      told.push(step);
      if (step.verdict === "") unjudged.push(step.question);
    },
  });
  expect(told).toEqual(steps);
  expect(unjudged).toEqual([]);
});

test("of questions that are asked at once none is told before all are judged", async () => {
  const seen: [asked: number, told: number][] = [];
  let [asked, told] = [0, 0];
  const world = answering((request) => {
    asked++;
    seen.push([asked, told]);
    return request.url.includes("live.thunderbird.net") ? NOTHING : { ...NOTHING, status: 410 };
  });
  await simulate(find("thunderbird-desktop"), ADDRESS, world, { tell: () => told++ });
  expect(seen.slice(0, 5)).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 0],
    [5, 4],
  ]);
});

test("each step says when it was asked, and how long the answer took", async () => {
  let time = 5000;
  const world = answering(() => {
    time += 30;
    return NOTHING;
  });
  const { steps, took } = await simulate(find("geary"), ADDRESS, world, { clock: () => time });
  expect(steps.map(({ askedAt, took }) => [askedAt, took])).toEqual(steps.map((_, index) => [index * 30, 30]));
  expect(took).toBe(steps.length * 30);
});

test.each([
  [new NoAnswerError("the connection is refused"), "no answer: the connection is refused"],
  [new Error("whatever else"), "no answer"],
])("%s is told as “%s”", async (error, answer) => {
  const world = answering(() => Promise.reject(error));
  const { steps } = await simulate(find("deltachat"), ADDRESS, world);
  expect(new Set(steps.map((step) => step.answer))).toEqual(new Set([answer]));
});

test("all clients together ask each question once, and end as each would alone", async () => {
  const world = await simulatedWorld("sync-dav.example");
  const asked: string[] = [];
  const counting = askedOnce({
    ...world,
    fetch(request: ClientRequest) {
      asked.push(JSON.stringify(request));
      return world.fetch(request);
    },
  });
  const together = await Promise.all(CLIENTS.map((client) => simulate(client, ADDRESS, counting)));
  const alone = await Promise.all(CLIENTS.map((client) => simulate(client, ADDRESS, world)));
  expect(together).toEqual(alone);
  expect(new Set(asked).size).toBe(asked.length);
});

test("Delta Chat sends the address to autoconfig.DOMAIN, and none to the domain itself", async () => {
  const { steps } = await simulate(
    find("deltachat"),
    ADDRESS,
    answering(() => NOTHING),
  );
  expect(steps.slice(0, 2).map(({ question }) => question)).toEqual([
    "GET https://autoconfig.sync-dav.example/mail/config-v1.1.xml?emailaddress=alice%40sync%2Ddav.example",
    "GET https://sync-dav.example/.well-known/autoconfig/mail/config-v1.1.xml",
  ]);
});
