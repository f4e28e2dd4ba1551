import { TrieRouter } from "hono/router/trie-router";
import { expect, test } from "vitest";
import { LiteralRouter } from "../../src/http/wire/literal-router.ts";

const ROUTES = [
  ["ALL", "/*"],
  ["GET", "/mail/config.xml"],
  ["ALL", "/mail/config.xml"],
  ["GET", "/v1.1/:domain"],
  ["GET", "/guides/:domain/errors"],
  ["POST", "/guides/:domain/:guide"],
  ["ALL", "/"],
] as const;
const PATHS = [
  "/",
  "/mail/config.xml",
  "/mail/config.xml/",
  "/v1.1/a",
  "/guides/a/errors",
  "/guides/:domain/errors",
  "/x",
];

test("finds what Hono's own router finds, the first time and the second, and what was added in between", () => {
  const [ours, theirs] = [new LiteralRouter<string>(), new TrieRouter<string>()];
  const compare = () => {
    for (const path of [...PATHS, ...PATHS])
      for (const method of ["GET", "HEAD", "POST", "GET"])
        expect(ours.match(method, path), `${method} ${path}`).toEqual(theirs.match(method, path));
  };
  ROUTES.forEach(([method, path], index) => {
    for (const router of [ours, theirs]) router.add(method, path, `${index}`);
    compare();
  });
});
