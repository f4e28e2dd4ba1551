import { Hono } from "hono";
import { findDomain } from "../../../model/domain/domain.ts";
import { renderCountsPage } from "../../../pages/console/counts-page.ts";
import { answer, answerProblem, type ConsoleParts, toVisitor } from "./console-context.ts";

/** Days that are shown: as long as single domains are kept. */
const DAYS = 30;
const MOST_DOMAINS = 25;
const MOST_UNSERVED = 50;

/** `/console/counts`: what mail clients asked for, of all domains together or of one. For those who see everything. */
export function countRoutes({ operators: { counts }, now }: ConsoleParts): Hono {
  return new Hono().get("/console/counts", async (c) => {
    const visitor = toVisitor(c);
    const asked = c.req.query("domain");
    const domain = asked === undefined ? undefined : findDomain(asked);
    if (asked !== undefined && domain === undefined)
      return answerProblem(c, 404, "That is not a domain.", { section: "counts" });
    const days = toDays(now());
    const [since = ""] = days;
    return answer(
      c,
      renderCountsPage({
        visitor,
        days,
        domain,
        counted: counts && {
          counts: await counts.listCounts(since, domain),
          domains: domain === undefined ? await counts.listDomains(since, MOST_DOMAINS) : [],
          unserved: domain === undefined ? await counts.listUnserved(MOST_UNSERVED) : [],
        },
      }),
    );
  });
}

/** The last of them is today, in UTC. */
function toDays(now: Date): string[] {
  return Array.from({ length: DAYS }, (_, index) =>
    new Date(now.getTime() - (DAYS - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  );
}
