import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AuditEntry } from "../../directory/audit.ts";
import type { Operators } from "../../directory/operators.ts";
import type { TokenError } from "../../directory/token-operations.ts";
import type { TokenRecord } from "../../store/access-roles.ts";
import { type ApiProblem, apiProblem, NOT_FOUND } from "./problem.ts";

const PAGE = 100;
const MAX_PAGE = 500;
const MAX_BODY_BYTES = 4 * 1024;

/** `/api/v1/tokens`: made, listed and revoked; and `/api/v1/audit`: who did what. */
export function tokenRoutes({ tokens, audit }: Operators): Hono {
  const limit = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => apiProblem(TOO_LARGE) });
  return new Hono()
    .get("/api/v1/tokens", async (c) => {
      const asked = toPageSize(c.req.query("limit"));
      if (asked === undefined) return apiProblem(NO_PAGE);
      const { items, next } = await tokens.list(c.get("actor"), asked, c.req.query("cursor"));
      return c.json({ tokens: items.map(toJson), next: next ?? null });
    })
    .post("/api/v1/tokens", limit, async (c) => {
      const body = await readJson(c.req.raw);
      if (body === undefined) return apiProblem(NOT_JSON);
      const made = await tokens.create(c.get("actor"), body.value);
      if (!made.ok) return apiProblem(toProblem(made.error));
      return c.json({ ...toJson(made.value.token), secret: made.value.text }, 201);
    })
    .delete("/api/v1/tokens/:id", async (c) => {
      const revoked = await tokens.revoke(c.get("actor"), c.req.param("id"));
      return revoked.ok ? c.json(toJson(revoked.value)) : apiProblem(toProblem(revoked.error));
    })
    .get("/api/v1/audit", async (c) => {
      const asked = toPageSize(c.req.query("limit"));
      const page = asked === undefined ? undefined : await audit.list(c.get("actor"), asked, c.req.query("cursor"));
      if (page === undefined) return apiProblem(NO_PAGE);
      return c.json({ entries: page.items.map(toEntry), next: page.next ?? null });
    });
}

/** What is absent is null: a client sees every member that there can be. */
function toJson({ provider, expiresAt, usedAt, revokedAt, ...same }: TokenRecord) {
  return {
    ...same,
    provider: provider ?? null,
    expiresAt: expiresAt ?? null,
    usedAt: usedAt ?? null,
    revokedAt: revokedAt ?? null,
  };
}

function toEntry({ name, provider, revision, ...same }: AuditEntry) {
  return { ...same, name: name ?? null, provider: provider ?? null, revision: revision ?? null };
}

function toPageSize(text: string | undefined): number | undefined {
  const size = text === undefined ? PAGE : /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return size >= 1 && size <= MAX_PAGE ? size : undefined;
}

async function readJson(request: Request): Promise<{ readonly value: unknown } | undefined> {
  try {
    return { value: await request.json() };
  } catch {
    return undefined;
  }
}

function toProblem(error: TokenError): ApiProblem {
  switch (error.reason) {
    case "not_found":
      return NOT_FOUND;
    case "faulty":
      return {
        type: "/problems/faulty",
        title: "Faulty",
        status: 422,
        detail: "What was sent makes no token.",
        errors: error.faults.map(({ path, value, expected }) => ({
          pointer: path === "" ? "" : `/${path}`,
          detail: value === undefined ? expected : `${value}: ${expected}`,
        })),
      };
  }
}

const NOT_JSON: ApiProblem = {
  type: "/problems/not-json",
  title: "Not JSON",
  status: 400,
  detail: "The body of the request is no JSON.",
};
const TOO_LARGE: ApiProblem = {
  type: "/problems/too-large",
  title: "Too large",
  status: 413,
  detail: "The body of the request is longer than anything that could be meant.",
};
const NO_PAGE: ApiProblem = {
  type: "/problems/bad-query",
  title: "Bad query",
  status: 400,
  detail: `limit is a number from 1 to ${MAX_PAGE}, and cursor the "next" of the page before.`,
};
