/**
 * The page of one domain: how to reach a mailbox there, for people.
 * @module
 */
import domainTemplate from "../../templates/domain-page.eta";
import qrCodeScript from "../../templates/qr-code.js";
import type { Language } from "../content/language.ts";
import type { PersonalFormat } from "../formats/document-template.ts";
import { toGuideCode } from "../formats/guide-link.ts";
import { canExpressAsProfile } from "../formats/mobileconfig.ts";
import { renderEmptyQrMarkup, renderQrMarkup } from "../formats/qr-code.ts";
import { toThunderbirdTemplate } from "../formats/thunderbird-android.ts";
import { toUnicode } from "../model/domain.ts";
import { findWebmailUrl, type ServerSettings } from "../model/server-settings.ts";
import { toAddressForm, toShownAddress } from "./address-form.ts";
import { CLIENT_NAMES } from "./client-names.ts";
import { renderPage, templates, toBrand } from "./page.ts";
import { type Row, type SettingsTable, toHostRow, toSecurityRow, toSettingsTables } from "./settings-table.ts";

templates.loadTemplate("@domain-page", domainTemplate);

/** The language of this page's words. */
const LANG = "en";

export interface DomainPageOptions {
  readonly language: Language;
  /** `?lang=…`, where the visitor asked for the language by name. */
  readonly query: string;
  /** Whether an address is known, and filled in. */
  readonly personal: boolean;
  /** Where people reach the service; without it the page's script takes the address that the page came from. */
  readonly origin?: string | undefined;
}

export const domainPage: PersonalFormat<DomainPageOptions> = {
  async renderTemplate(settings, { personal, origin, language, query }) {
    const shownDomain = toUnicode(settings.domain);
    const tables = toSettingsTables(settings, personal);
    const body = templates.render("@domain-page", {
      domain: settings.domain,
      shownDomain,
      address: toShownAddress(personal),
      known: personal,
      eyebrow: settings.displayName,
      heading: "Set up your mail at",
      lead: "Type your address and every setting below is filled in, ready to copy into any mail program.",
      filled: "Filled in for",
      form: toAddressForm({
        words: language.words.address,
        action: `/guides/${settings.domain}${query}`,
        value: toShownAddress(personal),
        example: `name@${shownDomain}`,
        problem: undefined,
      }),
      notices: [...toEnableNotices(settings), ...toTwoStepNotices(settings)],
      ways: { heading: "The quick ways", cards: toWays(settings) },
      phone: toPhone(settings, origin),
      settings: {
        heading: "Settings for any mail program",
        text: explainProtocols(settings),
        best: tables.best,
      },
      groups: [...toOtherServers(tables.others), ...toServices(settings)],
      help: {
        heading: "Good to know",
        cards: [...toSupport(settings), ...toQuota(settings), ...toDocumentation(settings)],
      },
    });
    return renderPage({
      title: `Mail set-up for ${shownDomain}`,
      language,
      query,
      brand: toBrand(settings),
      body,
      scripts: [qrCodeScript],
    });
  },
  toValues: ({ address }) => ({ address: address.canonical, localPart: address.localPart }),
};

interface Link {
  readonly url: string;
  readonly text: string;
}

interface Notice {
  readonly icon: string;
  readonly heading: string;
  readonly paragraphs: readonly { readonly text: string; readonly lang: string }[];
  readonly link: Link;
}

function toEnableNotices({ enable = [] }: ServerSettings): Notice[] {
  return enable.map(({ visitUrl, instructions }) => ({
    icon: "notice",
    heading: "Switch this on first",
    paragraphs: inThisLanguage(instructions).map(({ text, lang = LANG }) => ({ text, lang })),
    link: { url: visitUrl, text: "Go to the page where you switch it on" },
  }));
}

function toTwoStepNotices({ twoStep }: ServerSettings): Notice[] {
  if (twoStep === undefined) return [];
  const text =
    "Where two-step login is on, mail programs do not take your own password. Make one for each program and type that.";
  return [
    {
      icon: "key",
      heading: "With two-step login you need an app password",
      paragraphs: [{ text, lang: LANG }],
      link: { url: twoStep.appPasswordUrl, text: "Make an app password" },
    },
  ];
}

interface Way {
  readonly icon: string;
  readonly heading: string;
  readonly text: string;
  readonly note?: string;
  readonly link?: Link;
  readonly profile?: Link;
}

function toWays(settings: ServerSettings): Way[] {
  return [
    {
      icon: "automatic",
      heading: "Thunderbird and others",
      text: "Type your address and password, the rest is found.",
      note: "Also in Evolution, KMail, Geary, Mailspring, FairEmail and Delta Chat.",
    },
    ...toAppleWay(settings),
    ...toWebmailWay(settings),
  ];
}

function toAppleWay(settings: ServerSettings): Way[] {
  if (!canExpressAsProfile(settings, { protocol: undefined, name: undefined })) return [];
  return [
    {
      icon: "device",
      heading: "iPhone, iPad and Mac",
      text: "Download the profile, then open Settings to install it. Your device asks for the password.",
      profile: {
        url: `/profiles/apple.mobileconfig?domain=${settings.domain}`,
        text: "Download the Apple profile",
      },
      note: "iPhone and iPad: Profile Downloaded. Mac: General, then Device Management.",
    },
  ];
}

function toWebmailWay(settings: ServerSettings): Way[] {
  const url = findWebmailUrl(settings);
  if (url === undefined) return [];
  return [
    {
      icon: "browser",
      heading: "Webmail",
      text: "Read and write in your browser, with nothing to set up.",
      link: { url, text: "Open webmail" },
      ...(settings.launched ? {} : { note: "This is where it is until your own site is live." }),
    },
  ];
}

/** What `templates/domain-page.eta` prints of a code. */
interface Code {
  /** Which payload the page's script makes for the address after "#", from what, and at which level it draws it. */
  readonly kind: "guide" | "thunderbird-android";
  readonly from: string;
  readonly level: "L" | "M";
  readonly drawn: boolean;
  readonly svg: string;
  readonly heading: string;
  readonly text: string;
  readonly note?: string;
  readonly link?: string;
}

function toPhone(settings: ServerSettings, origin: string | undefined) {
  const codes = [toPageCode(settings, origin), ...toAccountCode(settings)];
  return { heading: "Continue on your phone", codes, drawn: codes.some(({ drawn }) => drawn) };
}

function toPageCode({ domain }: ServerSettings, origin: string | undefined): Code {
  const { payload, title, errorCorrection } = toGuideCode(origin ?? "https://unknown.invalid", domain);
  const link = origin === undefined ? new URL(payload).pathname : payload;
  return {
    kind: "guide",
    from: link,
    level: errorCorrection,
    drawn: origin !== undefined,
    svg: origin === undefined ? renderEmptyQrMarkup(title) : renderQrMarkup({ payload, title, errorCorrection }),
    heading: "This page, on your phone",
    text: "Scan it with the phone's camera, or open this link there:",
    link,
  };
}

/** It is somebody's, so the browser draws it as soon as an address is known. */
function toAccountCode(settings: ServerSettings): Code[] {
  const template = toThunderbirdTemplate(settings);
  if (template === undefined) return [];
  return [
    {
      kind: "thunderbird-android",
      from: template,
      level: "L",
      drawn: false,
      svg: renderEmptyQrMarkup("QR code: mail account, for Thunderbird on Android"),
      heading: "Your account, in Thunderbird for Android",
      text: "Scan inside the Thunderbird app: Settings, Import settings, Scan QR code.",
      note: "The phone's camera alone cannot use it. Thunderbird asks for your password.",
    },
  ];
}

function explainProtocols({ incomingServers }: ServerSettings): string {
  const protocols = new Set(incomingServers.map(({ protocol }) => protocol));
  if (!protocols.has("pop3")) return "IMAP keeps your mail on the server, the same on all your devices.";
  if (!protocols.has("imap"))
    return "POP3 fetches your mail to one device; keep a copy on the server if you read it on others too.";
  return "IMAP is recommended: your mail stays on the server, the same on all your devices. POP3, further down, fetches it to one device.";
}

interface Group {
  readonly id: string;
  readonly heading: string;
  readonly text: string;
  readonly tables: readonly SettingsTable[];
}

function toOtherServers(tables: readonly SettingsTable[]): Group[] {
  if (tables.length === 0) return [];
  return [
    {
      id: "other-servers",
      heading: "Other ways to connect",
      text: "For programs that cannot use the settings above.",
      tables,
    },
  ];
}

function toServices({ services = {} }: ServerSettings): Group[] {
  const { caldav, carddav, jmap, activesync, managesieve } = services;
  const toTable = (id: string, icon: string, heading: string, rows: readonly Row[]): SettingsTable[] =>
    rows.length === 0 ? [] : [{ id, icon, heading, badges: [], rows }];
  const toUrlRow = (label: string, service: { readonly url: string } | undefined): Row[] =>
    service === undefined ? [] : [{ label, text: service.url, copy: `${label} URL` }];
  const tables = [
    ...toTable("dav", "calendar", "Calendars and contacts", [
      ...toUrlRow("Calendars (CalDAV)", caldav),
      ...toUrlRow("Contacts (CardDAV)", carddav),
      ...toUrlRow("Exchange ActiveSync", activesync),
    ]),
    ...toTable("jmap", "automatic", "JMAP", toUrlRow("Session", jmap)),
    ...toTable(
      "managesieve",
      "incoming",
      "Mail filters · ManageSieve",
      managesieve === undefined
        ? []
        : [
            toHostRow("Server", managesieve.hostname, "ManageSieve server"),
            { label: "Port", text: String(managesieve.port), copy: "ManageSieve port" },
            toSecurityRow(managesieve.socketType),
          ],
    ),
  ];
  if (tables.length === 0) return [];
  const text = "Beside mail, for programs that can use them. User name and password are those of your mailbox.";
  return [{ id: "services", heading: "Calendars, contacts and more", text, tables }];
}

interface HelpCard {
  readonly size: "short" | "tall";
  readonly icon: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly links: readonly (Link & { readonly label: string; readonly lang: string })[];
  readonly items: readonly string[];
}

function toSupport({ support }: ServerSettings): HelpCard[] {
  if (support === undefined) return [];
  const { name, email, phone, url, clients = [] } = support;
  const toLinks = (label: string, text: string | undefined, href: string) =>
    text === undefined ? [] : [{ label, text, url: href, lang: LANG }];
  return [
    {
      size: "tall",
      icon: "support",
      heading: name,
      paragraphs:
        clients.length === 0
          ? []
          : [
              "Helps you with these programs. The settings work in any other too, though nobody may be able to help there.",
            ],
      links: [
        ...toLinks("Email", email, `mailto:${email}`),
        ...toLinks("Phone", phone, `tel:${phone?.replace(/[^+\d]/g, "")}`),
        ...toLinks("Web", url, url ?? ""),
      ],
      items: clients.map((client) => CLIENT_NAMES[client]),
    },
  ];
}

function toQuota({ quota, domain }: ServerSettings): HelpCard[] {
  if (quota === undefined) return [];
  const size = `${new Intl.NumberFormat(LANG).format(quota.domainMegabytes)} MB`;
  const text = `${size} for all mailboxes of ${toUnicode(domain)} together.`;
  return [{ size: "short", icon: "storage", heading: "Room for mail", paragraphs: [text], links: [], items: [] }];
}

function toDocumentation({ documentation = [], displayName }: ServerSettings): HelpCard[] {
  if (documentation.length === 0) return [];
  const links = inThisLanguage(documentation).map(({ url, text, lang = LANG }) => ({
    label: "",
    url,
    text: text ?? url,
    lang,
  }));
  return [{ size: "short", icon: "browser", heading: `More from ${displayName}`, paragraphs: [], links, items: [] }];
}

/** Those texts that are in this page's language or say nothing of theirs; where there are none, all. */
function inThisLanguage<Text extends { readonly lang?: string | undefined }>(texts: readonly Text[]): readonly Text[] {
  const own = texts.filter(({ lang = LANG }) => lang.split("-")[0] === LANG);
  return own.length === 0 ? texts : own;
}
