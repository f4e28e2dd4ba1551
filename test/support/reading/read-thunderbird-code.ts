/**
 * Thunderbird for Android's reader of account codes, after its sources (`QrCodePayloadAdapter`, `-Validator`, `-Mapper`,
 * `QrCodeScannerViewModel`, August 2026): stricter than the format's own page. None of the product's code is used.
 * @module
 */

interface ImportedServer {
  readonly protocol: "IMAP" | "POP3" | "SMTP";
  readonly hostname: string;
  readonly port: number;
  readonly security: "none" | "STARTTLS" | "TLS";
  readonly authentication: "none" | "password" | "encrypted" | "certificate" | "OAuth2";
  readonly username: string;
}

export interface ImportedAccount {
  readonly accountName: string;
  readonly incoming: ImportedServer;
  readonly outgoing: ImportedServer;
  readonly identities: readonly { readonly address: string; readonly name: string }[];
}

export interface ScannedCode {
  readonly part: number;
  readonly parts: number;
  readonly accounts: readonly ImportedAccount[];
}

class Refused extends Error {}

/** One code, or why the app would refuse it whole. */
export function scan(text: string): ScannedCode | string {
  try {
    return readRoot(JSON.parse(text));
  } catch (error) {
    if (error instanceof Refused || error instanceof SyntaxError) return error.message;
    throw error;
  }
}

/** All codes of a set, in any order. A code with another count begins a new set, as in the app. */
export function scanAll(texts: readonly string[]): readonly ImportedAccount[] | string {
  let seen = new Map<number, ScannedCode>();
  for (const text of texts) {
    const code = scan(text);
    if (typeof code === "string") return code;
    if ([...seen.values()].some(({ parts }) => parts !== code.parts)) seen = new Map();
    seen.set(code.part, code);
    if (seen.size === code.parts)
      return [...seen].toSorted(([a], [b]) => a - b).flatMap(([, { accounts }]) => accounts);
  }
  return "some codes were not scanned";
}

function readRoot(root: unknown): ScannedCode {
  const [version, misc, ...rest] = list(root, "root");
  if (version !== 1) throw new Refused("version is not 1");
  const [part, parts] = list(misc, "sequence").map((value) => int(value, "sequence", 1, 99));
  if (part === undefined || parts === undefined || part > parts) throw new Refused("sequence");
  if (rest.length === 0 || rest.length % 2 !== 0) throw new Refused("incomplete pairs");
  const accounts: ImportedAccount[] = [];
  for (let at = 0; at < rest.length; at += 2) accounts.push(readAccount(rest[at], rest[at + 1]));
  return { part, parts, accounts };
}

function readAccount(incoming: unknown, groups: unknown): ImportedAccount {
  const values = list(incoming, "incoming server");
  const accountName = values.length > 6 ? line(values[6], "account name") : "";
  if (values.length > 7) line(values[7], "password");
  // Every group is read, the first is imported.
  const [group, ...others] = list(groups, "groups").map(readGroup);
  if (group === undefined) throw new Refused("no group");
  void others;
  return {
    accountName: accountName || (group.identities[0]?.address ?? ""),
    incoming: readServer(values, ["IMAP", "POP3"]),
    ...group,
  };
}

function readGroup(group: unknown) {
  const [server, ...identities] = list(group, "group");
  if (identities.length === 0) throw new Refused("no identity");
  const values = list(server, "outgoing server");
  if (values.length > 6) line(values[6], "password");
  return {
    outgoing: readServer(values, ["SMTP"]),
    identities: identities.map((identity) => {
      const [address, name] = list(identity, "identity");
      return { address: emailAddress(address), name: line(name, "display name") };
    }),
  };
}

function readServer(values: readonly unknown[], protocols: readonly ImportedServer["protocol"][]): ImportedServer {
  const [protocol, hostname, port, security, authentication, username] = values;
  return {
    protocol: choice(protocol, protocols, "protocol"),
    hostname: host(hostname),
    port: int(port, "port", 1, 65_535),
    security: choice(security, ["none", "STARTTLS", "STARTTLS", "TLS"] as const, "security"),
    authentication: choice(
      authentication,
      ["none", "password", "encrypted", undefined, undefined, "certificate", "OAuth2"] as const,
      "authentication",
    ),
    username: line(username, "user name"),
  };
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Refused(`${name} is no list`);
  return value;
}

function line(value: unknown, name: string): string {
  if (typeof value !== "string") throw new Refused(`${name} is no text`);
  if (/[\r\n]/.test(value)) throw new Refused(`${name} has a line break`);
  return value;
}

function int(value: unknown, name: string, least: number, most: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most)
    throw new Refused(`${name} is out of range`);
  return value;
}

function choice<Name extends string>(value: unknown, names: readonly (Name | undefined)[], what: string): Name {
  const name = names[int(value, what, 0, names.length - 1)];
  if (name === undefined) throw new Refused(`${what} is not supported`);
  return name;
}

function host(value: unknown): string {
  const name = line(value, "host");
  const labels = name.split(".");
  if (name.length > 253 || !labels.every((label) => /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/.test(label)))
    throw new Refused("host is no ASCII name");
  return name;
}

function emailAddress(value: unknown): string {
  const address = line(value, "address");
  const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  if (!new RegExp(`^(?=.{1,64}@)${atom}(?:\\.${atom})*@[A-Za-z0-9.-]+$`).test(address))
    throw new Refused("address cannot be parsed");
  return address;
}
