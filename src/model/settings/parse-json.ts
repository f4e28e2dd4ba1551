/**
 * A settings file's text. `JSON.parse` takes the last of two members with one name and says nothing, and its words for
 * what people write from habit, comments and a comma too many, help nobody. A member `__proto__` it takes as any other, and Zod
 * passes over it where names are free: it would be kept, and never looked at.
 * @module
 */
import { err, ok, type Result } from "../result.ts";
import { createFault, type Fault } from "./fault.ts";

/** What a text holds, and what is wrong with it though it can be read. */
export interface ParsedJson {
  readonly value: unknown;
  readonly faults: readonly Fault[];
}

/** The error tells why nothing can be read. */
export function parseJson(text: string): Result<ParsedJson, readonly Fault[]> {
  const { habits, names } = scan(text);
  if (habits.length > 0) return err(habits);
  try {
    return ok({ value: JSON.parse(text), faults: names });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const expected = text.trim() === "" ? "it is empty" : error.message.replace(/\s+/g, " ");
    return err([{ path: "", pointer: "", value: "not JSON", expected }]);
  }
}

/** A string, a mark, the beginning of a comment, or a word such as a number. */
const TOKEN = /("[^"\\]*(?:\\[\s\S][^"\\]*)*")|([{}[\],:])|(\/[/*]|#)|[^\s"{}[\],:/#]+|["/]/g;

/** Settings need ten. More is an attack on whatever goes through them by recursion. */
const MAX_DEPTH = 64;

/** An object or a list that is being read. */
interface Level {
  /** Where each member of an object was first seen; a list has none. */
  readonly members: Map<string, number> | undefined;
  /** The member or the element that is being read. */
  key: string | number;
  isNameNext: boolean;
}

/** One walk over the tokens; what makes no sense at all is left to `JSON.parse`. */
function scan(text: string): { habits: Fault[]; names: Fault[] } {
  const habits: Fault[] = [];
  const names: Fault[] = [];
  const levels: Level[] = [];
  const refuse = (index: number, token: string, expected: string) =>
    habits.push({ path: placeOf(text, index), pointer: "", value: JSON.stringify(token), expected });
  let previous = "";
  for (const { 0: token, 1: string, 2: mark, 3: comment, index } of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (comment !== undefined) {
      refuse(index, comment, 'expected no comment, for which JSON has no room: write a member "$comment"');
      break;
    }
    if (token === '"' || token === "/") break;
    if (token === "{" || token === "[") {
      if (levels.length === MAX_DEPTH) {
        refuse(index, token, `expected at most ${MAX_DEPTH} objects and lists within each other`);
        break;
      }
      levels.push(
        token === "{"
          ? { members: new Map(), key: "", isNameNext: true }
          : { members: undefined, key: 0, isNameNext: false },
      );
    } else if (token === "}" || token === "]") {
      if (previous === ",") refuse(index, token, "expected no comma before it: JSON has none after the last");
      levels.pop();
    } else if (level?.members === undefined) {
      if (token === "," && typeof level?.key === "number") level.key += 1;
    } else if (mark !== undefined) level.isNameNext = token === ",";
    else if (string !== undefined && level.isNameNext) {
      const name = readName(string);
      level.key = name;
      const refuseName = (expected: string) =>
        names.push(
          createFault(
            levels.map(({ key }) => key),
            name,
            expected,
          ),
        );
      const first = level.members.get(name);
      if (name === "__proto__") refuseName("expected another name");
      if (first === undefined) level.members.set(name, index);
      else refuseName(`expected once, but it is in ${placeOf(text, first)} and in ${placeOf(text, index)}`);
    }
    previous = token;
  }
  return { habits, names };
}

/** Two spellings of one name, by escapes, are one. */
function readName(string: string): string {
  try {
    return String(JSON.parse(string));
  } catch (error) {
    // `JSON.parse` of the whole text tells the faulty escape.
    if (error instanceof SyntaxError) return string;
    throw error;
  }
}

function placeOf(text: string, index: number): string {
  const before = text.slice(0, index).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
