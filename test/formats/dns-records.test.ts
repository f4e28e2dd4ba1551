import { describe, expect, test } from "vitest";
import {
  type DnsRecord,
  renderDnsJson,
  renderDnsTable,
  renderZone,
  toDnsRecords,
} from "../../src/formats/dns/dns-records.ts";
import { Domain } from "../../src/model/domain.ts";
import { settingsOf } from "../support/accounts.ts";

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

test("SRV for Autodiscover stands only in place of the alias", async () => {
  const named = (records: readonly DnsRecord[]) => records.map(({ name }) => name);
  expect(named(await recordsOf("fish.example"))).toContain("autodiscover");
  expect(named(await recordsOf("fish.example"))).not.toContain("_autodiscover._tcp");
  expect(named(await recordsOf("fish.example", true))).toContain("_autodiscover._tcp");
  expect(named(await recordsOf("fish.example", true))).not.toContain("autodiscover");
});

test("each record says who needs it", async () => {
  for (const { reason } of await recordsOf("fish.example")) expect(reason.length).toBeGreaterThan(10);
});

describe("one set of records in three forms", () => {
  test("zone file text", async () => {
    const { body } = renderZone(Domain.parse("fish.example"), await recordsOf("fish.example"));
    await expect(body).toMatchFileSnapshot("golden/fish.example/records.zone");
  });
  test("a table for panels", async () => {
    const { body } = renderDnsTable(await recordsOf("fish.example"));
    await expect(body).toMatchFileSnapshot("golden/fish.example/records.txt");
  });
  test("JSON", async () => {
    const { body } = renderDnsJson(Domain.parse("fish.example"), await recordsOf("fish.example"));
    await expect(body).toMatchFileSnapshot("golden/fish.example/records.json");
  });
});
