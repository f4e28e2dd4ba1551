/**
 * The page of one domain: which program to set up and how, and every setting there is.
 * @module
 */
import domainStyle from "../../../templates/built/domain-page.min.css";
import pageWithCodes from "../../../templates/built/page-with-codes.min.js";
import domainTemplate from "../../../templates/domain-page.eta";
import outlookPicture from "../../../templates/drawings/outlook-picture.eta";
import handOver from "../../../templates/parts/hand-over.eta";
import programTemplate from "../../../templates/parts/program.eta";
import { fillCount, fillWords, type Language, toLeading } from "../../content/language.ts";
import { orderValues, type PersonalFormat } from "../../formats/document-template.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import { toGuidePath } from "../../model/guides/guide-path.ts";
import { hasServicesOfMailbox } from "../../model/server-settings.ts";
import { toGlossText } from "../../telling/article/glosses.ts";
import { toTeller } from "../../telling/article/teller.ts";
import { toNotices } from "../../telling/guides/notices.ts";
import { toPageUrl } from "../../telling/values/page-url.ts";
import { type Setting, toReader } from "../../telling/values/setting.ts";
import { type Code, toAccountCode, toPageCode } from "../frame/account-code.ts";
import { toAddressForm, toVisitor, toVisitorValues, toWhose } from "../frame/address-form.ts";
import { renderPage, toBrand } from "../frame/page.ts";
import { templates } from "../frame/templates.ts";
import { toHelpCards, toWebmail } from "./domain-help.ts";
import { toDomainTables, toServiceTables } from "./domain-tables.ts";
import type { HandOver } from "./hand-over.ts";
import { type Program, toElsewhere, toProgram, toProgramGroups } from "./program-groups.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@domain-page": ReturnType<typeof toView>;
    "@hand-over": { readonly handOver: HandOver; readonly known: boolean; readonly address: string };
    "@program": Program;
    "@outlook-picture": { readonly picture: "classic" | "new" };
  }
}

templates.load("@domain-page", domainTemplate);
templates.load("@hand-over", handOver);
templates.load("@program", programTemplate);
templates.load("@outlook-picture", outlookPicture);

export interface DomainPageOptions {
  readonly language: Language;
  /** `?lang=…`, where the visitor asked for the language by name. */
  readonly query: string;
  /** Whether an address is known, and filled in. */
  readonly personal: boolean;
  /** Where people reach the service: the code takes a phone there. */
  readonly origin: string;
  /** Whether a device takes the profile for verified. */
  readonly profileSigned?: boolean;
}

export const domainPage: PersonalFormat<DomainPageOptions> = {
  renderTemplate(settings, options) {
    const { personal, language, query } = options;
    const setting: Setting = { settings, language, reader: personal ? "hole" : "unknown", origin: "", query };
    return renderPage({
      title: fillWords(language.words.domain.title, { domain: toUnicode(settings.domain) }),
      language,
      query,
      path: toGuidePath(settings.domain),
      brand: toBrand(settings),
      body: templates.render("@domain-page", toView(setting, options)),
      styles: [domainStyle],
      script: pageWithCodes,
    });
  },
  toValues: (account, _, names) => orderValues(toVisitorValues(toReader(account)), names),
};

function toView(setting: Setting, { origin, profileSigned = false }: DomainPageOptions) {
  const { settings, language } = setting;
  const { domain: words, address, guide } = language.words;
  const shownDomain = toUnicode(settings.domain);
  const visitor = toVisitor(setting);
  const [before = "", after = ""] = words.heading.split("{domain}");
  const { best, others } = toDomainTables(setting);
  return {
    domain: settings.domain,
    shownDomain,
    ...visitor,
    eyebrow: settings.displayName,
    heading: { before, after },
    lead: setting.reader === "unknown" ? words.lead : words.leadFilled,
    form: toAddressForm({
      words: address,
      action: toPageUrl(setting),
      value: visitor.shownAddress,
      example: fillWords(address.example, { domain: shownDomain }),
      problem: undefined,
      whose: toWhose(setting),
    }),
    notices: toNotices(setting, "other"),
    programs: {
      ...words.programs,
      text: fillWords(words.programs.text, { domain: shownDomain }),
      groups: toProgramGroups(setting, origin, profileSigned),
      elsewhere: toElsewhereView(setting),
      other: toProgram(setting, "other"),
    },
    which: toOutlooks(setting),
    unsure: { heading: words.programs.unsure.heading, texts: toUnsure(setting) },
    phone: toPhone(setting, origin),
    settings: {
      heading: words.settings.heading,
      text: explainProtocols(setting),
      gloss: toGlossText(language.words.values, "smtp", "port"),
      best,
    },
    others: { text: words.settings.others, names: others.map(({ heading }) => heading).join(" · "), tables: others },
    services: { heading: words.services.heading, text: toServicesText(setting), tables: toServiceTables(setting) },
    webmail: toWebmail(setting),
    help: { heading: words.help.heading, cards: toHelpCards(setting) },
    asText: {
      text: toLeading(language.words, words.asText),
      links: [
        { url: toPageUrl(setting, undefined, "md"), text: guide.markdown },
        { url: toPageUrl(setting, undefined, "txt"), text: guide.plain },
      ],
      support: { url: toPageUrl(setting, "support"), text: words.forSupport },
    },
  };
}

/** With whose name and password they open, where that is the mailbox's. */
function toServicesText({ settings, language }: Setting): string {
  const { text, login } = language.words.domain.services;
  return hasServicesOfMailbox(settings) ? `${text} ${login}` : text;
}

function toElsewhereView(setting: Setting) {
  const { heading, text, counts } = setting.language.words.domain.programs.elsewhere;
  const programs = toElsewhere(setting);
  return { heading, text, count: fillCount(setting.language, counts, programs.length), programs };
}

const OUTLOOKS: readonly ClientId[] = [
  "outlook-windows-classic",
  "outlook-windows-new",
  "outlook-mac",
  "outlook-ios",
  "outlook-android",
];

/** Those two are told from each other at a glance. */
const PICTURES: Readonly<Partial<Record<ClientId, "classic" | "new">>> = {
  "outlook-windows-classic": "classic",
  "outlook-windows-new": "new",
};

/** How each Outlook is told from the others. */
function toOutlooks(setting: Setting) {
  const { language } = setting;
  const outlooks = OUTLOOKS.map((id) => {
    const { tell } = toTeller(setting, id, undefined);
    const paragraphs = (language.clientGuides[id].recognise ?? []).map(({ text }) => tell(text));
    return { ...toProgram(setting, id), picture: PICTURES[id], paragraphs };
  });
  return { heading: language.words.domain.programs.which, outlooks };
}

function toUnsure(setting: Setting) {
  const { texts, webmail } = setting.language.words.domain.programs.unsure;
  const { tell } = toTeller(setting, undefined, undefined);
  return [...texts, ...(setting.settings.webmail === undefined ? [] : [webmail])].map(tell);
}

/** Codes to go on with elsewhere. Those of accounts are somebody's: the browser draws them as soon as an address is known. */
function toPhone(setting: Setting, origin: string) {
  const { settings, language } = setting;
  const { phone: words } = language.words.domain;
  const accounts = (["thunderbird-android", "davx5"] as const).flatMap((id) => {
    const found = toAccountCode(setting, id);
    return found === undefined ? [] : [{ ...found, ...words[id] }];
  });
  const codes: Code[] = [{ ...toPageCode(settings, undefined, origin, language), ...words.guide }, ...accounts];
  return { heading: words.heading, codes };
}

function explainProtocols({ settings, language }: Setting): string {
  const { imap, pop3, both } = language.words.domain.settings;
  const protocols = new Set(settings.incomingServers.map(({ protocol }) => protocol));
  if (!protocols.has("pop3")) return imap;
  return protocols.has("imap") ? both : pop3;
}
