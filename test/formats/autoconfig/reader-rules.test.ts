/**
 * What the readers of clients want of our documents beyond their grammars, whatever the settings: who wants it stands
 * beside each rule, and what happens otherwise in `docs/clients.md`.
 * @module
 */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { renderAutoconfig, renderAutoconfigForMxLookup } from "../../../src/formats/autoconfig/autoconfig.ts";
import { autodiscoverPox, canExpressAsPox } from "../../../src/formats/autodiscover/autodiscover-pox.ts";
import { renderPersonal } from "../../../src/formats/document-template.ts";
import { parseXml, type XmlElement } from "../../../src/formats/xml-element.ts";
import { arbitraryAccount, arbitrarySettings } from "../../support/drawn/arbitrary-settings.ts";
import { toEffort } from "../../support/drawn/effort.ts";

const RUNS = { numRuns: toEffort(60) };

function rootOf(xml: string): XmlElement {
  const parsed = parseXml(xml);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

function descendants(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(descendants)];
}

const textsOf = (element: XmlElement, name: string) =>
  element.children.filter((child) => child.name === name).map(({ text }) => text);

test("autoconfig is as its strictest readers want it", () => {
  fc.assert(
    fc.property(arbitrarySettings, fc.boolean(), (settings, isMxLookup) => {
      const { body, contentType } = isMxLookup ? renderAutoconfigForMxLookup(settings) : renderAutoconfig(settings);
      // Thunderbird wants the type to begin so; Evolution and Delta Chat want UTF-8, without a mark.
      expect(contentType).toBe("text/xml; charset=utf-8");
      expect(body.startsWith('<?xml version="1.0" encoding="UTF-8"?>')).toBe(true);
      // Delta Chat reads no CDATA; Evolution and Delta Chat know no prefixes.
      expect(body).not.toMatch(/<!\[CDATA\[|<\/?\w+:|xmlns|%EMAILDOMAIN%/);
      // Evolution and FairEmail trim nothing.
      expect(body).not.toMatch(/<(hostname|port|socketType|authentication|username)>(?:\s|[^<]*\s<\/\1>)/);
      const root = rootOf(body);
      const providers = root.children.filter(({ name }) => name === "emailProvider");
      expect(providers).toHaveLength(1);
      const [provider = root] = providers;
      // Thunderbird, also for Android, refuses an id that is no ASCII host name.
      expect(provider.attributes.get("id")).toMatch(/^[a-z0-9.-]+$/);
      expect(textsOf(provider, "domain")).toContain(settings.domain);
      // Thunderbird for iOS refuses a file without either.
      for (const name of ["displayName", "displayShortName"]) expect(textsOf(provider, name)).toHaveLength(1);
      const servers = provider.children.filter(({ name }) => /Server$/.test(name));
      const types = servers.map(({ attributes }) => attributes.get("type"));
      // FairEmail, SnappyMail and Geary look at the first incoming server alone; Thunderbird for iOS knows these types.
      expect(types).toEqual([
        ...types.filter((type) => type === "imap"),
        ...types.filter((type) => type === "pop3"),
        ...types.filter((type) => type === "smtp"),
      ]);
      for (const server of servers) {
        // Evolution refuses the file for any other attribute.
        expect([...server.attributes.keys()]).toEqual(["type"]);
        for (const name of ["hostname", "port", "socketType", "username"]) {
          expect(textsOf(server, name)).toHaveLength(1);
          expect(textsOf(server, name)[0]).not.toBe("");
        }
        expect(textsOf(server, "authentication")).not.toEqual([]);
        // FairEmail, Nextcloud and Mailspring fill in no placeholder here; Thunderbird wants ASCII.
        expect(textsOf(server, "hostname")[0]).toMatch(/^[a-z0-9.-]+$/);
        // Thunderbird makes an object of a value that has an attribute.
        for (const value of server.children) expect(value.attributes.size).toBe(0);
      }
      // FairEmail takes any user name of the file for the login: calendars have none, and are there on demand alone.
      expect(descendants(root).filter(({ name }) => name === "username")).toHaveLength(servers.length);
      const { caldav, carddav } = settings.services ?? {};
      expect(root.children.map(({ name }) => name).filter((name) => /calendar|address/i.test(name))).toEqual([
        ...(caldav?.inAutoconfig ? ["calendar"] : []),
        ...(carddav?.inAutoconfig ? ["addressbook"] : []),
      ]);
    }),
    RUNS,
  );
});

test("Autodiscover is as its strictest readers want it", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryAccount, fc.boolean(), async (account, withLogin) => {
      fc.pre(canExpressAsPox(account.settings));
      const { body } = await renderPersonal(autodiscoverPox, account, { withLogin });
      const all = descendants(rootOf(body));
      const names = all.map(({ name }) => name);
      // FairEmail wants both before the first protocol; Delta Chat follows any redirect.
      expect(names.indexOf("AccountType")).toBeLessThan(names.indexOf("Protocol"));
      expect(names.indexOf("Action")).toBeLessThan(names.indexOf("Protocol"));
      expect(names.filter((name) => /^Redirect/.test(name))).toEqual([]);
      const protocols = all.filter(({ name }) => name === "Protocol");
      // FairEmail takes the last of a kind, SnappyMail wants two protocols.
      const types = protocols.flatMap((protocol) => textsOf(protocol, "Type"));
      const known = ["IMAP", "POP3", "SMTP", "CalDAV", "CardDAV"];
      expect(types).toEqual(known.filter((type) => types.includes(type)));
      const mail = protocols.filter((protocol) => !textsOf(protocol, "Type")[0]?.endsWith("DAV"));
      expect(mail.length).toBeGreaterThanOrEqual(2);
      for (const protocol of mail) {
        const [ssl] = textsOf(protocol, "SSL");
        // Delta Chat and Thunderbird compare exactly; any other Encryption than TLS is no encryption to them.
        expect(["on", "off"]).toContain(ssl);
        if (ssl === "on") expect(["", "TLS"]).toContain(textsOf(protocol, "Encryption")[0] ?? "");
        for (const name of ["Server", "Port", "DomainRequired", "SPA", "AuthRequired"])
          expect(textsOf(protocol, name)).toHaveLength(1);
        // Delta Chat's GET names nobody, and so does the answer.
        expect(textsOf(protocol, "LoginName")).toHaveLength(withLogin ? 1 : 0);
      }
    }),
    RUNS,
  );
});
