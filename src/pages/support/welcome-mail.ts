/**
 * The welcome mail in the forms that it is sent in: HTML, plain text, and a message that a mail program opens as a draft.
 * @module
 */
import mailInlines from "../../../templates/mail-inlines.eta";
import mailStyle from "../../../templates/welcome-mail.css";
import mailTemplate from "../../../templates/welcome-mail.eta";
import mailBrand from "../../../templates/welcome-mail-brand.eta";
import { renderEml } from "../../formats/eml.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import type { Article, Inlines } from "../../telling/article/article.ts";
import { toWelcomeArticle, toWelcomeSubject } from "../../telling/guides/welcome-article.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { renderArticleText } from "../frame/article-text.ts";
import { type BrandColors, toBrandColors } from "../frame/brand-color.ts";
import { toPolicy } from "../frame/page.ts";
import { templates } from "../frame/templates.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@welcome-mail": MailView;
    "@mail-inlines": Inlines;
    "@welcome-mail-brand": Readonly<Record<"light" | "dark", BrandColors>>;
  }
}

interface MailView {
  readonly lang: string;
  readonly dir: string;
  readonly brand: string;
  readonly article: Article;
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

/** As mail programs show HTML: no script, no picture, one style element, and readable without it. */
export async function renderWelcomeHtml(setting: Setting): Promise<RenderedDocument> {
  const { settings, language } = setting;
  const style = mailStyle + templates.render("@welcome-mail-brand", toBrandColors(settings.branding?.color));
  return {
    contentType: "text/html; charset=utf-8",
    body: templates.render("@welcome-mail", {
      lang: language.tag,
      dir: language.dir,
      brand: settings.displayName,
      article: toWelcomeArticle(setting),
      style,
    }),
    contentSecurityPolicy: await toPolicy({ styles: [style], scripts: [] }),
  };
}

/** From support where it has an address, and to the reader where that is known. */
export async function renderWelcomeMessage(setting: Setting, date: Date): Promise<RenderedDocument> {
  const { settings, language, reader } = setting;
  const { support } = settings;
  const { body: html } = await renderWelcomeHtml(setting);
  return renderEml({
    from: support?.email === undefined ? undefined : { name: support.name, email: support.email },
    to: typeof reader === "string" ? undefined : reader,
    subject: toWelcomeSubject(setting),
    date,
    language: language.tag,
    text: renderWelcomeText(setting).body,
    html,
    fileName: `welcome-${settings.domain}.eml`,
  });
}
