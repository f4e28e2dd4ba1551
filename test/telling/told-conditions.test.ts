/**
 * What no guide tells at a domain where it does not apply.
 * @module
 */
import { describe, expect, test } from "vitest";
import { CLIENT_IDS, CLIENTS, isForMail } from "../../src/content/catalogue.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import type { ClientId } from "../../src/model/guides/client-id.ts";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import { toProgramGroups } from "../../src/pages/domain/program-groups.ts";
import { renderArticleText } from "../../src/pages/frame/article-text.ts";
import { toPlainText } from "../../src/telling/article/inline.ts";
import { toErrorsArticle, toFailureIndex } from "../../src/telling/failures/failure-index.ts";
import { toDomainArticle } from "../../src/telling/guides/domain-article.ts";
import { toArticle } from "../../src/telling/guides/guide.ts";
import { toWelcomeArticle } from "../../src/telling/guides/welcome-article.ts";
import { findProfileOffer } from "../../src/telling/values/profile-link.ts";
import type { Setting } from "../../src/telling/values/setting.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { settingsOf } from "../support/domains/accounts.ts";

type Outgoing = ServerSettings["outgoingServers"][number];
type Told = readonly [guide: string, text: string, drawn: string];

/** Everything that is told of a domain: all guides, and the index of error texts. */
function tellAll(settings: ServerSettings): Told[] {
  const setting: Setting = { settings, language: ENGLISH, reader: "unknown", origin: "", query: "" };
  const index = toErrorsArticle(setting, toFailureIndex(setting));
  const articles = [
    ...CLIENT_IDS.map((id) => [id, toArticle(setting, id, undefined)] as const),
    ["errors", index] as const,
  ];
  return articles.map(([id, article]) => [
    id,
    renderArticleText(article, ENGLISH, "txt").body.replaceAll(/\s+/g, " "),
    JSON.stringify(article),
  ]);
}

const withOutgoing = (settings: ServerSettings, changed: Partial<Outgoing>): ServerSettings => ({
  ...settings,
  outgoingServers: [{ ...settings.outgoingServers[0], ...changed }],
});

const fish = settingsOf("fish.example");

const onlyOAuth2: ServerSettings = {
  ...withOutgoing(fish, { authentication: ["OAuth2"] }),
  incomingServers: [{ ...fish.incomingServers[0], authentication: ["OAuth2"] }],
};

describe("where the outgoing server asks for no login, no guide tells a user name or a password for sending", () => {
  const names = (told: readonly Told[]) =>
    told.filter(([, text, drawn]) => `${text}${drawn}`.includes("sending-login")).map(([id]) => id);

  test("which they do where it asks for one", () =>
    expect(names(tellAll(withOutgoing(fish, { username: "sending-login" }))).length).toBeGreaterThan(20));

  test.each(["none", "client-IP-address"] as const)("%s", (method) => {
    const told = tellAll(withOutgoing(fish, { username: "sending-login", authentication: [method] }));
    expect(names(told)).toEqual([]);
    for (const [id, text, drawn] of told) {
      // The way to log in is called so too.
      if (method !== "none") expect(drawn, id).not.toContain('"kind":"value","text":"None"}');
      expect(drawn, id).not.toContain("SMTP Password");
      const wrong =
        /[^.]*(?:do fill them in|as the login method|password in both places|and your password for sending|user name and password for sending)[^.]*\.|[^.]*(?:switch on|requires?) (?:the )?authentication[^.]*\./gi;
      expect(text.match(wrong) ?? [], id).toEqual([]);
    }
  });
});

test.each(["fish.example", "pop.example"])(
  "where no server encrypts, no guide asks for encryption, as at %s",
  (domain) => {
    const { incomingServers, outgoingServers, ...rest } = settingsOf(domain);
    const [incoming, ...others] = incomingServers.map((server) => ({ ...server, socketType: "plain" as const }));
    if (incoming === undefined) throw new Error("no server");
    const plain = withOutgoing(
      { ...rest, incomingServers: [incoming, ...others], outgoingServers },
      { socketType: "plain" },
    );
    const wrong =
      /[^.]*(?:None \(not encrypted\)[^.]* do not go on|switch encryption on|(?:leave|with|boxes) “?use (?:tls\/)?ssl[^.]*(?: on\b|ticked)|“SSL” is a switch: leave it on|is a switch: leave it on|security is set to “?none|without encryption on a port|tried to log in without encryption|would be sent unencrypted|the encryption keeps it safe|Encryption is switched off)[^.]*/gi;
    for (const [id, text, drawn] of tellAll(plain)) {
      // What has ended is told of no domain's servers.
      expect(text.match(wrong) ?? [], id).toEqual([]);
      const on = drawn.match(/"kind":"(?:tick|switch)","label":\[[^\]]*(?:Use (?:TLS\/)?SSL)[^\]]*\][^}]*"isOn":true/g);
      expect(on ?? [], id).toEqual([]);
    }
  },
);

test("where there is no webmail, nobody is sent there for what only webmail can do", () => {
  const { webmail, ...none } = fish;
  expect(webmail).toBeDefined();
  const wrong =
    /[^.]*(?:\b(?:try the password|change the password itself|choose a new password|delete the message|log in to|open it|check the mailbox|always available) (?:once )?in webmail|log in to webmail|appears in webmail)[^.]*/gi;
  const said = (settings: ServerSettings) => tellAll(settings).flatMap(([, text]) => text.match(wrong) ?? []);
  expect(said(fish).length).toBeGreaterThan(10);
  for (const [id, text] of tellAll(none)) expect(text.match(wrong) ?? [], id).toEqual([]);
});

test.each(["fish.example", "pop.example"])(
  "where there is no webmail, nobody is told to use it instead, as at %s",
  (domain) => {
    const { webmail: _, ...none } = settingsOf(domain);
    for (const [id, text, drawn] of tellAll(none)) {
      expect(text.match(/[^.]*\b(?:use|or|settings in) webmail\b[^.]*/gi) ?? [], id).toEqual([]);
      expect(drawn, id).not.toContain("webmail-aliases");
    }
    const setting: Setting = { settings: none, language: ENGLISH, reader: "unknown", origin: "", query: "" };
    expect(JSON.stringify(toWelcomeArticle(setting))).not.toContain("in webmail");
  },
);

test("of app passwords webmail's own guide speaks only where there are some", () => {
  const says = (settings: ServerSettings) => {
    const setting: Setting = { settings, language: ENGLISH, reader: "unknown", origin: "", query: "" };
    return JSON.stringify(toArticle(setting, "webmail-sync", undefined)).includes("Create an app password");
  };
  const { twoStep: _, webmail = { url: "https://mail.fish.example/" }, ...rest } = fish;
  const twoStep = { appPasswordUrl: "https://mail.fish.example/" };
  const has = (generation: "current" | "legacy", more = {}) =>
    says({ ...rest, ...more, webmail: { ...webmail, product: "smartermail", generation } });
  expect([has("current", { twoStep }), has("current"), has("legacy", { twoStep })]).toEqual([true, false, false]);
});

test("who is told of a quick way, or a profile, has one", () => {
  const { automatic, manualIntro } = ENGLISH.words.guide;
  for (const settings of [fish, onlyOAuth2, settingsOf("plain.example")]) {
    const setting: Setting = { settings, language: ENGLISH, reader: "unknown", origin: "", query: "" };
    for (const id of CLIENT_IDS) {
      const article = toArticle(setting, id, undefined);
      const isTold = article.sections.some(({ title }) => title === automatic);
      const drawn = JSON.stringify(article);
      if (isTold) continue;
      expect(drawn, id).not.toContain(manualIntro);
      expect(drawn, id).not.toContain("brings all the settings");
    }
  }
});

describe("where OAuth2 is the only way in", () => {
  const setting: Setting = { settings: onlyOAuth2, language: ENGLISH, reader: "unknown", origin: "", query: "" };
  const forMail = CLIENT_IDS.filter((id) => isForMail(CLIENTS[id]) && !CLIENTS[id].discontinued);

  test.each(forMail.filter((id) => id !== "other"))("%s, which does not know the provider, has no steps", (id) => {
    const { lead, facts, sections } = toArticle(setting, id, undefined);
    expect(toPlainText(lead)).toMatch(/^fish\.example requires a sign-in on a web page .* Use webmail\.$/);
    expect(facts[0]?.text).toBe("Not possible here");
    expect(sections.filter(({ id: name }) => ["automatic", "manual", "settings"].includes(name))).toEqual([]);
  });

  test("no program is called best, and both the page and the guide for any other say why", () => {
    const groups = toProgramGroups(setting, "", false);
    expect(groups.flatMap(({ best }) => best ?? [])).toEqual([]);
    const [other, email] = [toArticle(setting, "other", undefined), toArticle(setting, "email-guide", undefined)];
    for (const { sections } of [other, email, toDomainArticle(setting), toWelcomeArticle(setting)])
      expect(JSON.stringify(sections.find(({ id }) => id === "notice"))).toContain("a password alone is refused");
  });

  test("no text speaks of programs, a password to type or a profile that are not there", () => {
    const { twoStep: _, services: _services, ...settings } = onlyOAuth2;
    const own: Setting = { ...setting, settings };
    const textOf = (article: ReturnType<typeof toArticle>) => renderArticleText(article, ENGLISH, "txt").body;
    const email = textOf(toArticle(own, "email-guide", undefined));
    for (const said of ["such as Outlook", "Each of these has its own guide", "needs the password"])
      expect(email).not.toContain(said);
    const other = toArticle(own, "other", undefined).sections.filter(({ id }) => id === "manual");
    expect(JSON.stringify(other)).toContain("outgoing or SMTP server");
    expect(JSON.stringify(other)).not.toMatch(/password/i);
    expect(textOf(toErrorsArticle(own, toFailureIndex(own)))).not.toMatch(/install the/i);
  });

  test("at a provider that Thunderbird knows, it has its steps, and others are warned", () => {
    const hostname = Domain.parse("imap.fastmail.com");
    const { enable: _, ...settings } = withOutgoing(onlyOAuth2, { hostname });
    const known = { ...setting, settings };
    const names = (id: ClientId) => toArticle(known, id, undefined).sections.map(({ id: name }) => name);
    expect(names("thunderbird-desktop")).toContain("automatic");
    expect(names("thunderbird-desktop")).not.toContain("notice");
    expect(names("evolution")).toContain("notice");
  });
});

describe("a program is said to find the settings only where it does", () => {
  const factsOf = (settings: ServerSettings, id: ClientId) => {
    const { facts, lead } = toArticle(
      { settings, language: ENGLISH, reader: "unknown", origin: "", query: "" },
      id,
      undefined,
    );
    return [facts.map(({ text }) => text), toPlainText(lead)] as const;
  };

  test("classic Outlook may", () => {
    const [facts, lead] = factsOf(fish, "outlook-windows-classic");
    expect(facts).toContain("May find the settings itself");
    expect(lead).toContain("may find the settings itself");
  });

  test("Thunderbird for Android takes no server that asks for no login", () => {
    expect(factsOf(fish, "thunderbird-android")[0]).toContain("Finds the settings itself");
    const [facts, lead] = factsOf(withOutgoing(fish, { authentication: ["none"] }), "thunderbird-android");
    expect(facts).toContain("You enter the settings");
    expect(lead).toContain("doesn't find these settings by itself");
  });

  test.each(["fairemail", "mailspring"] as const)("%s where the login is one that it tries", (id) => {
    const withLogin = (username: string, sending = username): ServerSettings => {
      const { incomingServers, ...rest } = withOutgoing(settingsOf("plain.example"), { username: sending });
      return { ...rest, incomingServers: [{ ...incomingServers[0], username }] };
    };
    for (const username of ["{address}", "{localPart}"])
      expect(factsOf(withLogin(username), id)[0]).toContain("Finds the settings itself");
    for (const settings of [withLogin("{localPart}.{prefix}"), withLogin("{address}", "{localPart}")]) {
      const [facts, lead] = factsOf(settings, id);
      expect(facts).toContain("You enter the settings");
      expect(lead).toContain("doesn't find these settings by itself");
    }
  });

  test("FairEmail where there is IMAP", () => {
    const [facts, lead] = factsOf(settingsOf("pop.example"), "fairemail");
    expect(facts).toContain("You enter the settings");
    expect(lead).toContain("doesn't find these settings by itself");
  });
});

test("where there is no IMAP, Thunderbird for Android is told of its code and of no push", () => {
  const pop = settingsOf("pop.example");
  const setting: Setting = { settings: pop, language: ENGLISH, reader: "unknown", origin: "", query: "" };
  expect(toPlainText(toArticle(setting, "thunderbird-android", undefined).lead)).toContain("scan the code");
  const told = tellAll(pop).filter(([, text]) => text.includes("Enable Push"));
  expect(told.map(([id]) => id)).toEqual([]);
  expect(tellAll(fish).filter(([, text]) => text.includes("Enable Push"))).toHaveLength(2);
});

describe("calendars and contacts are told as the domain has them", () => {
  const url = "https://dav.fish.example/";
  const { services: _, ...withoutServices } = fish;
  const withServices = (services: NonNullable<ServerSettings["services"]>) =>
    new Map(tellAll({ ...withoutServices, services }).map(([id, text]) => [id, text]));

  test("with the name that each service takes", () => {
    const services = { caldav: { url, username: "of-calendars" }, carddav: { url, username: "of-contacts" } };
    const setting: Setting = {
      settings: { ...fish, services },
      language: ENGLISH,
      reader: "unknown",
      origin: "",
      query: "",
    };
    const text = renderArticleText(toArticle(setting, "webmail-sync", undefined), ENGLISH, "txt").body;
    expect(text.replaceAll(/\s+/g, " ")).toContain("for the login of-calendars");
    const apple = withServices(services).get("apple-calendar-contacts");
    expect(apple).toContain("The user name is of-calendars for calendars and of-contacts for contacts");
    expect(apple).not.toMatch(/same login|they are the same/);
  });

  test("contacts alone", () => {
    const told = withServices({ carddav: { url } });
    expect(told.get("davx5")).not.toMatch(/tabs “CalDAV”|CalDAV: chosen|Your calendar/);
    expect(told.get("apple-calendar-contacts")).not.toContain("two separate accounts");
    expect(
      findProfileOffer({ ...withoutServices, services: { carddav: { url } } }, "apple-calendar-contacts")?.fields,
    ).toMatchObject({ include: "contacts" });
  });

  test("ActiveSync alone, by an account of that kind", () => {
    const told = withServices({ activesync: { url } });
    for (const id of ["davx5", "apple-calendar-contacts", "apple-mail-ios"])
      expect(told.get(id), id).toContain("account of the kind “Exchange”");
    expect(told.get("davx5")).not.toContain("doesn't offer");
  });

  test("none, of which no profile speaks", () => {
    const told = tellAll(withoutServices);
    for (const [id, text] of told) expect(text, id).not.toContain("sets up calendars and contacts as well");
  });
});
