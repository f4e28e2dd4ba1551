/** The commands of docs/migrate.md, on sources as the other systems have them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, expect, test } from "vitest";
import { renderAutoconfig } from "../../src/formats/autoconfig/autoconfig.ts";
import { settingsOf } from "../support/domains/accounts.ts";
import { waypost } from "../support/services/waypost.ts";

const folder = mkdtempSync(`${tmpdir()}/waypost-migrate-`);
afterAll(() => rmSync(folder, { recursive: true }));

const SOURCES: Readonly<Record<string, string>> = {
  "automx2.db": JSON.stringify({
    provider: "Shops",
    domains: ["shop.example"],
    servers: [
      { name: "imap.shop.example", type: "imap" },
      { name: "smtp.shop.example", type: "smtp" },
    ],
  }),
  "autodiscover.env": [
    "COMPANY_NAME=Shops",
    "DOMAIN=shop.example",
    ...["IMAP_HOST=imap.shop.example", "IMAP_PORT=993", "IMAP_SOCKET=SSL"],
    ...["SMTP_HOST=smtp.shop.example", "SMTP_PORT=465", "SMTP_SOCKET=SSL"],
  ].join("\n"),
  "config-v1.1.xml": renderAutoconfig(settingsOf("plain.example")).body,
  "domains.csv": "domain\nshop.example\n",
};

/** Those that ask the network are tested by test/cli/import.test.ts. */
const document = readFileSync(`${import.meta.dirname}/../../docs/migrate.md`, "utf8");
const commands = Array.from(document.matchAll(/`waypost (import (?!live)[^`]+)`/g), ([, command = ""]) => command);

test("there are commands to try", () => expect(commands.length).toBeGreaterThan(3));

test.each(commands)("waypost %s", async (command) => {
  const data = mkdtempSync(`${folder}/`);
  const args = command.split(" ").map((word) => {
    const text = SOURCES[word];
    if (text === undefined) return word === "data" ? data : word === "ID" ? "shops" : word;
    writeFileSync(`${data}/${word}`, text);
    return `${data}/${word}`;
  });
  const provider = { displayName: "Shops", displayShortName: "Shops", ...servers };
  writeFileSync(`${data}/provider.json`, JSON.stringify(provider));
  if (command.includes("--provider"))
    expect((await waypost(["provider", "add", "shops", `${data}/provider.json`, "--data", data])).status).toBe(0);
  const { status, error } = await waypost(args);
  expect([status, error]).toEqual([0, expect.not.stringContaining("error")]);
  const { out } = await waypost(["domain", "list", "--data", data]);
  expect(out).toMatch(/^(?:shop|plain)\.example\tserved\t/m);
});

const server = { port: 993, socketType: "tls", authentication: ["password-cleartext"] };
const servers = {
  incomingServers: [{ ...server, protocol: "imap", hostname: "imap.shop.example" }],
  outgoingServers: [{ ...server, protocol: "submission", hostname: "smtp.shop.example", port: 465 }],
};
