/**
 * What else helps people at a domain: webmail and its guides, who answers questions, the provider's own pages.
 * @module
 */
import { fillWords } from "../../content/language.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import { TaskId } from "../../model/guides/guide-id.ts";
import { findWebmailUrl } from "../../model/server-settings.ts";
import { findTaskGuide } from "../../telling/guides/task-article.ts";
import { toContacts } from "../../telling/values/contacts.ts";
import { inLanguage } from "../../telling/values/in-language.ts";
import { toPageUrl } from "../../telling/values/page-url.ts";
import { toQuotaText } from "../../telling/values/quota.ts";
import type { Setting } from "../../telling/values/setting.ts";

export interface Link {
  readonly url: string;
  readonly text: string;
}

export interface Webmail {
  readonly heading: string;
  readonly text: string;
  readonly note: string | undefined;
  readonly open: Link;
  readonly guides: readonly Link[];
}

export function toWebmail(setting: Setting): Webmail | undefined {
  const { settings, language } = setting;
  const url = findWebmailUrl(settings);
  if (url === undefined || settings.webmail === undefined) return undefined;
  const { heading, text, beforeLaunch, open } = language.words.domain.webmail;
  return {
    heading,
    text,
    note: url === settings.webmail.url ? undefined : fillWords(beforeLaunch, { url: settings.webmail.url }),
    open: { url, text: open },
    guides: TaskId.options.flatMap((id) => {
      const guide = findTaskGuide(setting, id);
      return guide === undefined ? [] : [{ url: toPageUrl(setting, id), text: guide.title }];
    }),
  };
}

export interface HelpCard {
  readonly size: "short" | "tall";
  readonly icon: string;
  readonly heading: string;
  readonly text: string | undefined;
  /** Names of programs. */
  readonly items: readonly string[];
  /** In another language than the page's where they say so. */
  readonly links: readonly (Link & { readonly label?: string; readonly lang?: string | undefined })[];
}

export function toHelpCards(setting: Setting): HelpCard[] {
  return [
    ...toSupport(setting),
    toEmailGuide(setting),
    toErrors(setting),
    ...toTwoStep(setting),
    ...toQuota(setting),
    ...toDocumentation(setting),
  ];
}

function toSupport(setting: Setting): HelpCard[] {
  const { settings, language } = setting;
  if (settings.support === undefined) return [];
  const { name, clients = [] } = settings.support;
  return [
    {
      size: "tall",
      icon: "support",
      heading: name,
      text: clients.length === 0 ? undefined : language.words.domain.help.supports,
      links: toContacts(setting),
      items: clients.map((client) => language.clientNames[client].name),
    },
  ];
}

function toEmailGuide(setting: Setting): HelpCard {
  const { link, linkText, linkName } = setting.language.words.emailGuide;
  const links = [{ url: toPageUrl(setting, "email-guide"), text: linkName }];
  return { size: "short", icon: "browser", heading: link, text: linkText, links, items: [] };
}

function toErrors(setting: Setting): HelpCard {
  const { heading, text, link } = setting.language.words.domain.help.errors;
  const links = [{ url: toPageUrl(setting, "errors"), text: link }];
  return { size: "short", icon: "notice", heading, text, links, items: [] };
}

/** Each guide tells of app passwords again, where the password is typed. */
function toTwoStep({ settings: { twoStep }, language }: Setting): HelpCard[] {
  if (twoStep === undefined) return [];
  const { domain: words, guide } = language.words;
  const links = [{ url: twoStep.appPasswordUrl, text: guide.appPasswordLink }];
  return [{ size: "short", icon: "key", ...words.twoStep, links, items: [] }];
}

function toQuota(setting: Setting): HelpCard[] {
  const { settings, language } = setting;
  const quota = toQuotaText(setting);
  if (quota === undefined) return [];
  const { heading, text } = language.words.domain.help.quota;
  const values = { quota, domain: toUnicode(settings.domain) };
  return [{ size: "short", icon: "storage", heading, text: fillWords(text, values), links: [], items: [] }];
}

function toDocumentation({ settings, language }: Setting): HelpCard[] {
  const { documentation = [], displayName } = settings;
  if (documentation.length === 0) return [];
  const links = inLanguage(documentation, language.tag).map(({ url, text, lang }) => ({
    url,
    text: text ?? url,
    lang,
  }));
  const heading = fillWords(language.words.domain.help.documentation, { provider: displayName });
  return [{ size: "short", icon: "browser", heading, text: undefined, links, items: [] }];
}
