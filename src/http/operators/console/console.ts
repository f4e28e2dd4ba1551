import type { Context, MiddlewareHandler } from "hono";
import { Hono } from "hono";
import { isPrintable } from "../../../model/printable.ts";
import { renderLogInPage } from "../../../pages/console/access-pages.ts";
import { CONSOLE } from "../../../pages/console/console-page.ts";
import { StoreUnavailableError } from "../../../store/roles.ts";
import { describeCrash } from "../../wire/crash.ts";
import { withoutBase } from "../../wire/place.ts";
import type { Refusal } from "../access.ts";
import { FAILED, RETRY_SECONDS, UNAVAILABLE } from "../problem.ts";
import { isLooking, type ShowLogIn, sessionRoutes } from "../session.ts";
import { accessRoutes } from "./access.ts";
import { checkRoutes } from "./checks.ts";
import { answer, answerProblem, type ConsoleParts } from "./console-context.ts";
import { countRoutes } from "./counts.ts";
import { domainRoutes } from "./domains.ts";
import { answerEnded } from "./ended-session.ts";
import { loginRoutes } from "./logins.ts";
import { previewRoutes } from "./preview.ts";
import { providerRoutes } from "./providers.ts";

/** `/console`: the directory for people. Every page works without script, and GET changes nothing. */
export function consoleRoutes(parts: ConsoleParts): Hono {
  const showLogIn: ShowLogIn = (c, { status, problem, next }, headers) =>
    answer(c, renderLogInPage(problem, next), status, headers);
  return new Hono()
    .use("/console/*", refuseUnprintable)
    .get("/console", (c) => c.redirect("/console/domains", 303))
    .get("/console/", (c) => c.redirect("/console/domains", 303))
    .route("/", sessionRoutes(parts.operators, showLogIn))
    .route("/", domainRoutes(parts))
    .route("/", loginRoutes(parts))
    .route("/", providerRoutes(parts))
    .route("/", previewRoutes(parts))
    .route("/", checkRoutes(parts))
    .route("/", countRoutes(parts))
    .route("/", accessRoutes(parts));
}

/** As the API does: nothing kept has a control character, and PostgreSQL cannot be asked for a NUL. */
const refuseUnprintable: MiddlewareHandler = (c, next) =>
  Object.values(c.req.query()).every(isPrintable) ? next() : answerProblem(c, 400, "There is no such page.");

/** What the guard says where it lets nobody through. */
export async function refuseInConsole(
  c: Context,
  reason: Refusal,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  if (reason === "ended") return answerEnded(c);
  const [status, text] = REFUSALS[reason];
  const response = await answerProblem(c, status, text);
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** What went wrong on the way to an answer, as a page with a way on. */
export async function failInConsole(c: Context, error: Error): Promise<Response> {
  const isRepeated = isLooking(c);
  const { pathname, search } = new URL(c.req.url);
  const way = {
    href: isRepeated ? `${withoutBase(pathname, c.get("place").base)}${search}` : CONSOLE,
    text: isRepeated ? "Try again" : "Open the console",
  };
  if (!(error instanceof StoreUnavailableError)) {
    console.error(describeCrash(error));
    return answerProblem(c, 500, FAILED.detail, { way });
  }
  const text = isRepeated ? UNAVAILABLE.detail : `${UNAVAILABLE.detail} Look first whether it was done all the same.`;
  const response = await answerProblem(c, 503, text, { way });
  response.headers.set("retry-after", RETRY_SECONDS);
  return response;
}

const REFUSALS: Readonly<Record<Exclude<Refusal, "ended">, readonly [status: number, text: string]>> = {
  not_allowed: [403, "Your token does not allow that."],
  not_found: [404, "There is nothing here."],
  too_many: [429, "Too many requests: please wait a minute."],
  foreign: [403, "The form was sent by another site. Open the console and do it there."],
};
