import { type Context, Hono } from "hono";
import { toNames } from "../../formats/certificates/certificate-names.ts";
import { NAME_LISTS, toRouter } from "../../formats/certificates/name-list.ts";
import { findDomain } from "../../model/domain/domain.ts";
import type { ServedNames } from "../../store/cache/served-names.ts";
import { matches } from "../wire/document.ts";
import { toEtag } from "../wire/document-cache.ts";
import { NOT_KEPT, type Problem, plainProblem } from "../wire/problem.ts";

/** Traefik reads its whole configuration anew at each change. */
const MOST_DOMAINS = 10_000;

interface Kept {
  readonly version: number | undefined;
  readonly answer: { readonly body: string; readonly etag: string } | Problem;
}

/**
 * `GET /tls/traefik`: a router for each name, as Traefik's HTTP provider polls them every few seconds. It comes from memory,
 * made once for each change. On trouble the answer is 503, which leaves Traefik with the routers that it has: an empty
 * configuration would take all of them away.
 */
export function traefikRoutes(names: ServedNames, serviceOrigin: string | undefined): Hono {
  const ownName = findDomain(URL.parse(serviceOrigin ?? "")?.hostname ?? "");
  let kept: Kept | undefined;

  return new Hono().get("/tls/traefik", async (c: Context) => {
    const version = names.findVersion();
    if (kept === undefined || kept.version !== version)
      kept = { version, answer: version === undefined ? UNKNOWN : await render() };
    const { answer } = kept;
    if ("title" in answer) return plainProblem(answer);
    const headers = { ...NOT_KEPT, etag: answer.etag };
    if (matches(c.req.header("if-none-match"), answer.etag)) return c.body(null, 304, headers);
    return c.body(answer.body, 200, { ...headers, "content-type": "application/json" });
  });

  async function render(): Promise<Kept["answer"]> {
    const domains = [...names.list()];
    if (domains.length > MOST_DOMAINS) return TOO_MANY;
    const all = domains.toSorted().flatMap((domain) => toNames(domain, names.hasPacc(domain) === true));
    const routers = [...(ownName === undefined ? [] : [ownName]), ...all].map((name) => toRouter(name));
    if (routers.length === 0) return NOBODY;
    const { begin, end } = NAME_LISTS.traefik;
    const body = `${begin}\n${routers.join(",\n")}${end}`;
    return { body, etag: await toEtag(body) };
  }
}

const UNKNOWN: Problem = {
  title: "Not known yet",
  detail: "The directory was not read whole yet. Ask again in some seconds.",
  status: 503,
};
const TOO_MANY: Problem = {
  title: "Too many names",
  detail: `More than ${MOST_DOMAINS} domains are served: let Caddy ask for each name when it is wanted, at /tls/permission.`,
  status: 503,
};
const NOBODY: Problem = {
  title: "No names",
  detail: "No domain is served by name, and an empty configuration would take all routers away.",
  status: 503,
};
