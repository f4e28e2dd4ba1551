/**
 * Looks the labels of guides up in the strings of the clients themselves, and writes `src/content/labels`: run as
 * `npm run labels -- CLIENT CLONE…` with a clone of the client's source, and more where that is in several repositories.
 * Which files those are stands in `SOURCES`.
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
  /**
   * Of a program whose strings say in which file of its source they stand: the files that guides tell of, those first in which
   * a label is looked up first. Where it is several things in them, none of those is sure.
   */
  readonly places?: readonly RegExp[];
  /** Labels that are several things in them, by the string that guides mean. */
  readonly ids?: Readonly<Record<string, string>>;
}

const android = (tag: string | undefined) =>
  tag === undefined
    ? /\/src\/main\/res\/values\/strings\.xml$/
    : new RegExp(`/src/main/res/values-${toAndroid(tag)}/strings\\.xml$`);

/** Android's name of a language; one without a region is there with its own country's too. */
const toAndroid = (tag: string) => (tag.includes("-") ? tag.replace("-", "-r") : `${tag}(?:-r${tag.toUpperCase()})?`);

const po = (tag = "de") => new RegExp(`^po/${tag.replace("-", "_")}\\.po$`);

/** KDE keeps translations in a folder for each language, and of names in the file that they are the names of. */
const kde = (tag = "de") => new RegExp(`^po/${tag.replace("-", "_")}/[^/]+\\.po$|/kmail_config_accounts\\.json$`);

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
    // The buttons of the assistant are GTK's, version 3; the kinds of servers and logins are the data server's.
    url: "https://gitlab.gnome.org/GNOME (evolution, evolution-data-server, gtk)",
    format: "po",
    files: po,
    places: [
      /modules\/(?:mail-config|backup-restore)/,
      /mail\/e-mail-config|gtkassistant|camel-\w+-provider/,
      /(?:mail|cal)-shell-backend|shell-window-actions|em-folder-tree-model|cal-config-caldav|mail-shell-view-actions|caldav-stub/,
    ],
  },
  "online-accounts": {
    url: "https://gitlab.gnome.org/GNOME/gnome-online-accounts",
    format: "po",
    files: po,
    places: [/goaimapsmtpprovider/],
  },
  kmail: {
    url: "https://invent.kde.org/pim (kmail, kmail-account-wizard, kdepim-runtime, kmailtransport, akonadi)",
    format: "kde",
    files: kde,
    places: [
      /^(?:qml|ispdb)/,
      /configureaccountpage|identityngpage|transportmanagementwidgetng|manageaccountwidget|setupserver|sessionpool/,
      /kmmainwi/,
    ],
  },
  davx5: {
    url: "https://github.com/bitfireAT/davx5-translations",
    format: "android",
    files: (tag) =>
      tag === undefined
        ? /^sources\/ose\/strings\.xml$/
        : new RegExp(`^translations/ose/values-${toAndroid(tag)}/strings\\.xml$`),
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
    ids: { Email: "appmenu-new-email-account.label" },
  },
};

const [client = "", ...clones] = process.argv.slice(2);
const source = SOURCES[client as ClientId];
if (source === undefined) {
  process.stderr.write(`labels: error: no strings are known of ${client}\nhint: ${Object.keys(SOURCES).join(", ")}\n`);
  process.exitCode = 1;
} else if (clones.length === 0) {
  process.stderr.write("labels: error: no clone is named\n");
  process.exitCode = 1;
} else write(client as ClientId, source);

function write(id: ClientId, { url, format, files, places, ids: named = {} }: Source): void {
  const readAll = (tag: string | undefined, place: RegExp | undefined): Strings => {
    const found = clones.flatMap((clone) => {
      const paths = git(clone, "ls-tree", "-r", "--name-only", "HEAD").split("\n");
      const read = (path: string) => STRING_FILES[format](git(clone, "show", `HEAD:${path}`), tag, place);
      return paths.filter((path) => files(tag).test(path)).flatMap((path) => [...read(path)]);
    });
    return new Map(found);
  };
  const known = (places ?? [undefined]).map((place) => ({
    byText: Map.groupBy(readAll(undefined, place), ([, text]) => toComparable(text)),
    others: LANGUAGES.map((tag) => [tag, readAll(tag, place)] as const),
  }));
  const choose = places === undefined ? mostCommon : agreed;
  const labels: Record<string, KnownLabel> = {};
  const unknown: string[] = [];
  for (const label of listLabels(id)) {
    const place = known.find(({ byText }) => byText.has(toComparable(label)));
    const found = (place?.byText.get(toComparable(label)) ?? []).map(([name]) => name);
    const ids = found.filter((name) => named[label] === undefined || name === named[label]);
    const translations = Object.fromEntries(
      (place?.others ?? []).flatMap(([tag, strings]) => {
        const said = ids.flatMap((name) => strings.get(name) ?? []).map(toComparable);
        const text = choose(said.filter((one) => !MARKS.test(one)));
        return text === undefined ? [] : [[tag, text] as const];
      }),
    );
    const [first] = ids;
    if (first === undefined || Object.keys(translations).length === 0) unknown.push(label);
    else labels[label] = { id: first, translations };
  }
  const days = clones.map((clone) => git(clone, "log", "-1", "--format=%cs").trim()).sort();
  const table: LabelTable = { source: url, version: days.at(-1) ?? "", labels, unknown };
  writeFileSync(join(LABEL_FOLDER, `${id}.json`), `${JSON.stringify(table, undefined, 2)}\n`);
  process.stdout.write(`${id}: ${Object.keys(labels).length} labels known, ${unknown.length} not\n`);
}

/** As people see it: without the mark of its key, a colon, how its dots are written, or what is told in a line below. */
function toComparable(text: string): string {
  return text
    .replace(/\n%\d$/, "")
    .replace(/\.{3}/g, "…")
    .replace(/[_&](?=[\p{L}\p{N}])/gu, "")
    .replace(/:$/, "")
    .trim();
}

/** Several strings may read the same in English; what most of them are is the safest. */
function mostCommon(texts: readonly string[]): string | undefined {
  const counted = [...Map.groupBy(texts, (text) => text)];
  return counted.sort(([, one], [, other]) => other.length - one.length)[0]?.[0];
}

/** A space that does not break is one. */
function agreed(texts: readonly string[]): string | undefined {
  const [first, ...others] = new Map(texts.map((text) => [text.replace(/\s/g, " "), text])).values();
  return others.length === 0 ? first : undefined;
}

function git(repository: string, ...args: readonly string[]): string {
  return execFileSync("git", ["-C", repository, ...args], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}
