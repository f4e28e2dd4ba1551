/**
 * Requests as clients put them on the wire, sent byte for byte to the built Worker. They were written down from the
 * clients' sources, and for closed clients from what servers logged; `X-Forwarded-Proto` and `Connection` are what the
 * proxy in front adds. Files are named by client and version.
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { expect, inject, test } from "vitest";

const folder = `${import.meta.dirname}/../fixtures/requests`;
const files = readdirSync(folder).filter((name) => name.endsWith(".http"));

interface Expected {
  readonly status: number;
  readonly type?: string;
  /** What the client looks for, and what would mislead it. */
  readonly has?: readonly string[];
  readonly hasNot?: readonly string[];
}

const AUTOCONFIG: Expected = {
  status: 200,
  type: "text/xml; charset=utf-8",
  has: ['<emailProvider id="shop.example">', "<username>%EMAILADDRESS%</username>"],
  hasNot: ["alice"],
};
const pox = (login: string): Expected => ({
  status: 200,
  type: "text/xml; charset=utf-8",
  has: ["<Type>IMAP</Type>", `<LoginName>${login}</LoginName>`],
});
const NO_ACTIVESYNC: Expected = {
  status: 200,
  type: "text/xml; charset=utf-8",
  has: ["<ErrorCode>601</ErrorCode>", "mobilesync/responseschema/2006"],
  hasNot: ["<Url>"],
};
const V1: Expected = {
  status: 200,
  type: "application/json",
  has: ['"Protocol":"AutodiscoverV1"', '"Url":"https://autodiscover.shop.example/autodiscover/autodiscover.xml"'],
};
const NO_EXCHANGE: Expected = { status: 400, type: "application/json", has: ["InvalidProtocol"], hasNot: ["Url"] };

const EXPECTED: Readonly<Record<string, Expected>> = {
  "thunderbird-153-autoconfig": AUTOCONFIG,
  "thunderbird-153-pox": pox("r&amp;d@shop.example"),
  "thunderbird-android-22-autoconfig": AUTOCONFIG,
  "thunderbird-ios-2026-08-autoconfig": { ...AUTOCONFIG, has: ["<displayShortName>"] },
  "delta-chat-2-autoconfig": AUTOCONFIG,
  "delta-chat-2-pox": { status: 200, type: "text/xml; charset=utf-8", has: ["<SSL>on</SSL>"], hasNot: ["LoginName"] },
  "evolution-3.56-autoconfig": AUTOCONFIG,
  "evolution-3.28-autoconfig": AUTOCONFIG,
  "kmail-26.08-autoconfig": AUTOCONFIG,
  "fairemail-1.2331-autoconfig": AUTOCONFIG,
  "fairemail-1.2331-pox": pox("alice+news@shop.example"),
  "nextcloud-mail-5-autoconfig": AUTOCONFIG,
  "snappymail-2.38-autoconfig": AUTOCONFIG,
  "snappymail-2.38-pox": pox("autodiscover@shop.example"),
  "nine-4.9-autoconfig": AUTOCONFIG,
  "mustang-2026-08-json": NO_EXCHANGE,
  "outlook-16-json": V1,
  "outlook-16-pox": pox("alice@shop.example"),
  "outlook-16-plain-http": {
    status: 302,
    has: ["location: https://autodiscover.shop.example/autodiscover/autodiscover.xml"],
  },
  "outlook-cloud-json": V1,
  "outlook-new-2025-11-mobilesync": NO_ACTIVESYNC,
  "android-exchange-14-mobilesync": NO_ACTIVESYNC,
  "apple-exchange-ios-18-json": NO_EXCHANGE,
  "emclient-10-pox": pox("alice@shop.example"),
  "gnome-online-accounts-3.56-pox": { ...pox("alice@shop.example"), hasNot: ["ASUrl", "EXCH"] },
  "davx5-4.5-caldav": { status: 307, has: ["location: https://mail.shop.example/dav/"] },
  "himalaya-2026-05-pacc": { status: 200, type: "application/json", has: ['"imap"'] },
};

/** The whole answer as text, as it came. */
function send(request: Buffer): Promise<string> {
  const { hostname, port } = new URL(inject("baseUrl"));
  return new Promise((done, fail) => {
    let answer = "";
    connect(Number(port), hostname)
      .setEncoding("utf8")
      .on("data", (part) => {
        answer += String(part);
      })
      .on("end", () => done(answer))
      .on("error", fail)
      .write(request);
  });
}

test("every request that is kept has its answer here", () =>
  expect(Object.keys(EXPECTED).sort()).toEqual(files.map((name) => name.replace(".http", "")).sort()));

test.each(files)("%s", async (name) => {
  const expected = EXPECTED[name.replace(".http", "")];
  const answer = await send(readFileSync(`${folder}/${name}`));
  const [head = ""] = answer.split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${expected?.status} `));
  if (expected?.type !== undefined) expect(head.toLowerCase()).toContain(`content-type: ${expected.type}`);
  expect(head.toLowerCase()).not.toContain("www-authenticate");
  expect(head.toLowerCase()).not.toContain("set-cookie");
  const text = answer.replace(/^Location: /m, "location: ");
  for (const part of expected?.has ?? []) expect(text).toContain(part);
  for (const part of [...(expected?.hasNot ?? []), "secret-password"]) expect(text).not.toContain(part);
});
