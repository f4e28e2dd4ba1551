/**
 * What the service answers for one domain, as files for a server that knows nothing but files.
 * @module
 */
import { createApp } from "./app.ts";
import { ENGLISH, PUBLIC_LANGUAGES } from "./content/language.ts";
import { GuideId } from "./model/guides/guide-id.ts";
import { ERROR_PARTS } from "./model/guides/guide-path.ts";
import type { ServerSettings } from "./model/server-settings.ts";
import type { ProfileSigner } from "./signing/profile-signer.ts";

export interface SiteFile {
  /** Below the root, without a slash at its beginning. */
  readonly path: string;
  readonly body: Uint8Array;
}

export interface SiteOptions {
  /** Where the site is: what links begin with that are followed from elsewhere. */
  readonly origin: string;
  readonly now: () => Date;
  readonly profileSigner: ProfileSigner;
  /** Tags of those that pages are written in beside English. */
  readonly languages: readonly string[];
}

/** Those that visitors are offered, or of them what a list of tags names; `undefined` where it names another. */
export function findSiteLanguages(list: string | undefined): readonly string[] | undefined {
  const offered = PUBLIC_LANGUAGES.map(({ tag }) => tag).filter((tag) => tag !== ENGLISH.tag);
  if (list === undefined) return offered;
  const named = list.split(",").filter((tag) => tag !== ENGLISH.tag);
  return named.every((tag) => offered.includes(tag)) ? named : undefined;
}

/** What no file can do, in a sentence each. */
export const LEFT_OUT: readonly string[] = [
  "Autodiscover: Outlook and eM Client ask by POST, or for one of several protocols by the query",
  "profiles with an address: a device is given the domain's, and asks for the address itself",
  "forms without script: with script pages are filled in as always",
  "the language that a browser asks for: pages are in English, and lead to the same in each other language",
  "login names that break the rule, the API and the console",
  "what is planned or changed: export again, and publish again",
];

/** Files that begin with this are not documents: the two that Cloudflare Pages and Netlify read, and what errors show. */
const [HEADERS, REDIRECTS, NOT_FOUND] = ["_headers", "_redirects", "404.html"] as const;

/** A domain's site is its own: a file server takes no notice of a query, and few of a host. */
export async function* renderSite(settings: ServerSettings, options: SiteOptions): AsyncGenerator<SiteFile> {
  const { domain } = settings;
  const { origin, now, profileSigner } = options;
  const languages = [ENGLISH.tag, ...options.languages];
  const app = createApp({
    store: { find: async (asked) => (asked === domain ? settings : undefined) },
    now,
    profileSigner,
    serviceOrigin: origin,
  });
  const ask = (path: string) => app.request(`${origin}${path}`, { headers: { accept: "text/html" } });
  const types: string[] = [];
  for (const [path, asked] of [...listDocuments(domain), ...listMails(domain, languages)]) {
    const response = await ask(asked);
    if (response.status !== 200) continue;
    const { headers } = response;
    const [type, disposition] = [headers.get("content-type") ?? "", headers.get("content-disposition")];
    if (!KNOWN_TYPES.test(path))
      types.push(
        rule(`/${path}`, { "Content-Type": type, ...(disposition && { "Content-Disposition": disposition }) }),
      );
    yield { path, body: new Uint8Array(await response.arrayBuffer()) };
  }
  for (const tag of languages)
    for (const [path, asked] of listPages(domain)) {
      const response = await ask(`${asked}?lang=${tag}`);
      if (response.status !== 200) continue;
      const toBody = path.endsWith(".html") ? toPage : toText;
      yield { path: toPlace(path, tag), body: await toBody(response, asked, domain, languages) };
    }
  // Without one, Cloudflare Pages answers whatever is asked with the first page, and mail clients take that for settings.
  const none = `/guides/${domain}/none`;
  for (const tag of languages)
    yield {
      path: toPlace(NOT_FOUND, tag),
      body: await toPage(await ask(`${none}?lang=${tag}`), "/", domain, languages),
    };
  const redirects = await Promise.all(SERVICES.map(async (path) => [path, await ask(`/d/${domain}${path}`)] as const));
  const lines = redirects.flatMap(([path, { status, headers }]) => {
    const location = headers.get("location");
    return location === null ? [] : [path, `${path}/`].map((from) => `${from} ${location} ${status}\n`);
  });
  yield { path: REDIRECTS, body: toBytes(lines.join("")) };
  yield { path: HEADERS, body: toBytes([...COMMON_HEADERS, ...types].join("")) };
}

/** What clients and cameras ask for: the file, and what the service is asked in its place. */
function listDocuments(domain: string): readonly (readonly [path: string, asked: string])[] {
  const autoconfig = `/v1.1/${domain}`;
  const pacc = `/d/${domain}/.well-known/user-agent-configuration.json`;
  return [
    ["mail/config-v1.1.xml", autoconfig],
    [".well-known/autoconfig/mail/config-v1.1.xml", autoconfig],
    [".well-known/mail-v1.xml", autoconfig],
    ["v1.1/mail/config-v1.1.xml", autoconfig],
    [autoconfig.slice(1), autoconfig],
    [`d/${domain}/mail/config-v1.1.xml`, autoconfig],
    [`d/${domain}/.well-known/autoconfig/mail/config-v1.1.xml`, autoconfig],
    [".well-known/user-agent-configuration.json", pacc],
    [pacc.slice(1), pacc],
    ["profiles/apple.mobileconfig", `/profiles/apple.mobileconfig?domain=${domain}`],
    ...["guide", "profile"].flatMap((code) =>
      ["svg", "png"].map((format) => [`qr/${code}.${format}`, `/qr/${code}.${format}?domain=${domain}`] as const),
    ),
  ];
}

function listMails(domain: string, languages: readonly string[]): readonly (readonly [path: string, asked: string])[] {
  const mail = `guides/${domain}/welcome.eml`;
  return languages.map((tag) => [toPlace(mail, tag), `/${mail}?lang=${tag}`]);
}

/** A file server takes no notice of `?lang=`: each language but English has a folder, and the same paths in it. */
function toPlace(path: string, tag: string): string {
  return tag === ENGLISH.tag ? path : `${tag}/${path}`;
}

/** A page is the index of a folder of its name: every file server finds it there. */
function listPages(domain: string): readonly (readonly [path: string, asked: string])[] {
  const base = `guides/${domain}`;
  const withTexts = (path: string) =>
    [[`${path}/index.html`, `/${path}`], ...TEXTS.map((form) => [`${path}.${form}`, `/${path}.${form}`])] as [
      string,
      string,
    ][];
  return [
    ["index.html", `/${base}`],
    ...withTexts(base),
    ...GuideId.options.flatMap((id) => withTexts(`${base}/${id}`)),
    ...ERROR_PARTS.map((part) => [`${base}/${part}/index.html`, `/${base}/${part}`] as const),
    [`${base}/support/index.html`, `/${base}/support`],
    [`${base}/${WELCOME_MAIL}`, `/${base}/welcome.html`],
  ];
}

const TEXTS = ["md", "txt"] as const;
const SERVICES = ["/.well-known/caldav", "/.well-known/carddav", "/.well-known/jmap"] as const;

/** Where the welcome mail is as a page: hosts that leave out `.html` would take it for the page `welcome`. */
const WELCOME_MAIL = "welcome/mail.html";

/** Whatever serves these says rightly what they are. */
const KNOWN_TYPES = /\.(?:svg|png)$/;

/** A link to a page in a language, with its path or, where it is to the page that it is on, without. */
const LANGUAGE_LINK = /(\/(?:guides\/[^"\s?#<>()]{0,500})?)?\?lang=([A-Za-z-]+)/g;

/** What a page offers of languages, to people and to search engines; those that are not written are left out. */
const LANGUAGE_CHOICE =
  /<a\b[^<>]*\bhref="\?lang=([A-Za-z-]+)"[^<>]*>[^<]*<\/a>|<link rel="alternate"[^<>]*\?lang=([A-Za-z-]+)">/g;

/** @param page the path that links without one are on */
async function readLinked(
  response: Response,
  page: string,
  domain: string,
  languages: readonly string[],
): Promise<string> {
  return (await response.text())
    .replace(LANGUAGE_CHOICE, (link, chosen?: string, told = "") => (languages.includes(chosen ?? told) ? link : ""))
    .replace(LANGUAGE_LINK, (_, path: string = page, tag: string) => `/${toPlace(path.slice(1), tag)}`)
    .replaceAll(`/guides/${domain}/welcome.html"`, `/guides/${domain}/${WELCOME_MAIL}"`);
}

async function toText(...asked: Parameters<typeof readLinked>): Promise<Uint8Array> {
  return toBytes(await readLinked(...asked));
}

/** A page's policy goes with it: it differs by page and brand, and hosts take a hundred rules. */
async function toPage(...asked: Parameters<typeof readLinked>): Promise<Uint8Array> {
  const [response] = asked;
  const text = await readLinked(...asked);
  const policy = (response.headers.get("content-security-policy") ?? "").replace(/; frame-ancestors [^;]+/, "");
  return toBytes(
    text.replace(
      /<meta charset="?utf-8"?>/i,
      (charset) => `${charset}<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    ),
  );
}

function rule(path: string, headers: Readonly<Record<string, string>>): string {
  return `${path}\n${Object.entries(headers)
    .map(([name, value]) => `  ${name}: ${value}\n`)
    .join("")}`;
}

const COMMON_HEADERS: readonly string[] = [
  rule("/*", {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cache-Control": "public, max-age=300, no-transform",
  }),
  ...["/mail/*", "/.well-known/*", "/d/*", "/v1.1/*"].map((path) => rule(path, { "Access-Control-Allow-Origin": "*" })),
];

function toBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
