import { type Context, Hono } from "hono";
import { findDirectoryFindings } from "../../../directory/views/directory-findings.ts";
import { renderAuditPage, renderRevokePage, renderTokensPage } from "../../../pages/console/access-pages.ts";
import { renderFindingsPage } from "../../../pages/console/findings-page.ts";
import {
  answer,
  answerProblem,
  type ConsoleParts,
  findNotice,
  leadTo,
  limitForm,
  readFields,
  suggestProviders,
  toVisitor,
} from "./console-context.ts";

const PAGE = 50;

/** `/console/tokens`, `/console/audit` and `/console/findings`. */
export function accessRoutes({ operators, now }: ConsoleParts): Hono {
  const { tokens, audit, directory, floor } = operators;

  return new Hono()
    .get("/console/tokens", (c) => showTokens(c))
    .post("/console/tokens", limitForm, async (c) => {
      const typed = Object.fromEntries((await readFields(c)) ?? []);
      const { name = "", access = "", provider = "", expiresAt = "" } = typed;
      const request = {
        name: name.trim(),
        access,
        ...(provider.trim() !== "" && { provider: provider.trim() }),
        ...(expiresAt !== "" && { expiresAt: `${expiresAt}T23:59:59Z` }),
      };
      const made = await tokens.create(c.get("actor"), request);
      if (made.ok) return showTokens(c, { made: { name: made.value.token.name, text: made.value.text } });
      if (made.error.reason === "not_found")
        return answerProblem(c, 404, "There is nothing here.", { section: "tokens" });
      return showTokens(c, { typed, faults: made.error.faults }, 422);
    })
    .get("/console/tokens/:id/revoke", async (c) => {
      const found = await tokens.find(c.get("actor"), c.req.param("id"));
      if (!found.ok) return noToken(c);
      if (found.value.revokedAt !== undefined) return leadTo(c, "/console/tokens", "same");
      return answer(c, renderRevokePage(toVisitor(c), found.value));
    })
    .post("/console/tokens/:id/revoke", async (c) => {
      const revoked = await tokens.revoke(c.get("actor"), c.req.param("id"));
      return revoked.ok ? leadTo(c, "/console/tokens", "revoked") : noToken(c);
    })
    .get("/console/audit", async (c) => {
      const page = await audit.list(c.get("actor"), PAGE, c.req.query("after"));
      if (page === undefined) return answerProblem(c, 400, "There is no such page.", { section: "audit" });
      return answer(c, renderAuditPage({ visitor: toVisitor(c), entries: page.items, next: page.next }));
    })
    .get("/console/findings", async (c) => {
      const found = await findDirectoryFindings(c.get("actor"), { directory, floor });
      return answer(c, renderFindingsPage({ visitor: toVisitor(c), ...found }));
    });

  async function showTokens(
    c: Context,
    more: Partial<Pick<Parameters<typeof renderTokensPage>[0], "made" | "typed" | "faults">> = {},
    status = 200,
  ): Promise<Response> {
    const { items, next } = await tokens.list(c.get("actor"), PAGE, c.req.query("after"));
    const page = renderTokensPage({
      visitor: toVisitor(c),
      now: now(),
      notice: findNotice(c),
      tokens: items,
      next,
      made: undefined,
      typed: {},
      faults: [],
      providers: await suggestProviders(c, operators),
      ...more,
    });
    return answer(c, page, status);
  }
}

function noToken(c: Context): Promise<Response> {
  return answerProblem(c, 404, "There is no such token.", { section: "tokens" });
}
