/**
 * What the welcome mail for a new mailbox says: to one person, or to whoever gets one at a domain. Never a password.
 * @module
 */
import { fillWords } from "../../content/language.ts";
import { hole } from "../../formats/document-template.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import { toAddressHash } from "../../model/guides/guide-path.ts";
import { formatList } from "../../model/intl.ts";
import { findWebmailUrl } from "../../model/server-settings.ts";
import type { Article, Block, Inlines, Section } from "../article/article.ts";
import { fillInlines } from "../article/fill-inlines.ts";
import type { Inline } from "../article/inline.ts";
import { securityOf } from "../values/find-value.ts";
import { toPageUrl } from "../values/page-url.ts";
import { toAddressValue, toShownAddress } from "../values/personal-value.ts";
import { findProfileOffer, toProfileUrl } from "../values/profile-link.ts";
import { toQuotaText } from "../values/quota.ts";
import { findPairs } from "../values/server-pair.ts";
import { toServerTables } from "../values/server-tables.ts";
import type { Reader, Setting } from "../values/setting.ts";
import { toNoticeBlocks } from "./notices.ts";
import { toContactPoints } from "./support-section.ts";

/** Links in it are followed from elsewhere: `origin` of the setting must be there. */
export function toWelcomeArticle(setting: Setting): Article {
  const { settings, language, reader } = setting;
  const { welcome: words } = language.words;
  const domain = toUnicode(settings.domain);
  const provider = settings.displayName;
  const address = toAddress(setting);
  const section = (id: string, title: string, blocks: readonly Block[]): Section[] =>
    blocks.length === 0 ? [] : [{ id, title, blocks }];
  const ready =
    reader === "unknown"
      ? fillInlines(words.readyDomain, { domain, provider })
      : fillInlines(words.ready, { address, provider });
  return {
    title: toWelcomeSubject(setting),
    lead: [{ kind: "text", text: `${words.greeting} ` }, ...ready],
    facts: [],
    sections: [
      ...section("notice", language.words.guide.notice, toNoticeBlocks(setting, "other")),
      ...section("quick", words.quick.heading, toQuickWay(setting)),
      ...section("webmail", words.webmail.heading, toWebmail(setting)),
      ...section("login", words.login.heading, toFirstLogin(setting)),
      ...section("settings", words.settings.heading, toSettings(setting)),
      ...section("quota", words.quota.heading, toQuota(setting)),
      ...section("two-step", words.twoStep.heading, toTwoStep(setting)),
      ...section("help", words.support.heading, toHelp(setting)),
    ],
  };
}

export function toWelcomeSubject({ settings, language, reader }: Setting): string {
  const { subject, subjectDomain } = language.words.welcome;
  const address = toShownAddress(reader);
  return address === undefined
    ? fillWords(subjectDomain, { domain: toUnicode(settings.domain) })
    : fillWords(subject, { address });
}

/** What stands after "#" of a link for a reader. */
export function toReaderHash(reader: Reader): string {
  if (reader === "unknown") return "";
  return reader === "hole" ? hole("hash") : toAddressHash(reader.canonical);
}

/** The page that sets everything up, filled in for the reader. */
export function toSetUpUrl(setting: Setting): string {
  return `${toPageUrl(setting)}${toReaderHash(setting.reader)}`;
}

const say = (text: string): Inline => ({ kind: "text", text });
const code = (text: string): Inline => ({ kind: "code", text });
const link = (href: string, text = href): Inline => ({ kind: "link", text, href });
const paragraph = (...inlines: Inlines): Block => ({ kind: "paragraph", inlines });

function toAddress({ reader, language }: Setting): Inline {
  return { kind: "person", ...toAddressValue(reader, language.words) };
}

function toQuickWay(setting: Setting): Block[] {
  const { settings, language, origin } = setting;
  const { quick } = language.words.welcome;
  const offer = findProfileOffer(settings, undefined);
  const profile = offer && toProfileUrl(offer, origin);
  return [
    paragraph(say(quick.page)),
    { kind: "button", text: quick.button, href: toSetUpUrl(setting) },
    ...(profile === undefined ? [] : [paragraph(say(quick.profile)), paragraph(link(profile))]),
    paragraph(say(settings.webmail === undefined ? quick.noPasswordProgram : quick.noPassword)),
  ];
}

function toWebmail({ settings, language }: Setting): Block[] {
  const { webmail: words } = language.words.welcome;
  const url = findWebmailUrl(settings);
  const later = settings.webmail?.url;
  if (url === undefined) return [];
  if (settings.launched || url === later) return [paragraph(...fillInlines(words.launched, { url: link(url) }))];
  return [
    paragraph(...fillInlines(words.beforeLaunch, { url: link(url) })),
    ...(later === undefined ? [] : [paragraph(...fillInlines(words.afterLaunch, { url: link(later) }))]),
  ];
}

function toFirstLogin(setting: Setting): Block[] {
  const { settings, language, reader } = setting;
  const { login } = language.words.welcome;
  const guide = `${toPageUrl(setting, "webmail-first-login")}${toReaderHash(reader)}`;
  const user =
    reader === "unknown" ? [say(login.userDomain)] : fillInlines(login.user, { address: toAddress(setting) });
  return [
    { kind: "points", items: [user, [say(login.password)]] },
    ...(settings.webmail === undefined
      ? []
      : [paragraph(say(login.change)), paragraph(say(`${login.guide} `), link(guide))]),
  ];
}

function toSettings(setting: Setting): Block[] {
  const { intro, pop3 } = setting.language.words.welcome.settings;
  const [first, ...others] = findPairs(setting.settings, "other");
  const tables = toServerTables(setting, "other", first === undefined ? [] : [first]);
  if (tables.length === 0) return [];
  return [
    paragraph(say(intro)),
    { kind: "values", tables },
    ...others.flatMap(({ incoming }) =>
      incoming === undefined
        ? []
        : [
            paragraph(
              ...fillInlines(pop3, {
                host: code(incoming.hostname),
                port: code(String(incoming.port)),
                security: say(securityOf(incoming, "other", setting.language).text),
              }),
            ),
          ],
    ),
  ];
}

function toQuota(setting: Setting): Block[] {
  const { settings, language } = setting;
  const quota = toQuotaText(setting);
  if (quota === undefined) return [];
  const { shared } = language.words.welcome.quota;
  return [paragraph(say(fillWords(shared, { domain: toUnicode(settings.domain), quota })))];
}

function toTwoStep({ settings, language }: Setting): Block[] {
  if (settings.twoStep === undefined) return [];
  const { appPassword } = language.words.welcome.twoStep;
  return [paragraph(...fillInlines(appPassword, { url: link(settings.twoStep.appPasswordUrl) }))];
}

function toHelp(setting: Setting): Block[] {
  const { settings, language } = setting;
  const { support: words, phishing } = language.words.welcome;
  const { support } = settings;
  const contacts = toContactPoints(setting);
  const name = support?.name ?? settings.displayName;
  const names = (support?.clients ?? []).map((client) => language.clientNames[client].name);
  const clients = formatList(language.tag, names);
  return [
    ...(contacts.length === 0
      ? []
      : [paragraph(say(fillWords(words.ask, { support: name }))), { kind: "points", items: contacts } as const]),
    ...(names.length === 0 ? [] : [paragraph(say(fillWords(words.clients, { support: name, clients })))]),
    paragraph(say(`${words.errors} `), link(toPageUrl(setting, "errors"))),
    { kind: "notice", inlines: [say(phishing)] },
  ];
}
