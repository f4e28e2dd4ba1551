/**
 * Deflate (RFC 1951) for one kind of data: rows of bytes that are all 0x00 or 0xff, each row several times over. The platform's
 * compression is a stream, which costs many times as much as a code itself, and would have to find out what is known here.
 * @module
 */
import type { Bytes } from "../rendered-document.ts";

/** A Huffman code's bits, in the order in which they are written, and how many there are. */
interface Code {
  readonly bits: number;
  readonly length: number;
}

/** How long the codes of an alphabet are, as runs of symbols whose codes are of one length; 0 is a symbol that is not used. */
type Lengths = readonly (readonly [symbols: number, length: number])[];

const END = 256;
const LONGEST_COPY = 258;

/** The two bytes, the end, how long a copy is, the longest of them shorter: all codes that there can be of these lengths. */
const LITERAL_LENGTHS: Lengths = [
  [1, 2],
  [254, 0],
  [1, 2],
  [1, 5],
  [28, 6],
  [1, 5],
];
/** How far back a copy is from: likewise. */
const DISTANCE_LENGTHS: Lengths = [
  [2, 4],
  [28, 5],
];
const LITERALS = toCodes(LITERAL_LENGTHS);
const DISTANCES = toCodes(DISTANCE_LENGTHS);

/** Symbols by which the lengths above are told (section 3.2.7): themselves, and 18 for many that are 0. */
const MANY_ZEROS = { symbol: 18, least: 11, most: 138, bits: 7 } as const;
const LENGTH_LENGTHS: Lengths = [
  [2, 0],
  [1, 3],
  [1, 0],
  [1, 3],
  [2, 2],
  [11, 0],
  [1, 2],
];
const LENGTHS = toCodes(LENGTH_LENGTHS);
/** The order in which lengths of those codes are told; the last three are not used. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2];
const HEADER = toHeader();
/** The bits of 0x00 and of 0xff. */
const TWO_CODES = Uint8Array.of(codeAt(LITERALS, 0x00).bits, codeAt(LITERALS, 0xff).bits);

/**
 * In the zlib format (RFC 1950): `rows` are of `rowLength` bytes each, three or more, and each of them goes `times` times. A 1
 * stands for 0xff, and a 0 for itself.
 */
export function deflateRows(rows: Uint8Array, rowLength: number, times: number): Bytes {
  const copies = toCopies((times - 1) * rowLength).map((length) => toCopyCode(length, rowLength));
  const count = rows.length / rowLength;
  const out = new BitWriter(2 + 64 + count * (Math.ceil(rowLength / 4) + 3 * copies.length) + 1 + 4);
  out.write(0x0178, 16);
  for (const code of HEADER) out.writeCode(code);
  for (let start = 0; start < rows.length; start += rowLength) {
    const end = start + rowLength;
    // Twelve at a time: both codes have two bits.
    for (let index = start; index < end; ) {
      let [bits, count] = [0, 0];
      for (; index < end && count < 24; index += 1, count += 2) bits |= (TWO_CODES[rows[index] ?? 0] ?? 0) << count;
      out.write(bits, count);
    }
    for (const copy of copies) out.writeCode(copy);
  }
  out.writeCode(codeAt(LITERALS, END));
  out.endByte();
  for (const byte of toUint32(adler32(rows, rowLength, times))) out.write(byte, 8);
  return out.bytes();
}

/** A copy is of 3 to 258 bytes. */
function toCopies(bytes: number): number[] {
  const copies: number[] = [];
  for (let left = bytes; left > 0; ) {
    const most = Math.min(left, LONGEST_COPY);
    const length = left > most && left - most < 3 ? most - 3 : most;
    copies.push(length);
    left -= length;
  }
  return copies;
}

/** Section 3.2.5, whose tables follow these rules: 22 bits at most, for what is at most 256 bytes back. */
function toCopyCode(length: number, distance: number): Code {
  const long = length - 3;
  const lengthBits = length === LONGEST_COPY ? 0 : Math.max(0, 29 - Math.clz32(long));
  const symbol = length === LONGEST_COPY ? 285 : 257 + 4 * lengthBits + (long >> lengthBits);
  const far = distance - 1;
  const farBits = Math.max(0, 30 - Math.clz32(far));
  return inTurn([
    codeAt(LITERALS, symbol),
    { bits: long & ((1 << lengthBits) - 1), length: lengthBits },
    codeAt(DISTANCES, 2 * farBits + (far >> farBits)),
    { bits: far & ((1 << farBits) - 1), length: farBits },
  ]);
}

/** One after the other, as one. */
function inTurn(codes: readonly Code[]): Code {
  return codes.reduce((all, { bits, length }) => ({
    bits: all.bits | (bits << all.length),
    length: all.length + length,
  }));
}

/** The last block, with codes of its own (section 3.2.7). */
function toHeader(): Code[] {
  const header: Code[] = [
    { bits: 0b101, length: 3 },
    { bits: LITERALS.length - 257, length: 5 },
    { bits: DISTANCES.length - 1, length: 5 },
    { bits: LENGTH_ORDER.length - 4, length: 4 },
    ...LENGTH_ORDER.map((symbol) => ({ bits: LENGTHS[symbol]?.length ?? 0, length: 3 })),
  ];
  for (const [symbols, length] of [...LITERAL_LENGTHS, ...DISTANCE_LENGTHS]) {
    let left = symbols;
    for (; length === 0 && left >= MANY_ZEROS.least; ) {
      const zeros = Math.min(left, MANY_ZEROS.most);
      header.push(codeAt(LENGTHS, MANY_ZEROS.symbol), { bits: zeros - MANY_ZEROS.least, length: MANY_ZEROS.bits });
      left -= zeros;
    }
    for (; left > 0; left -= 1) header.push(codeAt(LENGTHS, length));
  }
  return header;
}

/** Section 3.2.2: shorter ones first, and of one length in the order of the symbols. */
function toCodes(lengths: Lengths): Code[] {
  const all = lengths.flatMap(([symbols, length]) => Array.from({ length: symbols }, () => length));
  const codes = all.map(() => ({ bits: 0, length: 0 }));
  let next = 0;
  for (let length = 1; length <= Math.max(...all); length += 1, next <<= 1)
    all.forEach((wanted, symbol) => {
      if (wanted === length) codes[symbol] = { bits: reverse(next++, length), length };
    });
  return codes;
}

/** Codes are written from their highest bit on, and all else from its lowest (section 3.1.1). */
function reverse(bits: number, count: number): number {
  let reversed = 0;
  for (let bit = 0; bit < count; bit += 1) reversed |= ((bits >> bit) & 1) << (count - 1 - bit);
  return reversed;
}

function codeAt(codes: readonly Code[], symbol: number): Code {
  const code = codes[symbol];
  if (code === undefined) throw new RangeError(`no code for ${symbol}`);
  return code;
}

/** RFC 1950 section 8.2, of each row as often as it goes: two sums of it are all that this takes. */
function adler32(rows: Uint8Array, rowLength: number, times: number): number {
  let [a, b] = [1, 0];
  for (let start = 0; start < rows.length; start += rowLength) {
    let [sum, weighted] = [0, 0];
    for (let index = 0; index < rowLength; index += 1) {
      // What has come so far counts once more for each byte that follows.
      sum += rows[start + index] ?? 0;
      weighted += sum;
    }
    b += times * (rowLength * a + 0xff * weighted) + ((times * (times - 1)) / 2) * rowLength * 0xff * sum;
    a += times * 0xff * sum;
    a %= 65_521;
    b %= 65_521;
  }
  return b * 65_536 + a;
}

/** The highest byte first. */
export function toUint32(value: number): Bytes {
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}

class BitWriter {
  readonly #bytes: Bytes;
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(room: number) {
    this.#bytes = new Uint8Array(room);
  }

  /** Up to 24 bits, from the lowest on. */
  write(bits: number, count: number): void {
    this.#held |= bits << this.#count;
    this.#count += count;
    while (this.#count >= 8) {
      this.#bytes[this.#at++] = this.#held;
      this.#held >>>= 8;
      this.#count -= 8;
    }
  }

  writeCode({ bits, length }: Code): void {
    this.write(bits, length);
  }

  endByte(): void {
    if (this.#count > 0) this.write(0, 8 - this.#count);
  }

  bytes(): Bytes {
    return this.#bytes.subarray(0, this.#at);
  }
}
