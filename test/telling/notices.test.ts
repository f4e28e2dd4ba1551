/**
 * What has to be done before any program can log in is told wherever one is set up.
 * @module
 */
import { describe, expect, test } from "vitest";
import { CLIENT_IDS } from "../../src/content/catalogue.ts";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import { domainPage } from "../../src/pages/domain/domain-page.ts";
import { renderArticleText } from "../../src/pages/frame/article-text.ts";
import { errorsIndexPage } from "../../src/pages/guide/errors-page.ts";
import { guidePage } from "../../src/pages/guide/guide-page.ts";
import { renderWelcomeHtml, renderWelcomeText } from "../../src/pages/support/welcome-mail.ts";
import { toErrorsArticle } from "../../src/telling/failures/failure-index.ts";
import { toDomainArticle } from "../../src/telling/guides/domain-article.ts";
import { toArticle } from "../../src/telling/guides/guide.ts";
import { findObstacle } from "../../src/telling/guides/guide-facts.ts";
import { ENGLISH_PAGE } from "../support/browser/english-page.ts";
import { settingsOf } from "../support/domains/accounts.ts";

const fish = settingsOf("fish.example");
const usable = CLIENT_IDS.filter((id) => findObstacle(fish, id) === undefined);
const GERMAN = [{ lang: "de", text: "IMAP einschalten" }];

const toSetting = (settings: ServerSettings) => ({ ...ENGLISH_PAGE, settings, reader: "unknown" }) as const;
const textOf = (article: ReturnType<typeof toArticle>) => renderArticleText(article, ENGLISH_PAGE.language, "txt").body;

describe("what must be switched on", () => {
  const told = "Switch this on first: Switch IMAP on · Go to the page where you switch it on (https://fish.example/on)";

  test.each([...usable, "email-guide"] as const)("is told in the guide %s", (id) =>
    expect(textOf(toArticle(toSetting(fish), id, undefined))).toContain(told),
  );

  test("is told in the domain's text, above its error texts and in the welcome mail", () => {
    expect(textOf(toDomainArticle(toSetting(fish)))).toContain(told);
    expect(textOf(toErrorsArticle(toSetting(fish), []))).toContain(told);
    expect(renderWelcomeText(toSetting(fish)).body).toContain(told);
  });

  test("is told where the provider has no words for it", () => {
    const bare = { ...fish, enable: [{ visitUrl: "https://fish.example/on", instructions: [] }] };
    expect(textOf(toDomainArticle(toSetting(bare)))).toContain("Switch this on first: Go to the page where you");
  });

  test("names its language where it is not the page's", async () => {
    const foreign = { ...fish, enable: [{ visitUrl: "https://fish.example/on", instructions: GERMAN }] };
    const page = { ...ENGLISH_PAGE, personal: false };
    const documents = await Promise.all([
      guidePage.renderTemplate(foreign, { ...page, id: "kmail", protocol: undefined, profileSigned: false }),
      domainPage.renderTemplate(foreign, page),
      errorsIndexPage.renderTemplate(foreign, page),
      renderWelcomeHtml(toSetting(foreign)),
    ]);
    for (const { body } of documents) expect(body).toContain(' lang="de">IMAP einschalten</');
  });
});
