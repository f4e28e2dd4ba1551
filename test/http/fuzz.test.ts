import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toEffort } from "../support/drawn/effort.ts";
import { hostileHeader, hostileText, MARK } from "../support/drawn/hostile-text.ts";
import { createTestApp, PROXY, STRANGER } from "../support/services/app.ts";

const app = createTestApp();
const forwarded = createTestApp({ findPeer: () => PROXY });
const direct = createTestApp({ findPeer: () => STRANGER });
const SITE = "https://setup.hosting.example";

type Ask = (text: string, other: string) => Response | Promise<Response>;

const encoded = encodeURIComponent;
/** Half of them as they are: not all senders encode. */
const inUrl = (text: string) => (text.length % 2 === 0 ? encoded(text) : text.replace(/[#\s]/g, "").slice(0, 2_000));
/** By a URL that can be one; a runtime refuses the others before the app is asked. */
function get(path: string, headers: Readonly<Record<string, string>> = {}): Response | Promise<Response> {
  const url = URL.parse(path, SITE);
  return url === null ? new Response() : app.request(url, { headers });
}
const post = (path: string, fields: Readonly<Record<string, string>>) =>
  app.request(`${SITE}${path}`, { method: "POST", body: new URLSearchParams(fields) });
const send = (path: string, type: string, body: string) =>
  app.request(`${SITE}${path}`, { method: "POST", body, headers: { "content-type": type } });

/** Markup that is a name: text that can be printed. */
const toName = (text: string) => `${MARK}${text.replace(/[^\x20-\x7e]/g, "")}`.slice(0, 100);

/** What strangers write that one parser or another reads. */
const PARSERS: Readonly<Record<string, Ask>> = {
  "a query": (text, other) => get(`/mail/config-v1.1.xml?emailaddress=${inUrl(text)}&${inUrl(other)}`),
  "a query of Autodiscover": (text, other) =>
    get(`/autodiscover/autodiscover.json?Email=${inUrl(text)}&Protocol=${inUrl(other)}`),
  "a query of a profile": (text, other) =>
    get(`/profiles/apple.mobileconfig?emailaddress=${inUrl(text)}&include=${inUrl(other)}&name=${inUrl(other)}`),
  "a query of a code": (text, other) =>
    get(`/qr/thunderbird-android.svg?emailaddress=${inUrl(text)}&part=${inUrl(other)}&name=${inUrl(other)}`),
  "a query of a page": (text, other) =>
    get(`/guides/fish.example/support?guide=${inUrl(text)}&lang=${inUrl(other)}&protocol=${inUrl(text)}`),
  "a path": (text, other) => get(`/guides/${inUrl(text)}/${inUrl(other)}`, { accept: "text/html" }),
  "a path that names a domain": (text) => get(`/d/${inUrl(text)}/mail/config-v1.1.xml`),
  "a path of Autodiscover": (text) =>
    get(`/autodiscover/autodiscover.json/v1.0/${inUrl(text)}?Protocol=AutodiscoverV1`),
  "a body of Autodiscover": (text, other) =>
    send("/autodiscover/autodiscover.xml", other.slice(0, 40).replace(/[^\x20-\x7e]/g, ""), text),
  "an address within Autodiscover": (text) =>
    send(
      "/autodiscover/autodiscover.xml",
      "text/xml",
      `<Autodiscover><Request><EMailAddress>${text}</EMailAddress></Request></Autodiscover>`,
    ),
  "a form": (text, other) => post("/", { emailaddress: text, lang: other }),
  "a form of a profile": (text, other) =>
    post("/profiles/apple.mobileconfig", { emailaddress: text, name: other, lang: other }),
  // Where all else is right, a name is filled in.
  "a name in a profile": (text) =>
    post("/profiles/apple.mobileconfig", { emailaddress: "alice@plain.example", name: toName(text) }),
  "a name in a code": (text) =>
    post("/qr/thunderbird-android.svg", { emailaddress: "alice@plain.example", name: toName(text) }),
  "a form of a guide": (text, other) => post("/guides/fish.example/kmail.md", { emailaddress: text, [other]: text }),
  "a search": (text) => post("/guides/fish.example/errors", { search: text }),
  "a form as it is": (text) => send("/guides/fish.example", "application/x-www-form-urlencoded", text),
  "a form of parts": (text, other) =>
    send(
      "/guides/fish.example",
      `multipart/form-data; boundary=${other.replace(/[^\w-]/g, "").slice(0, 70) || "x"}`,
      text,
    ),
};

/** What of an answer shows that something went wrong, or came back. */
async function findFault(response: Response): Promise<string | undefined> {
  if (response.status >= 500) return `status ${response.status}`;
  for (const [name, value] of response.headers)
    if (/waypost-mark/i.test(name) || (name !== "location" && value.includes("waypost-mark"))) return `header ${name}`;
  const type = response.headers.get("content-type") ?? "";
  const body = await response.text();
  if (body.includes(MARK) && !type.startsWith("text/plain")) return `markup in ${type}`;
  return undefined;
}

describe("whatever is sent, nothing fails, and nothing of it comes back as markup", () => {
  test.each(Object.entries(PARSERS))("in %s", async (_, ask) =>
    fc.assert(
      fc.asyncProperty(hostileText, hostileText, async (text, other) => {
        expect(await findFault(await ask(text, other))).toBeUndefined();
      }),
      { numRuns: toEffort(25) },
    ),
  );

  test("in a header", () =>
    fc.assert(
      fc.asyncProperty(
        hostileHeader,
        hostileHeader,
        fc.constantFrom(
          "/mail/config-v1.1.xml",
          "/guides/fish.example",
          "/autodiscover/autodiscover.xml",
          "/qr/guide.svg?domain=fish.example",
          "/",
        ),
        async (text, other, path) => {
          for (const [name, service] of [
            ["x-forwarded-host", forwarded],
            ["x-forwarded-proto", forwarded],
            ["x-forwarded-for", direct],
            ["accept-language", app],
            ["accept-encoding", app],
            ["if-none-match", app],
            ["cookie", app],
            ["authorization", app],
            ["content-type", app],
          ] as const) {
            const response = await service.request(`${SITE}${path}`, { headers: { [name]: text, accept: other } });
            expect([name, await findFault(response)]).toEqual([name, undefined]);
          }
        },
      ),
      { numRuns: toEffort(10) },
    ));
});

test("of what is longer than anybody searches for no more is looked at", async () => {
  const search = async (text: string) => (await post("/guides/fish.example/errors.txt", { search: text })).text();
  const long = "password outlook ".repeat(300);
  expect(await search(long)).toBe(await search(long.slice(0, 2_000)));
});
