import { describe, expect, test } from "vitest";
import { toVisitorValues } from "../../src/pages/frame/address-form.ts";
import { toFailureIndex } from "../../src/telling/failures/failure-index.ts";
import { matchesSearch, toSearchWords } from "../../src/telling/failures/failure-search.ts";
import { findFailures, toSearchIndex, toSearchText } from "../../src/telling/failures/search-index.ts";
import { accountOf, settingsOf } from "../support/accounts.ts";
import { ENGLISH } from "../support/languages.ts";

const isFound = (query: string, entry: string) => matchesSearch(toSearchWords(query), toSearchWords(entry));

const ENTRY =
  "Outlook kann keine Verbindung herstellen: Überprüfen Sie die Éinstellungen 0x800CCC0E time-out 535 5.7.8";

describe("found", () => {
  test.each([
    ["0x800CCC0E"],
    ["0X800ccc0e"],
    ["800ccc0e"],
    ["800CC"],
    ["0x"],
    ["what does 0x800CCC0E mean here"],
    ["5.7.8"],
    ["5.7."],
    ["The server answered: 535 5.7.8 Error: authentication failed for alice@shop.example, please try again"],
    ["Verbindung Outlook"],
    ["verb out"],
    ["uberprufen"],
    ["ÜBERPRÜFEN einstellungen"],
    ["timed time out".replace("timed ", "")],
    ["  "],
    ["alice@shop.example"],
    // Most of a long text is enough: programs put names and times into it.
    ["Outlook kann keine Verbindung herstellen überprüfen Sie server am Freitag"],
  ])("%s", (query) => expect(isFound(query, ENTRY)).toBe(true));
});

describe("not found", () => {
  test.each([
    ["0x800CCC0F"],
    ["5.7.9"],
    ["indung"],
    ["Outlook password"],
    ["deadbeef"],
    ["a message that has no word in common with what stands there"],
  ])("%s", (query) => expect(isFound(query, ENTRY)).toBe(false));
});

test("every entry is found by its own message, by each of its codes, and by whose it is", () => {
  const settings = settingsOf("fish.example");
  const groups = toFailureIndex({ settings, language: ENGLISH, reader: "unknown", origin: "", query: "" });
  for (const group of groups)
    for (const entry of group.entries) {
      const text = toSearchText(entry, group);
      const asked = [group.title, ...entry.failure.codes, entry.words, ...entry.programs.map(({ text: name }) => name)];
      for (const query of asked) expect(isFound(query, text), `${query}: ${text}`).toBe(true);
    }
});

describe.each(["R&D+x'@fish.example", "alice@xn--bcher-kva.example", "007@upgraded.example"])("for %s", (text) => {
  const { address, settings } = accountOf(text);
  const options = { language: ENGLISH, origin: "", query: "" };
  const index = toSearchIndex(settings, { ...options, personal: true });

  test("the kept index, filled in, is what would be told", () => {
    expect(findFailures(index, undefined, toVisitorValues(address))).toEqual(
      toFailureIndex({ ...options, settings, reader: address }),
    );
  });

  test("an entry is found by the words that it shows, the reader's own among them", () => {
    const told = toFailureIndex({ ...options, settings, reader: address });
    const entries = told.flatMap((group) => group.entries.map((entry) => toSearchText(entry, group)));
    for (const search of ["connection", address.localPart, "0x800CCC0E", "mail server password"]) {
      const found = findFailures(index, search, toVisitorValues(address)).flatMap((group) =>
        group.entries.map((entry) => toSearchText(entry, group)),
      );
      expect(found, search).toEqual(entries.filter((entry) => isFound(search, entry)));
    }
  });
});

describe("no text costs more than a long error text does", () => {
  test.each([
    ["characters that decompose into eighteen", "\u{FDFA}".repeat(2000)],
    ["a parenthesised letter, as one word with no end", "㈝".repeat(32_000)],
    ["words that are all different", Array.from({ length: 8000 }, (_, index) => index.toString(36)).join(" ")],
    ["one word", "a".repeat(32_000)],
    ["a version that goes on", "1.".repeat(16_000)],
    ["at signs", "a@".repeat(16_000)],
  ])("%s", (_, text) => {
    const words = toSearchWords(text);
    expect(words.length).toBeLessThanOrEqual(100);
    expect(words.join("").length).toBeLessThanOrEqual(2000);
  });
});
