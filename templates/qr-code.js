/*
 * Draws QR codes (ISO/IEC 18004) where nobody but the page may know what they say: byte mode, levels L and M. Module for
 * module what src/formats/codes/qr-code.ts draws.
 */
{
  const QUIET_ZONE = 4;
  const numbers = (text) => text.split(" ").map(Number);
  /** Table 9, by version from 1: codewords of error correction in a block, and blocks. */
  const LEVELS = {
    L: {
      formatBits: 1,
      correction: numbers(
        `7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28${" 30".repeat(14)}`,
      ),
      blocks: numbers(
        "1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25",
      ),
    },
    M: {
      formatBits: 0,
      correction: numbers(`10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26${" 28".repeat(19)}`),
      blocks: numbers(
        "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49",
      ),
    },
  };
  /** Table 10, by row and column. */
  const MASKS = [
    (y, x) => (y + x) % 2 === 0,
    (y) => y % 2 === 0,
    (_, x) => x % 3 === 0,
    (y, x) => (y + x) % 3 === 0,
    (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
    (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
    (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
    (y, x) => (((y * x) % 3) + ((y + x) % 2)) % 2 === 0,
  ];

  // Codewords (section 7.4)

  /** All codewords that a version has room for: its modules less those of its patterns, in bytes. */
  function countCodewords(version) {
    let modules = (16 * version + 128) * version + 64;
    const aligned = alignmentCentres(version).length;
    if (version > 1) modules -= (25 * aligned - 10) * aligned - 55;
    if (version > 6) modules -= 36;
    return Math.floor(modules / 8);
  }

  function toCodewords(text, level) {
    const bytes = new TextEncoder().encode(text);
    for (let version = 1; version <= 40; version += 1) {
      const blocks = level.blocks[version - 1];
      const correction = level.correction[version - 1];
      const total = countCodewords(version);
      const room = total - blocks * correction;
      const countBits = version < 10 ? 8 : 16;
      const bits = [];
      const put = (value, length) => {
        for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
      };
      if (4 + countBits + 8 * bytes.length > 8 * room) continue;
      put(4, 4);
      put(bytes.length, countBits);
      for (const byte of bytes) put(byte, 8);
      put(0, Math.min(4, 8 * room - bits.length));
      put(0, -bits.length & 7);
      for (let pad = 0xec; bits.length < 8 * room; pad ^= 0xec ^ 0x11) put(pad, 8);
      const data = Array.from({ length: room }, (_, index) =>
        Number.parseInt(bits.slice(8 * index, 8 * index + 8).join(""), 2),
      );
      return { version, codewords: interleave(data, blocks, correction, total) };
    }
    throw new RangeError("too long for a code");
  }

  /** Blocks that cannot all be of one length grow towards the end (section 7.6). */
  function interleave(data, count, correction, total) {
    const divisor = generator(correction);
    const short = Math.floor(total / count) - correction;
    const long = total % count;
    const blocks = Array.from({ length: count }, (_, index) => {
      const start = index * short + Math.max(0, index - (count - long));
      return data.slice(start, start + short + (index < count - long ? 0 : 1));
    });
    const checks = blocks.map((block) => remainder(block, divisor));
    const columns = (rows, length) =>
      Array.from({ length }, (_, at) => rows.map((row) => row[at]))
        .flat()
        .filter((value) => value !== undefined);
    return [...columns(blocks, short + 1), ...columns(checks, correction)];
  }

  /** Product in GF(256) with the polynomial 0x11d. */
  function multiply(a, b) {
    let product = 0;
    for (let bit = 7; bit >= 0; bit -= 1) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> bit) & 1) * a);
    return product;
  }

  /** Without the leading coefficient, which is 1. */
  function generator(degree) {
    const coefficients = [...Array(degree - 1).fill(0), 1];
    let root = 1;
    for (let step = 0; step < degree; step += 1) {
      for (let at = 0; at < degree; at += 1)
        coefficients[at] = multiply(coefficients[at], root) ^ (coefficients[at + 1] ?? 0);
      root = multiply(root, 2);
    }
    return coefficients;
  }

  function remainder(block, divisor) {
    const rest = Array(divisor.length).fill(0);
    for (const byte of block) {
      const factor = byte ^ rest.shift();
      rest.push(0);
      divisor.forEach((coefficient, at) => {
        rest[at] ^= multiply(coefficient, factor);
      });
    }
    return rest;
  }

  // Modules (sections 6.3 and 7.7 to 7.10)

  function alignmentCentres(version) {
    if (version === 1) return [];
    const count = Math.floor(version / 7) + 2;
    const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
    const last = 4 * version + 10;
    return [6, ...Array.from({ length: count - 1 }, (_, index) => last - step * (count - 2 - index))];
  }

  /** The value with its remainder behind it, as format and version are written. */
  function withCheck(value, polynomial, bits) {
    let rest = value;
    for (let bit = 0; bit < bits; bit += 1) rest = (rest << 1) ^ ((rest >> (bits - 1)) * polynomial);
    return (value << bits) | rest;
  }

  function toMatrix(text, level) {
    const { version, codewords } = toCodewords(text, level);
    const size = 4 * version + 17;
    const rows = Array.from({ length: size }, () => Array(size).fill(0));
    /** Modules that belong to a pattern, and take neither data nor mask. */
    const fixed = rows.map((row) => row.map(() => false));
    const fix = (y, x, dark) => {
      if (rows[y]?.[x] === undefined) return;
      rows[y][x] = Number(dark);
      fixed[y][x] = true;
    };
    const square = (y, x, reach, isDark) => {
      for (let dy = -reach; dy <= reach; dy += 1)
        for (let dx = -reach; dx <= reach; dx += 1) fix(y + dy, x + dx, isDark(Math.max(Math.abs(dy), Math.abs(dx))));
    };
    for (let at = 0; at < size; at += 1) {
      fix(6, at, at % 2 === 0);
      fix(at, 6, at % 2 === 0);
    }
    const far = size - 4;
    for (const [y, x] of [
      [3, 3],
      [3, far],
      [far, 3],
    ])
      square(y, x, 4, (ring) => ring !== 2 && ring !== 4);
    const centres = alignmentCentres(version);
    // Three of the corners are the finders'.
    const isFinder = (y, x) => (y === 6 || x === 6) && (y === x || y + x === size - 1);
    for (const y of centres) for (const x of centres) if (!isFinder(y, x)) square(y, x, 2, (ring) => ring !== 1);
    if (version > 6) {
      const bits = withCheck(version, 0x1f25, 12);
      for (let bit = 0; bit < 18; bit += 1) {
        const [a, b] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
        fix(a, b, (bits >> bit) & 1);
        fix(b, a, (bits >> bit) & 1);
      }
    }
    const writeFormat = (mask) => {
      const bits = withCheck((level.formatBits << 3) | mask, 0x537, 10) ^ 0x5412;
      for (let bit = 0; bit < 15; bit += 1) {
        const dark = (bits >> bit) & 1;
        // Round the first finder, and past the timing pattern; then beside the other two.
        fix(bit < 6 ? bit : bit < 8 ? bit + 1 : 8, bit < 8 ? 8 : bit < 9 ? 7 : 14 - bit, dark);
        if (bit < 8) fix(8, size - 1 - bit, dark);
        else fix(size - 15 + bit, 8, dark);
      }
      fix(size - 8, 8, true);
    };
    writeFormat(0);

    let bit = 0;
    for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2)
      for (let step = 0; step < size; step += 1)
        for (const x of [right, right - 1]) {
          // Up in the first pair of columns, down in the next; the timing pattern's column is none of them.
          const upwards = ((right + (right < 6 ? 1 : 0)) & 2) === ((size - 1) & 2);
          const y = upwards ? size - 1 - step : step;
          if (!fixed[y][x]) {
            rows[y][x] = (codewords[bit >> 3] >> (7 - (bit & 7))) & 1;
            bit += 1;
          }
        }

    const masked = MASKS.map((isFlipped, mask) => {
      writeFormat(mask);
      return rows.map((row, y) => row.map((dark, x) => dark ^ Number(!fixed[y][x] && isFlipped(y, x))));
    });
    const penalties = masked.map(toPenalty);
    return masked[penalties.indexOf(Math.min(...penalties))];
  }

  /** What would make a code hard to read (section 7.8.3). */
  function toPenalty(rows) {
    const size = rows.length;
    const columns = rows.map((_, x) => rows.map((row) => row[x]));
    let points = 0;
    for (const line of [...rows, ...columns]) {
      const text = line.join("");
      for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) points += run.length - 2;
      for (const like of ["10111010000", "00001011101"])
        for (let at = text.indexOf(like); at >= 0; at = text.indexOf(like, at + 1)) points += 40;
    }
    let dark = 0;
    rows.forEach((row, y) => {
      row.forEach((module, x) => {
        dark += module;
        const sum = module + row[x + 1] + rows[y + 1]?.[x] + rows[y + 1]?.[x + 1];
        if (sum === 0 || sum === 4) points += 3;
      });
    });
    return points + 10 * Math.abs(Math.ceil((dark * 20) / (size * size)) - 10);
  }

  /** One stroke for each run of dark modules, as the server's. */
  function toPath(rows) {
    let path = "";
    let [penX, penY] = [-QUIET_ZONE, -QUIET_ZONE - 0.5];
    rows.forEach((row, y) => {
      for (let x = row.indexOf(1); x >= 0; x = row.indexOf(1, x)) {
        const light = row.indexOf(0, x);
        const end = light < 0 ? row.length : light;
        path += `m${x - penX} ${y - penY}h${end - x}`;
        [penX, penY, x] = [end, y, end];
      }
    });
    return path;
  }

  /** Draws a text into one of our SVGs, at level L or M. Throws where no code is large enough. */
  globalThis.drawQrCode = (svg, text, level) => {
    const rows = toMatrix(text, LEVELS[level]);
    const size = rows.length + 2 * QUIET_ZONE;
    svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
    svg.querySelector("path").setAttribute("d", toPath(rows));
  };
}
