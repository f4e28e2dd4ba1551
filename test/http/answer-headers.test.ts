import { expect, test } from "vitest";
import { AnswerHeaders } from "../../src/http/wire/answer-headers.ts";

test("fields are made once of what they are made of, in the form that the runtime takes, and anew of anything else", () => {
  let made = 0;
  const headers = new AnswerHeaders((fields) => new Headers(fields));
  const ask = (
    given: Readonly<Record<"type" | "name", string | undefined>>,
    more: Readonly<Record<string, string>> = {},
  ) =>
    headers.keep(given, more, ({ type = "", name = "" }, fields) => {
      made += 1;
      return { "x-of": `${type}/${name}`, ...fields };
    });
  const first = ask({ type: "one", name: undefined });
  expect(new Headers(first).get("x-of")).toBe("one/");
  expect(ask({ type: "one", name: undefined })).toBe(first);
  const others = [
    ask({ type: "two", name: undefined }),
    ask({ type: "one", name: "a" }),
    ask({ type: undefined, name: "one" }),
    ask({ type: "one", name: undefined }, { etag: "a" }),
    ask({ type: "one", name: undefined }, { etag: "b" }),
    ask({ type: "one", name: undefined }, { vary: "a" }),
  ];
  expect(new Set([first, ...others]).size).toBe(7);
  expect(made).toBe(7);
});
