/** RFC 9562 appendix A: the namespace of names that are URLs. */
const URL_NAMESPACE = Uint8Array.of(
  0x6b,
  0xa7,
  0xb8,
  0x11,
  0x9d,
  0xad,
  0x11,
  0xd1,
  0x80,
  0xb4,
  0x00,
  0xc0,
  0x4f,
  0xd4,
  0x30,
  0xc8,
);

/** The version 5 UUID of a URL (RFC 9562 section 5.5), upper case as Apple writes them: same URL, same UUID. */
export async function toUuid(url: string): Promise<string> {
  const name = new TextEncoder().encode(url);
  const input = new Uint8Array(URL_NAMESPACE.length + name.length);
  input.set(URL_NAMESPACE);
  input.set(name, URL_NAMESPACE.length);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-1", input)).subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
