import { describe, expect, test } from "vitest";
import { LANGUAGES, NEGOTIATED_LANGUAGES } from "../../src/content/language.ts";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";
import { NO_SIGNER } from "../../src/signing/profile-signer.ts";
import { memoryStore } from "../../src/store/databases/memory.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { createTestApp, STRANGER } from "../support/services/app.ts";

const app = createTestApp({ findPeer: () => STRANGER });
const get = (path: string, init?: RequestInit) => app.request(`https://setup.hosting.example${path}`, init);
const post = (path: string, emailaddress: string) =>
  get(path, { method: "POST", body: new URLSearchParams({ emailaddress }) });

const PLACES = [
  "/guides/plain.example/thunderbird-desktop",
  "/guides/plain.example/thunderbird-desktop.md",
  "/guides/plain.example/thunderbird-desktop.txt",
  "/guides/fish.example/webmail-aliases",
  // A guide that does not apply says so; links to it must not break.
  "/guides/pop.example/geary",
  "/guides/plain.example/davx5.md",
  "/guides/plain.example/webmail-users.txt",
  "/guides/fish.example.md",
  "/guides/fish.example.txt",
] as const;

describe.each(PLACES)("%s", (path) => {
  test("is there for anybody, to be kept until it changes", async () => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("public, max-age=300, no-transform");
    expect(response.headers.get("vary")).toBe("accept-language, host, accept-encoding");
    const etag = response.headers.get("etag") ?? "";
    const again = await get(path, { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("is filled in by a form, and kept nowhere", async () => {
    const domain = path.split("/")[2]?.replace(/\.(?:md|txt)$/, "");
    const response = await post(path, `alice+x@${domain}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
    expect(await (await get(path)).text()).not.toContain("alice");
  });

  test("says to HEAD what it says to GET, and to other methods which it takes", async () => {
    const [head, got] = await Promise.all([get(path, { method: "HEAD" }), get(path)]);
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(got.headers));
    expect(await head.text()).toBe("");
    const options = await get(path, { method: "OPTIONS" });
    expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
    expect((await get(path, { method: "DELETE" })).status).toBe(405);
  });
});

test("a domain that ends in .md has its page there, and its text behind another .md", async () => {
  const settings = parseSettings({ ...awkwardSettings, domains: { "shop.md": { provider: "plain" } } });
  if (!settings.ok) throw new Error(JSON.stringify(settings.error));
  const own = createTestApp({ store: memoryStore(settings.value, () => new Date()) });
  const typeAt = async (path: string) =>
    (await own.request(`https://setup.hosting.example${path}`)).headers.get("content-type");
  expect(await typeAt("/guides/shop.md")).toBe("text/html; charset=utf-8");
  expect(await typeAt("/guides/shop.md.md")).toBe("text/markdown; charset=utf-8");
  expect(await typeAt("/guides/shop.md.txt")).toBe("text/plain; charset=utf-8");
});

test("where a wildcard answers for any name, text is text of the name before its ending, but for a domain that is named", async () => {
  const domains = { "*": { provider: "plain" }, "named.shop.md": { provider: "plain" } };
  const settings = parseSettings({ ...awkwardSettings, domains });
  if (!settings.ok) throw new Error(JSON.stringify(settings.error));
  const own = createTestApp({ store: memoryStore(settings.value, () => new Date()) });
  const typeAt = async (path: string) =>
    (await own.request(`https://setup.hosting.example${path}`)).headers.get("content-type");
  expect(await typeAt("/guides/any.example.md")).toBe("text/markdown; charset=utf-8");
  expect(await typeAt("/guides/any.example.txt")).toBe("text/plain; charset=utf-8");
  expect(await typeAt("/guides/named.shop.md")).toBe("text/html; charset=utf-8");
  // Nothing is left of it that could be a domain.
  expect(await typeAt("/guides/any.md")).toBe("text/html; charset=utf-8");
});

describe("whether profiles are signed", () => {
  let signed = false;
  const own = createTestApp({ profileSigner: { ...NO_SIGNER, isSigned: () => signed } });
  const bodyAt = async (path: string, init: RequestInit, isSigned: boolean) => {
    signed = isSigned;
    return (await own.request(`https://setup.hosting.example${path}`, init)).text();
  };

  test.each(["/guides/plain.example", "/guides/plain.example/apple-mail-ios"])(
    "is said on %s as it is at the time, to everybody and to one person",
    async (path) => {
      const form = { method: "POST", body: new URLSearchParams({ emailaddress: "alice@plain.example" }) };
      for (const init of [{}, form]) {
        const unsigned = await bodyAt(path, init, false);
        expect(await bodyAt(path, init, true)).not.toBe(unsigned);
        expect(await bodyAt(path, init, false)).toBe(unsigned);
      }
    },
  );
});

describe("a slash at the end", () => {
  test.each([
    ["/guides/plain.example/", "/guides/plain.example"],
    ["/guides/plain.example/?lang=en", "/guides/plain.example?lang=en"],
    ["/guides/plain.example/kmail/", "/guides/plain.example/kmail"],
    ["/Guides/plain.example/KMail.md/?protocol=pop3&lang=en", "/Guides/plain.example/KMail.md?protocol=pop3&lang=en"],
    ["/guides/b%C3%BCcher.example/errors/", "/guides/b%C3%BCcher.example/errors"],
    ["/guides/%5Cevil.example/", "/guides/%5Cevil.example"],
    ["/check/plain.example/", "/check/plain.example"],
    ["/check/plain.example/clients/?ask=live", "/check/plain.example/clients?ask=live"],
    ["/check/plain.example/clients/kmail/", "/check/plain.example/clients/kmail"],
  ])("%s leads to %s for good, by every method", async (path, location) => {
    for (const method of ["GET", "HEAD", "POST"]) {
      const response = await get(path, { method });
      expect([method, response.status, response.headers.get("location")]).toEqual([method, 308, location]);
    }
  });

  test.each(["/guides/plain.example/kmail/more/", "/guides//evil.example/", "//evil.example/", "/guides//"])(
    "%s leads nowhere",
    async (path) => {
      const response = await get(path);
      expect([response.status, response.headers.get("location")]).toEqual([404, null]);
    },
  );
});

test("each format says what it is", async () => {
  const typeOf = async (path: string) => (await get(path)).headers.get("content-type");
  expect(await typeOf("/guides/plain.example/kmail")).toBe("text/html; charset=utf-8");
  expect(await typeOf("/guides/plain.example/kmail.md")).toBe("text/markdown; charset=utf-8");
  expect(await typeOf("/guides/plain.example/kmail.txt")).toBe("text/plain; charset=utf-8");
});

test("text for an answer holds links that work anywhere, and the person's values", async () => {
  const text = await (await post("/guides/fish.example/thunderbird-desktop.md", "R&D@fish.example")).text();
  expect(text).toContain("`R&D@fish.example`");
  expect(text).not.toMatch(/\]\(<\//);
});

test("POP3 first where it is asked for, and nothing changes where there is none", async () => {
  const incoming = async (path: string) => (await (await get(path)).text()).match(/Protocol: (\w+)/)?.[1];
  const guide = "thunderbird-desktop.txt";
  expect(await incoming(`/guides/fish.example/${guide}`)).toBe("IMAP");
  expect(await incoming(`/guides/fish.example/${guide}?protocol=pop3`)).toBe("POP3");
  expect(await incoming(`/guides/plain.example/${guide}?protocol=pop3`)).toBe("IMAP");
});

const UNFINISHED = [...LANGUAGES.values()]
  .filter((language) => !NEGOTIATED_LANGUAGES.includes(language))
  .map(({ tag }) => tag);

describe("languages", () => {
  const langOf = async (path: string, accept?: string) => {
    const response = await get(path, accept === undefined ? {} : { headers: { "accept-language": accept } });
    const [, lang] = (await response.text()).match(/<html lang="([^"]+)"/) ?? [];
    return [lang, response.headers.get("vary")];
  };
  test.each([
    ["", "en-XA;q=0.9, en;q=0.5", "en-XA"],
    ["", "ja, en-GB;q=0.8", "en"],
    ["", "xx", "en"],
    // What is not whole yet is for those who ask by name.
    ...UNFINISHED.flatMap((tag) => [
      ["", tag, "en"],
      [`?lang=${tag}`, "en", tag],
    ]),
    ["?lang=en-XA", "en", "en-XA"],
    ["?lang=EN-xa", "en", "en-XA"],
    // An unknown one gets the default, whatever the browser would like.
    ["?lang=xx", "en-XA", "en"],
    ["?lang=%3Cscript%3E", "en", "en"],
  ])("%s for whoever accepts %s: %s", async (query, accept, expected) => {
    const [lang, vary] = await langOf(`/guides/plain.example/kmail${query}`, accept);
    expect([lang, vary]).toEqual([
      expected,
      query === "" ? "accept-language, host, accept-encoding" : "host, accept-encoding",
    ]);
  });

  test("one that was asked for by name goes on from page to page", async () => {
    const page = await (await get("/guides/plain.example/outlook-windows-classic?lang=en-XA")).text();
    // The head tells search engines of the other languages.
    const body = page.slice(page.indexOf("<body"));
    const links = Array.from(body.matchAll(/(?:href|action)="(\/[^"#]*)"/g), ([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !link.endsWith("?lang=en-XA") && !link.startsWith("/profiles/"))).toEqual([]);
  });
});

test.each([
  [404, "/guides/plain.example/no-such-guide", "There is no guide with that name"],
  [404, "/guides/plain.example/kmail.pdf", 'href="/guides/plain.example">All programs for plain.example</a>'],
  [404, "/guides/unknown.example/no-such-guide", "not set up here"],
  [404, "/guides/unknown.example/kmail", "not set up here"],
  [404, "/guides/moved.example/kmail", "is handled by Microsoft 365"],
  [404, "/guides/not%20a%20domain/kmail", "not a domain name"],
])("%i: %s", async (status, path, words) => {
  const response = await get(path);
  expect(response.status).toBe(status);
  expect(await response.text()).toContain(words);
});
