import { expect, test } from "vitest";
import { AnswerHeaders } from "../../src/http/wire/answer-headers.ts";

type Given = readonly [type?: string | undefined, name?: string | undefined];

test("fields are made once of what they are made of, in the form that the runtime takes, and anew of anything else", async () => {
  let made = 0;
  const headers = new AnswerHeaders((status, fields) => new Response(null, { status, headers: fields }));
  const toFields = ([type = "", name = ""]: Given, fields: Readonly<Record<string, string>>) => {
    made += 1;
    return { "x-of": `${type}/${name}`, ...fields };
  };
  const ask = (given: Given, more: Readonly<Record<string, string>> = {}, status = 200, by = "one") =>
    headers.keep(by, status, given, more, toFields);
  const first = ask(["one", undefined]);
  const answer = new Response("body", first);
  expect(answer.headers.get("x-of")).toBe("one/");
  expect([answer.status, await answer.text()]).toEqual([200, "body"]);
  expect(ask(["one", undefined])).toBe(first);
  const others = [
    ask(["two", undefined]),
    ask(["one", "a"]),
    ask([undefined, "one"]),
    ask(["one", undefined], { etag: "a" }),
    ask(["one", undefined], { etag: "b" }),
    ask(["one", undefined], { vary: "a" }),
    ask(["one", undefined], {}, 400),
    ask(["one", undefined], {}, 200, "two"),
    headers.keep("one", 200, ["one", undefined], {}, () => ({})),
  ];
  expect(new Set([first, ...others]).size).toBe(10);
  expect(made).toBe(9);
  // All of them are kept, and not only what was asked for last.
  expect(ask(["one", undefined])).toBe(first);
  expect(ask(["one", undefined], { etag: "a" })).toBe(others[3]);
});

test("what one names and another does not keeps them apart", () => {
  const headers = new AnswerHeaders((status) => ({ status }));
  const toFields = () => ({});
  const ask = (given: Given) => headers.keep("one", 200, given, {}, toFields);
  const sets = [ask(["one"]), ask(["one", "a"]), ask(["one"])];
  expect(new Set(sets).size).toBe(2);
});

test("of what differs without end no more is kept than has room", () => {
  let made = 0;
  const headers = new AnswerHeaders((status) => ({ status }));
  const toFields = () => {
    made += 1;
    return {};
  };
  const ask = (seconds: number) => headers.keep("one", 200, [seconds], {}, toFields);
  for (let seconds = 0; seconds < 100; seconds += 1) ask(seconds);
  expect(made).toBe(100);
  ask(99);
  expect(made).toBe(100);
  ask(0);
  expect(made).toBe(101);
});
