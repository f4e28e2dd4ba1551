import fc from "fast-check";
import { expect, test } from "vitest";
import { formatFault } from "../../src/model/settings/fault.ts";
import { parseJson } from "../../src/model/settings/parse-json.ts";
import { parseSettings, parseSettingsText } from "../../src/model/settings/parse-settings.ts";

function faultsOf(text: string): string[] {
  const parsed = parseJson(text);
  return (parsed.ok ? parsed.value.faults : parsed.error).map(formatFault);
}

test.each([
  ['{"a": 1, "a": 2}', 'a: "a": expected once, but it is in line 1, column 2 and in line 1, column 10'],
  ['{"a": {"b": 1,\n"\\u0062": 2}}', 'a.b: "b": expected once, but it is in line 1, column 8 and in line 2, column 1'],
  ['[{}, {"a": [], "a": {}}]', '[1].a: "a": expected once, but it is in line 1, column 7 and in line 1, column 16'],
  ['{"a": [{"\\u005f_proto__": 1}]}', 'a[0].__proto__: "__proto__": expected another name'],
  ['{"a": 1,}', 'line 1, column 9: "}": expected no comma before it: JSON has none after the last'],
  ['{"a": [1,\n ]}', 'line 2, column 2: "]": expected no comma before it: JSON has none after the last'],
  ["{} // mine", 'line 1, column 4: "//": expected no comment, for which JSON has no room: write a member "$comment"'],
  [
    "/* mine */ {}",
    'line 1, column 1: "/*": expected no comment, for which JSON has no room: write a member "$comment"',
  ],
  ["# mine\n{}", 'line 1, column 1: "#": expected no comment, for which JSON has no room: write a member "$comment"'],
])("%s is told: %s", (text, fault) => expect(faultsOf(text)).toEqual([fault]));

test("values, and names that only begin like it, may be called so", () =>
  expect(faultsOf('{"__proto__a": "__proto__"}')).toEqual([]));

test.each(['{"a": "b"', '{"a": "http://b', "{'a': 1}", "", "nonsense"])("%j is not JSON", (text) =>
  expect(faultsOf(text)).toEqual([expect.stringMatching(/^not JSON: /)]),
);

test("what is no JSON is told on one line", () => {
  expect(faultsOf(" \n")).toEqual(["not JSON: it is empty"]);
  expect(faultsOf("providers:\n  p:\n")).toEqual([expect.not.stringContaining("\n")]);
});

test.each([
  '{"a": "a", "b": {"a": 1}, "c": [{"a": 1}, {"a": 2}]}',
  '{"url": "https://a.example/#b", "text": "/* \\" // , }"}',
  '{"a\\"": 1, "a": [1, "a", "a"]}',
])("%s has no fault", (text) => expect(faultsOf(text)).toEqual([]));

test("whatever is JSON is read as JSON.parse does", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const parsed = parseJson(text);
      expect(parsed.ok && parsed.value.value).toEqual(JSON.parse(text));
    }),
  );
});

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

test("what is nested without end is a fault, not the end of the stack", () => {
  expect(faultsOf(nested(64))).toEqual([]);
  expect(faultsOf(nested(100_000))).toEqual([
    'line 1, column 321: "{": expected at most 64 objects and lists within each other',
  ]);
  const overrides: unknown = JSON.parse(nested(100_000));
  const parsed = parseSettings({ providers: {}, domains: { "a.example": { provider: "p", overrides } } });
  expect(parsed.ok).toBe(false);
});

test("a member that stands twice in a settings file is told with the other faults", () => {
  const parsed = parseSettingsText('{"domains": {}, "domains": {}, "extra": 1, "providers": {}}');
  expect(parsed.ok ? [] : parsed.error.map(formatFault)).toEqual([
    'domains: "domains": expected once, but it is in line 1, column 2 and in line 1, column 17',
    "extra: 1: unknown member",
  ]);
});
