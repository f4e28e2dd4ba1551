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

/** The smallest code that holds a text. Throws where none is large enough. */
export function toQrMatrix(text: string, errorCorrection: ErrorCorrection): QrMatrix {
  const level = LEVELS[errorCorrection];
  const { version, codewords } = toCodewords(new TextEncoder().encode(text), level);
  const symbol = drawPatterns(version);
  placeCodewords(symbol, codewords);
  return { size: symbol.size, modules: withBestMask(symbol, level) };
}

/** One stroke for each run of dark modules, through their middle, from where the last one began: an SVG path's `d`. */
export function toQrPath({ size, modules }: QrMatrix): string {
  let path = "";
  let [penX, penY] = [-QUIET_ZONE, -QUIET_ZONE - 0.5];
  for (let y = 0; y < size; y += 1) {
    const row = modules.subarray(y * size, (y + 1) * size);
    for (let x = row.indexOf(1); x >= 0; x = row.indexOf(1, x)) {
      const light = row.indexOf(0, x);
      const end = light < 0 ? size : light;
      path += `m${x - penX} ${y - penY}h${end - x}`;
      [penX, penY, x] = [end, y, end];
    }
  }
  return path;
}

// Codewords (section 7.4)

/** All codewords that a version has room for: its modules less those of its patterns, in bytes. */
function countCodewords(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  const aligned = alignmentCentres(version).length;
  if (version > 1) modules -= (25 * aligned - 10) * aligned - 55;
  if (version > 6) modules -= 36;
  return Math.floor(modules / 8);
}

function toCodewords(bytes: Uint8Array, level: Level): { readonly version: number; readonly codewords: Uint8Array } {
  for (let version = 1; version <= 40; version += 1) {
    const blocks = level.blocks[version - 1] ?? 0;
    const correction = level.correction[version - 1] ?? 0;
    const total = countCodewords(version);
    const room = total - blocks * correction;
    // Mode, length, bytes, and an end that always takes as many bits as the mode: whole bytes, of halves.
    const length = bytes.length.toString(16).padStart(version < 10 ? 2 : 4, "0");
    const halves = [4, ...Array.from(length, (digit) => Number.parseInt(digit, 16))];
    if (halves.length + 2 * bytes.length + 1 > 2 * room) continue;
    for (const byte of bytes) halves.push(byte >> 4, byte & 15);
    halves.push(0);
    const data = new Uint8Array(room);
    const used = halves.length / 2;
    for (let index = 0; index < used; index += 1)
      data[index] = ((halves[2 * index] ?? 0) << 4) | (halves[2 * index + 1] ?? 0);
    for (let index = used, pad = 0xec; index < room; index += 1, pad ^= 0xec ^ 0x11) data[index] = pad;
    return { version, codewords: interleave(data, blocks, correction, total) };
  }
  throw new RangeError("too long for a code");
}

/** Blocks that cannot all be of one length grow towards the end (section 7.6). */
function interleave(data: Uint8Array, count: number, correction: number, total: number): Uint8Array {
  const divisor = toGenerator(correction);
  const short = Math.floor(total / count) - correction;
  const long = total % count;
  const blocks = Array.from({ length: count }, (_, index) => {
    const start = index * short + Math.max(0, index - (count - long));
    return data.subarray(start, start + short + (index < count - long ? 0 : 1));
  });
  const checks = blocks.map((block) => toRemainder(block, divisor));
  const codewords: number[] = [];
  for (const rows of [blocks, checks])
    for (let at = 0; at <= Math.max(short, correction); at += 1)
      for (const row of rows) {
        const codeword = row[at];
        if (codeword !== undefined) codewords.push(codeword);
      }
  return Uint8Array.from(codewords);
}

/** GF(256) over the polynomial 0x11d (section 7.5.2): powers of 2, and what power each number is. */
const POWERS = new Uint8Array(255);
const LOGARITHMS = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  POWERS[power] = value;
  LOGARITHMS[value] = power;
  value = (value << 1) ^ ((value >> 7) * 0x11d);
}

function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : at(POWERS, (at(LOGARITHMS, a) + at(LOGARITHMS, b)) % 255);
}

/** What stands at an index that the array has. */
function at(array: Uint8Array, index: number): number {
  return array[index] ?? 0;
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

function toRemainder(block: Uint8Array, divisor: Uint8Array): Uint8Array {
  const rest = new Uint8Array(divisor.length);
  for (const byte of block) {
    const factor = byte ^ at(rest, 0);
    for (let index = 0; index < rest.length; index += 1)
      rest[index] = at(rest, index + 1) ^ multiply(at(divisor, index), factor);
  }
  return rest;
}

// Modules (sections 6.3 and 7.7)

interface Symbol extends QrMatrix {
  /** 1 where a module belongs to a pattern, and takes neither data nor mask. */
  readonly fixed: Uint8Array;
}

function alignmentCentres(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const last = 4 * version + 10;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - step * (count - 2 - index))];
}

/** Everything but what the code says; where the format is written is kept free for it. */
function drawPatterns(version: number): Symbol {
  const size = 4 * version + 17;
  const symbol = { size, modules: new Uint8Array(size * size), fixed: new Uint8Array(size * size) };
  const fix = (y: number, x: number, dark: number) => {
    if (y < 0 || y >= size || x < 0 || x >= size) return;
    symbol.modules[y * size + x] = dark;
    symbol.fixed[y * size + x] = 1;
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
  for (const index of formatModules(size)) symbol.fixed[index] = 1;
  fix(size - 8, 8, 1);
  return symbol;
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

function placeCodewords({ size, modules, fixed }: Symbol, codewords: Uint8Array): void {
  let bit = 0;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    // Up in the first pair of columns, down in the next; the timing pattern's column is none of them.
    const upwards = ((right + (right < 6 ? 1 : 0)) & 2) === ((size - 1) & 2);
    for (let step = 0; step < size; step += 1)
      for (const x of [right, right - 1]) {
        const index = (upwards ? size - 1 - step : step) * size + x;
        if (fixed[index] === 1) continue;
        modules[index] = (at(codewords, bit >> 3) >> (7 - (bit & 7))) & 1;
        bit += 1;
      }
  }
}

// Masks (section 7.8)

/** Table 10, by row and column. */
const MASKS: readonly ((y: number, x: number) => boolean)[] = [
  (y, x) => (y + x) % 2 === 0,
  (y) => y % 2 === 0,
  (_, x) => x % 3 === 0,
  (y, x) => (y + x) % 3 === 0,
  (y, x) => ((y >> 1) + Math.floor(x / 3)) % 2 === 0,
  (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
  (y, x) => (((y * x) % 3) + ((y + x) % 2)) % 2 === 0,
];

/** Any mask can be read; the one of least penalty is read best. */
function withBestMask({ size, modules, fixed }: Symbol, { formatBits }: Level): Uint8Array {
  const format = formatModules(size);
  let best = modules;
  let least = Number.POSITIVE_INFINITY;
  MASKS.forEach((isFlipped, mask) => {
    const masked = Uint8Array.from(modules);
    for (let y = 0, index = 0; y < size; y += 1)
      for (let x = 0; x < size; x += 1, index += 1)
        if (fixed[index] === 0 && isFlipped(y, x)) masked[index] = at(modules, index) ^ 1;
    const bits = withCheck((formatBits << 3) | mask, 0x537, 10) ^ 0x5412;
    format.forEach((index, bit) => {
      masked[index] = (bits >> (bit % 15)) & 1;
    });
    const penalty = toPenalty(size, masked);
    if (penalty < least) [best, least] = [masked, penalty];
  });
  return best;
}

/** What would make a code hard to read (section 7.8.3). */
function toPenalty(size: number, modules: Uint8Array): number {
  let points = 0;
  let dark = 0;
  for (let line = 0; line < size; line += 1) {
    points += penaltyOfLine(modules, line * size, 1, size) + penaltyOfLine(modules, line, size, size);
    for (let index = line * size; index < (line + 1) * size; index += 1) {
      dark += at(modules, index);
      if (line === size - 1 || index === (line + 1) * size - 1) continue;
      const sum =
        at(modules, index) + at(modules, index + 1) + at(modules, index + size) + at(modules, index + size + 1);
      if (sum % 4 === 0) points += 3;
    }
  }
  return points + 10 * Math.abs(Math.ceil((dark * 20) / (size * size)) - 10);
}

/** Long runs of one colour, and what looks like a finder, in a row or a column. */
function penaltyOfLine(modules: Uint8Array, start: number, step: number, size: number): number {
  let points = 0;
  let run = 0;
  let recent = 0;
  for (let along = 0; along < size; along += 1) {
    const module = at(modules, start + along * step);
    run = along > 0 && module === (recent & 1) ? run + 1 : 1;
    if (run === 5) points += 3;
    else if (run > 5) points += 1;
    recent = ((recent << 1) | module) & 0x7ff;
    // As wide as a finder's dark and light, with four light modules behind or before.
    if (along > 9 && (recent === 0b10111010000 || recent === 0b00001011101)) points += 40;
  }
  return points;
}
