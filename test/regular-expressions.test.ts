import { globSync, readFileSync } from "node:fs";
import { analyse } from "scslre";
import { expect, test } from "vitest";
import { parseAst } from "vitest/node";

const root = `${import.meta.dirname}/..`;
/** Without the build, which reads nothing but our own files. */
const files = globSync("src/**/*.ts", { cwd: root }).filter((file) => !/\.d\.ts$|^src\/build\//.test(file));

type Expression = Readonly<Record<"source" | "flags", string>>;

/** All of a file, from its syntax tree. What is put together at run time has a letter where a value is filled in. */
function expressionsOf(file: string): Expression[] {
  const code = readFileSync(`${root}/${file}`, "utf8");
  const found: Expression[] = [];
  // JSON's second look at each value is a walk of the whole tree.
  JSON.stringify(parseAst(code, { lang: "ts" }), (_, node) => {
    if (node?.type === "Literal" && node.regex !== undefined)
      found.push({ source: node.regex.pattern, flags: node.regex.flags });
    if (node?.callee?.name === "RegExp") {
      const [pattern, flags] = node.arguments;
      // A choice of words: `Object.keys(…).join("|")`.
      if (pattern.callee?.property?.name === "join" && pattern.arguments[0]?.value === "|") return node;
      if (pattern.type !== "TemplateLiteral") throw new Error(`${file}: an expression that cannot be looked at`);
      const parts = pattern.quasis.map(({ value }: { value: { cooked: string } }) => value.cooked);
      found.push({ source: parts.join("x"), flags: flags?.value ?? "" });
    }
    return typeof node === "bigint" ? String(node) : node;
  });
  return found;
}

/** The parts by which an expression takes time that grows faster than the text. */
function findSlowParts({ source, flags }: Expression): string[] {
  return analyse({ source, flags }).reports.map((report) =>
    report.type === "Trade" ? `${report.startQuant.raw} beside ${report.endQuant.raw}` : report.quant.raw,
  );
}

const expressions = files.flatMap((file) => expressionsOf(file).map((expression) => ({ file, expression })));

test("there are expressions to look at", () => expect(expressions.length).toBeGreaterThan(100));

test("the check sees what is slow", () => {
  for (const { source } of [/\S+@\S*/, /\[([^\]]+)\]/, /^(a+)+$/, /^\s*(.*?)\s*$/, /[.-]+$/])
    expect(findSlowParts({ source, flags: "g" }), source).not.toEqual([]);
});

test("the time of every expression grows no faster than the text that it is tried on", () => {
  const slow = expressions.flatMap(({ file, expression }) =>
    findSlowParts(expression).map((part) => `${file}: /${expression.source}/${expression.flags}: ${part}`),
  );
  expect(slow).toEqual([]);
});
