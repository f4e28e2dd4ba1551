/**
 * The email guide: all that a domain's customer needs on one page, in the order in which it is needed. It takes the place of
 * the guide that a host writes by hand, and says nothing that other pages do not say: steps are those of the guides to webmail.
 * @module
 */
import { CLIENT_IDS, CLIENTS, type Platform } from "../../content/catalogue.ts";
import { fillWords } from "../../content/language.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import type { TaskId } from "../../model/guides/guide-id.ts";
import { formatList } from "../../model/intl.ts";
import { findWebmailUrl, hasPasswordLogin } from "../../model/server-settings.ts";
import type { Article, Block, Inlines, Section } from "../article/article.ts";
import { fillInlines } from "../article/fill-inlines.ts";
import type { Inline } from "../article/inline.ts";
import { type Teller, toParagraphs, toPaths, toTeller } from "../article/teller.ts";
import { toPageUrl } from "../values/page-url.ts";
import { toQuotaText } from "../values/quota.ts";
import { findPairs, hasOneLogin, needsUnknownOAuth2 } from "../values/server-pair.ts";
import { toDavTable, toServerTables } from "../values/server-tables.ts";
import type { Setting } from "../values/setting.ts";
import { findObstacle, findWay } from "./guide-facts.ts";
import { toNoticeBlocks } from "./notices.ts";
import { toContactPoints } from "./support-section.ts";
import { findTaskGuide } from "./task-article.ts";

export function toEmailGuideArticle(setting: Setting): Article {
  const { settings, language } = setting;
  const { emailGuide: words } = language.words;
  const values = { domain: toUnicode(settings.domain) };
  const section = (id: string, title: string, blocks: readonly Block[]): Section[] =>
    blocks.length === 0 ? [] : [{ id, title, blocks }];
  /** What an administrator does, or few do once: on paper it stands there in full like all else. */
  const folded = (...told: Parameters<typeof section>) =>
    section(...told).map((one): Section => ({ ...one, isRare: true }));
  return {
    title: fillWords(words.title, values),
    lead: [say(fillWords(words.lead, values))],
    facts: [],
    sections: [
      ...section("notice", language.words.guide.notice, toNoticeBlocks(setting, "other")),
      ...section("ways", words.ways.heading, toWays(setting)),
      ...section("login", words.login.heading, toLogin(setting)),
      ...folded("users", words.users.heading, toUsers(setting)),
      ...folded("aliases", words.aliases.heading, toTask(setting, "webmail-aliases")),
      ...folded("migration", words.migration.heading, toTaskLink(setting, "webmail-migration")),
      ...section("programs", words.programs.heading, toPrograms(setting)),
      ...section("values", words.values.heading, toValues(setting)),
      ...folded("two-step", words.twoStep.heading, toTwoStep(setting)),
      ...section("trouble", words.trouble.heading, toTrouble(setting)),
      ...section("help", words.help.heading, toHelp(setting)),
    ],
  };
}

const say = (text: string): Inline => ({ kind: "text", text });
const link = (href: string, text = href): Inline => ({ kind: "link", text, href });
const paragraph = (...inlines: Inlines): Block => ({ kind: "paragraph", inlines });

/** Without webmail there is one way, and nothing to choose: `toPrograms` says so. Where no program gets in, webmail is that one. */
function toWays({ settings, language }: Setting): Block[] {
  const { ways } = language.words.emailGuide;
  const domain = toUnicode(settings.domain);
  const url = findWebmailUrl(settings);
  if (url === undefined || needsUnknownOAuth2(settings)) return [];
  return [
    paragraph(say(ways.intro)),
    { kind: "points", items: [fillInlines(ways.webmail, { url: link(url), domain }), [say(ways.program)]] },
  ];
}

/** Where webmail is, before and after the domain's own site is live, and what its first login asks. */
function toLogin(setting: Setting): Block[] {
  const { settings, language } = setting;
  const { login } = language.words.emailGuide;
  const { webmail, launched } = settings;
  const domain = toUnicode(settings.domain);
  if (webmail === undefined) return [];
  const { url, urlBeforeLaunch = url } = webmail;
  const isElsewhere = !launched && urlBeforeLaunch !== url;
  const places = isElsewhere
    ? [
        fillInlines(login.beforeLaunch, { url: link(urlBeforeLaunch) }),
        fillInlines(login.afterLaunch, { url: link(url) }),
      ]
    : [fillInlines(login.launched, { url: link(url) })];
  return [
    {
      kind: "points",
      items: [
        ...places,
        [say(fillWords(login.user, { domain }))],
        [say(fillWords(login.password, { provider: settings.displayName }))],
      ],
    },
    ...toSteps(setting, "webmail-first-login"),
  ];
}

function toUsers(setting: Setting): Block[] {
  const { settings, language } = setting;
  const { users } = language.words.emailGuide;
  const told = toTask(setting, "webmail-users");
  const quota = toQuotaText(setting);
  if (told.length > 0 || quota === undefined) return told;
  return [paragraph(say(fillWords(users.quota, { domain: toUnicode(settings.domain), quota })))];
}

/** A task as its guide tells it, without what goes wrong: that stands in the guide, which a link leads to. */
function toTask(setting: Setting, id: TaskId): Block[] {
  const guide = findTaskGuide(setting, id);
  if (guide === undefined) return [];
  const teller = toTaskTeller(setting);
  return [
    paragraph(...teller.tell(guide.verdict)),
    // Both tasks are an administrator's: that is said once.
    ...(id === "webmail-users" ? toParagraphs(guide.before ?? [], teller) : []),
    ...toSteps(setting, id),
    ...(guide.notes ?? []).flatMap(({ title, paragraphs }): Block[] => {
      const told = toParagraphs(paragraphs, teller);
      return told.length === 0 ? [] : [{ kind: "heading", text: teller.tellPlain(title) }, ...told];
    }),
  ];
}

function toTaskLink(setting: Setting, id: TaskId): Block[] {
  const guide = findTaskGuide(setting, id);
  if (guide === undefined) return [];
  const teller = toTaskTeller(setting);
  return [
    paragraph(...teller.tell(guide.verdict), say(" "), link(toPageUrl(setting, id), teller.tellPlain(guide.title))),
  ];
}

/** Its steps in words: drawings would make a page to be printed twice as long. */
function toSteps(setting: Setting, id: TaskId): Block[] {
  const { settings, language } = setting;
  const drawing = { layout: "web-page", words: language.words.guide } as const;
  const [pair] = findPairs(settings, "other");
  const told = toPaths(
    findTaskGuide(setting, id)?.paths ?? [],
    toTaskTeller(setting),
    drawing,
    pair?.incoming?.protocol,
  );
  return told.map((block) =>
    block.kind === "steps" ? { ...block, steps: block.steps.map((step) => ({ ...step, screen: undefined })) } : block,
  );
}

function toTaskTeller(setting: Setting): Teller {
  return toTeller(setting, undefined, findPairs(setting.settings, "other")[0]);
}

const PLATFORMS: readonly Platform[] = ["windows", "mac", "ios", "android", "linux"];

/** Every program that is of use at the domain, by the device that it runs on, with how it goes. */
function toPrograms(setting: Setting): Block[] {
  const { settings, language } = setting;
  const { emailGuide, platforms } = language.words;
  const { intro, page, elsewhere } = emailGuide.programs;
  const { onlyProgram } = emailGuide.ways;
  const domain = toUnicode(settings.domain);
  const usable = CLIENT_IDS.filter((id) => findObstacle(settings, id) === undefined);
  const groups = [
    ...PLATFORMS.map((platform) => ({
      title: platforms[platform],
      ids: usable.filter((id) => id !== "other" && CLIENTS[id].platforms.includes(platform)),
    })),
    { title: elsewhere, ids: usable.filter((id) => CLIENTS[id].platforms.length === 0) },
  ].filter(({ ids }) => ids.length > 0);
  if (groups.length === 0) return [];
  return [
    ...(settings.webmail === undefined && !needsUnknownOAuth2(settings)
      ? [paragraph(say(fillWords(onlyProgram, { domain })))]
      : []),
    paragraph(say(fillWords(intro, { domain }))),
    ...groups.map(
      ({ title, ids }): Block => ({
        kind: "more",
        title,
        blocks: [{ kind: "points", items: ids.map((id) => toProgram(setting, id)) }],
      }),
    ),
    paragraph(say(`${page} `), link(toPageUrl(setting), fillWords(language.words.domain.title, { domain }))),
  ];
}

function toProgram(setting: Setting, id: ClientId): Inlines {
  const { settings, language } = setting;
  const way = language.words.guide.ways[findWay(settings, id, language.clientGuides[id])];
  return [link(toPageUrl(setting, id), language.clientNames[id].name), say(` · ${way}`)];
}

function toValues(setting: Setting): Block[] {
  const { settings, language } = setting;
  const { values } = language.words.emailGuide;
  const pairs = findPairs(settings, "other");
  const protocols = pairs.flatMap(({ incoming }) => incoming?.protocol ?? []);
  return [
    paragraph(
      say(values.intro),
      ...(hasPasswordLogin(settings) && pairs.every(hasOneLogin) ? [say(` ${values.login}`)] : []),
    ),
    { kind: "points", items: protocols.map((protocol) => [say(values[protocol])]) },
    { kind: "values", tables: [...toServerTables(setting, "other", pairs), ...toDavTable(setting, true)] },
  ];
}

function toTwoStep({ settings, language }: Setting): Block[] {
  if (settings.twoStep === undefined) return [];
  const { twoStep } = language.words.emailGuide;
  const { appPasswordUrl } = settings.twoStep;
  return [paragraph(say(`${twoStep.text} `), link(appPasswordUrl, language.words.guide.appPasswordLink))];
}

function toTrouble(setting: Setting): Block[] {
  const { settings, language } = setting;
  const { user, webmail, network, certificate, errors } = language.words.emailGuide.trouble;
  const questions = [user, ...(settings.webmail === undefined ? [] : [webmail]), network, certificate];
  return [
    { kind: "points", items: questions.map((question) => [say(question)]) },
    paragraph(say(`${errors} `), link(toPageUrl(setting, "errors"), language.words.errors.heading)),
  ];
}

/** Who helps, and with what: a host's guide ends with it. */
function toHelp(setting: Setting): Block[] {
  const { settings, language } = setting;
  const { help } = language.words.emailGuide;
  const { support, documentation = [], displayName } = settings;
  const name = support?.name ?? displayName;
  const contacts = toContactPoints(setting);
  const names = (support?.clients ?? []).map((client) => language.clientNames[client].name);
  const scope =
    names.length === 0
      ? fillWords(help.anyClient, { support: name })
      : fillWords(help.clients, { support: name, clients: formatList(language.tag, names) });
  return [
    ...(contacts.length === 0
      ? []
      : [paragraph(say(fillWords(help.ask, { support: name }))), { kind: "points", items: contacts } as const]),
    ...(support === undefined ? [] : [paragraph(say(scope))]),
    ...(documentation.length === 0
      ? []
      : [
          paragraph(say(fillWords(help.documentation, { provider: displayName }))),
          { kind: "points", items: documentation.map(({ url, text }) => [link(url, text)]) } as const,
        ]),
  ];
}
