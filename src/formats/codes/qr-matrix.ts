/**
 * QR codes (ISO/IEC 18004) as squares of modules: byte mode throughout, because Thunderbird's reader asks for it, and
 * levels L and M. The service draws by it, and so do pages where nobody else may know what a code says.
 * @module
 */

/** How much of a code may be lost: L is 7 %, M is 15 %, at the price of more modules. */
export type ErrorCorrection = "L" | "M";

export interface QrMatrix {
  /** Modules along an edge. */
  readonly size: number;
  /** Row by row: 1 is dark. */
  readonly modules: Uint8Array;
}

/** Light modules around a code; readers take what is closer for a part of it (section 5.3.8). */
export const QUIET_ZONE = 4;

interface Level {
  readonly formatBits: number;
  /** Table 9, by version from 1: codewords of error correction in a block. */
  readonly correction: readonly number[];
  /** The same of blocks. */
  readonly blocks: readonly number[];
}

const numbers = (text: string): number[] => text.split(" ").map(Number);

const LEVELS: Readonly<Record<ErrorCorrection, Level>> = {
  L: {
    formatBits: 1,
    correction: numbers(
      `7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28${" 30".repeat(14)}`,
    ),
    blocks: numbers("1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25"),
  },
  M: {
    formatBits: 0,
    correction: numbers(`10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26${" 28".repeat(19)}`),
    blocks: numbers(
      "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49",
    ),
  },
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The smallest code that holds a text. Throws where none is large enough. */
export function toQrMatrix(text: string, errorCorrection: ErrorCorrection): QrMatrix {
  const bytes = encoder.encode(text);
  const { size, empty, places, layout } = findFrame(findVersion(bytes.length, errorCorrection), errorCorrection);
  const codewords = toCodewords(bytes, layout);
  const modules = new Uint8Array(empty);
  for (let index = 0, place = 0; index < codewords.length; index += 1) {
    const codeword = at(codewords, index);
    for (let bit = 7; bit >= 0; bit -= 1, place += 1) {
      const module = places[place] ?? 0;
      modules[module] = at(modules, module) ^ ((codeword >> bit) & 1);
    }
  }
  return { size, modules };
}

/**
 * Any of the eight masks can be read (section 7.8). The standard would have all of them tried and the one taken that reads best,
 * which takes six times as long as all else. Of what our codes say this one has 1.02 times the least penalty on average, and
 * 1.5 times at worst.
 */
const MASK = { reference: 0b010, isFlipped: (x: number) => x % 3 === 0 };

/** One stroke for each run of dark modules, through their middle, from where the last one ended: an SVG path's `d`. */
export function toQrPath({ size, modules }: QrMatrix): string {
  // Two modules take twelve characters at most: hundreds of pieces of text take three times as long to join.
  const characters = new Uint8Array(6 * size * (size + 1));
  let count = 0;
  let [penX, penY] = [0, 0];
  for (let y = 0, row = 0; y < size; y += 1, row += size) {
    for (let x = 0; x < size; x += 1) {
      if (modules[row + x] === 0) continue;
      const start = x;
      while (x < size && modules[row + x] === 1) x += 1;
      if (start !== penX || y !== penY) {
        count = writeNumber(characters, count, MOVE, start - penX);
        count = writeNumber(characters, count, SPACE, y - penY);
      }
      count = writeNumber(characters, count, ACROSS, x - start);
      penX = x;
      penY = y;
    }
  }
  return `m${QUIET_ZONE} ${QUIET_ZONE + 0.5}${decoder.decode(characters.subarray(0, count))}`;
}

const [MOVE, ACROSS, SPACE, MINUS, ZERO] = [0x6d, 0x68, 0x20, 0x2d, 0x30];

/** A character and a whole number of up to three digits; gives where the next ones go. */
function writeNumber(characters: Uint8Array, start: number, before: number, number: number): number {
  let at = start;
  characters[at++] = before;
  if (number < 0) characters[at++] = MINUS;
  const size = Math.abs(number);
  // Most are less.
  if (size >= 10) {
    if (size >= 100) characters[at++] = ZERO + Math.floor(size / 100);
    characters[at++] = ZERO + (Math.floor(size / 10) % 10);
  }
  characters[at++] = ZERO + (size % 10);
  return at;
}

// Codewords (section 7.4)

/** What a version has room for. */
interface Layout {
  /** Bytes of the length. */
  readonly lengthBytes: number;
  /** Codewords of data. */
  readonly data: number;
  readonly blocks: number;
  /** Codewords of error correction in each block. */
  readonly correction: number;
}

function toLayout(version: number, errorCorrection: ErrorCorrection): Layout {
  const level = LEVELS[errorCorrection];
  const [blocks, correction] = [level.blocks[version - 1] ?? 0, level.correction[version - 1] ?? 0];
  const data = countCodewords(version) - blocks * correction;
  return { lengthBytes: version < 10 ? 1 : 2, data, blocks, correction };
}

/** All codewords that a version has room for: its modules less those of its patterns, in bytes. */
function countCodewords(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  const aligned = countAlignmentCentres(version);
  if (version > 1) modules -= (25 * aligned - 10) * aligned - 55;
  if (version > 6) modules -= 36;
  return Math.floor(modules / 8);
}

function findVersion(bytes: number, errorCorrection: ErrorCorrection): number {
  for (let version = 1; version <= 40; version += 1) {
    const { lengthBytes, data } = toLayout(version, errorCorrection);
    if (1 + lengthBytes + bytes <= data) return version;
  }
  throw new RangeError("too long for a code");
}

/** Data, and then of each block what corrects it. */
function toCodewords(bytes: Uint8Array, { lengthBytes, data, blocks, correction }: Layout): Uint8Array {
  const codewords = new Uint8Array(data + blocks * correction);
  // Mode, length, bytes, and an end that always takes as many bits as the mode: half a byte each, so that all is shifted by one.
  let [index, half] = [0, 0x40];
  const put = (byte: number) => {
    codewords[index] = half | (byte >> 4);
    half = (byte << 4) & 0xff;
    index += 1;
  };
  if (lengthBytes === 2) put(bytes.length >> 8);
  put(bytes.length & 0xff);
  for (let byte = 0; byte < bytes.length; byte += 1) put(at(bytes, byte));
  codewords[index] = half;
  for (let pad = 0xec; ++index < data; pad ^= 0xec ^ 0x11) codewords[index] = pad;
  const divisor = findDivisor(correction);
  for (let block = 0; block < blocks; block += 1) {
    const [start, end] = [toBlockStart(block, data, blocks), toBlockStart(block + 1, data, blocks)];
    writeRemainder(codewords, start, end, divisor, data + block * correction);
  }
  return codewords;
}

/** Blocks that cannot all be of one length grow towards the end (section 7.6). */
function toBlockStart(block: number, data: number, blocks: number): number {
  const firstLong = blocks - (data % blocks);
  return block * Math.floor(data / blocks) + Math.max(0, block - firstLong);
}

/** The codewords in the order in which they are drawn: the first of each block, then the second of each. */
function interleave({ data, blocks, correction }: Layout): number[] {
  const starts = Array.from({ length: blocks + 1 }, (_, block) => toBlockStart(block, data, blocks));
  const order: number[] = [];
  for (let row = 0; row <= data / blocks; row += 1)
    for (let block = 0; block < blocks; block += 1) {
      const index = (starts[block] ?? 0) + row;
      if (index < (starts[block + 1] ?? 0)) order.push(index);
    }
  for (let row = 0; row < correction; row += 1)
    for (let block = 0; block < blocks; block += 1) order.push(data + block * correction + row);
  return order;
}

/** GF(256) over the polynomial 0x11d (section 7.5.2): powers of 2, twice over, and what power each number is. */
const POWERS = new Uint8Array(510);
const LOGARITHMS = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  POWERS[power] = value;
  POWERS[power + 255] = value;
  LOGARITHMS[value] = power;
  value = (value << 1) ^ ((value >> 7) * 0x11d);
}

function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : at(POWERS, at(LOGARITHMS, a) + at(LOGARITHMS, b));
}

/** What stands at an index that the array has. */
function at(array: Uint8Array, index: number): number {
  return array[index] ?? 0;
}

function wordAt(array: Int32Array, index: number): number {
  return array[index] ?? 0;
}

/**
 * Division by a generator polynomial, four bytes at once: what each of them leaves, in words of four bytes, the highest first.
 * What they leave together is the sum.
 */
interface Divisor {
  readonly degree: number;
  readonly words: number;
  /** A row of words for each value of a byte that is the last; then for one with a byte behind it, with two, with three. */
  readonly rests: Int32Array;
}

const divisors = new Map<number, Divisor>();

function findDivisor(degree: number): Divisor {
  const divisor = divisors.get(degree) ?? toDivisor(degree);
  divisors.set(degree, divisor);
  return divisor;
}

function toDivisor(degree: number): Divisor {
  const words = Math.ceil(degree / 4);
  const rests = new Int32Array(4 * 256 * words);
  toGenerator(degree).forEach((coefficient, index) => {
    for (let value = 0, word = index >> 2; value < 256; value += 1, word += words)
      rests[word] = wordAt(rests, word) | (multiply(coefficient, value) << (24 - 8 * (index & 3)));
  });
  // With one byte more behind it: the same, further on by that, and what the byte leaves that goes.
  for (let row = 0; row < 3 * 256 * words; row += words) {
    const gone = (wordAt(rests, row) >>> 24) * words;
    for (let word = 0; word < words; word += 1) {
      const next = word + 1 < words ? wordAt(rests, row + word + 1) >>> 24 : 0;
      rests[row + 256 * words + word] = (wordAt(rests, row + word) << 8) | next;
      rests[row + 256 * words + word] = wordAt(rests, row + 256 * words + word) ^ wordAt(rests, gone + word);
    }
  }
  return { degree, words, rests };
}

/** Writes what is left of the codewords from `start` on, with room behind them for it. */
function writeRemainder(
  codewords: Uint8Array,
  start: number,
  end: number,
  { degree, words, rests }: Divisor,
  to: number,
) {
  // One word more, which stays 0.
  const rest = new Int32Array(words + 1);
  const byte = 256 * words;
  // Bytes of 0 before the first change nothing.
  for (let index = end - 4 * Math.ceil((end - start) / 4); index < end; index += 4) {
    let four = wordAt(rest, 0);
    for (let place = 0; place < 4; place += 1)
      if (index + place >= start) four ^= at(codewords, index + place) << (24 - 8 * place);
    const [first, second] = [3 * byte + (four >>> 24) * words, 2 * byte + ((four >> 16) & 0xff) * words];
    const [third, fourth] = [byte + ((four >> 8) & 0xff) * words, (four & 0xff) * words];
    for (let word = 0; word < words; word += 1)
      rest[word] =
        wordAt(rest, word + 1) ^
        wordAt(rests, first + word) ^
        wordAt(rests, second + word) ^
        wordAt(rests, third + word) ^
        wordAt(rests, fourth + word);
  }
  for (let index = 0; index < degree; index += 1)
    codewords[to + index] = wordAt(rest, index >> 2) >> (24 - 8 * (index & 3));
}

/** Without the leading coefficient, which is 1. */
function toGenerator(degree: number): Uint8Array {
  const coefficients = new Uint8Array(degree);
  coefficients[degree - 1] = 1;
  for (let power = 0; power < degree; power += 1)
    for (let index = 0; index < degree; index += 1)
      coefficients[index] = multiply(at(coefficients, index), at(POWERS, power)) ^ at(coefficients, index + 1);
  return coefficients;
}

// Modules (sections 6.3 and 7.7)

/** What all codes of a version and level have in common. */
interface Frame {
  readonly size: number;
  /** The modules of the code whose codewords are all 0: patterns, format and mask. */
  readonly empty: Uint8Array;
  /** Where the bits of the codewords stand, of one after the other. */
  readonly places: Uint16Array;
  readonly layout: Layout;
}

const frames = new Map<string, Frame>();

function findFrame(version: number, errorCorrection: ErrorCorrection): Frame {
  const key = `${version}${errorCorrection}`;
  const frame = frames.get(key) ?? drawFrame(version, errorCorrection);
  frames.set(key, frame);
  return frame;
}

function countAlignmentCentres(version: number): number {
  return version === 1 ? 0 : Math.floor(version / 7) + 2;
}

function alignmentCentres(version: number): number[] {
  if (version === 1) return [];
  const count = countAlignmentCentres(version);
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const last = 4 * version + 10;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - step * (count - 2 - index))];
}

function drawFrame(version: number, errorCorrection: ErrorCorrection): Frame {
  const size = 4 * version + 17;
  const empty = new Uint8Array(size * size);
  /** 1 where a module belongs to a pattern or the format, and takes neither data nor mask. */
  const fixed = new Uint8Array(size * size);
  const fix = (y: number, x: number, dark: number) => {
    if (y < 0 || y >= size || x < 0 || x >= size) return;
    empty[y * size + x] = dark;
    fixed[y * size + x] = 1;
  };
  /** Square rings round a centre, from the inside: 1 is dark. */
  const drawRings = (y: number, x: number, rings: readonly number[]) => {
    const reach = rings.length - 1;
    for (let dy = -reach; dy <= reach; dy += 1)
      for (let dx = -reach; dx <= reach; dx += 1) fix(y + dy, x + dx, rings[Math.max(Math.abs(dy), Math.abs(dx))] ?? 0);
  };
  for (let along = 0; along < size; along += 1) {
    fix(6, along, (along + 1) % 2);
    fix(along, 6, (along + 1) % 2);
  }
  const far = size - 4;
  drawRings(3, 3, [1, 1, 0, 1, 0]);
  drawRings(3, far, [1, 1, 0, 1, 0]);
  drawRings(far, 3, [1, 1, 0, 1, 0]);
  const centres = alignmentCentres(version);
  // Three of the corners are the finders'.
  const isFinder = (y: number, x: number) => (y === 6 || x === 6) && (y === x || y + x === size - 1);
  for (const y of centres) for (const x of centres) if (!isFinder(y, x)) drawRings(y, x, [1, 0, 1]);
  if (version > 6) {
    const bits = withCheck(version, 0x1f25, 12);
    for (let bit = 0; bit < 18; bit += 1) {
      const [a, b] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
      fix(a, b, (bits >> bit) & 1);
      fix(b, a, (bits >> bit) & 1);
    }
  }
  const format = withCheck((LEVELS[errorCorrection].formatBits << 3) | MASK.reference, 0x537, 10) ^ 0x5412;
  formatModules(size).forEach((index, bit) => {
    empty[index] = (format >> (bit % 15)) & 1;
    fixed[index] = 1;
  });
  fix(size - 8, 8, 1);
  const free = findFree(size, fixed);
  for (const index of free) empty[index] = MASK.isFlipped(index % size) ? 1 : 0;
  const layout = toLayout(version, errorCorrection);
  const places = new Uint16Array(8 * (layout.data + layout.blocks * layout.correction));
  interleave(layout).forEach((codeword, turn) => {
    places.set(free.subarray(8 * turn, 8 * turn + 8), 8 * codeword);
  });
  return { size, empty, places, layout };
}

/** The value with its remainder behind it, as format and version are written. */
function withCheck(value: number, polynomial: number, bits: number): number {
  let rest = value;
  for (let bit = 0; bit < bits; bit += 1) rest = (rest << 1) ^ ((rest >> (bits - 1)) * polynomial);
  return (value << bits) | rest;
}

/** Where the fifteen bits of the format stand: round the first finder and past the timing pattern, then beside the others. */
function formatModules(size: number): number[] {
  const bits = Array.from({ length: 15 }, (_, bit) => bit);
  return [
    ...bits.map((bit) => {
      const y = bit < 6 ? bit : bit < 8 ? bit + 1 : 8;
      return y * size + (bit < 8 ? 8 : bit < 9 ? 7 : 14 - bit);
    }),
    ...bits.map((bit) => (bit < 8 ? 8 * size + size - 1 - bit : (size - 15 + bit) * size + 8)),
  ];
}

function findFree(size: number, fixed: Uint8Array): Uint16Array {
  const free: number[] = [];
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    // Up in the first pair of columns, down in the next; the timing pattern's column is none of them.
    const upwards = ((right + (right < 6 ? 1 : 0)) & 2) === ((size - 1) & 2);
    for (let step = 0; step < size; step += 1)
      for (const x of [right, right - 1]) {
        const index = (upwards ? size - 1 - step : step) * size + x;
        if (fixed[index] === 0) free.push(index);
      }
  }
  return Uint16Array.from(free);
}
