import { expect, test } from "vitest";
import { type DnsRecord, toDnsRecords } from "../../../src/formats/dns/dns-records.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { settingsOf } from "../../support/domains/accounts.ts";

const serviceHost = Domain.parse("setup.hosting.example");
const recordsOf = (domain: string, withoutAliases = false) =>
  toDnsRecords(settingsOf(domain), { serviceHost, withoutAliases });

function srvOf(records: readonly DnsRecord[], name: string) {
  return records.flatMap((record) =>
    record.type === "SRV" && record.name === name ? [[record.priority, record.weight, record.port, record.target]] : [],
  );
}

test("every mail service that the settings have is told, IMAP first; the others are told as not offered", async () => {
  const records = await recordsOf("fish.example");
  expect(srvOf(records, "_imaps._tcp")).toEqual([[0, 1, 993, "imap.fish.example"]]);
  expect(srvOf(records, "_imap._tcp")).toEqual([[10, 1, 143, "imap.fish.example"]]);
  expect(srvOf(records, "_pop3s._tcp")).toEqual([[20, 1, 995, "pop.fish.example"]]);
  expect(srvOf(records, "_pop3._tcp")).toEqual([[0, 0, 0, "."]]);
  expect(srvOf(await recordsOf("plain.example"), "_pop3s._tcp")).toEqual([[0, 0, 0, "."]]);
});

test("a server that asks for no login comes after those that do", async () => {
  const settings = settingsOf("plain.example");
  const [server] = settings.outgoingServers;
  const relay: typeof server = { ...server, port: 25, socketType: "starttls", authentication: ["client-IP-address"] };
  const records = await toDnsRecords({ ...settings, outgoingServers: [relay, server] }, { serviceHost });
  expect(srvOf(records, "_submissions._tcp")).toEqual([[0, 1, server.port, server.hostname]]);
  expect(srvOf(records, "_submission._tcp")).toEqual([[10, 1, 25, server.hostname]]);
});

test("SRV for Autodiscover stands only in place of the alias", async () => {
  const named = (records: readonly DnsRecord[]) => records.map(({ name }) => name);
  expect(named(await recordsOf("fish.example"))).toContain("autodiscover");
  expect(named(await recordsOf("fish.example"))).not.toContain("_autodiscover._tcp");
  expect(named(await recordsOf("fish.example", true))).toContain("_autodiscover._tcp");
  expect(named(await recordsOf("fish.example", true))).not.toContain("autodiscover");
});

test("calendars and contacts are told by host, port and path of their URL", async () => {
  const settings = settingsOf("plain.example");
  const services = {
    caldav: { url: "https://dav.example.com:8443/cal/" },
    carddav: { url: "https://dav.example.com/card/" },
  };
  const records = await toDnsRecords({ ...settings, services }, { serviceHost });
  expect(srvOf(records, "_caldavs._tcp")).toEqual([[0, 1, 8443, "dav.example.com"]]);
  expect(srvOf(records, "_carddavs._tcp")).toEqual([[0, 1, 443, "dav.example.com"]]);
  expect(records.flatMap((record) => (record.type === "TXT" ? [record.value] : []))).toEqual(
    expect.arrayContaining(["path=/cal/", "path=/card/"]),
  );
});

test("no path is told where clients look by themselves", async () => {
  const services = { caldav: { url: "https://dav.example.com/.well-known/caldav" } };
  const records = await toDnsRecords({ ...settingsOf("plain.example"), services }, { serviceHost });
  expect(srvOf(records, "_caldavs._tcp")).toEqual([[0, 1, 443, "dav.example.com"]]);
  expect(records.filter(({ name, type }) => name === "_caldavs._tcp" && type === "TXT")).toEqual([]);
});

test("without aliases nothing is told of PACC, whose file needs one", async () => {
  const named = async (withoutAliases: boolean) =>
    (await recordsOf("fish.example", withoutAliases)).filter(({ name }) => name.includes("ua-auto-config"));
  expect((await named(false)).map(({ type }) => type)).toEqual(["CNAME", "TXT"]);
  expect(await named(true)).toEqual([]);
});

test("each record says who needs it", async () => {
  for (const { reason } of await recordsOf("fish.example")) expect(reason.length).toBeGreaterThan(10);
});
