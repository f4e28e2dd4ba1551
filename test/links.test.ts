/** What pages lead to: every link of ours is a page, and every anchor a place. */
import { expect, test } from "vitest";
import ownSettings from "../settings.json" with { type: "json" };
import { parseSettings } from "../src/model/settings/parse-settings.ts";
import { memoryStore } from "../src/store/databases/memory.ts";
import { STEPPED_GUIDE_IDS } from "../src/telling/guides/guide.ts";
import { createTestApp } from "./support/services/app.ts";

const settings = parseSettings(ownSettings);
if (!settings.ok) throw new Error(JSON.stringify(settings.error));
const app = createTestApp({ store: memoryStore(settings.value, () => new Date()) });

const ask = async (path: string) => app.request(`https://setup.hosting.example${path}`);

test.each(["shop.example", "imap-only.example"])(
  "%s: every page's links and anchors lead somewhere",
  async (domain) => {
    const at = `/guides/${domain}`;
    const pages = ["/", at, ...["errors", "support", "welcome", ...STEPPED_GUIDE_IDS].map((name) => `${at}/${name}`)];
    const leading = new Map<string, string>();
    for (const path of pages) {
      const answer = await ask(path);
      // Not every guide is one for every domain.
      if (answer.status === 404) continue;
      const html = (await answer.text()).replace(/<(script|style|template)\b[\s\S]*?<\/\1>/g, "");
      const ids = new Set(Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id]) => id));
      for (const [, href = ""] of html.matchAll(/<a [^>]*href="([^"]*)"/g)) {
        const [, page = "", anchor] = /^([^#]*)(?:#(.*))?$/.exec(href.replaceAll("&amp;", "&")) ?? [];
        if (page === "" && anchor !== undefined) expect(ids, `#${anchor} on ${path}`).toContain(anchor);
        if (page.startsWith("/")) leading.set(page, path);
        // The links to other languages are the same part of every page.
        if (page.startsWith("?") && (path === at || !page.startsWith("?lang="))) leading.set(`${path}${page}`, path);
      }
    }
    expect(leading.size).toBeGreaterThan(STEPPED_GUIDE_IDS.length);
    for (const [link, path] of leading) expect((await ask(link)).status, `${link} on ${path}`).toBe(200);
  },
);
