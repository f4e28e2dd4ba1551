/**
 * Looks the labels of guides up in the strings of the clients themselves, and writes `src/content/labels`: run as
 * `npm run labels -- CLIENT CLONE [ENGLISH]` with a clone of the client's source, and another where that has the English
 * strings elsewhere. Which files those are stands in `SOURCES`.
 * @module
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ClientId } from "../../model/guides/client-id.ts";
import type { KnownLabel, LabelTable } from "../label-table.ts";
import { LABEL_FOLDER } from "../translation-module.ts";
import { listLabels } from "./list-labels.ts";
import { STRING_FILES, type Strings, type StringsFormat } from "./read-strings.ts";

const LANGUAGES = ["de", "es", "fr", "it", "nl", "pt-BR"];

/** What means something in our texts, is a hole that the client fills, or an escape. */
const MARKS = /[[\]{}`<>\\]|%[sd@\d]/;

interface Source {
  readonly url: string;
  readonly format: StringsFormat;
  /** The files of a language, as a pattern; without a language, the English ones. */
  readonly files: (tag: string | undefined) => RegExp;
}

const android = (tag: string | undefined) =>
  tag === undefined
    ? /\/src\/main\/res\/values\/strings\.xml$/
    : new RegExp(`/src/main/res/values-${toAndroid(tag)}/strings\\.xml$`);

/** Android's name of a language; one without a region is there with its own country's too. */
const toAndroid = (tag: string) => (tag.includes("-") ? tag.replace("-", "-r") : `${tag}(?:-r${tag.toUpperCase()})?`);

const po = (tag = "de") => new RegExp(`^po/${tag.replace("-", "_")}\\.po$`);

const SOURCES: Readonly<Partial<Record<ClientId, Source>>> = {
  "thunderbird-android": {
    url: "https://github.com/thunderbird/thunderbird-android",
    format: "android",
    files: android,
  },
  fairemail: {
    url: "https://github.com/M66B/FairEmail",
    format: "android",
    files: (tag) => new RegExp(`^app${android(tag).source}`),
  },
  deltachat: {
    url: "https://github.com/deltachat/deltachat-android",
    format: "android",
    files: (tag) => new RegExp(`^${android(tag).source.slice(2)}`),
  },
  geary: {
    url: "https://gitlab.gnome.org/GNOME/geary",
    format: "po",
    files: po,
  },
  evolution: {
    url: "https://gitlab.gnome.org/GNOME/evolution",
    format: "po",
    files: po,
  },
  mailspring: {
    url: "https://github.com/Foundry376/Mailspring",
    format: "json",
    files: (tag) => new RegExp(`^app/lang/${tag ?? "en"}\\.json$`),
  },
  "thunderbird-desktop": {
    url: "https://github.com/thunderbird/thunderbird-l10n",
    format: "fluent",
    files: (tag) =>
      new RegExp(`^${tag === "es" ? "es-ES/" : tag === undefined ? "" : `${tag}/`}mail/.*.(?:ftl|dtd|properties)$`),
  },
};

const [client = "", clone = "", englishClone = clone] = process.argv.slice(2);
const source = SOURCES[client as ClientId];
if (source === undefined) {
  process.stderr.write(`labels: error: no strings are known of ${client}\nhint: ${Object.keys(SOURCES).join(", ")}\n`);
  process.exitCode = 1;
} else write(client as ClientId, source);

function write(id: ClientId, { url, format, files }: Source): void {
  const readAll = (tag: string | undefined): Strings => {
    const repository = tag === undefined ? englishClone : clone;
    const paths = git(repository, "ls-tree", "-r", "--name-only", "HEAD").split("\n");
    const read = (path: string) => STRING_FILES[format](git(repository, "show", `HEAD:${path}`), tag);
    return new Map(paths.filter((path) => files(tag).test(path)).flatMap((path) => [...read(path)]));
  };
  const english = readAll(undefined);
  const others = LANGUAGES.map((tag) => [tag, readAll(tag)] as const);
  const byText = Map.groupBy(english, ([, text]) => toComparable(text));
  const labels: Record<string, KnownLabel> = {};
  const unknown: string[] = [];
  for (const label of listLabels(id)) {
    const ids = (byText.get(toComparable(label)) ?? []).map(([name]) => name);
    const translations = Object.fromEntries(
      others.flatMap(([tag, strings]) => {
        const text = mostCommon(ids.flatMap((name) => strings.get(name) ?? []).filter((said) => !MARKS.test(said)));
        return text === undefined ? [] : [[tag, text] as const];
      }),
    );
    const [first] = ids;
    if (first === undefined || Object.keys(translations).length === 0) unknown.push(label);
    else labels[label] = { id: first, translations };
  }
  const table: LabelTable = { source: url, version: git(clone, "log", "-1", "--format=%cs").trim(), labels, unknown };
  writeFileSync(join(LABEL_FOLDER, `${id}.json`), `${JSON.stringify(table, undefined, 2)}\n`);
  process.stdout.write(`${id}: ${Object.keys(labels).length} labels known, ${unknown.length} not\n`);
}

/** As people see it: without the mark of its key, a colon, or how its dots are written. */
function toComparable(text: string): string {
  return text
    .replace(/\.{3}/g, "…")
    .replace(/[_&](?=\w)/g, "")
    .replace(/:$/, "")
    .trim();
}

/** Several strings may read the same in English; what most of them are is the safest. */
function mostCommon(texts: readonly string[]): string | undefined {
  const counted = [...Map.groupBy(texts.map(toComparable), (text) => text)];
  return counted.sort(([, one], [, other]) => other.length - one.length)[0]?.[0];
}

function git(repository: string, ...args: readonly string[]): string {
  return execFileSync("git", ["-C", repository, ...args], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}
