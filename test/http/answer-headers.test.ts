import { expect, test } from "vitest";
import { AnswerHeaders } from "../../src/http/wire/answer-headers.ts";

test("fields are made once of a key, in the form that the runtime takes, and anew of another", () => {
  let made = 0;
  const headers = new AnswerHeaders((fields) => new Headers(fields));
  const ask = (key: string) =>
    headers.keep(key, () => {
      made += 1;
      return { "x-of": key };
    });
  const first = ask("one");
  expect(new Headers(first).get("x-of")).toBe("one");
  expect(ask("one")).toBe(first);
  expect(new Headers(ask("two")).get("x-of")).toBe("two");
  expect(made).toBe(2);
});
