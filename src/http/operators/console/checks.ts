import { Hono } from "hono";
import { reportFleet } from "../../../directory/fleet/fleet-report.ts";
import { renderChecksPage } from "../../../pages/console/checks-page.ts";
import { answer, type ConsoleParts, findNotice, leadTo, toVisitor } from "./console-context.ts";

/** `/console/checks`: what the last checks of all domains found, how far the one under way is, and its end. */
export function checkRoutes({ operators: { checks } }: ConsoleParts): Hono {
  return new Hono()
    .get("/console/checks", async (c) =>
      answer(
        c,
        renderChecksPage({
          visitor: toVisitor(c),
          notice: findNotice(c),
          waiting: (await checks?.countWaiting()) ?? 0,
          report: checks && (await reportFleet(checks)),
        }),
      ),
    )
    .post("/console/checks/stop", async (c) => {
      await checks?.clearWaiting();
      return leadTo(c, "/console/checks", "stopped");
    });
}
