/**
 * All formats, one truth: whatever the settings, a mail program that reads any of our documents connects to the same
 * hosts and ports, in the same way, under the same name.
 * @module
 */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { renderAutoconfig } from "../../src/formats/autoconfig/autoconfig.ts";
import { renderAutodiscoverJson } from "../../src/formats/autodiscover/autodiscover-json.ts";
import { autodiscoverPox, canExpressAsPox } from "../../src/formats/autodiscover/autodiscover-pox.ts";
import { toDnsRecords } from "../../src/formats/dns/dns-records.ts";
import { renderZone } from "../../src/formats/dns/forms/zone.ts";
import { renderPersonal } from "../../src/formats/document-template.ts";
import { renderPacc } from "../../src/formats/pacc.ts";
import { canExpressAsProfile, mobileconfig } from "../../src/formats/profile/mobileconfig.ts";
import type { MailAccount } from "../../src/model/address/mail-account.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import type { Authentication, MailServer } from "../../src/model/server.ts";
import { findLoginName, type ServerSettings } from "../../src/model/server-settings.ts";
import { profileOptions } from "../support/domains/profile-options.ts";
import { arbitraryAccount } from "../support/drawn/arbitrary-settings.ts";
import { toEffort } from "../support/drawn/effort.ts";
import { readAutoconfig, readPox, readPoxServices, readProfile } from "../support/reading/read-documents.ts";

/** A new seed each time, and one for all tests: they draw the same settings, which are so parsed once. */
const RUNS = { numRuns: toEffort(60), seed: Date.now() };

/** The logins that POX and Apple's mail payload have words for; both are silent about OAuth2 and Kerberos. */
const POX: readonly Authentication[] = ["password-cleartext", "NTLM", "none", "client-IP-address"];
const PROFILE: readonly Authentication[] = [...POX, "password-encrypted"];
const PASSWORDS: readonly Authentication[] = ["password-cleartext", "password-encrypted"];
const NO_LOGIN: readonly Authentication[] = ["none", "client-IP-address"];

const SOCKET_TYPES: ReadonlyMap<string, string> = new Map([
  ["SSL", "tls"],
  ["STARTTLS", "starttls"],
  ["plain", "plain"],
]);

test("autoconfig tells every server, in order", () => {
  fc.assert(
    fc.property(arbitraryAccount, (account) => {
      const { settings, address } = account;
      const read = readAutoconfig(renderAutoconfig(settings).body, address.canonical);
      expect(read.domains).toContain(settings.domain);
      expect([...read.incomingServers, ...read.outgoingServers].map((server) => toTold(server))).toEqual(
        [...settings.incomingServers, ...settings.outgoingServers].map((server) => ({
          protocol: server.protocol === "submission" ? "smtp" : server.protocol,
          hostname: server.hostname,
          port: server.port,
          socketType: server.socketType,
          authentication: server.authentication,
          username: expandUsername(server, account, address.canonical),
        })),
      );
    }),
    RUNS,
  );
});

test("autoconfig tells names and texts to the letter", () => {
  fc.assert(
    fc.property(arbitraryAccount, ({ settings, address }) => {
      const read = readAutoconfig(renderAutoconfig(settings).body, address.canonical);
      expect([read.displayName, read.displayShortName]).toEqual([settings.displayName, settings.displayShortName]);
      const told = read.documentation.filter(({ text }) => text !== "");
      const asked = (settings.documentation ?? []).filter(({ text }) => text !== undefined);
      for (const [told, service] of [
        [read.calendar, settings.services?.caldav],
        [read.addressbook, settings.services?.carddav],
      ] as const)
        expect(told).toBe(service?.inAutoconfig ? service.url : "");
      expect(told.map(({ text }) => text).sort()).toEqual(asked.map(({ text }) => text).sort());
    }),
    RUNS,
  );
});

test("Autodiscover tells the best server of each protocol that it has words for", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryAccount, async (account) => {
      const expected = findExpected(account, POX);
      expect(canExpressAsPox(account.settings)).toBe(isComplete(expected));
      if (!isComplete(expected)) return;
      const { body } = await renderPersonal(autodiscoverPox, account, { withLogin: true });
      const read = readPox(body);
      expect([...read.keys()].sort()).toEqual([...expected.keys()].sort());
      for (const [protocol, server] of expected)
        expect(read.get(protocol), protocol).toEqual({
          hostname: server.hostname,
          port: server.port,
          security: server.socketType,
          username: findLogin(server, POX) ? expandUsername(server, account, account.address.asTyped) : undefined,
        });
      const { caldav, carddav } = account.settings.services ?? {};
      expect(readPoxServices(body)).toEqual({
        ...(caldav && { CalDAV: caldav.url }),
        ...(carddav && { CardDAV: carddav.url }),
      });
    }),
    RUNS,
  );
});

test.each(["imap", "pop3"] as const)("a profile by %s tells the best servers that it has words for", async (wanted) => {
  await fc.assert(
    fc.asyncProperty(arbitraryAccount, fc.constantFrom(undefined, "Zoë & <friends>"), async (account, name) => {
      const expected = findExpected(account, PROFILE);
      const options = profileOptions({ protocol: wanted, name });
      const expressible = isComplete(expected) && expected.has(wanted);
      expect(canExpressAsProfile(account.settings, options)).toBe(expressible);
      if (!expressible) return;
      const read = readProfile((await renderPersonal(mobileconfig, account, options)).body);
      expect([...read.keys()]).toEqual([wanted, "submission"]);
      for (const [protocol, server] of expected)
        if (protocol === wanted || protocol === "submission")
          expect(read.get(protocol), protocol).toEqual({
            hostname: server.hostname,
            port: server.port,
            security: server.socketType === "plain" ? "plain" : "encrypted",
            username: findLogin(server, PROFILE)
              ? expandUsername(server, account, account.address.canonical)
              : undefined,
          });
    }),
    RUNS,
  );
});

test("DNS tells every encrypted server under its label, best first, and the others as not offered", async () => {
  const serviceHost = Domain.parse("setup.hosting.example");
  await fc.assert(
    fc.asyncProperty(arbitraryAccount, async ({ settings }) => {
      const { body } = renderZone(settings.domain, await toDnsRecords(settings, { serviceHost }));
      const read = Array.from(
        body.matchAll(/^_(imap|pop3|submission)(s?)\._tcp\s+IN SRV\s+(\d+) \d+ (\d+) (\S+)$/gm),
        ([, protocol = "", secure, priority, port, target = ""]) => ({
          label: protocol + secure,
          priority: Number(priority),
          port: Number(port),
          target,
        }),
      );
      for (const protocol of ["imap", "pop3", "submission"])
        for (const [socketType, suffix] of [
          ["tls", "s"],
          ["starttls", ""],
        ] as const) {
          const offered = [...settings.incomingServers, ...settings.outgoingServers].filter(
            (server) => server.protocol === protocol && server.socketType === socketType,
          );
          const hasLogin = ({ authentication }: MailServer) =>
            authentication.some((method) => !NO_LOGIN.includes(method));
          // Whoever follows records logs in.
          const expected = [...offered.filter(hasLogin), ...offered.filter((server) => !hasLogin(server))].map(
            ({ hostname, port }) => `${hostname}.:${port}`,
          );
          const told = read
            .filter(({ label }) => label === protocol + suffix)
            .toSorted((a, b) => a.priority - b.priority)
            .map(({ target, port }) => `${target}:${port}`);
          expect(told).toEqual(expected.length === 0 ? [".:0"] : expected);
        }
    }),
    RUNS,
  );
});

test("DNS tells the services beside mail by their own URLs and hosts", async () => {
  const serviceHost = Domain.parse("setup.hosting.example");
  await fc.assert(
    fc.asyncProperty(arbitraryAccount, async ({ settings }) => {
      const { body } = renderZone(settings.domain, await toDnsRecords(settings, { serviceHost }));
      const read = (label: string) => new RegExp(`^${label}\\s+IN SRV\\s+0 1 (\\d+) (\\S+)\\.$`, "m").exec(body);
      const path = (label: string) => new RegExp(`^${label}\\s+IN TXT\\s+"path=(.*)"$`, "m").exec(body)?.[1];
      const { caldav, carddav, jmap, managesieve } = settings.services ?? {};
      for (const [label, url] of [
        ["_caldavs._tcp", caldav?.url],
        ["_carddavs._tcp", carddav?.url],
        ["_jmap._tcp", jmap?.url],
      ] as const) {
        const told = read(label);
        const asked = url === undefined ? undefined : new URL(url);
        expect(told?.[2], label).toBe(asked?.hostname);
        if (asked !== undefined) expect(told?.[1], label).toBe(asked.port || "443");
        if (label !== "_jmap._tcp") expect(path(label), label).toBe(asked?.pathname);
      }
      const sieve = read("_sieve._tcp");
      expect(sieve && `${sieve[2]}:${sieve[1]}`).toBe(
        managesieve ? `${managesieve.hostname}:${managesieve.port}` : null,
      );
    }),
    RUNS,
  );
});

test("PACC tells the first server of each protocol that it has words for, or nothing", () => {
  const ports = { imap: 993, pop3: 995, submission: 465 } as const;
  const isAble = (settings: ServerSettings, { protocol, port, socketType, username, authentication }: MailServer) =>
    port === ports[protocol] &&
    socketType === "tls" &&
    username === "{address}" &&
    (authentication.some((method) => PASSWORDS.includes(method)) ||
      (authentication.includes("OAuth2") && settings.oauth2?.issuer.startsWith("https:") === true));
  let told = 0;
  fc.assert(
    fc.property(
      arbitraryAccount,
      fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      ({ settings: any }, ables) => {
        // Left to chance, hardly any settings have words in PACC.
        const mend = <Server extends MailServer>(server: Server, index: number): Server =>
          ables[index] ? { ...server, port: ports[server.protocol], socketType: "tls", username: "{address}" } : server;
        const [incoming, ...moreIncoming] = any.incomingServers;
        const [outgoing, ...moreOutgoing] = any.outgoingServers;
        const settings: ServerSettings = {
          ...any,
          incomingServers: [mend(incoming, 0), ...moreIncoming.map((server, index) => mend(server, index + 1))],
          outgoingServers: [mend(outgoing, 5), ...moreOutgoing.map((server, index) => mend(server, index + 6))],
        };
        const servers = [...settings.incomingServers, ...settings.outgoingServers];
        const find = (protocol: keyof typeof ports) =>
          servers.find((server) => server.protocol === protocol && isAble(settings, server));
        const ofPacc = [find("imap"), find("pop3"), find("submission")];
        const [imap, pop3, submit] = ofPacc.map((server) => server?.hostname);
        const document = renderPacc(settings);
        expect(document !== undefined).toBe((imap ?? pop3) !== undefined && submit !== undefined);
        if (document === undefined) return;
        told += 1;
        const { protocols, authentication } = JSON.parse(document.body);
        expect([protocols.imap?.host, protocols.pop3?.host, protocols.submit?.host]).toEqual([imap, pop3, submit]);
        expect(protocols.smtp).toEqual(protocols.submit);
        expect(authentication.password).toBe(
          ofPacc.some((server) => server?.authentication.some((method) => PASSWORDS.includes(method))),
        );
        // Only https on its own port and the address as login can be told, and DAV only with a path.
        for (const [name, path] of [
          ["caldav", /^\/./],
          ["carddav", /^\/./],
          ["jmap", /^\//],
        ] as const) {
          const { url, username }: { readonly url?: string; readonly username?: string | undefined } =
            settings.services?.[name] ?? {};
          const asked = url === undefined ? undefined : new URL(url);
          const isTold =
            (username ?? findLoginName(settings)) === "{address}" && asked?.port === "" && path.test(asked.pathname);
          const wanted = isTold ? asked?.href : undefined;
          expect(protocols[name]?.url, name).toBe(wanted);
        }
      },
    ),
    RUNS,
  );
  expect(told).toBeGreaterThan(RUNS.numRuns / 20);
});

test("Autodiscover version 2 sends to the XML exactly where the XML has an answer", () => {
  fc.assert(
    fc.property(arbitraryAccount, ({ settings }) => {
      expect(renderAutodiscoverJson(settings, "autodiscoverv1").found).toBe(canExpressAsPox(settings));
    }),
    RUNS,
  );
});

function toTold({ pop3: _, socketType, ...server }: ReturnType<typeof readAutoconfig>["incomingServers"][number]) {
  return { ...server, socketType: SOCKET_TYPES.get(socketType) };
}

/** The user name by plain replacement; text within the address is never a template. */
function expandUsername({ username }: MailServer, { address }: MailAccount, spelling: string): string {
  return username
    .split(/(\{address\}|\{localPart\})/)
    .map((part) => (part === "{address}" ? spelling : part === "{localPart}" ? address.localPart : part))
    .join("");
}

/** The first server of each protocol that asks for a login among `words`, else the first that asks for nothing. */
function findExpected({ settings }: MailAccount, words: readonly Authentication[]): Map<string, MailServer> {
  const expected = new Map<string, MailServer>();
  for (const server of [...settings.incomingServers, ...settings.outgoingServers])
    if (server.authentication.some((method) => words.includes(method))) {
      const known = expected.get(server.protocol);
      if (known === undefined || (findLogin(server, words) && !findLogin(known, words)))
        expected.set(server.protocol, server);
    }
  return expected;
}

function isComplete(servers: ReadonlyMap<string, MailServer>): boolean {
  return servers.has("submission") && (servers.has("imap") || servers.has("pop3"));
}

/** Whether a login that the format knows asks anything of the user. */
function findLogin({ authentication }: MailServer, words: readonly Authentication[]): boolean {
  return authentication.some((method) => words.includes(method) && !NO_LOGIN.includes(method));
}
