import { describe, expect, test } from "vitest";
import { renderQrSvg } from "../../src/formats/codes/qr-code.ts";
import { toThunderbirdCode } from "../../src/formats/codes/thunderbird-android.ts";
import { readSvgCode } from "../support/reading/read-svg-code.ts";
import { createTestApp } from "../support/services/app.ts";

const app = createTestApp();
const ORIGIN = "https://setup.hosting.example";

const get = (path: string, init?: RequestInit) => app.request(`https://x.example${path}`, init);
const post = (path: string, fields: readonly (readonly [name: string, value: string])[]) =>
  get(path, { method: "POST", body: new URLSearchParams(fields.map(([name, value]) => [name, value])) });
const payloadOf = async (response: Response | Promise<Response>) => readSvgCode(await (await response).text());

const ACCOUNT =
  '[1,[1,1],[0,"imap.plain.example",993,3,1,"a+b@plain.example"],' +
  '[[[0,"smtp.plain.example",465,3,1,"a+b@plain.example"],["a+b@plain.example",""]]]]';

test.each([
  ["/qr/guide.svg?domain=plain.example", `${ORIGIN}/guides/plain.example`],
  [
    "/qr/guide.svg?domain=b%C3%BCcher.example&guide=thunderbird-android",
    `${ORIGIN}/guides/xn--bcher-kva.example/thunderbird-android`,
  ],
  ["/qr/guide.svg?domain=plain.example&guide=webmail-users", `${ORIGIN}/guides/plain.example/webmail-users`],
  ["/QR/Profile.SVG?domain=plain.example", `${ORIGIN}/profiles/apple.mobileconfig?domain=plain.example`],
  ["/qr/thunderbird-android.svg?emailaddress=a+b@plain.example", ACCOUNT],
  ["/qr/thunderbird-android.svg?emailaddress=a%2Bb%40plain.example&name=&part=", ACCOUNT],
  ["/qr/davx5.svg?emailaddress=a%2Bb%40fish.example", "davx5://a%2Bb%40fish.example@dav.fish.example/cal?a=1&b=2"],
])("%s holds %s", async (path, payload) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("image/svg+xml");
  expect(await payloadOf(response)).toBe(payload);
});

test.each(["guide", "profile"])("the %s code names nobody: anybody may keep it", async (kind) => {
  for (const format of ["svg", "png"]) {
    const path = `/qr/${kind}.${format}?domain=plain.example`;
    const response = await get(path);
    expect(response.headers.get("cache-control")).toBe("public, max-age=300, no-transform");
    const etag = response.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w+/=]+"$/);
    expect((await get(path, { headers: { "if-none-match": etag } })).status).toBe(304);
    expect((await get(path)).headers.get("etag")).toBe(etag);
    expect((await get(path.replace("plain", "fish"))).headers.get("etag")).not.toBe(etag);
  }
});

test.each(["thunderbird-android", "davx5"])("the %s code is somebody's: nobody keeps it", async (kind) => {
  for (const format of ["svg", "png"]) {
    const response = await get(`/qr/${kind}.${format}?emailaddress=alice@fish.example`);
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
    expect(response.headers.get("etag")).toBeNull();
  }
});

test.each(["guide", "profile", "thunderbird-android", "davx5"])("/qr/%s.png is a PNG", async (kind) => {
  const response = await get(
    `/qr/${kind}.png?domain=fish.example${kind === "profile" ? "" : "&emailaddress=a@fish.example"}`,
  );
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
});

test("a form's POST gets the same codes", async () => {
  const form = await post("/qr/thunderbird-android.svg", [["emailaddress", "a+b@plain.example"]]);
  expect(form.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(await payloadOf(form)).toBe(ACCOUNT);
  expect(await payloadOf(post("/qr/guide.svg", [["domain", "plain.example"]]))).toBe(`${ORIGIN}/guides/plain.example`);
});

test("the profile's code never holds an address, and takes one by form alone", async () => {
  const form = await post("/qr/profile.svg", [["emailaddress", "alice@plain.example"]]);
  expect(form.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(await payloadOf(form)).toBe(`${ORIGIN}/profiles/apple.mobileconfig?domain=plain.example`);
  expect((await get("/qr/profile.svg?emailaddress=alice@plain.example")).status).toBe(400);
});

test("links begin at the request's own origin where the settings name none", async () => {
  const open = createTestApp({ serviceOrigin: undefined });
  const originOf = async (url: string, headers = {}) => {
    const response = await open.request(`${url}/qr/guide.svg?domain=plain.example`, { headers });
    return new URL(readSvgCode(await response.text())).origin;
  };
  expect(await originOf("https://a.example:8443")).toBe("https://a.example:8443");
  expect(await originOf("https://b.example")).toBe("https://b.example");
  expect(await originOf("http://a.example", { "x-forwarded-proto": "https" })).toBe("https://a.example");
});

test.each(["/guides/plain.example", "/guides/plain.example/outlook-ios"])(
  "the code on %s leads to the page's own origin where the settings name none",
  async (path) => {
    const page = await createTestApp({ serviceOrigin: undefined }).request(`https://a.example:8443${path}`);
    const [code = ""] = /<\w+ [^>]*data-qr="guide"[\s\S]*?<\/svg>/.exec(await page.text()) ?? [];
    // As it is drawn, and what the page's script draws it from.
    expect(readSvgCode(code)).toBe(`https://a.example:8443${path}`);
    expect(code).toContain(`data-from="https://a.example:8443${path}"`);
  },
);

describe("several accounts", () => {
  const TITLE = "QR code, 2 of 2: mail account, for Thunderbird on Android";
  const query = ["a", "b", "c", "d"].map((name) => `emailaddress=${name}@plain.example`).join("&");
  const path = `/qr/thunderbird-android.svg?${query}`;

  test("come in parts, counted from 1, and each picture says which it is", async () => {
    const [first = "", second = ""] = await Promise.all(
      ["", "&part=2"].map(async (part) => (await get(path + part)).text()),
    );
    expect(readSvgCode(first)).toContain("[1,[1,2],");
    expect(readSvgCode(second)).toContain("[1,[2,2],");
    expect(second).toBe(renderQrSvg(toThunderbirdCode(readSvgCode(second)), TITLE).body);
  });

  test("a part beyond the last is 404 with their number", async () => {
    const response = await get(`${path}&part=3`);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("There are 2 codes: ask for part 1 to 2.\n");
  });

  test("the same address twice is one account", async () =>
    expect(
      await payloadOf(get("/qr/thunderbird-android.svg?emailaddress=a+b@plain.example&emailaddress=A+B@plain.example")),
    ).toContain("[1,[1,1],"));
});

const X = "emailaddress=a@plain.example";
test.each([
  [400, "/qr/guide.svg?domain=%3Cscript%3E"],
  [404, "/qr/guide.svg"],
  [404, "/qr/guide.svg?domain=unknown.example"],
  [404, "/qr/guide.svg?domain=moved.example"],
  [404, "/qr/guide.svg?domain=unpaid.example"],
  [404, "/qr/guide.svg?domain=plain.example&guide=nonsense"],
  [404, "/qr/guide.svg?domain=plain.example&guide=__proto__"],
  [404, "/qr/profile.svg?domain=modern.example"],
  [400, "/qr/thunderbird-android.svg"],
  [400, "/qr/thunderbird-android.svg?emailaddress=nobody"],
  [400, `/qr/thunderbird-android.svg?emailaddress=${"a".repeat(5000)}@plain.example`],
  [404, "/qr/thunderbird-android.svg?emailaddress=a@unknown.example"],
  [404, "/qr/thunderbird-android.svg?emailaddress=a@moved.example"],
  [404, "/qr/thunderbird-android.svg?emailaddress=a@modern.example"],
  [400, `/qr/thunderbird-android.svg?${X}&${X}&${X}&${X}&${X}&${X}`],
  [400, `/qr/thunderbird-android.svg?${X}&emailaddress=a@fish.example`],
  [400, `/qr/thunderbird-android.svg?${X}&name=%00`],
  [400, `/qr/thunderbird-android.svg?${X}&name=${"a".repeat(101)}`],
  [400, `/qr/thunderbird-android.svg?${X}&part=0`],
  [400, `/qr/thunderbird-android.svg?${X}&part=1e1`],
  [404, `/qr/thunderbird-android.svg?${X}&part=2`],
  [404, `/qr/davx5.svg?${X}`],
  [400, `/qr/davx5.svg?${X}&emailaddress=b@plain.example`],
  [400, "/qr/davx5.svg"],
  [404, "/qr/dclogin.svg?emailaddress=a@plain.example"],
  [404, "/qr/guide.gif?domain=plain.example"],
])("%i for %s, in plain words", async (status, path) => {
  for (const asked of [path, path.replace(".svg", ".png")]) {
    const response = await get(asked);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toMatch(/^[^<]+\.\n$/);
  }
});

test("what is no form, or too large for one, is refused", async () => {
  const json = await get("/qr/guide.svg", {
    method: "POST",
    body: "{}",
    headers: { "content-type": "application/json" },
  });
  expect(json.status).toBe(415);
  expect((await post("/qr/thunderbird-android.svg", [["name", "x".repeat(9000)]])).status).toBe(413);
});

test("HEAD, OPTIONS and all else", async () => {
  const head = await get("/qr/guide.png?domain=plain.example", { method: "HEAD" });
  expect([head.status, head.headers.get("content-type"), await head.text()]).toEqual([200, "image/png", ""]);
  const options = await get("/qr/guide.png", { method: "OPTIONS" });
  expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
  expect((await get("/qr/guide.png", { method: "PUT" })).status).toBe(405);
});
