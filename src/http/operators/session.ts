/**
 * The console's session in a browser, and the way into it.
 *
 * `guard()` of access.ts stands before every route under `/console`: behind it `c.get("actor")` is whoever is logged in.
 * Who is not is sent to the login page, and comes back. A form of another site is refused by what the browser says of
 * where it comes from, so that forms need no token in them; GET must change nothing.
 *
 * `sessionRoutes()` answers `GET` and `POST /console/log-in` (fields `token` and `next`) and `POST /console/log-out`; it
 * is given what draws the login page.
 * @module
 */
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { LONGEST_MILLISECONDS } from "../../directory/operations/session-operations.ts";
import type { Operators } from "../../directory/operators.ts";
import { findGuesser } from "../limits/refusals.ts";
import type { HeaderFields } from "../wire/answer-headers.ts";
import { readForm } from "../wire/asked.ts";
import { limitBody } from "../wire/limit-body.ts";
import { withoutBase } from "../wire/place.ts";
import { retryHeader } from "../wire/problem.ts";

const LOG_IN = "/console/log-in";
const LOG_OUT = "/console/log-out";

/** What the login page is to say. */
interface LogInView {
  readonly status: 200 | 400 | 403 | 429;
  readonly problem: "none" | "refused" | "too_many" | "not_secure";
  /** Where to go after it: the value of the hidden field `next`. */
  readonly next: string;
}

/** Shows the login page, with these headers beside its own. */
export type ShowLogIn = (c: Context, view: LogInView, headers?: HeaderFields) => Response | Promise<Response>;

const MAX_FORM_BYTES = 4 * 1024;

export function sessionRoutes({ sessions }: Operators, show: ShowLogIn): Hono {
  const tooLarge = (c: Context) => show(c, { status: 400, problem: "refused", next: HOME });
  return new Hono()
    .get(LOG_IN, (c) => {
      const problem = cookieOf(c) === undefined ? "not_secure" : "none";
      return show(c, { status: 200, problem, next: toNext(c.req.query("next")) });
    })
    .post(LOG_IN, limitBody(MAX_FORM_BYTES, tooLarge), async (c) => {
      const form = await readForm(c);
      const token = String(form?.get("token") ?? "").trim();
      const next = toNext(String(form?.get("next") ?? ""));
      const cookie = cookieOf(c);
      // The token has crossed the network already; the session would do it with every request.
      if (cookie === undefined) return show(c, { status: 403, problem: "not_secure", next });
      const begun = await sessions.begin(token, findGuesser(c, token));
      if (!begun.ok) {
        if (begun.error.reason === "refused") return show(c, { status: 403, problem: "refused", next });
        return show(c, { status: 429, problem: "too_many", next }, retryHeader(begun.error.seconds));
      }
      // What the browser held before is nobody's from now on: whoever gave it to the browser has nothing of this one.
      await end(c);
      setCookie(c, cookie.name, begun.value, { ...cookie.options, maxAge: LONGEST_MILLISECONDS / 1000 });
      return c.redirect(next, 303);
    })
    .post(LOG_OUT, async (c) => {
      await end(c);
      const cookie = cookieOf(c);
      if (cookie !== undefined) deleteCookie(c, cookie.name, cookie.options);
      return c.redirect(LOG_IN, 303);
    });

  async function end(c: Context): Promise<void> {
    const id = readSession(c);
    if (id !== undefined) await sessions.end(id);
  }
}

/** The session that a browser holds, as it says. */
export function readSession(c: Context): string | undefined {
  const cookie = cookieOf(c);
  return cookie && getCookie(c, cookie.name);
}

/** Where somebody logs in to see the page that was asked for, or the one that a form was sent from. */
export function leadToLogIn(c: Context): Response {
  const url = URL.parse(isLooking(c) ? c.req.raw.url : (c.req.header("referer") ?? ""));
  const page = url === null ? HOME : toNext(`${withoutBase(url.pathname, c.get("place").base)}${url.search}`);
  return c.redirect(page === HOME ? LOG_IN : `${LOG_IN}?next=${encodeURIComponent(page)}`, 303);
}

/** Whether nothing is to be done but to show a page. */
export function isLooking(c: Context): boolean {
  return c.req.method === "GET" || c.req.method === "HEAD";
}

/**
 * Whether a request that changes something was made by one of our own pages. Browsers say where it comes from, or, old
 * ones, the origin alone, which they leave out unless our pages have a referrer policy that lets them say it. A site
 * beside ours, of one of our customers perhaps, is another.
 */
export function isOwnForm(c: Context): boolean {
  if (SAFE.has(c.req.method)) return true;
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin";
  const { scheme, host } = c.get("place");
  return c.req.header("origin") === `${scheme}://${host}`;
}

/** With which a browser says where forms of our own pages come from. */
export const CONSOLE_REFERRER_POLICY = "same-origin";

const HOME = "/console";
const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * The cookie by which a session is known here. Over https it is bound to this host, and a neighbour cannot set it. On a
 * machine of one's own, where nothing crosses a network, plain http will do for trying. Elsewhere there is none.
 */
function cookieOf(c: Context) {
  const { scheme, hostname } = c.get("place");
  const options = { path: "/", httpOnly: true, sameSite: "Strict" } as const;
  if (scheme === "https") return { name: "__Host-waypost", options: { ...options, secure: true } };
  return LOOPBACK.has(hostname) ? { name: "waypost", options } : undefined;
}

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** A page of the console: nobody is sent elsewhere by a link that somebody else made. */
function toNext(text = ""): string {
  if (!/^\/console(?:[/?][\w\-./?=&%*~+:]*)?$/.test(text)) return HOME;
  // As a browser takes it, without its dots.
  const { pathname, search } = new URL(text, "https://console.invalid");
  return pathname === HOME || (pathname.startsWith(`${HOME}/`) && pathname !== LOG_IN) ? `${pathname}${search}` : HOME;
}
