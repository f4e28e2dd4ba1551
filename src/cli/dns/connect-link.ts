/**
 * Domain Connect from a terminal: the template, the link for one domain, and the key that signs links.
 * @module
 */
import { createPrivateKey, createPublicKey, createSign, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { ConnectedProvider } from "../../check/domain-connect.ts";
import type { DnsRecord } from "../../formats/dns/dns-records.ts";
import { toConnectQuery, toConnectVariables } from "../../formats/dns/domain-connect.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { explainFileError } from "../settings-file.ts";

/** Where the public half is published below our own host name. */
export const KEY_NAME = "_dcpubkeyv1";

/** Bytes of the key in one TXT record, so that each fits into one string. */
const KEY_PART = 200;

export async function readConnectKey(path: string): Promise<Result<KeyObject, string>> {
  try {
    const key = createPrivateKey(await readFile(path));
    return key.asymmetricKeyType === "rsa"
      ? ok(key)
      : err("expected an RSA key, which is all that Domain Connect knows");
  } catch (error) {
    return err(explainFileError(error));
  }
}

/** The text of the records that DNS providers check signatures with. */
export function toKeyTexts(key: KeyObject): string[] {
  const text = createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64");
  return (text.match(new RegExp(`.{1,${KEY_PART}}`, "g")) ?? []).map(
    (part, index) => `p=${index + 1},a=RS256,d=${part}`,
  );
}

/** Signed over the query as it stands, without signature and the key's name. */
export function toConnectLink(
  applyUrl: string,
  { zone }: Pick<ConnectedProvider, "zone">,
  domain: Domain,
  records: readonly DnsRecord[],
  key: KeyObject | undefined,
): string {
  const query = toConnectQuery(domain, zone, toConnectVariables(records));
  if (key === undefined) return `${applyUrl}?${query}`;
  const signature = createSign("RSA-SHA256").update(query).sign(key, "base64");
  return `${applyUrl}?${query}&key=${KEY_NAME}&sig=${encodeURIComponent(signature)}`;
}
