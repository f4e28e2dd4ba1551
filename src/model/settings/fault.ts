import type * as z from "zod";
import { isObject } from "../resolving/merge-patch.ts";

/** One thing wrong with a settings file. */
export interface Fault {
  /** Where, such as `providers.p.incomingServers[0].port`. */
  readonly path: string;
  /** The same place for programs (JSON pointer, RFC 6901); empty where the whole text is meant. */
  readonly pointer: string;
  /** What stands there, as JSON and cut to a readable length; `undefined` when nothing does. */
  readonly value: string | undefined;
  /** What should stand there. */
  readonly expected: string;
}

export function createFault(path: readonly PropertyKey[], value: unknown, expected: string): Fault {
  const excerpt = value === undefined ? undefined : toExcerpt(value);
  return { path: formatPath(path), pointer: toPointer(path), value: excerpt, expected };
}

/** A path as a JSON pointer. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** `providers.p.port: 0: expected a number of 1 or more` */
export function formatFault({ path, value, expected }: Fault): string {
  return [path, value ?? "missing", expected].filter((part) => part !== "").join(": ");
}

/**
 * Every issue of a parse as a fault, with the value read back from what was parsed.
 * @param toPlace where in the file a path of what was parsed stands
 */
export function toFaults(
  error: z.ZodError,
  input: unknown,
  toPlace: (path: readonly PropertyKey[]) => readonly PropertyKey[] = (path) => path,
): Fault[] {
  return error.issues.flatMap((issue) => {
    const path = toPlace(issue.path);
    const value = valueAt(input, issue.path);
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) =>
        createFault(
          [...path, key],
          isObject(value) ? value[key] : undefined,
          `unknown member${toGuess(Object.hasOwn(MEMBERS, key) ? MEMBERS[key] : undefined)}`,
        ),
      );
    if (issue.code === "invalid_key")
      return [createFault(path, issue.path.at(-1), issue.issues[0]?.message ?? issue.message)];
    return [createFault(path, value, toExpectation(issue, value))];
  });
}

function toExpectation(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return `expected ${issue.expected === "tuple" ? "a list that is not empty" : toNoun(issue.expected)}`;
    case "invalid_value":
      return `expected ${issue.values.length > 1 ? "one of " : ""}${issue.values.map((known) => JSON.stringify(known)).join(", ")}${toGuess(guessWord(value, issue.values))}`;
    case "too_small":
      if (issue.origin === "array") return "expected a list that is not empty";
      return `expected ${issue.origin === "string" ? "at least one character" : `a number of ${issue.minimum} or more`}`;
    case "too_big":
      if (issue.origin === "array") return `expected ${issue.maximum} of them at most`;
      return issue.origin === "string"
        ? `expected at most ${issue.maximum} characters`
        : `expected a number of ${issue.maximum} or less`;
    default:
      return issue.message.replace(/^Invalid (?:input: )?(?:email address)?/, (found) =>
        found.endsWith("address") ? "expected an email address" : "",
      );
  }
}

function toGuess(word: string | undefined): string {
  return word === undefined ? "" : `; did you mean ${JSON.stringify(word)}?`;
}

/** The word of ours that another system's means, or the same in another case. */
function guessWord(value: unknown, words: readonly unknown[]): string | undefined {
  if (typeof value !== "string") return undefined;
  const same = value.trim().toLowerCase();
  return words
    .filter((word) => typeof word === "string")
    .find((word) => word.toLowerCase() === same || OTHER_WORDS[word]?.includes(same));
}

/** What autoconfig, Autodiscover, Apple's profiles and mail programs call what we call so. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  imap: ["imap4", "imaps"],
  pop3: ["pop", "pop3s", "pops"],
  submission: ["smtp", "smtps", "submissions", "esmtp"],
  tls: ["ssl", "ssl/tls", "tls/ssl", "implicit", "on"],
  starttls: ["start tls", "stls", "explicit"],
  plain: ["none", "off", "plaintext", "never", "no"],
  "password-cleartext": ["plain", "password", "login", "normal", "cleartext", "basic", "emailauthpassword"],
  "password-encrypted": ["encrypted", "cram-md5", "digest-md5", "secure", "emailauthcrammd5"],
  OAuth2: ["oauth", "xoauth2", "oauthbearer"],
  GSSAPI: ["kerberos"],
};

/** Members by the names that other systems give them. */
const MEMBERS: Readonly<Record<string, string | undefined>> = {
  host: "hostname",
  server: "hostname",
  user: "username",
  userName: "username",
  login: "username",
  auth: "authentication",
  type: "protocol",
  ssl: "socketType",
  security: "socketType",
  encryption: "socketType",
  name: "displayName",
  shortName: "displayShortName",
  incomingServer: "incomingServers",
  imap: "incomingServers",
  outgoingServer: "outgoingServers",
  smtp: "outgoingServers",
};

function toNoun(type: string): string {
  switch (type) {
    case "int":
      return "a whole number";
    case "array":
    case "object":
      return `an ${type}`;
    case "record":
      return "an object";
    case "nonoptional":
      return "a value";
    default:
      return `a ${type}`;
  }
}

/** What stands at a path, if anything does. */
export function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined,
    input,
  );
}

function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    if (!/^[$A-Za-z_][\w$-]*$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === "" ? name : `${text}.${name}`;
  }, "");
}

/** As much as an excerpt can show: what is nested without end would end the stack of `JSON.stringify`. */
function toShallow(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.slice(0, EXCERPT_LENGTH).map((item) => toShallow(item, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toShallow(member, depth - 1)]));
}

/** What nobody can see is told by its number, and moves nothing about on a terminal. */
function toEscape(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

const EXCERPT_LENGTH = 80;

function toExcerpt(value: unknown): string {
  const json = (JSON.stringify(toShallow(value, 6)) ?? String(value)).replace(/\p{Cf}/gu, toEscape);
  return json.length > EXCERPT_LENGTH ? `${json.slice(0, EXCERPT_LENGTH)}…` : json;
}
