import { expect, test } from "vitest";
import { AnswerHeaders } from "../../src/http/wire/answer-headers.ts";

test("fields are made once of what they are made of, in the form that the runtime takes, and anew of anything else", async () => {
  let made = 0;
  const headers = new AnswerHeaders((status, fields) => new Response(null, { status, headers: fields }));
  const ask = (
    given: Readonly<Record<"type" | "name", string | undefined>>,
    more: Readonly<Record<string, string>> = {},
    status = 200,
  ) =>
    headers.keep(status, given, more, ({ type = "", name = "" }, fields) => {
      made += 1;
      return { "x-of": `${type}/${name}`, ...fields };
    });
  const first = ask({ type: "one", name: undefined });
  const answer = new Response("body", first);
  expect(answer.headers.get("x-of")).toBe("one/");
  expect([answer.status, await answer.text()]).toEqual([200, "body"]);
  expect(ask({ type: "one", name: undefined })).toBe(first);
  const others = [
    ask({ type: "two", name: undefined }),
    ask({ type: "one", name: "a" }),
    ask({ type: undefined, name: "one" }),
    ask({ type: "one", name: undefined }, { etag: "a" }),
    ask({ type: "one", name: undefined }, { etag: "b" }),
    ask({ type: "one", name: undefined }, { vary: "a" }),
    ask({ type: "one", name: undefined }, {}, 400),
  ];
  expect(new Set([first, ...others]).size).toBe(8);
  expect(made).toBe(8);
});
