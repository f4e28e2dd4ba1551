import { Hono } from "hono";
import { renderChecksPage } from "../../../pages/console/checks-page.ts";
import { answer, type ConsoleParts, findNotice, leadTo, toVisitor } from "./console-context.ts";

const PATH = "/console/checks";

/** `/console/checks`: what the last run over all domains found, how far the one under way is, its start and its end. */
export function checkRoutes({ operators: { runs } }: ConsoleParts): Hono {
  return new Hono()
    .get(PATH, async (c) =>
      answer(
        c,
        renderChecksPage({
          visitor: toVisitor(c),
          notice: findNotice(c),
          hasRuns: runs !== undefined,
          waitForCron: runs?.waitForCron === true,
          run: await runs?.find(),
          report: await runs?.findSummary(),
        }),
      ),
    )
    .post(`${PATH}/start`, async (c) => {
      await runs?.start();
      return leadTo(c, PATH, "started");
    })
    .post(`${PATH}/stop`, async (c) => {
      await runs?.stop();
      return leadTo(c, PATH, "stopped");
    });
}
