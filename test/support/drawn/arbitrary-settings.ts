/**
 * Any settings that a file may hold, and any address at their domain: for tests of what holds for all of them.
 * @module
 */
import * as fc from "fast-check";
import { EmailAddress } from "../../../src/model/address/email-address-schema.ts";
import { type MailAccount, toAccount } from "../../../src/model/address/mail-account.ts";
import { findSettings } from "../../../src/model/resolving/find-settings.ts";
import { Authentication } from "../../../src/model/server.ts";
import { isSettings, type ServerSettings } from "../../../src/model/server-settings.ts";
import { formatFault } from "../../../src/model/settings/fault.ts";
import { parseSettings } from "../../../src/model/settings/parse-settings.ts";

/** What upsets serialisers, templates and readers: markup, references, half a template, characters outside the BMP. */
const AWKWARD = ["&", "<", ">", '"', "'", "&amp;", "&#65;", "&copy;", "]]>", "<!--", "{", "}", "%", "%41", "\\"];
const character = fc.oneof(
  fc.constantFrom(...AWKWARD),
  fc.constantFrom("a", "Z", "7", " ", "é", "ß", "魚", "א", "😀", "\u{200D}"),
);

/** Text that begins and ends with a letter: readers may trim, and no template is meant, ours or another system's (`%Z%`). */
function arbitraryText(max: number): fc.Arbitrary<string> {
  return fc
    .array(character, { maxLength: max })
    .map((characters) => {
      let text = "x";
      for (const next of characters) if (text.length + next.length < max) text += next;
      return `${text.replace(/\{(?=[A-Za-z])|%(?=[A-Za-z]+%)|\s+/g, " ").replace(/ +/g, " ")}y`;
    })
    .map((text) => text.slice(0, 1) + text.slice(1, -1).trimEnd() + text.slice(-1));
}

const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,10}[a-z0-9])?$/).filter((text) => !text.includes("--"));
const domain = fc.oneof(
  label.map((text) => `${text}.example`),
  label.map((text) => `${"long-".repeat(11)}${text}`.slice(0, 60).replace(/-$/, "0")).map((text) => `${text}.example`),
  fc.constantFrom("bücher.example", "例え.テスト", "STRASSE.example", "faß.example", "sub.domain.shop.example"),
);
const hostname = fc.oneof(
  fc.constantFrom("mail.{domain}", "{domain}", "imap.bücher.example", "MAIL.Hosting.Example"),
  domain,
);
const url = fc.constantFrom(
  "https://webmail.{domain}/",
  "https://hosting.example/help?a=1&b=2",
  "https://hosting.example/it's/%7Bbraces%7D?q=%26amp;#x",
  "https://bücher.example/lies/mich",
);

const MOST_USED = ["password-cleartext", "OAuth2", "password-encrypted"] as const;
const authentication = fc.uniqueArray(
  fc.oneof(fc.constantFrom(...MOST_USED), fc.constantFrom(...Authentication.options)),
  {
    minLength: 1,
    maxLength: 4,
  },
);
const username = fc.oneof(
  fc.constantFrom("{address}", "{localPart}", "{localPart}.{domain}", "corp\\{localPart}", "fixed-&-<user>", "a&amp;b"),
);
const transport = fc.oneof(
  fc.record({ port: fc.constantFrom(993, 995, 465), socketType: fc.constant("tls") }),
  fc.record({ port: fc.constantFrom(143, 110, 587), socketType: fc.constant("starttls") }),
  fc.record({ port: fc.integer({ min: 1, max: 65_535 }), socketType: fc.constantFrom("tls", "starttls", "plain") }),
);

function server(protocol: string) {
  return fc
    .tuple(fc.record({ hostname, authentication, username }), transport)
    .map(([said, { port, socketType }]) => ({ protocol, ...said, port, socketType }));
}

const pop3Server = fc
  .tuple(
    server("pop3"),
    fc.option(
      fc.record(
        {
          leaveMessagesOnServer: fc.boolean(),
          downloadOnBiff: fc.boolean(),
          daysToLeaveMessagesOnServer: fc.integer({ min: 1, max: 365 }),
        },
        { requiredKeys: [] },
      ),
      { nil: undefined },
    ),
  )
  .map(([said, pop3]) => ({ ...said, ...(Object.keys(pop3 ?? {}).length === 0 ? {} : { pop3 }) }));

const incomingServers = fc.oneof(
  fc.array(server("imap"), { minLength: 1, maxLength: 3 }),
  fc.array(pop3Server, { minLength: 1, maxLength: 2 }),
  fc.array(fc.oneof(server("imap"), pop3Server), { minLength: 2, maxLength: 5 }),
);

const lang = fc.constantFrom("en", "de", "pt-BR");

function dav(...urls: string[]) {
  return fc.record({ url: fc.constantFrom(...urls), username, inAutoconfig: fc.boolean() }, { requiredKeys: ["url"] });
}

const provider = fc.record(
  {
    displayName: arbitraryText(60),
    displayShortName: arbitraryText(20),
    incomingServers,
    outgoingServers: fc.array(server("submission"), { minLength: 1, maxLength: 3 }),
    lowerCaseLogin: fc.boolean(),
    services: fc.record(
      {
        caldav: dav("https://dav.{domain}/cal/?a=1&b=2"),
        carddav: dav("https://dav.{domain}/", "https://dav.{domain}/card/", "https://dav.{domain}:8443/card"),
        jmap: fc.record({ url: fc.constant("https://jmap.{domain}/session") }),
        managesieve: fc.record({ hostname, port: fc.constant(4190), socketType: fc.constant("starttls") }),
        activesync: fc.record({ url: fc.constant("https://eas.{domain}/Microsoft-Server-ActiveSync") }),
      },
      { requiredKeys: [] },
    ),
    webmail: fc.record({ url, urlBeforeLaunch: fc.constant("https://{storeHost}/mail/?a=1&b=2") }),
    documentation: fc.array(fc.record({ url, lang, text: arbitraryText(80) }, { requiredKeys: ["url"] })),
    enable: fc.array(
      fc.record({
        visitUrl: url,
        instructions: fc.array(fc.record({ lang, text: arbitraryText(80) }, { requiredKeys: ["text"] })),
      }),
    ),
    oauth2: fc.record({
      issuer: fc.constantFrom("login.hosting.example", "https://login.hosting.example/"),
      scope: fc.constant("mail contacts & <more>"),
      authorizationUrl: fc.constant("https://login.{domain}/authorize?a=1&b=2"),
      tokenUrl: fc.constant("https://login.{domain}/token"),
      clientId: fc.constant("mail & more"),
      clientSecret: fc.constant("<public>"),
    }),
  },
  { requiredKeys: ["displayName", "displayShortName", "incomingServers", "outgoingServers"] },
);

/** A settings file of one domain. */
export const arbitraryFile = fc
  .record({ provider, domain, launched: fc.boolean() })
  .map(({ provider, domain, launched }) => {
    const entry = { provider: "p", launched, allowPlaintext: true, variables: { storeHost: "store.hosting.example" } };
    return { providers: { p: provider }, domains: { [domain]: entry } };
  });

/** Valid settings of one domain, come the way that all settings come: through a file. */
export const arbitrarySettings: fc.Arbitrary<ServerSettings> = arbitraryFile.map(parseFile);

/** By the file's text. Parsing takes most of the time, and tests that share a seed draw the same files. */
const parsed = new Map<string, ServerSettings>();

function parseFile(file: object): ServerSettings {
  const text = JSON.stringify(file);
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const settings = parseSettings(file);
  if (!settings.ok) throw new Error(settings.error.map(formatFault).join("\n"));
  const [name] = settings.value.domains.keys();
  const found = name === undefined ? undefined : findSettings(settings.value, name, new Date(0));
  if (!isSettings(found)) throw new Error("the domain has no settings");
  parsed.set(text, found);
  return found;
}

const localPart = fc
  .array(fc.constantFrom("a", "B", "7", ".", "+", "_", "-", "&", "'", "é", "魚", "😀", "%", "{x}"), {
    minLength: 1,
    maxLength: 12,
  })
  .map((characters) => characters.join(""));

/** Somebody at any domain; the address is typed in any case. */
export const arbitraryAccount: fc.Arbitrary<MailAccount> = fc
  .tuple(arbitrarySettings, localPart, fc.boolean())
  .map(([settings, name, shouting]) =>
    toAccount(EmailAddress.parse(`${name}@${shouting ? settings.domain.toUpperCase() : settings.domain}`), settings),
  );

/** One to five people at one domain, all of them different. */
export const arbitraryAccounts: fc.Arbitrary<MailAccount[]> = fc
  .tuple(
    arbitrarySettings,
    fc.uniqueArray(localPart, { minLength: 1, maxLength: 5, selector: (name) => name.toLowerCase() }),
  )
  .map(([settings, names]) =>
    names.map((name) => toAccount(EmailAddress.parse(`${name}@${settings.domain}`), settings)),
  );
