/**
 * How error texts are looked up, by the service and by the script of its page: by what people type ("outlook keeps asking
 * for my password"), by a code, or by a whole message that they paste. Rare words count more than common ones, words that
 * mean the same are one, and what is misspelt finds its neighbour.
 * @module
 */
import type { SearchWords } from "../../content/guide.ts";

/** An entry of the index, as it is searched. */
export interface Searched {
  /** What it shows, and each code or words by which it is known. */
  readonly phrases: readonly string[];
  readonly cause: string;
  /** Whose it is; nothing where it belongs to no program. */
  readonly program: string;
}

export interface Hits {
  /** Places in the list of entries, the best first. */
  readonly found: readonly number[];
  /** Whether none of them is what was asked for: they are only the nearest. */
  readonly areNearest: boolean;
}

/** Longer than the part of a returned message that says why. What is pasted beyond either limit is not looked at. */
export const MAX_CHARACTERS = 10_000;
const MAX_WORDS = 400;
/** Words whose neighbours are looked for: of a long text enough are spelt right. */
const MAX_GUESSED = 12;

/** Between the items of a list that the page holds for its script. No word or phrase has it. */
export const LIST = "; ";

/** As many of what is found are shown open as can be taken in at a glance; of more, the first. */
export const OPEN_AT_MOST = 3;

/** Of what was asked, an entry that fits has at least this share. */
const FITTING = 0.33;

const MOST_FOUND = 10;
const NEAREST = 3;

/** What a match is worth by where it is, and by how it is one. */
const FIELD = { phrase: 1, cause: 0.35, program: 0.6 };
const MATCH = { whole: 1, beginning: 0.75, stem: 0.7, misspelt: 0.6 };
const WEAK = 0.25;
/** Fewer letters begin too many words to say which is meant. */
const SHORTEST_BEGINNING = 3;
/** Single words of a long text say little beside the phrases in it. */
const LONG = 0.1;
/** Where a program is named, another one's entries count less; where none is, those of any come first. */
const OTHER_PROGRAM = 0.4;
const ANY_PROGRAM = 0.85;
/** A phrase of which nearly all is there, counts as said. */
const WHOLE_PHRASE = 0.85;

interface Word {
  /** What it counts as: the first of its synonyms. */
  readonly token: string;
  /** How much it says. */
  weight: number;
  /** Where it stands: the best field of each entry. */
  readonly entries: Map<number, number>;
}

interface Phrase {
  readonly entry: number;
  readonly tokens: readonly string[];
  readonly weight: number;
}

/** Makes what finds entries. It is made once for all that is asked. */
export function toSearch(entries: readonly Searched[], words: SearchWords): (asked: string) => Hits {
  const dictionary = toDictionary(words);
  const tokenise = (text: string) => toTokens(toSearchWords(text), dictionary);
  const index = new Map<string, Word>();
  const add = (token: string, entry: number, field: number) => {
    let word = index.get(token);
    if (word === undefined) {
      word = { token, weight: 0, entries: new Map() };
      index.set(token, word);
    }
    if (field > (word.entries.get(entry) ?? 0)) word.entries.set(entry, field);
  };
  const programs = new Set<string>();
  const programsOf = entries.map(({ program }) => new Set(tokenise(program)));
  const told = entries.map(({ phrases, cause }, entry) => {
    for (const token of programsOf[entry] ?? []) {
      add(token, entry, FIELD.program);
      if (!dictionary.weak.has(token) && !dictionary.topics.has(token)) programs.add(token);
    }
    for (const token of tokenise(cause)) add(token, entry, FIELD.cause);
    return phrases.map(tokenise).filter((tokens) => tokens.length > 0);
  });
  told.forEach((phrases, entry) => {
    for (const tokens of phrases) for (const token of tokens) add(token, entry, FIELD.phrase);
  });
  for (const word of index.values()) {
    const rarity = Math.log(1 + entries.length / word.entries.size);
    word.weight = dictionary.weak.has(word.token) ? rarity * WEAK : rarity;
  }
  const weightOf = (tokens: readonly string[]) =>
    tokens.reduce((sum, token) => sum + (index.get(token)?.weight ?? 0), 0);
  const phrases: Phrase[] = told.flatMap((each, entry) =>
    each.map((tokens) => ({ entry, tokens: [...new Set(tokens)], weight: weightOf([...new Set(tokens)]) })),
  );
  /** What a word would have said that no entry has. */
  const unknown = Math.log(1 + entries.length) / 2;
  const neighbours = toNeighbours(index, dictionary);

  return (asked) => {
    const spoken = toSearchWords(asked);
    const sequence = toTokens(spoken, dictionary);
    const tokens = [...new Set(sequence)];
    const isLong = tokens.length > MAX_GUESSED;
    const scores = new Float64Array(entries.length);
    /** Of one word. */
    const best = new Float64Array(entries.length);
    const matched = new Map<string, number>();
    let wanted = 0;
    for (const token of tokens) {
      const matches = index.has(token) && isCode(token) ? new Map([[token, MATCH.whole]]) : neighbours(token, isLong);
      best.fill(0);
      let heaviest = 0;
      for (const [other, quality] of matches) {
        const word = index.get(other);
        if (word === undefined) continue;
        if (quality > (matched.get(other) ?? 0)) matched.set(other, quality);
        heaviest = Math.max(heaviest, word.weight);
        for (const [entry, field] of word.entries)
          best[entry] = Math.max(best[entry] ?? 0, word.weight * quality * field);
      }
      wanted += matches.size === 0 ? unknown : heaviest;
      // By place: an iterator over all entries for each word would take most of a long search.
      for (let entry = 0; entry < best.length; entry += 1) scores[entry] = (scores[entry] ?? 0) + (best[entry] ?? 0);
    }
    const isNamed = !isLong && tokens.some((token) => programs.has(token));
    const coverage = new Float64Array(entries.length);
    const said = new Map<number, Set<string>>();
    for (const phrase of phrases) {
      let sum = 0;
      for (const token of phrase.tokens) sum += (index.get(token)?.weight ?? 0) * (matched.get(token) ?? 0);
      const share = sum / (phrase.weight || 1);
      coverage[phrase.entry] = Math.max(
        coverage[phrase.entry] ?? 0,
        share ** (isLong ? 8 : 2) * sum * (isLong ? 0.5 : 1),
      );
      if (share < WHOLE_PHRASE || (isLong && !standTogether(phrase.tokens, sequence))) continue;
      const whole = said.get(phrase.entry) ?? new Set();
      for (const token of phrase.tokens) whole.add(token);
      said.set(phrase.entry, whole);
    }
    for (const [entry, whole] of said) coverage[entry] = Math.max(coverage[entry] ?? 0, weightOf([...whole]));
    const ranked = entries
      .map((_, entry) => {
        const own = programsOf[entry] ?? new Set();
        const isOther = isNamed && own.size > 0 && !tokens.some((token) => programs.has(token) && own.has(token));
        const score = (isLong ? LONG : 1) * (scores[entry] ?? 0) + (coverage[entry] ?? 0);
        return {
          entry,
          score: isOther ? score * OTHER_PROGRAM : own.size > 0 && !isNamed ? score * ANY_PROGRAM : score,
        };
      })
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score || one.entry - other.entry);
    const nearest = ranked[0];
    if (nearest === undefined) return { found: entries.slice(0, NEAREST).map((_, entry) => entry), areNearest: true };
    // Beside a code that is known, the rest of a pasted line may say what it likes.
    const isCoded = tokens.some((token) => isCode(token) && index.has(token));
    const areNearest = !isLong && !isCoded && (scores[nearest.entry] ?? 0) < wanted * FITTING;
    const kept = ranked.filter(({ score }) => score >= nearest.score * 0.4).slice(0, MOST_FOUND);
    return {
      found: (areNearest ? ranked.slice(0, NEAREST) : kept).map(({ entry }) => entry),
      areNearest,
    };
  };
}

/** Whether the words of a phrase stand close to each other somewhere: with a server's name between them, they still do. */
function standTogether(phrase: readonly string[], sequence: readonly string[]): boolean {
  const last = new Map(phrase.map((token) => [token, Number.NEGATIVE_INFINITY]));
  return sequence.some((token, place) => {
    if (!last.has(token)) return false;
    last.set(token, place);
    return place - Math.min(...last.values()) < phrase.length * 1.5 + 3;
  });
}

interface Dictionary {
  readonly ignored: ReadonlySet<string>;
  readonly weak: ReadonlySet<string>;
  readonly topics: ReadonlySet<string>;
  /** What a word counts as, or several together. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Of as many words at most is what begins with a word in either list. */
  readonly longest: ReadonlyMap<string, number>;
}

function toDictionary({ ignored, weak, topics, synonyms }: SearchWords): Dictionary {
  const tokens = new Map<string, string>();
  for (const group of synonyms) {
    const members = toMembers(group);
    const [first = ""] = members;
    for (const member of members) tokens.set(member, first);
  }
  const toToken = (word: string) => tokens.get(word) ?? word;
  const longest = new Map<string, number>();
  for (const member of [...tokens.keys(), ...toMembers(ignored)]) {
    const [first = "", ...others] = member.split(" ");
    longest.set(first, Math.max(longest.get(first) ?? 1, 1 + others.length));
  }
  return {
    longest,
    ignored: new Set(toMembers(ignored)),
    weak: new Set(toMembers(weak).map(toToken)),
    topics: new Set(toMembers(topics).map(toToken)),
    tokens,
  };
}

const toMembers = (text: string) => text.split(",").map((member) => toSearchWords(member).join(" "));

/** What words count as: those that belong together are one, and those that say nothing are none unless there are no others. */
function toTokens(words: readonly string[], { tokens, ignored, longest }: Dictionary): string[] {
  const found: string[] = [];
  const telling: string[] = [];
  for (let place = 0; place < words.length; ) {
    let count = Math.min(longest.get(words[place] ?? "") ?? 1, words.length - place);
    const toPhrase = () => words.slice(place, place + count).join(" ");
    while (count > 1 && !tokens.has(toPhrase()) && !ignored.has(toPhrase())) count -= 1;
    const phrase = toPhrase();
    const token = tokens.get(phrase) ?? phrase;
    found.push(token);
    if (!ignored.has(token) && !ignored.has(phrase)) telling.push(token);
    place += count;
  }
  return telling.length > 0 ? telling : found;
}

/** Finds the words of the index that a word may stand for, each with how well it does. */
function toNeighbours(index: ReadonlyMap<string, Word>, { tokens }: Dictionary) {
  /** Every spelling that leads into the index, with what it counts as. */
  const spellings = new Map<string, string>();
  for (const [spelling, token] of tokens)
    if (index.has(token) && !spelling.includes(" ")) spellings.set(spelling, token);
  for (const token of index.keys()) spellings.set(token, token);
  const byStart = Map.groupBy(spellings.keys(), (spelling) => spelling.slice(0, 1));
  return (word: string, isLong: boolean): ReadonlyMap<string, number> => {
    const found = new Map<string, number>();
    const add = (spelling: string, quality: number) => {
      const token = spellings.get(spelling) ?? spelling;
      if (quality > (found.get(token) ?? 0)) found.set(token, quality);
    };
    if (spellings.has(word)) return new Map([[spellings.get(word) ?? word, MATCH.whole]]);
    const near = byStart.get(word.slice(0, 1)) ?? [];
    for (const spelling of near) {
      if (word.length >= SHORTEST_BEGINNING && spelling.startsWith(word)) add(spelling, MATCH.beginning);
      else if (haveOneStem(word, spelling)) add(spelling, MATCH.stem);
    }
    if (found.size === 0 && !isLong)
      for (const spelling of near) if (isMisspelt(word, spelling)) add(spelling, MATCH.misspelt);
    return found;
  };
}

/** "Receive" and "receiving", "deleted" and "deletes": in most languages a word changes at its end. */
function haveOneStem(one: string, other: string): boolean {
  if (/\d/.test(one)) return false;
  const shorter = Math.min(one.length, other.length);
  const longer = Math.max(one.length, other.length);
  let same = 0;
  while (same < shorter && one[same] === other[same]) same += 1;
  return same >= 4 && same >= shorter - 2 && longer - same <= 4 && same >= longer * 0.55;
}

/** Whether a letter or two are wrong, missing, too many, or have changed places. */
function isMisspelt(word: string, spelling: string): boolean {
  if (word.length < 4 || /\d/.test(word)) return false;
  const most = word.length < 8 ? 1 : 2;
  if (Math.abs(word.length - spelling.length) > most || word.length > 24) return false;
  return distanceOf(word, spelling) <= most;
}

/** Damerau's distance, of adjacent letters. */
function distanceOf(one: string, other: string): number {
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const differs = one[row - 1] === other[column - 1] ? 0 : 1;
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line[column] = Math.min(
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + differs,
        isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = above;
    above = line;
  }
  return above[other.length] ?? 0;
}

/** The words of a text as they are compared, in its order. Addresses are none: an error text often names the reader's own. */
export function toSearchWords(text: string): string[] {
  const words =
    text
      .slice(0, MAX_CHARACTERS)
      .normalize("NFKD")
      // One character may have become eighteen.
      .slice(0, MAX_CHARACTERS)
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .split(/\s/)
      .filter((part) => part.lastIndexOf("@") < 1)
      .join(" ")
      // "Can't" and "doesn't" are one word each.
      .replace(/['’](?=\p{L}{1,2}(?!\p{L}))/gu, "")
      .match(/(?<!\d)\d+(?:\.\d+)+|[\p{L}\p{N}]+/gu) ?? [];
  return words
    .map((word) => word.replace(/^0x/, ""))
    .filter((word) => word !== "")
    .slice(0, MAX_WORDS);
}

/** Windows' codes, such as 0x800CCC0E, and mail servers', such as 5.7.8. A word of eight letters is none. */
function isCode(word: string): boolean {
  return /^(?=.*\d)[0-9a-f]{8}$|^[245]\.\d{1,3}\.\d{1,3}$/.test(word);
}
