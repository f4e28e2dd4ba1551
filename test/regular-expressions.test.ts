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
  const { reports, parsed } = analyse({ source, flags });
  const told = reports.map((report) =>
    report.type === "Trade" ? `${report.startQuant.raw} beside ${report.endQuant.raw}` : report.quant.raw,
  );
  const alternatives = parsed.pattern.alternatives as readonly Part[];
  return [...told, ...alternatives.flatMap((part) => findSlowBeginnings(part, "", { source, flags }))];
}

/** What is read here of the syntax tree of an expression. */
interface Part {
  readonly type: string;
  readonly raw: string;
  readonly kind?: string;
  readonly value?: number;
  readonly min?: number;
  readonly max?: number;
  readonly element?: Part;
  readonly elements?: readonly Part[];
  readonly alternatives?: readonly Part[];
}

const CHARACTERS = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

/**
 * Repetitions that read on over whatever comes before them, such as `[^>]*` in `<b[^>]*>`: with `<b<b<b…` each `<b` is a
 * beginning, and each reads to the end in vain. The analysis looks only for texts of one character again and again.
 * @param before what leads to the part
 */
function findSlowBeginnings(part: Part, before: string, expression: Expression): string[] {
  const { source, flags } = expression;
  const inner = [...(part.alternatives ?? []), ...(part.element ? [part.element] : [])];
  const slow = inner.flatMap((one) => findSlowBeginnings(one, before, expression));
  let led = before;
  for (const one of part.elements ?? []) {
    // It begins once, and not again.
    if (one.type === "Assertion" && one.kind === "start" && !flags.includes("m")) break;
    slow.push(...findSlowBeginnings(one, led, expression));
    led += toExample(one, flags);
  }
  if (part.max !== Number.POSITIVE_INFINITY || before === "" || flags.includes("y")) return slow;
  const text = before.repeat(3);
  const isReadOver = new RegExp(`^(?:${part.raw})$`, flags).test(text);
  const isInVain = ["", ...CHARACTERS].some((end) => !new RegExp(source, flags).test(text + end));
  return isReadOver && isInVain ? [...slow, `${part.raw} after ${before}`] : slow;
}

/** A short text that the part takes. */
function toExample({ type, raw, value, min, element, elements, alternatives }: Part, flags: string): string {
  if (type === "Character") return String.fromCodePoint(value ?? 0);
  if (elements !== undefined) return elements.map((one) => toExample(one, flags)).join("");
  if (element !== undefined) return toExample(element, flags).repeat(min ?? 0);
  const [first] = alternatives ?? [];
  if (type.endsWith("Group") && first !== undefined) return toExample(first, flags);
  if (!type.startsWith("Character")) return "";
  return CHARACTERS.findLast((character) => new RegExp(`^${raw}$`, flags).test(character)) ?? "";
}

const expressions = files.flatMap((file) => expressionsOf(file).map((expression) => ({ file, expression })));

test("there are expressions to look at", () => expect(expressions.length).toBeGreaterThan(100));

test("the check sees what is slow", () => {
  for (const { source } of [
    /\S+@\S*/,
    /\[([^\]]+)\]/,
    /^(a+)+$/,
    /^\s*(.*?)\s*$/,
    /[.-]+$/,
    /<b[^>]*>/i,
    /a(?:bc[^d]*)?d/,
  ])
    expect(findSlowParts({ source, flags: "g" }), source).not.toEqual([]);
});

test("the time of every expression grows no faster than the text that it is tried on", () => {
  const slow = expressions.flatMap(({ file, expression }) =>
    findSlowParts(expression).map((part) => `${file}: /${expression.source}/${expression.flags}: ${part}`),
  );
  expect(slow).toEqual([]);
});
