import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, afterEach, expect, test } from "vitest";
import { type DnsRecord, toDnsRecords } from "../../src/formats/dns/dns-records.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { settingsOf } from "../support/domains/accounts.ts";
import { type DnsServer, type PublishedRecord, startDnsServer } from "../support/services/dns-server.ts";
import { waypost } from "../support/services/waypost.ts";

const folder = mkdtempSync(`${tmpdir()}/waypost-against-`);
const settings = `${folder}/settings.json`;
writeFileSync(settings, JSON.stringify(awkwardSettings));
afterAll(() => rmSync(folder, { recursive: true }));

let server: DnsServer | undefined;
afterEach(close);

async function close(): Promise<void> {
  await server?.close();
  server = undefined;
}

const HOST = "setup.hosting.example";

async function ours(domain = "plain.example"): Promise<readonly DnsRecord[]> {
  return toDnsRecords(settingsOf(domain), { serviceHost: Domain.parse(HOST) });
}

function published(records: readonly DnsRecord[], domain = "plain.example"): PublishedRecord[] {
  return records.map((record): PublishedRecord => {
    const name = record.name === "@" ? domain : `${record.name}.${domain}`;
    if (record.type === "CNAME") return { type: "CNAME", name, data: record.target };
    if (record.type === "TXT") return { type: "TXT", name, data: record.value };
    const { priority, weight, port, target } = record;
    return { type: "SRV", name, data: { priority, weight, port, target } };
  });
}

const cname = (name: string, data: string): PublishedRecord => ({ type: "CNAME", name, data });
const txt = (name: string, data: string): PublishedRecord => ({ type: "TXT", name, data });
const a = (name: string, data: string): PublishedRecord => ({ type: "A", name, data });
const srv = (name: string, target: string): PublishedRecord => ({
  type: "SRV",
  name,
  data: { priority: 0, weight: 1, port: 993, target },
});

interface Compared {
  readonly status: number;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly error: string;
}

async function compare(
  records: readonly PublishedRecord[],
  {
    args = [],
    domain = "plain.example",
    by = "udp",
    failing = [],
  }: { args?: string[]; domain?: string; by?: "udp" | "http"; failing?: string[] } = {},
): Promise<Compared> {
  await close();
  server = await startDnsServer(records, failing);
  const places = ["--against", "--resolver", server[by], "--settings", settings];
  const { status, out, error } = await waypost(["dns", domain, "--as", "json", ...places, ...args]);
  const { add = [], remove = [] } = out === "" ? {} : JSON.parse(out);
  const show = ({ name, target, value }: { name: string; target?: string; value?: string }) =>
    `${name} ${target ?? value}`;
  return { status, add: add.map(show), remove: remove.map(show), error };
}

test.each(["udp", "http"] as const)("where DNS says all of it, asked over %s, nothing is printed", async (by) => {
  const found = await compare(published(await ours()), { by });
  expect(found).toMatchObject({ status: 0, add: [], remove: [] });
  expect(found.error).toBe("waypost: note: plain.example: nothing differs\n");
});

test("an empty zone lacks every record", async () => {
  const { status, add, remove } = await compare([]);
  expect([status, add.length, remove]).toEqual([1, (await ours()).length, []]);
});

const [SPF, OLD_TEXT] = [
  txt("plain.example", "v=spf1 -all"),
  txt("plain.example", "mailconf=https://old.example/config.xml"),
];

test.each<[string, readonly PublishedRecord[], readonly string[]]>([
  ["text with our mark beside SPF, which stays", [SPF, OLD_TEXT], ["@ mailconf=https://old.example/config.xml"]],
  [
    "SRV at a label of the domain's mail",
    [srv("_imaps._tcp.plain.example", "old.example")],
    ["_imaps._tcp old.example"],
  ],
  [
    "SRV for Autodiscover of this service beside the alias",
    [srv("_autodiscover._tcp.plain.example", HOST)],
    [`_autodiscover._tcp ${HOST}`],
  ],
  [
    "the digest of another file, beside that of this one",
    [txt("_ua-auto-config.plain.example", "v=UAAC1; a=sha256; d=b2xk")],
    ["_ua-auto-config v=UAAC1; a=sha256; d=b2xk"],
  ],
])("%s is removed", async (_, more, remove) => {
  const found = await compare([...published(await ours()), ...more]);
  expect(found).toMatchObject({ status: 1, add: [], remove });
});

test.each<[string, readonly PublishedRecord[]]>([
  ["text of others", [SPF, txt("plain.example", "google-site-verification=x")]],
  ["Autodiscover of somebody else", [srv("_autodiscover._tcp.plain.example", "other.example")]],
  ["services that the settings do not have", [srv("_caldavs._tcp.plain.example", "dav.example")]],
])("%s is left alone", async (_, more) => {
  expect(await compare([...published(await ours()), ...more])).toMatchObject({ status: 0, add: [], remove: [] });
});

test("text with our mark that says something else is replaced at once", async () => {
  const rest = published((await ours()).filter(({ name }) => name !== "@"));
  expect(await compare([...rest, SPF, OLD_TEXT])).toMatchObject({
    add: ["@ mailconf=https://autoconfig.plain.example/mail/config-v1.1.xml"],
    remove: ["@ mailconf=https://old.example/config.xml"],
  });
});

test("the digest of the file before stays until the new one is published", async () => {
  const old = txt("_ua-auto-config.plain.example", "v=UAAC1; a=sha256; d=b2xk");
  const rest = published((await ours()).filter(({ name }) => name !== "_ua-auto-config"));
  const { add, remove, error } = await compare([...rest, old]);
  expect(add).toEqual([expect.stringMatching(/^_ua-auto-config v=UAAC1/)]);
  expect(remove).toEqual([]);
  expect(error).toContain("the old digest stays for an hour");
});

test("an alias that leads elsewhere is somebody's, until --replace says that it is not", async () => {
  const others = (await ours()).filter(({ name }) => name !== "autodiscover");
  const records = [...published(others), cname("autodiscover.plain.example", "autodiscover.outlook.com")];
  const kept = await compare(records);
  expect(kept).toMatchObject({ status: 1, add: [], remove: [] });
  expect(kept.error).toContain(
    `autodiscover.plain.example leads to autodiscover.outlook.com instead of ${HOST}: --replace puts`,
  );
  expect(await compare(records, { args: ["--replace"] })).toMatchObject({
    add: [`autodiscover ${HOST}`],
    remove: ["autodiscover autodiscover.outlook.com"],
  });
});

test("an alias that arrives by way of another name is as good, and told", async () => {
  const others = (await ours()).filter(({ name }) => name !== "autodiscover");
  const way = [cname("autodiscover.plain.example", "mail.plain.example"), cname("mail.plain.example", HOST)];
  const { status, error } = await compare([...published(others), ...way]);
  expect(status).toBe(0);
  expect(error).toContain(`autodiscover.plain.example leads to ${HOST} by way of mail.plain.example`);
});

test("where an alias of somebody else's goes on to may be unknown, as a domain's own name server does not tell", async () => {
  const others = (await ours()).filter(({ name }) => name !== "autodiscover");
  const records = [...published(others), cname("autodiscover.plain.example", "far.example")];
  const { status, error } = await compare(records, { failing: ["far.example"] });
  expect(status).toBe(1);
  expect(error).toContain("leads to far.example instead");
});

test("aliases in a circle lead nowhere", async () => {
  const others = (await ours()).filter(({ name }) => name !== "autodiscover");
  const circle = [
    cname("autodiscover.plain.example", "a.example"),
    cname("a.example", "b.example"),
    cname("b.example", "a.example"),
  ];
  expect((await compare([...published(others), ...circle])).error).toContain(
    "leads to a.example, then b.example instead",
  );
});

test("a wildcard that answers for our names is told, and each of them is still to be added", async () => {
  const { add, remove, error } = await compare([
    cname("*.plain.example", "web.example"),
    a("web.example", "192.0.2.1"),
    SPF,
  ]);
  expect(add).toHaveLength((await ours()).length);
  expect(remove).toEqual([]);
  expect(error).toContain("autoconfig.plain.example is answered by the wildcard *.plain.example");
});

test("a wildcard answers for no name that is there, least of all for the domain's own", async () => {
  const text = "mailconf=https://autoconfig.plain.example/mail/config-v1.1.xml";
  const found = await compare([...published(await ours()), txt("*.plain.example", text), SPF]);
  expect(found).toMatchObject({ status: 0, error: "waypost: note: plain.example: nothing differs\n" });
});

test("addresses in the place of an alias are in its way, but for those of this service", async () => {
  const others = published((await ours()).filter(({ name }) => name !== "autoconfig"));
  const service = a(HOST, "192.0.2.7");
  const foreign = await compare([...others, service, a("autoconfig.plain.example", "192.0.2.9")]);
  expect(foreign).toMatchObject({ status: 1, add: [] });
  expect(foreign.error).toContain("autoconfig.plain.example has addresses of its own, 192.0.2.9");
  const same = await compare([...others, service, a("autoconfig.plain.example", "192.0.2.7")]);
  expect(same.status).toBe(0);
  expect(same.error).toContain(`autoconfig.plain.example has the addresses of ${HOST}, and no alias`);
  const both = ["192.0.2.7", "192.0.2.9"].map((address) => a("autoconfig.plain.example", address));
  const mixed = await compare([...others, service, ...both]);
  expect(mixed.status).toBe(1);
  expect(mixed.error).toContain("has addresses of its own, 192.0.2.7, 192.0.2.9:");
});

test("what stands beside ours is written again where a form writes all of a name", async () => {
  server = await startDnsServer([SPF, OLD_TEXT]);
  const args = ["dns", "plain.example", "--as", "powerdns", "--against", "--resolver", server.udp];
  const { out } = await waypost([...args, "--settings", settings]);
  const { rrsets } = JSON.parse(out);
  const [text] = rrsets.filter(({ name }: { name: string }) => name === "plain.example.");
  expect(text.records.map(({ content }: { content: string }) => content)).toEqual([
    '"v=spf1 -all"',
    expect.stringContaining("mailconf="),
  ]);
});

test("a name server that fails is no empty zone: nothing is printed", async () => {
  server = await startDnsServer(published(await ours()), ["autoconfig.plain.example"]);
  for (const place of [server.udp, server.http, "http://127.0.0.1:9/dns-query"]) {
    const args = ["dns", "plain.example", "--against", "--resolver", place, "--settings", settings];
    const { status, out, error } = await waypost(args);
    expect([status, out]).toEqual([2, ""]);
    expect(error).toContain("DNS does not answer: ");
  }
});

test("where mail is elsewhere, what is published of ours goes, and the other provider's is put in its place", async () => {
  const domain = "moved.example";
  const found = await compare(
    [
      cname(`autoconfig.${domain}`, HOST),
      cname(`autodiscover.${domain}`, HOST),
      txt(domain, `mailconf=https://autoconfig.${domain}/mail/config-v1.1.xml`),
      txt(domain, "mailconf=https://theirs.example/config.xml"),
      srv(`_imaps._tcp.${domain}`, "theirs.example"),
    ],
    { domain },
  );
  expect(found).toMatchObject({
    status: 1,
    add: ["autodiscover autodiscover.outlook.com"],
    remove: [
      `autodiscover ${HOST}`,
      `autoconfig ${HOST}`,
      `@ mailconf=https://autoconfig.${domain}/mail/config-v1.1.xml`,
    ],
  });
});

test("where mail is elsewhere and nobody looks, all that may be of ours is told", async () => {
  const { status, out, error } = await waypost(["dns", "moved.example", "--settings", settings]);
  expect(status).toBe(1);
  expect(out).toMatch(new RegExp(`^remove +autoconfig +CNAME +${HOST} `, "m"));
  expect(out).toMatch(/^add +autodiscover +CNAME +autodiscover\.outlook\.com /m);
  expect(error).toContain("what else Microsoft 365 wants: https://learn.microsoft.com/");
  expect(error).not.toContain("add the domain");
});

test.each<[string[], string]>([
  [["--resolver", "192.0.2.1"], "--against only"],
  [["--replace"], "--against only"],
  [["--against", "--resolver", "http://dns.example/"], "not a resolver"],
  [["--against", "--resolver", "dns.example"], "not a resolver"],
  [["--against", "--resolver", "192.0.2.1:99999"], "not a resolver"],
])("%j is misuse", async (args, words) => {
  const { status, error } = await waypost(["dns", "plain.example", ...args, "--settings", settings]);
  expect(status).toBe(2);
  expect(error).toContain(words);
});
