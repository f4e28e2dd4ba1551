/** An address as a number of 32 or 128 bits. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly bits: bigint;
}

/** As records of DNS are written: of the many other ways to write an address none is read. */
export function parseIpAddress(text: string): IpAddress | undefined {
  const four = toFour(text);
  if (four !== undefined) return { family: 4, bits: four };
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  const before = toGroups(head);
  const after = tail === undefined ? [] : toGroups(tail);
  if (before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => 0n), ...after];
  return { family: 6, bits: groups.reduce((bits, group) => (bits << 16n) | group, 0n) };
}

function toFour(text: string): bigint | undefined {
  const bytes = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1);
  if (bytes === undefined || bytes.some((byte) => Number(byte) > 255 || String(Number(byte)) !== byte))
    return undefined;
  return bytes.reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
}

/** Groups of 16 bits; the last two may be written as an IPv4 address. */
function toGroups(text: string): readonly bigint[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const groups = parts.map((part, index): readonly bigint[] | undefined => {
    const four = index === parts.length - 1 ? toFour(part) : undefined;
    if (four !== undefined) return [four >> 16n, four & 0xffffn];
    return /^[0-9a-f]{1,4}$/i.test(part) ? [BigInt(`0x${part}`)] : undefined;
  });
  return groups.every((group) => group !== undefined) ? groups.flat() : undefined;
}
