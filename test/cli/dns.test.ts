import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DNS_FORMS } from "../../src/formats/dns/dns-forms.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { waypost } from "../support/services/waypost.ts";

const folder = mkdtempSync(`${tmpdir()}/waypost-dns-`);
const settings = `${folder}/settings.json`;
const data = `${folder}/data`;
const print = (...args: readonly string[]) => waypost(["dns", ...args, "--settings", settings]);

beforeAll(async () => {
  writeFileSync(settings, JSON.stringify(awkwardSettings));
  const lines = ["a", "ab", "b"].map((name) =>
    JSON.stringify({ domain: `${name}.example`, entry: { provider: "plain" } }),
  );
  const imported = await waypost(["import", "ndjson", "-", "--data", data, "--settings", settings], {
    stdin: lines.join("\n"),
  });
  if (imported.status !== 0) throw new Error(imported.error);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(Object.keys(DNS_FORMS))("one domain's records are printed as %s", async (form) => {
  const { status, out } = await print("fish.example", "--as", form);
  expect(status).toBe(0);
  expect(out).toContain("imap.fish.example");
});

test("several domains follow one another; one that is not served is told, and the others are printed", async () => {
  const { status, out, error } = await print("plain.example", "unpaid.example", "Bücher.example", "--as", "json");
  expect(status).toBe(1);
  expect(
    out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).domain),
  ).toEqual(["plain.example", "xn--bcher-kva.example"]);
  expect(error).toContain("unpaid.example: this domain is suspended");
});

test.each<[string[], string[]]>([
  [
    ["--all", "--data", data],
    ["a.example", "ab.example", "b.example"],
  ],
  [
    ["--all", "a", "--data", data],
    ["a.example", "ab.example"],
  ],
  [["--all", "--provider", "nobody", "--data", data], []],
  [["--all", "--provider", "pop-only"], ["pop.example"]],
])("%j prints the domains that are meant, a body a line", async (args, names) => {
  const { status, out } = await print(...args, "--as", "powerdns");
  expect(status).toBe(0);
  const lines = out.split("\n").filter((line) => line !== "");
  expect(lines.map((line) => JSON.parse(line).domain)).toEqual(names);
  for (const line of lines) expect(JSON.parse(line).body.rrsets[0].changetype).toBe("REPLACE");
});

test("what begins a file stands in it once", async () => {
  const { out } = await print("plain.example", "other.example", "--as", "terraform");
  expect(out.match(/^variable /gm)).toHaveLength(1);
});

test("a form that would replace what else stands at the domain's name warns once of what it leaves out", async () => {
  const { error } = await print("plain.example", "other.example", "fish.example", "--as", "route53");
  expect(error.match(/^waypost: warning: plain\.example and 2 more: left out what/gm)).toHaveLength(1);
});

test("a domain whose provider is gone is named, and keeps none of the others from what is done", async () => {
  const faulty = `${folder}/faulty`;
  const whole = `${folder}/whole.json`;
  const toFile = (providers: object) =>
    JSON.stringify({ service: { origin: "https://setup.example" }, providers, domains: {} });
  writeFileSync(whole, toFile(awkwardSettings.providers));
  const stdin = [
    ["b", "pop-only"],
    ["c", "plain"],
  ]
    .map(([name, provider]) => JSON.stringify({ domain: `${name}.example`, entry: { provider } }))
    .join("\n");
  await waypost(["import", "ndjson", "-", "--data", faulty, "--settings", whole], { stdin });
  const site = ["export", "--site", `${folder}/site`, "--languages", "en", "--data", faulty, "--settings"];
  expect((await waypost([...site, whole])).out).toContain("domains: 2;");
  const { "pop-only": _, ...providers } = awkwardSettings.providers;
  const lacking = `${folder}/lacking.json`;
  writeFileSync(lacking, toFile(providers));
  const told =
    "waypost: error: b.example: the directory holds a domain whose settings are faulty\n" +
    "hint: waypost validate tells what is wrong with it\n";
  const place = ["--data", faulty, "--settings", lacking];
  const all = await waypost(["dns", "--all", "--as", "json", ...place]);
  expect([all.status, all.error]).toEqual([1, told]);
  expect(JSON.parse(all.out).domain).toBe("c.example");
  const again = await waypost([...site, lacking]);
  expect([again.status, again.out, again.error]).toEqual([
    1,
    expect.stringMatching(/^domains: 1;.*removed: 0$/m),
    expect.stringContaining(told),
  ]);
  for (const command of ["dns", "plan", "check"])
    expect(await waypost([command, "b.example", ...place])).toMatchObject({ status: 1, out: "", error: told });
});
