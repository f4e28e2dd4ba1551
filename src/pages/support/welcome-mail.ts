/**
 * The welcome mail in the forms that it is sent in: HTML, plain text, and a message that a mail program opens as a draft.
 * @module
 */
import mailInlines from "../../../templates/mail/mail-inlines.eta";
import mailStyle from "../../../templates/mail/welcome-mail.css";
import mailTemplate from "../../../templates/mail/welcome-mail.eta";
import mailBrand from "../../../templates/mail/welcome-mail-brand.eta";
import { renderQrPng } from "../../formats/codes/qr-code.ts";
import { type Picture, renderEml } from "../../formats/eml.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import type { Article, Inlines } from "../../telling/article/article.ts";
import { toSetUpUrl, toWelcomeArticle, toWelcomeSubject } from "../../telling/guides/welcome-article.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { renderArticleText } from "../frame/article-text.ts";
import { type BrandColors, toBrandColors } from "../frame/brand-color.ts";
import { toPolicy } from "../frame/page.ts";
import { templates } from "../frame/templates.ts";
import { type MailStyles, toMailStyles } from "./mail-styles.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@welcome-mail": MailView;
    "@mail-inlines": { readonly inlines: Inlines; readonly styles: MailStyles };
    "@welcome-mail-brand": BrandColors;
  }
}

/** What the mail shows besides words, each by where it is found: in the message beside the HTML, on a page in the HTML. */
interface Shown {
  readonly code: string;
  readonly logo: string | undefined;
}

interface MailView {
  readonly code: { readonly source: string; readonly alternative: string; readonly caption: string };
  readonly logo: string | undefined;
  readonly lang: string;
  readonly dir: string;
  readonly brand: string;
  readonly article: Article;
  /** Of each element. */
  readonly styles: MailStyles;
  /** What no element can say of itself. */
  readonly style: string;
}

templates.load("@welcome-mail", mailTemplate);
templates.load("@mail-inlines", mailInlines);
templates.load("@welcome-mail-brand", mailBrand);

/** Begins with the greeting: the mail's subject is its title. */
export function renderWelcomeText(setting: Setting): RenderedDocument {
  const document = renderArticleText(toWelcomeArticle(setting), setting.language, "txt");
  return { ...document, body: document.body.slice(document.body.indexOf("\n\n") + 2) };
}

/** As mail programs show HTML: no script, styles at each element, and whole without the one style element and the pictures. */
export async function renderWelcomeHtml(setting: Setting): Promise<RenderedDocument> {
  const [code, logo] = await toPictures(setting);
  return renderHtml(setting, { code: toDataUrl(code), logo: logo && toDataUrl(logo) });
}

async function renderHtml(setting: Setting, shown: Shown): Promise<RenderedDocument> {
  const { settings, language } = setting;
  const { quick } = language.words.welcome;
  const { light, dark } = toBrandColors(settings.branding?.color);
  const style = mailStyle + templates.render("@welcome-mail-brand", dark);
  const styles = toMailStyles(light, language.dir === "rtl" ? "right" : "left");
  return {
    contentType: "text/html; charset=utf-8",
    body: templates.render("@welcome-mail", {
      lang: language.tag,
      dir: language.dir,
      brand: settings.displayName,
      logo: shown.logo,
      code: { source: shown.code, alternative: quick.codeImage, caption: quick.code },
      article: toWelcomeArticle(setting),
      styles,
      style,
    }),
    contentSecurityPolicy: await toPolicy({ styles: [style], attributes: Object.values(styles), scripts: [] }),
  };
}

/** From support where it has an address, and to the reader where that is known. */
export async function renderWelcomeMessage(setting: Setting, date: Date): Promise<RenderedDocument> {
  const { settings, language, reader } = setting;
  const { support } = settings;
  const [code, logo] = await toPictures(setting);
  const { body: html } = await renderHtml(setting, { code: `cid:${code.id}`, logo: logo && `cid:${logo.id}` });
  return renderEml({
    from: support?.email === undefined ? undefined : { name: support.name, email: support.email },
    to: typeof reader === "string" ? undefined : reader,
    subject: toWelcomeSubject(setting),
    date,
    language: language.tag,
    text: renderWelcomeText(setting).body,
    html,
    pictures: [code, ...(logo === undefined ? [] : [logo])],
    fileName: `welcome-${settings.domain}.eml`,
  });
}

/** The code that opens the set-up page on a phone, and the provider's logo where mail programs can show it. */
async function toPictures(setting: Setting): Promise<readonly [code: Picture, logo: Picture | undefined]> {
  const { domain, branding } = setting.settings;
  const { contentType, body } = await renderQrPng({ payload: toSetUpUrl(setting), errorCorrection: "M" });
  const base64 = btoa(Array.from(body, (byte) => String.fromCharCode(byte)).join(""));
  const code: Picture = { id: `code@${domain}`, contentType, fileName: "code.png", base64 };
  const [, type, logo] = LOGO.exec(branding?.logo ?? "") ?? [];
  if (type === undefined || logo === undefined) return [code, undefined];
  return [code, { id: `logo@${domain}`, contentType: `image/${type}`, fileName: `logo.${type}`, base64: logo }];
}

/** Most mail programs show neither SVG nor WebP: there the name stands alone. */
const LOGO = /^data:image\/(png|jpeg);base64,([A-Za-z0-9+/=]+)$/;

function toDataUrl({ contentType, base64 }: Picture): string {
  return `data:${contentType};base64,${base64}`;
}
