import { Hono } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import { expect, test } from "vitest";
import { LiteralRouter } from "../../src/http/routing/literal-router.ts";

const ROUTES = [
  ["ALL", "/*"],
  ["GET", "/mail/config.xml"],
  ["ALL", "/mail/config.xml"],
  ["GET", "/v1.1/:domain"],
  ["GET", "/v1.1/known"],
  ["GET", "/guides/:domain/errors"],
  ["POST", "/guides/:domain/:guide"],
  ["ALL", "/"],
  ["ALL", "/mail/*"],
] as const;
const PATHS = [
  "/",
  "/mail/config.xml",
  "/mail/config.xml/",
  "/v1.1/a",
  "/v1.1/known",
  "/guides/a/errors",
  "/guides/:domain/errors",
  "/x",
];

test("answers as Hono's own router does, the first time and the second, and with what was added in between", async () => {
  const onError = () => new Response("failed", { status: 500 });
  const [ours, theirs] = [new LiteralRouter(onError), new TrieRouter<never>()].map((router) =>
    new Hono({ router }).onError(onError),
  );
  for (const [index, [method, path]] of ROUTES.entries()) {
    // One answers, the next leaves it to whoever is behind, and says who it was.
    for (const app of [ours, theirs])
      app?.on(method, path, (c, next) => {
        if (index % 2 === 1) return c.text(`${index} ${JSON.stringify(c.req.param())}`);
        c.header(`x-${index}`, JSON.stringify(c.req.param()));
        return next();
      });
    for (const asked of [...PATHS, ...PATHS])
      for (const method of ["GET", "HEAD", "POST", "GET"]) {
        const [own, other] = await Promise.all(
          [ours, theirs].map(async (app) => {
            const answer = await app?.request(asked, { method });
            return [answer?.status, [...(answer?.headers ?? [])], await answer?.text()];
          }),
        );
        expect(own, `${method} ${asked} after ${index}`).toEqual(other);
      }
  }
});
