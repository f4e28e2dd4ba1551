import { beforeEach, describe, expect, test } from "vitest";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import type { ServerSettings } from "../../../src/model/server-settings.ts";
import { type CacheOptions, cachedReader, type VersionedAnswer } from "../../../src/store/cache/cached-reader.ts";
import { FaultyRecordError } from "../../../src/store/roles.ts";
import { settingsOf } from "../../support/domains/accounts.ts";

const SHOP = Domain.parse("shop.example");
const OTHER = Domain.parse("other.example");
const SECOND = 1_000;

/** A directory that is told what to answer, and counts how often it is asked. */
class Source {
  version = "1";
  asked: Domain[] = [];
  failure: Error | undefined;
  /** While set, answers wait for it. */
  gate: Promise<void> | undefined;
  readonly known = new Set<Domain>([SHOP, OTHER]);

  readonly ask = async (domain: Domain): Promise<VersionedAnswer> => {
    this.asked.push(domain);
    const { version, failure } = this;
    await this.gate;
    if (failure !== undefined) throw failure;
    return { answer: this.known.has(domain) ? copyOf(domain) : undefined, version, bytes: 100 };
  };
}

/** A new object each time, as whoever reads a database makes one. */
function copyOf(domain: Domain): ServerSettings {
  return { ...settingsOf("plain.example"), domain };
}

let source: Source;
let time: number;
let reported: unknown[];
beforeEach(() => {
  source = new Source();
  reported = [];
  time = Date.parse("2026-11-29T10:00:00Z");
});

function open(options: Partial<CacheOptions> = {}) {
  return cachedReader(source.ask, {
    now: () => new Date(time),
    freshFor: 10 * SECOND,
    staleFor: 60 * SECOND,
    maxBytes: 1_000_000,
    patience: 20,
    sharesQuestions: true,
    report: (failure) => reported.push(failure),
    ...options,
  });
}

test("an answer is given again while it is fresh, and asked for anew after that", async () => {
  const reader = open();
  await reader.find(SHOP);
  time += 10 * SECOND - 1;
  await reader.find(SHOP);
  expect(source.asked).toHaveLength(1);
  time += 1;
  await reader.find(SHOP);
  expect(source.asked).toHaveLength(2);
});

test("what has not changed stays the same object, so that its documents stay", async () => {
  const reader = open();
  const first = await reader.find(SHOP);
  time += 20 * SECOND;
  expect(await reader.find(SHOP)).toBe(first);
  source.version = "2";
  time += 20 * SECOND;
  expect(await reader.find(SHOP)).not.toBe(first);
});

test("a change that is made here shows at once, and in no other domain's answer", async () => {
  const reader = open();
  const [shop, other] = [await reader.find(SHOP), await reader.find(OTHER)];
  source.version = "2";
  reader.forget(SHOP);
  expect(await reader.find(SHOP)).not.toBe(shop);
  expect(await reader.find(OTHER)).toBe(other);
  expect(source.asked).toEqual([SHOP, OTHER, SHOP]);
});

test("after a change of everything each domain is asked for anew, and keeps its documents where it is as it was", async () => {
  const reader = open();
  const shop = await reader.find(SHOP);
  reader.forget();
  expect(await reader.find(SHOP)).toBe(shop);
  expect(source.asked).toHaveLength(2);
});

test("an answer that was on its way while a change was made is not kept", async () => {
  const reader = open();
  let opened = () => {};
  source.gate = new Promise((done) => {
    opened = done;
  });
  const early = reader.find(SHOP);
  source.version = "2";
  reader.forget(SHOP);
  const late = reader.find(SHOP);
  opened();
  expect(await early).not.toBe(await late);
  expect(await reader.find(SHOP)).toBe(await late);
  expect(source.asked).toHaveLength(2);
});

test("an answer that comes after that to a later question does not replace it", async () => {
  const reader = open({ sharesQuestions: false });
  let opened = () => {};
  source.gate = new Promise((done) => {
    opened = done;
  });
  const early = reader.find(SHOP);
  source.gate = undefined;
  source.version = "2";
  reader.forget(SHOP);
  const late = await reader.find(SHOP);
  opened();
  await early;
  expect(await reader.find(SHOP)).toBe(late);
});

test("what was changed is asked for anew after a change of everything, too", async () => {
  const reader = open();
  await reader.find(SHOP);
  reader.forget(SHOP);
  reader.forget();
  await reader.find(SHOP);
  expect(source.asked).toHaveLength(2);
});

test("a domain that is removed is gone once the answer is no longer fresh, and its absence is kept as answers are", async () => {
  const reader = open();
  await reader.find(SHOP);
  source.known.delete(SHOP);
  source.version = "2";
  time += 10 * SECOND;
  expect(await reader.find(SHOP)).toBeUndefined();
  expect(await reader.find(SHOP)).toBeUndefined();
  expect(source.asked).toHaveLength(2);
});

test("a domain that is registered shows once its absence is no longer fresh, or at once where it was registered", async () => {
  const reader = open();
  source.known.delete(SHOP);
  expect(await reader.find(SHOP)).toBeUndefined();
  source.known.add(SHOP);
  source.version = "2";
  expect(await reader.find(SHOP)).toBeUndefined();
  reader.forget(SHOP);
  expect(await reader.find(SHOP)).toBeDefined();
});

describe("asked for one domain at the same time", () => {
  test("all wait for one answer", async () => {
    const reader = open();
    const answers = await Promise.all(Array.from({ length: 50 }, () => reader.find(SHOP)));
    expect(source.asked).toHaveLength(1);
    expect(new Set(answers).size).toBe(1);
  });

  test("each asks for itself where requests cannot wait for each other", async () => {
    const reader = open({ sharesQuestions: false });
    await Promise.all([reader.find(SHOP), reader.find(SHOP)]);
    expect(source.asked).toHaveLength(2);
  });

  test("a failure is everybody's, and the next one asks again", async () => {
    const reader = open();
    source.failure = new Error("gone");
    const answers = await Promise.allSettled([reader.find(SHOP), reader.find(SHOP)]);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    source.failure = undefined;
    expect(await reader.find(SHOP)).toBeDefined();
  });
});

describe("while the directory cannot be asked", () => {
  test("the last answer stands, is counted, and ends after a time", async () => {
    const reader = open();
    const shop = await reader.find(SHOP);
    source.failure = new Error("gone");
    time += 69 * SECOND;
    expect(await reader.find(SHOP)).toBe(shop);
    expect(reader.health).toEqual({ staleAnswers: 1, isFailing: true });
    time += SECOND;
    await expect(reader.find(SHOP)).rejects.toThrow("gone");
  });

  test("what was never asked for is not answered, least of all from another domain", async () => {
    const reader = open();
    await reader.find(SHOP);
    source.failure = new Error("gone");
    await expect(reader.find(OTHER)).rejects.toThrow("gone");
  });

  test("that is reported once, and that it is over with the first answer", async () => {
    const reader = open();
    await reader.find(OTHER);
    source.failure = new Error("gone");
    await Promise.resolve(reader.find(SHOP)).catch(() => {});
    expect(reader.health.isFailing).toBe(true);
    expect(reported).toEqual([new Error("gone")]);
    await Promise.resolve(reader.find(SHOP)).catch(() => {});
    source.failure = undefined;
    await reader.find(SHOP);
    expect(reader.health.isFailing).toBe(false);
    expect(reported).toEqual([new Error("gone"), undefined]);
  });
});

describe("a directory that fails", () => {
  test("by taking too long is not waited for, and what it said before stands", async () => {
    const reader = open();
    const shop = await reader.find(SHOP);
    source.gate = new Promise(() => {});
    time += 20 * SECOND;
    expect(await reader.find(SHOP)).toBe(shop);
    await expect(reader.find(OTHER)).rejects.toThrow("takes too long");
    source.gate = undefined;
    expect(await reader.find(OTHER)).toBeDefined();
  });

  test("is asked once a second, by those whose last answer may stand", async () => {
    const reader = open();
    const shop = await reader.find(SHOP);
    source.failure = new Error("gone");
    time += 20 * SECOND;
    for (let index = 0; index < 50; index += 1) expect(await reader.find(SHOP)).toBe(shop);
    expect(source.asked).toHaveLength(2);
    expect(reader.health.staleAnswers).toBe(50);
    source.failure = undefined;
    time += SECOND;
    await reader.find(SHOP);
    expect(reader.health.isFailing).toBe(false);
  });

  test("is asked at once by whoever has changed the domain here", async () => {
    const reader = open();
    const shop = await reader.find(SHOP);
    source.failure = new Error("gone");
    await Promise.resolve(reader.find(OTHER)).catch(() => {});
    source.failure = undefined;
    source.version = "2";
    reader.forget(SHOP);
    expect(await reader.find(SHOP)).not.toBe(shop);
  });
});

test("a faulty record is no failure of the directory, and is told of once a minute", async () => {
  const reader = open();
  const shop = await reader.find(SHOP);
  const fault = new FaultyRecordError("faulty");
  source.failure = fault;
  time += 20 * SECOND;
  for (let index = 0; index < 5; index += 1) expect(await reader.find(SHOP)).toBe(shop);
  await expect(reader.find(OTHER)).rejects.toBe(fault);
  expect(reader.health).toEqual({ staleAnswers: 5, isFailing: false });
  expect(reported).toEqual([fault]);
  time += 60 * SECOND;
  await Promise.resolve(reader.find(OTHER)).catch(() => {});
  expect(reported).toEqual([fault, fault]);
});

test("its size is bounded: what was asked for longest ago makes room", async () => {
  const reader = open({ maxBytes: 250 });
  const third = Domain.parse("third.example");
  source.known.add(third);
  for (const domain of [SHOP, OTHER, SHOP, third]) await reader.find(domain);
  source.asked = [];
  await reader.find(SHOP);
  expect(source.asked).toEqual([]);
  await reader.find(OTHER);
  expect(source.asked).toEqual([OTHER]);
});

test("names that nobody has registered push no domain out", async () => {
  const reader = open({ maxBytes: 250 });
  await reader.find(SHOP);
  for (let index = 0; index < 100; index += 1) await reader.find(Domain.parse(`unknown-${index}.example`));
  source.asked = [];
  await reader.find(SHOP);
  expect(source.asked).toEqual([]);
});

test.each([-3600, 3600, 366 * 24 * 3600])(
  "a clock that jumps by %i seconds makes no answer younger",
  async (seconds) => {
    const reader = open();
    const shop = await reader.find(SHOP);
    time += seconds * SECOND;
    expect(await reader.find(SHOP)).toBe(shop);
    expect(source.asked).toHaveLength(2);
  },
);
