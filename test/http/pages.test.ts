import { describe, expect, test } from "vitest";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";
import { inventoryOf } from "../../src/store/cache/inventory.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { createTestApp } from "../support/services/app.ts";

const app = createTestApp();
const get = (path: string, init?: RequestInit) => app.request(`https://setup.hosting.example${path}`, init);
const post = (path: string, emailaddress: string) =>
  get(path, { method: "POST", body: new URLSearchParams({ emailaddress }) });

test.each(["/", "/guides/plain.example", "/guides/b%C3%BCcher.example", "/guides/xn--bcher-kva.example"])(
  "%s is a page that anybody may keep",
  async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "public, max-age=300, no-transform",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "cross-origin-opener-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
  },
);

test.each([
  ["/", "alice@plain.example", "plain.example"],
  ["/guides/plain.example", "alice@plain.example", "plain.example"],
  ["/guides/plain.example", "bob@fish.example", "fish.example"],
  ["/", " jörg@bücher.example ", "xn--bcher-kva.example"],
])("POST %s for %s is the page of %s, kept nowhere", async (path, address, domain) => {
  const response = await post(path, address);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  const page = await response.text();
  expect(page).toContain(`data-domain="${domain}"`);
  expect(page).toContain(`data-address="${address.trim().split("@")[0]}@${domain}"`);
});

test("no host that somebody asks by gets into a kept page", async () => {
  const ask = async (origin: string) => (await app.request(`${origin}/guides/plain.example`)).text();
  expect(await ask("https://evil.example")).toBe(await ask("https://setup.hosting.example"));
});

test("nobody gets the values of whoever came before", async () => {
  await post("/", "alice@plain.example");
  expect(await (await get("/guides/plain.example")).text()).not.toContain("alice");
  expect(await (await post("/", "bob@plain.example")).text()).not.toContain("alice");
});

describe.each(["/", "/guides/plain.example", "/guides/plain.example/kmail"])("POST %s", (path) => {
  test.each([
    [400, "", "No email address was given"],
    [400, `"><script>x</script>`, "not an email address"],
    [404, "alice@unknown.example", "Mail for unknown.example is not set up here"],
    [404, "alice@unpaid.example", "is suspended"],
  ])("%i for %j, with the reason and what was typed", async (status, address, reason) => {
    const response = await post(path, address);
    expect(response.status).toBe(status);
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
    const body = await response.text();
    expect(body).toContain(reason);
    expect(body).toContain(
      `value="${address.replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}"`,
    );
  });
});

test.each(["/guides/unknown.example", "/guides/moved.example", "/guides/nonsense", "/guides/%3Cscript%3E"])(
  "%s is a page that says why not",
  async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).not.toContain("404");
  },
);

test.each([
  ["/guides/moved.example", undefined],
  ["/", "alice@moved.example"],
  ["/guides/plain.example", "alice@moved.example"],
])("%s says where mail is that is elsewhere, and leads to that place's own help", async (path, address) => {
  const response = await (address === undefined ? get(path) : post(path, address));
  expect(response.status).toBe(404);
  const body = await response.text();
  expect(body).toContain(">This mail is with Microsoft 365</h1>");
  expect(body).toMatch(
    /<a class="button" href="https:\/\/support\.microsoft\.com\/[^"]*"[^>]*>Set up mail with Microsoft 365</,
  );
});

describe("the start page", () => {
  const plain = { ...awkwardSettings.providers.plain, branding: { color: "#7b1fa2" } };
  const start = async (providers: object, domains: object, records?: Directory) => {
    const settings = parseSettings({ providers, domains });
    if (!settings.ok) throw new Error(JSON.stringify(settings.error));
    const findInventory = inventoryOf(settings.value, records, () => new Date(0));
    const response = await createTestApp({ findInventory }).request("https://setup.hosting.example/");
    return { body: await response.text(), cache: response.headers.get("cache-control") };
  };
  type Directory = Parameters<typeof inventoryOf>[1];
  const records = (count: number, ...providers: readonly object[]) =>
    ({
      listProviders: async () => ({
        items: providers.map((provider, index) => ({ id: `p${index}`, provider, revision: 1, body: provider })),
        next: undefined,
      }),
      countDomains: async () => count,
    }) as Directory;
  const shop = { "shop.example": { provider: "plain" } };

  test("has the brand of a sole provider, and of nobody where there are several", async () => {
    expect((await start({ plain }, shop)).body).toContain(`<b>${plain.displayName}</b>`);
    expect((await start({ plain, other: { ...plain, displayName: "Other" } }, shop)).body).toContain("<b>Waypost</b>");
    expect((await start({ plain }, shop, records(1, { ...plain, displayName: "Other" }))).body).toContain(
      "<b>Waypost</b>",
    );
  });

  test("says what comes next where there is no domain, to nobody else, and is kept by nobody then", async () => {
    const empty = await start({}, {});
    expect(empty.body).toContain('<code data-copy="npm run -s waypost -- init --help">');
    expect(empty.cache).toContain("no-store");
    for (const told of [await start({ plain }, shop), await start({}, {}, records(1, plain))])
      expect(told.body).not.toContain("npm run");
    expect((await start({}, {}, records(0))).body).toContain("No domain is set up here yet");
  });

  test("is as it always was while the directory cannot be asked", async () => {
    const gone: Directory = { ...records(0), listProviders: () => Promise.reject(new Error("gone")) } as Directory;
    const { body } = await start({}, {}, gone);
    expect(body).toContain("<b>Waypost</b>");
    expect(body).not.toContain("npm run");
  });
});

test("a mistyped domain leads to the one that was meant, with the address, and says whom to ask", async () => {
  const sent = async (path: string, address: string) => (await post(path, address)).text();
  const page = await (await get("/guides/plain.exmaple")).text();
  expect(page).toContain('href="/guides/plain.example" data-meant="plain.example"');
  expect(page).toContain("ask whoever gave you the mailbox");
  expect(await (await get("/nothing/here")).text()).not.toContain("ask whoever");
  const typed = await sent("/", "alice@plain.exmaple");
  expect(typed).toContain('value="alice@plain.exmaple"');
  expect(typed).toContain('href="/guides/plain.example#alice@plain.example"');
  // Of whose page one has seen, more is known.
  expect(await sent("/guides/plain.example", "alice@plian.example")).toContain("#alice@plain.example");
  expect(await sent("/", "alice@plian.example")).not.toContain('data-meant="');
});

test("a problem is told in the visitor's language", async () => {
  const told = async (path: string, init?: RequestInit) =>
    (await createTestApp().request(`https://setup.hosting.example${path}?lang=en-XA`, init)).text();
  expect(await told("/guides/unknown.example")).toContain("Máíl fór unknown.example íš ñót šét úp héré.");
  expect(await told("/guides/plain.example/none")).toContain("Théré íš ñó gúídé wíth thát ñámé");
  const typed = { method: "POST", body: new URLSearchParams({ emailaddress: "nobody" }) };
  expect(await told("/", typed)).toContain("Thát íš ñót áñ émáíl áddréšš: ít háš ñó @.");
  expect(await told("/", { method: "DELETE" })).toContain("Thíš págé óñlý áñšwérš GET, HEAD, POST, OPTIONS.");
});

test("what is no form is refused", async () => {
  const json = await get("/", { method: "POST", body: "{}", headers: { "content-type": "application/json" } });
  expect(json.status).toBe(415);
  const broken = { "content-type": "multipart/form-data" };
  expect((await get("/", { method: "POST", body: "x", headers: broken })).status).toBe(415);
  expect((await post("/", "a".repeat(70_000))).status).toBe(413);
});

test("other methods are told which there are", async () => {
  const response = await get("/guides/plain.example", { method: "DELETE" });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
  expect((await get("/", { method: "OPTIONS" })).status).toBe(204);
});

test("search engines are told where a page is, and of its other languages", async () => {
  const linksOf = async (path: string, init?: RequestInit) =>
    Array.from(
      (await (await get(path, init)).text()).matchAll(/<link rel="(canonical|alternate)"[^>]*>/g),
      ([link]) => link,
    );
  for (const path of ["/", "/guides/plain.example", "/guides/plain.example/kmail", "/guides/plain.example/errors"]) {
    const links = await linksOf(path);
    expect(links).toContain(`<link rel="canonical" href="${path}">`);
    expect(links).toContain(`<link rel="alternate" hreflang="x-default" href="${path}">`);
    expect(links).toContain(`<link rel="alternate" hreflang="de" href="${path}?lang=de">`);
    expect(await linksOf(`${path}?lang=de`)).toContain(`<link rel="canonical" href="${path}?lang=de">`);
  }
  // What is chosen of a guide is the same guide.
  expect(await linksOf("/guides/plain.example/kmail?protocol=pop3")).toContain(
    '<link rel="canonical" href="/guides/plain.example/kmail">',
  );
  for (const path of ["/guides/unknown.example", "/guides/plain.example/welcome"])
    expect(await linksOf(path)).toEqual([]);
});

test.each(["/", "/guides/plain.example", "/guides/plain.example/kmail"])(
  "a form at %s holds no more than an address and choices",
  async (path) => expect((await post(path, "a".repeat(8 * 1024))).status).toBe(413),
);

test("who asks for very many languages gets English", async () => {
  const headers = { "accept-language": "de,".repeat(1000) };
  expect(await (await get("/", { headers })).text()).toContain('<html lang="en"');
});
