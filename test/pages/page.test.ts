import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { renderPersonal } from "../../src/formats/document-template.ts";
import type { RenderedDocument } from "../../src/formats/rendered-document.ts";
import { domainPage } from "../../src/pages/domain/domain-page.ts";
import { OWN_BRAND, renderPage } from "../../src/pages/frame/page.ts";
import { renderProblemPage } from "../../src/pages/frame/problem-page.ts";
import { renderStartPage } from "../../src/pages/frame/start-page.ts";
import { ENGLISH_PAGE } from "../support/browser/english-page.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { accountOf, settingsOf } from "../support/domains/accounts.ts";
import { findHtmlFaults } from "../support/reading/html-faults.ts";

const shared = (domain: string) => domainPage.renderTemplate(settingsOf(domain), { ...ENGLISH_PAGE, personal: false });

const onPhone = (domain: string) =>
  domainPage.renderTemplate(settingsOf(domain), {
    ...ENGLISH_PAGE,
    personal: false,
    origin: "https://setup.hosting.example",
  });

const pages: [name: string, render: () => RenderedDocument | Promise<RenderedDocument>][] = [
  ["start", () => renderStartPage(ENGLISH_PAGE)],
  [
    "start with a problem",
    () => renderStartPage({ ...ENGLISH_PAGE, problem: `"<b>&'`, emailaddress: `"><script>alert(1)</script>` }),
  ],
  ["problem", () => renderProblemPage({ ...ENGLISH_PAGE, title: "<b>", detail: "<script>", status: 404 })],
  ["everything offered", () => shared("bücher.example")],
  ["goes on to the phone", () => onPhone("bücher.example")],
  ["POP3 alone", () => shared("pop.example")],
  ["nothing but mail", () => shared("plain.example")],
  [
    "somebody's",
    () => renderPersonal(domainPage, accountOf("R&D+x'@fish.example"), { ...ENGLISH_PAGE, personal: true }),
  ],
];

test.each(pages)("%s: valid HTML that holds to its own policy", async (_, render) => {
  const { body, contentSecurityPolicy = "" } = await render();
  expect(await findHtmlFaults(body)).toEqual([]);
  const inline = Array.from(body.matchAll(/<(style|script)>([\s\S]*?)<\/\1>/g));
  expect(inline).toHaveLength(3);
  for (const [, tag, text = ""] of inline) {
    const hash = createHash("sha256").update(text).digest("base64");
    const directive = contentSecurityPolicy.split("; ").find((part) => part.startsWith(`${tag}-src `));
    expect(directive).toContain(`'sha256-${hash}'`);
  }
  expect(contentSecurityPolicy).not.toContain("unsafe");
  expect(body).not.toMatch(
    /<script(?!>)|\son\w+=|\sstyle=|(?:src|href)="(?:https?:)?\/\/[^"]*\.(?:css|js|png|svg|woff2?)"/,
  );
});

test("a page is small on the wire", async () => {
  const { body } = await onPhone("bücher.example");
  const packed = await new Response(new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  expect(packed.byteLength).toBeLessThan(40 * 1024);
});

test("brand, language and direction frame the page", async () => {
  const brand = { name: "A & B", logo: "data:image/png;base64,AAAA", color: "#ffee00", lowerCaseLogin: false };
  const { body } = await renderPage({
    title: "<t>",
    language: { ...ENGLISH, tag: "he", dir: "rtl" },
    brand,
    body: "<main></main>",
  });
  expect(body).toContain('<html lang="he" dir="rtl">');
  expect(body).toContain("<title>&lt;t&gt;</title>");
  expect(body).toContain("<b>A &amp; B</b>");
  expect(body).toContain('<img class="logo" src="data:image/png;base64,AAAA" alt="">');
  expect(body).toContain("--fill: #ffee00; --fill-ink: #0b0e14");
});

test("brands differ in one small style, and so in the policy", async () => {
  const render = (color: string) =>
    renderPage({ title: "t", language: ENGLISH, brand: { ...OWN_BRAND, color }, body: "" });
  const [one, other] = await Promise.all([render("#112233"), render("#aa0000")]);
  expect(one.contentSecurityPolicy).not.toBe(other.contentSecurityPolicy);
});
