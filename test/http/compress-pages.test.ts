import { expect, test, vi } from "vitest";
import { createTestApp } from "../support/services/app.ts";

const app = createTestApp();
const PAGE = "https://setup.hosting.example/guides/plain.example/thunderbird-desktop";
const ask = (url: string, coding: string, init: RequestInit = {}) =>
  app.request(url, { ...init, headers: { "accept-encoding": coding, ...init.headers } });

async function unzip(response: Response): Promise<string> {
  const stream = new Blob([await response.arrayBuffer()]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

test.each(["gzip", "gzip, deflate, br, zstd", "br;q=1.0, GZIP;q=0.2", "x-gzip"])(
  "a page is compressed for %j",
  async (coding) => {
    const plain = await (await app.request(PAGE)).text();
    for (const time of ["at first", "when it is kept"]) {
      const response = await ask(PAGE, coding);
      expect(response.headers.get("content-encoding"), time).toBe("gzip");
      expect(response.headers.get("vary")).toContain("accept-encoding");
      expect(await unzip(response)).toBe(plain);
    }
  },
);

test.each(["", "identity", "br", "gzip;q=0", "gzip; q = 0.000", "notgzip"])("and is not for %j", async (coding) => {
  const response = await ask(PAGE, coding);
  expect(response.headers.get("content-encoding")).toBeNull();
  expect(response.headers.get("vary")).toContain("accept-encoding");
  expect(await response.text()).toContain("<!doctype html>");
});

test("whoever holds the page, compressed or not, is told so", async () => {
  const etag = (await ask(PAGE, "gzip")).headers.get("etag") ?? "";
  expect(etag).toMatch(/^W\/"/);
  for (const held of [etag, etag.replace("W/", "")])
    expect((await ask(PAGE, "gzip", { headers: { "if-none-match": held } })).status).toBe(304);
});

test("a person's own page is compressed too, and kept nowhere", async () => {
  const form = (emailaddress: string) => ({ method: "POST", body: new URLSearchParams({ emailaddress }) });
  const [alice, bob] = await Promise.all(
    ["alice", "bob"].map((name) => ask(PAGE, "gzip", form(`${name}@plain.example`))),
  );
  expect(await unzip(alice as Response)).toContain("alice@plain.example");
  expect(await unzip(bob as Response)).not.toContain("alice@plain.example");
});

test("what mail clients ask for is as small as it is", async () => {
  const response = await ask("https://autoconfig.plain.example/mail/config-v1.1.xml", "gzip");
  expect(response.headers.get("content-encoding")).toBeNull();
});

test("a page that can be kept is compressed once, one of a person each time", async () => {
  let made = 0;
  const counting = class extends CompressionStream {
    constructor(format: ConstructorParameters<typeof CompressionStream>[0]) {
      super(format);
      made += 1;
    }
  };
  vi.stubGlobal("CompressionStream", counting);
  const counted = createTestApp();
  const form = { method: "POST", body: new URLSearchParams({ emailaddress: "alice@plain.example" }) };
  const count = async (init?: RequestInit) => {
    made = 0;
    for (let times = 0; times < 3; times += 1)
      await (await counted.request(PAGE, { ...init, headers: { "accept-encoding": "gzip" } })).arrayBuffer();
    return made;
  };
  expect([await count(), await count(), await count(form)]).toEqual([1, 0, 3]);
  vi.unstubAllGlobals();
});
