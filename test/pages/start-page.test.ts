import { expect, test } from "vitest";
import { renderStartPage } from "../../src/pages/frame/start-page.ts";
import { ENGLISH_PAGE } from "../support/browser/english-page.ts";

test("the form posts, so that no address stands in a URL", async () => {
  const { body } = await renderStartPage(ENGLISH_PAGE);
  expect(body).toContain('method="post" action="/"');
  expect(body).toMatch(/<input [^>]*type="text" name="emailaddress" value=""[^>]*autocomplete="email"[^>]* dir="ltr"/);
  expect(body).toContain('aria-describedby="address-hint"');
  expect(body).not.toContain('role="alert"');
});

test("a problem is said at the field, which keeps what was typed", async () => {
  const { body } = await renderStartPage({ ...ENGLISH_PAGE, problem: "That is <no> address", emailaddress: `"><b>'` });
  expect(body).toContain('value="&quot;&gt;&lt;b&gt;&#39;"');
  expect(body).toContain("That is &lt;no&gt; address");
  expect(body).toContain('aria-invalid="true" aria-describedby="address-problem address-hint"');
});
