import jsqr from "jsqr";

// CommonJS: bundlers give the function, and Node's types an object with it.
const jsQR = jsqr as unknown as typeof jsqr.default;

/** What our own SVG's one code says, where there is no browser to draw it: its strokes are all there is to it. */
export function readSvgCode(svg: string): string {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const scale = 4;
  const side = size * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  let [x, y] = [0, 0];
  for (const [, dx, dy, length] of (/ d="([^"]+)"/.exec(svg)?.[1] ?? "").matchAll(/m(-?\d+) (-?[\d.]+)h(\d+)/g)) {
    [x, y] = [x + Number(dx), y + Number(dy)];
    for (let row = (y - 0.5) * scale; row < (y + 0.5) * scale; row += 1)
      for (let column = x * scale; column < (x + Number(length)) * scale; column += 1)
        pixels.fill(0, 4 * (row * side + column), 4 * (row * side + column) + 3);
    x += Number(length);
  }
  const found = jsQR(pixels, side, side, { inversionAttempts: "dontInvert" });
  if (found === null) throw new Error("there is no code to be read");
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(new Uint8Array(found.binaryData));
}
