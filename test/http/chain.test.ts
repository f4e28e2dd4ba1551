import { type Context, Hono, type MiddlewareHandler } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import { describe, expect, test } from "vitest";
import { middleware } from "../../src/http/routing/chain.ts";
import { LiteralRouter } from "../../src/http/routing/literal-router.ts";
import { whenKnown } from "../../src/model/soon.ts";

const onError = (error: Error) => new Response(error.message, { status: 500 });
const later = () => new Promise<void>((done) => queueMicrotask(done));

/** Middleware by what it does. */
const BEFORE: Readonly<Record<string, MiddlewareHandler>> = {
  "hands on": (_, next) => next(),
  "marks what it gets, at once": middleware((c, next) =>
    whenKnown(next(), () => {
      c.header("x-at-once", String(c.res.status));
    }),
  ),
  "marks what it gets, later": async (c, next) => {
    await later();
    await next();
    c.header("x-later", String(c.res.status));
  },
  "puts another in its place": async (c, next) => {
    await next();
    c.res = new Response(`not ${await c.res.text()}`, { status: 202 });
  },
  "answers itself": async () => new Response("refused", { status: 403 }),
  "fails on the way back": async (_, next) => {
    await next();
    throw new Error("on the way back");
  },
};
const HANDLERS: Readonly<Record<string, (c: Context) => Response | Promise<Response>>> = {
  "answers at once": (c) => c.text("known"),
  "answers later": async (c) => {
    await later();
    return c.text("found");
  },
  "fails at once": () => {
    throw new Error("at once");
  },
  "fails later": async () => {
    await later();
    throw new Error("later");
  },
  "finds nothing": (c) => c.notFound(),
};

describe.each(Object.entries(HANDLERS))(
  "behind a handler that %s, one handler says what Hono's chain of them says",
  (_, handler) => {
    test.each(Object.keys(BEFORE))("where middleware %s", async (name) => {
      for (const behind of Object.keys(BEFORE)) {
        const answers = [new LiteralRouter(onError), new TrieRouter<never>()].map(async (router) => {
          const app = new Hono({ router }).onError(onError);
          for (const before of [name, behind]) app.use(BEFORE[before] ?? expect.fail());
          const answer = await app.get("/", handler).request("/");
          return [answer.status, [...answer.headers], await answer.text()];
        });
        const [ours, theirs] = await Promise.all(answers);
        expect(ours, `${name}, then ${behind}`).toEqual(theirs);
      }
    });
  },
);

test("nobody waits where nobody has to: the answer is there at once", () => {
  const router = new LiteralRouter(onError);
  const app = new Hono({ router }).onError(onError);
  app.use(middleware((_, next) => whenKnown(next(), () => {})));
  app.get("/", (c) => c.text("known"));
  expect(app.fetch(new Request("http://a.example/"))).toBeInstanceOf(Response);
});
