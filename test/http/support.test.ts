import { describe, expect, test } from "vitest";
import { createTestApp, STRANGER } from "../support/services/app.ts";

const app = createTestApp({ findPeer: () => STRANGER });
const get = (path: string, init?: RequestInit) => app.request(`https://setup.hosting.example${path}`, init);
const post = (path: string, fields: Record<string, string>) =>
  get(path, { method: "POST", body: new URLSearchParams(fields) });

/** The bytes of a message, which is no text to whoever goes by its type. */
const read = async (response: Response) => new TextDecoder().decode(await response.arrayBuffer());

const KEPT = [
  ["/guides/fish.example/errors", "text/html; charset=utf-8"],
  ["/guides/fish.example/errors.md", "text/markdown; charset=utf-8"],
  ["/guides/fish.example/errors.txt", "text/plain; charset=utf-8"],
  ["/guides/fish.example/welcome", "text/html; charset=utf-8"],
  ["/guides/fish.example/welcome.html", "text/html; charset=utf-8"],
  ["/guides/fish.example/welcome.txt", "text/plain; charset=utf-8"],
  ["/guides/fish.example/support", "text/html; charset=utf-8"],
  ["/guides/fish.example/support?guide=kmail&format=md&protocol=pop3&language=en", "text/html; charset=utf-8"],
] as const;
const MESSAGE = "/guides/fish.example/welcome.eml";

describe.each(KEPT)("%s", (path, contentType) => {
  test("is there for anybody, to be kept until it changes", async () => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": contentType,
      "cache-control": "public, max-age=300, no-transform",
      vary: "accept-language, host, accept-encoding",
      "x-content-type-options": "nosniff",
    });
    const etag = response.headers.get("etag") ?? "";
    const again = await get(path, { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("is another's once an address is sent, and then kept nowhere", async () => {
    const response = await post(path, { emailaddress: "alice+x@fish.example" });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
    if (contentType.startsWith("text/html")) expect(await response.text()).toContain("alice+x@fish.example");
    expect(await (await get(path)).text()).not.toContain("alice");
  });
});

test.each([...KEPT.map(([path]) => path), MESSAGE])("%s: HEAD, OPTIONS, and what it does not take", async (path) => {
  const [head, got] = await Promise.all([get(path, { method: "HEAD" }), get(path)]);
  expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(got.headers));
  expect(await head.text()).toBe("");
  const options = await get(path, { method: "OPTIONS" });
  expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
  const refused = await get(path, { method: "DELETE" });
  expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD, POST, OPTIONS"]);
  expect(
    (await get(path, { method: "POST", body: "{}", headers: { "content-type": "application/json" } })).status,
  ).toBe(415);
  expect((await post(path, { emailaddress: "a".repeat(70_000) })).status).toBe(413);
  expect((await post(path, { emailaddress: "nobody" })).status).toBe(400);
  expect((await post(path, { emailaddress: "bob@unknown.example" })).status).toBe(404);
});

test("the message has the time of day in it, and is not kept", async () => {
  const response = await get(MESSAGE);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "message/rfc822",
    "content-disposition": 'attachment; filename="welcome-fish.example.eml"',
    "cache-control": "no-store, no-transform",
  });
  const body = await read(response);
  expect(body).toContain("\r\nDate: Tue, 24 Nov 2026 12:34:56 +0000\r\n");
  expect(body).not.toMatch(/^To:/m);
  const personal = await post(MESSAGE, { emailaddress: "bob@plain.example" });
  expect(personal.headers.get("content-disposition")).toContain("welcome-plain.example.eml");
  expect(await read(personal)).toMatch(/^To: bob@plain\.example\r$/m);
});

describe("a search for an error text", () => {
  const PATH = "/guides/fish.example/errors";
  const entriesOf = (body: string) => body.match(/<details class="failure"/g)?.length ?? 0;

  test("is answered with what fits, and kept nowhere", async () => {
    const response = await post(PATH, { search: "alice@fish.example: 0x800ccc0e" });
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store, no-transform"]);
    const body = await response.text();
    expect(entriesOf(body)).toBeGreaterThan(0);
    expect(entriesOf(body)).toBeLessThan(10);
    expect(body).toContain("\nalice@fish.example: 0x800ccc0e</textarea>");
    expect(await (await get(PATH)).text()).not.toContain("alice");
  });

  test("has the reader's values with an address", async () => {
    const body = await (await post(PATH, { search: "535 5.7.8", emailaddress: "bob@fish.example" })).text();
    expect(body).toContain(">bob@fish.example</code>");
  });

  test("of nothing is the whole index", async () => {
    const [whole, asked] = await Promise.all([get(PATH), post(PATH, { search: "  " })]);
    expect(entriesOf(await asked.text())).toBe(entriesOf(await whole.text()));
  });

  test.each([
    ["markup", `"><script>alert(1)</script>`],
    ["what documents mark their holes with", "\u{FDD0}address\u{FDD1}"],
    ["control characters", "a\u0000b\nc\u0007"],
    ["half a character", "\uD83D"],
    ["very much", "word ".repeat(10_000)],
  ])("with %s in it is answered as any other", async (_, search) => {
    for (const fields of [{ search }, { search, emailaddress: "bob@fish.example" }]) {
      const response = await post(PATH, fields);
      expect(response.status).toBe(200);
      expect(await response.text()).not.toMatch(/<script>alert|[\u{FDD0}\u{FDD1}]/u);
    }
  });

  test("is answered as text, too", async () => {
    const body = await (await post(`${PATH}.txt`, { search: "0x800ccc0e" })).text();
    expect(body).toContain("0x800CCC0E");
    expect(body.length).toBeLessThan((await (await get(`${PATH}.txt`)).text()).length / 5);
  });
});

test("links and answers begin with the service's origin, whatever host was asked", async () => {
  const response = await app.request("https://evil.example/guides/fish.example/support?guide=kmail");
  const body = await response.text();
  expect(body).toContain("https://setup.hosting.example/guides/fish.example/kmail");
  expect(body).not.toContain("evil.example");
});

test("a language that was asked for by name goes on", async () => {
  for (const path of ["errors", "support", "welcome"]) {
    const response = await get(`/guides/fish.example/${path}?lang=en-XA`);
    expect(response.headers.get("vary")).toBe("host, accept-encoding");
    const page = await response.text();
    // The head tells search engines of the other languages.
    const body = page.slice(page.indexOf("<body"));
    const links = Array.from(body.matchAll(/(?:href|action)="(\/[^"#]*)"/g), ([, url = ""]) => url);
    expect(links.length).toBeGreaterThan(3);
    // A form of choices says it in a field.
    expect(links.filter((url) => !url.includes("?lang=en-XA") && !url.endsWith("/support"))).toEqual([]);
  }
});

test.each([
  ["/guides/unknown.example/errors", "not set up here"],
  ["/guides/moved.example/welcome.eml", "is handled by Microsoft 365"],
  ["/guides/unpaid.example/welcome.eml", "suspended"],
  ["/guides/not%20a%20domain/support", "not a domain name"],
  ["/guides/fish.example/welcome.pdf", "There is no guide with that name"],
])("404: %s", async (path, words) => {
  const response = await get(path);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain(words);
});

describe("`/support`, for whoever has a customer and no link", () => {
  test.each([
    ["fish.example", "/guides/fish.example/support"],
    [" bob@fish.example ", "/guides/fish.example/support"],
  ])("%s leads to the domain's page, with no address in its URL", async (emailaddress, place) => {
    const response = await post("/support", { emailaddress });
    expect([response.status, response.headers.get("location")]).toEqual([303, place]);
  });

  test.each([
    ["nobody.example", 404, "not set up here"],
    ["plain.exmaple", 404, 'data-meant="plain.example"'],
    ["", 404, "not a domain name"],
    ["<b>", 404, "&lt;b&gt;"],
  ])("%j is kept in the field, with why", async (emailaddress, status, words) => {
    const response = await post("/support", { emailaddress });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(words);
  });
});

test("beside the long answer stands a short one, with the link", async () => {
  const page = await (await get("/guides/fish.example/support?guide=kmail")).text();
  const [, short = ""] = /<section class="short"[\s\S]*?<textarea[^>]*>([^<]*)</.exec(page) ?? [];
  expect(short).toContain("https://setup.hosting.example/guides/fish.example/kmail");
  expect(short.length).toBeLessThan(400);
});
