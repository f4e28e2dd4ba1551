import { expect, test } from "vitest";
import { renderPersonal } from "../../src/formats/document-template.ts";
import { domainPage } from "../../src/pages/domain/domain-page.ts";
import { renderErrorsPage } from "../../src/pages/guide/errors-page.ts";
import { guidePage } from "../../src/pages/guide/guide-page.ts";
import { renderSupportPage } from "../../src/pages/support/support-page.ts";
import { renderWelcomeMessage, renderWelcomeText } from "../../src/pages/support/welcome-mail.ts";
import { renderWelcomePage } from "../../src/pages/support/welcome-page.ts";
import { ENGLISH_PAGE } from "../support/browser/english-page.ts";
import { accountOf } from "../support/domains/accounts.ts";

const account = accountOf("alice@bücher.example");
const setting = { settings: account.settings, reader: account.address, ...ENGLISH_PAGE };
const noChoice = { guide: undefined, language: undefined, protocol: undefined, format: "html" } as const;
const personal = { ...ENGLISH_PAGE, personal: true };

test.each<[name: string, render: () => Promise<{ readonly body: string }>]>([
  ["domain", () => renderPersonal(domainPage, account, personal)],
  [
    "guide",
    () =>
      renderPersonal(guidePage, account, {
        ...personal,
        id: "apple-mail-ios",
        protocol: undefined,
        profileSigned: false,
      }),
  ],
  ["errors", () => renderErrorsPage(setting, [], { kind: "index" })],
  ["support", () => renderSupportPage(setting, noChoice)],
  ["welcome", () => renderWelcomePage(setting)],
])("the %s page names a person as people know them, and gives programs A-labels", async (_, render) => {
  const { body } = await render();
  expect(body).toContain("<b data-address>alice@bücher.example</b>");
  expect(body).toContain('data-address="alice@xn--bcher-kva.example"');
});

test("steps name the address as people know it, tables the login name as servers do", async () => {
  const options = { ...personal, id: "thunderbird-desktop", protocol: undefined, profileSigned: false } as const;
  const { body } = await renderPersonal(guidePage, account, options);
  expect(body).toContain('<code data-username="{shownAddress}">alice@bücher.example</code>');
  expect(body).toContain('data-copy="IMAP User name" data-username="{address}">alice@xn--bcher-kva.example</code>');
});

test("the welcome mail speaks of the address as people know it", async () => {
  expect(renderWelcomeText(setting).body).toContain("your mailbox alice@bücher.example at");
  const { body } = await renderWelcomeMessage(setting, new Date(0));
  expect(body).toMatch(/^To: alice@xn--bcher-kva\.example\r?$/m);
});
