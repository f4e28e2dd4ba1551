import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";

const root = `${import.meta.dirname}/../..`;
/** Below the project, so that the checker finds what templates' views are made of. */
const folder = `${root}/node_modules/.cache/templates`;

/** Those that no page renders. */
const OTHER_VIEWS: Readonly<Record<string, string>> = {
  "qr-code": "{ readonly size: number; readonly title: string; readonly path: string }",
};

const PRELUDE = `import type { Views } from "../../../src/pages/frame/templates.ts";
declare global {
  function print(value: string | number): void;
  function show<Name extends keyof Views>(name: Name, view: Views[Name]): string;
}`;

const WRONG_VIEW =
  '{ heading: string; note?: string; words: { copy: string }; isKnown: boolean; kind: "person" | "value" }';
const WRONG: readonly [what: string, text: string, fault: RegExp][] = [
  ["a member that is not there", "<p><%= it.haeding %></p>", /haeding/],
  ["a member that may be missing", "<p><%= it.note %></p>", /undefined/],
  ["an object", "<p><%= it.words %></p>", /not assignable to .*string/],
  ["a flag", "<p><%= it.isKnown %></p>", /not assignable to .*string/],
  ["a part with the view of another", '<%~ show("@inlines", it.words) %>', /not assignable/],
  ["a part that is not there", '<%~ show("@inline", []) %>', /@inline/],
  ["a part by eta's own include, which no type sees", '<%~ include("@icons") %>', /include/],
  ["a kind that there is none of", '<% if (it.kind === "colour") { %>a<% } %>', /no overlap/],
];

const templates = globSync("templates/**/*.eta", { cwd: root }).map((file): Template => {
  const name = basename(file, ".eta");
  return { name, text: readFileSync(`${root}/${file}`, "utf8"), view: OTHER_VIEWS[name] ?? `Views["@${name}"]` };
});
const wrong = WRONG.map(
  ([, text], index): Template => ({
    name: `wrong-${index}`,
    text: `<h1><%= it.heading %></h1>\n${text}`,
    view: WRONG_VIEW,
  }),
);
const faults = findFaults([...templates, ...wrong]);

test("templates ask for nothing that their views do not have, and print nothing but text", () => {
  expect(templates.length).toBeGreaterThan(20);
  expect(faults.filter((fault) => !fault.startsWith("wrong-"))).toEqual([]);
});

test.each(WRONG.map(([what, , fault], index) => [what, fault, index] as const))(
  "%s is found, on its line",
  (_, fault, index) => {
    expect(faults.filter((found) => found.startsWith(`wrong-${index}.`))).toEqual([expect.stringMatching(fault)]);
    expect(faults.find((found) => found.startsWith(`wrong-${index}.`))).toMatch(/^wrong-\d\.eta:2: /);
  },
);

interface Template {
  readonly name: string;
  readonly text: string;
  /** Its type. */
  readonly view: string;
}

/** What the type checker has against them. It runs once for all: its start is what takes time. */
function findFaults(templates: readonly Template[]): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, text, view } of templates) writeFileSync(`${folder}/${name}.ts`, `${toTypeScript(text, view)}\n`);
  writeFileSync(`${folder}/prelude.ts`, PRELUDE);
  writeFileSync(
    `${folder}/tsconfig.json`,
    JSON.stringify({
      extends: "../../../tsconfig.json",
      compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
      include: ["*.ts", "../../../src/pages", "../../../src/**/*.d.ts"],
    }),
  );
  return check().flatMap((line) => {
    const [, name = "", at = "", fault = ""] = /([\w-]+)\.ts\((\d+),\d+\): error TS\d+: (.*)$/.exec(line) ?? [];
    return fault === "" ? [] : [`${name}.eta:${at}: ${fault}`];
  });
}

function check(): string[] {
  try {
    execFileSync(process.execPath, [`${root}/node_modules/typescript/lib/tsc.js`, "-p", folder], { stdio: "pipe" });
    return [];
  } catch (error) {
    if (error instanceof Error && "stdout" in error) return String(error.stdout).split("\n");
    throw error;
  }
}

/** The template's code with what it prints, each line where it stands in the template. */
function toTypeScript(text: string, view: string): string {
  const pieces = text.split(/<%([=~]?)([\s\S]*?)%>/);
  const code = pieces.map((piece, index) => {
    if (index % 3 === 0) return piece.replace(/[^\n]+/g, " ");
    if (index % 3 === 1) return "";
    return pieces[index - 1] === "" ? piece : `print(${piece});`;
  });
  return `import type { Views } from "../../../src/pages/frame/templates.ts"; export function render(it: ${view}): void { ${code.join("")} }`;
}
