/**
 * `waypost render` beside the service: one document by two ways.
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProfileSigner } from "../../src/signing/create-profile-signer.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { createChain } from "../support/domains/certificates.ts";
import { createTestApp } from "../support/services/app.ts";
import { waypost } from "../support/services/waypost.ts";

const folder = mkdtempSync(join(tmpdir(), "waypost-render-"));
const settings = join(folder, "settings.json");
writeFileSync(settings, JSON.stringify(awkwardSettings));
afterAll(() => rmSync(folder, { recursive: true }));

const ORIGIN = "https://setup.hosting.example";
const POX = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

/** How each format is asked of the service. */
const REQUESTS: Readonly<Record<string, (address: string) => Request>> = {
  autoconfig: (address) => get(`/mail/config-v1.1.xml?emailaddress=${encodeURIComponent(address)}`),
  autodiscover: (address) => {
    const text = address.replaceAll("&", "&amp;");
    const body = `<Autodiscover><Request><EMailAddress>${text}</EMailAddress><AcceptableResponseSchema>${POX}</AcceptableResponseSchema></Request></Autodiscover>`;
    return new Request(`${ORIGIN}/autodiscover/autodiscover.xml`, { method: "POST", body });
  },
  "autodiscover-json": (address) =>
    get(`/autodiscover/autodiscover.json?Protocol=AutodiscoverV1&Email=${encodeURIComponent(address)}`),
  mobileconfig: (address) => get(`/profiles/apple.mobileconfig?emailaddress=${encodeURIComponent(address)}`),
  pacc: (address) => get(`/d/${encodeURIComponent(domainOf(address))}/.well-known/user-agent-configuration.json`),
  guide: (address) => post(`/guides/${encodeURIComponent(domainOf(address))}`, address),
  welcome: (address) => post(`/guides/${encodeURIComponent(domainOf(address))}/welcome.eml`, address),
};

function get(path: string): Request {
  return new Request(`${ORIGIN}${path}`);
}

function post(path: string, emailaddress: string): Request {
  return new Request(`${ORIGIN}${path}`, { method: "POST", body: new URLSearchParams({ emailaddress }) });
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

/** The one line of a message that differs from one moment to the next. */
function withoutDate(text: string): string {
  return text.replace(/^Date: .*\r\n/m, "");
}

describe.each(Object.entries(REQUESTS))("%s", (format, toRequest) => {
  test.each([
    "R&D+x@fish.example",
    "Jörg@BÜCHER.example",
    "bob@upgraded.example",
    "carol@pop.example",
    "a@all.example",
  ])("is for %s what the service sends, or nothing", async (address) => {
    const response = await createTestApp().request(toRequest(address));
    const { status, out } = await waypost(["render", format, address, "--settings", settings]);
    const isFound = response.status === 200;
    expect(status).toBe(isFound ? 0 : 1);
    expect(withoutDate(out)).toBe(isFound ? withoutDate(await response.text()) : "");
  });
});

describe("where the service signs profiles", () => {
  let secrets: Awaited<ReturnType<typeof createChain>>;
  beforeAll(async () => {
    secrets = await createChain("p256");
  });

  test.each([
    ["guide", true],
    ["mobileconfig", false],
  ])("%s is the same to the byte: %j", async (format, isSame) => {
    const env = { PROFILE_SIGNING_KEY: secrets.key, PROFILE_SIGNING_CHAIN: secrets.chain };
    const app = createTestApp({ profileSigner: await createProfileSigner(secrets, () => {}), now: () => new Date() });
    const body = Buffer.from(await (await app.request(REQUESTS[format]?.("a@fish.example") ?? "")).arrayBuffer());
    const { bytes, out } = await waypost(["render", format, "a@fish.example", "--settings", settings], { env });
    expect(body.equals(bytes)).toBe(isSame);
    // A signature has its content inside.
    expect(body.includes(out)).toBe(true);
  });
});

test.each([" ", "\t \u{A0}", "\u{200B}"])("a name of blanks is none: %j", async (name) => {
  const printed = await waypost(["render", "mobileconfig", "a@fish.example", "--name", name, "--settings", settings]);
  const { out } = await waypost(["render", "mobileconfig", "a@fish.example", "--settings", settings]);
  expect(printed.out).toBe(out);
  const path = `/profiles/apple.mobileconfig?emailaddress=a@fish.example&name=${encodeURIComponent(name)}`;
  expect(await (await createTestApp().request(get(path))).text()).toBe(out);
});

test("blanks round a name are not part of it", async () => {
  const { out } = await waypost([
    "render",
    "mobileconfig",
    "a@fish.example",
    "--name",
    " Zoë ",
    "--settings",
    settings,
  ]);
  expect(out).toContain("<string>Zoë</string>");
});
