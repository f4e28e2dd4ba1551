/**
 * Certificates for tests, made with pkijs: none of the product's own code.
 * @module
 */
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";

const KINDS = {
  rsa: {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  weak: {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 1024,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  p256: { name: "ECDSA", namedCurve: "P-256" },
  p384: { name: "ECDSA", namedCurve: "P-384" },
  ed25519: { name: "Ed25519" },
} as const;
export type KeyKind = keyof typeof KINDS;

const USAGES = {
  emailProtection: "1.3.6.1.5.5.7.3.4",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
  anyExtendedKeyUsage: "2.5.29.37.0",
} as const;

interface CertificateOptions {
  readonly name: string;
  readonly kind: KeyKind;
  /** Whoever signs it; itself unless told otherwise. */
  readonly issuer?: TestCertificate;
  readonly notBefore?: string;
  /** Later than anybody runs these tests, unless told otherwise. */
  readonly notAfter?: string;
  readonly usage?: keyof typeof USAGES;
  /** keyUsage's bits: digitalSignature is 0x80, keyCertSign 0x04. */
  readonly keyUsage?: number;
  readonly hash?: "SHA-1" | "SHA-256" | "SHA-384";
  /** Host names that it is for. */
  readonly hosts?: readonly string[];
}

export interface TestCertificate {
  readonly name: string;
  readonly keys: CryptoKeyPair;
  /** PKCS #8. */
  readonly key: string;
  readonly certificate: string;
  readonly parsed: pkijs.Certificate;
}

let serialNumber = 1000;
let testRoot: Promise<TestCertificate> | undefined;

export async function createCertificate({
  name,
  kind,
  issuer,
  notBefore = "2026-01-01",
  notAfter = "2049-01-01",
  usage,
  keyUsage,
  hash = "SHA-256",
  hosts = [],
}: CertificateOptions): Promise<TestCertificate> {
  // Every kind in the table makes a pair.
  const keys = (await crypto.subtle.generateKey(KINDS[kind], true, ["sign", "verify"])) as CryptoKeyPair;
  const parsed = new pkijs.Certificate();
  parsed.version = 2;
  serialNumber += 1;
  parsed.serialNumber = new asn1js.Integer({ value: serialNumber });
  parsed.subject.typesAndValues.push(...toName(name));
  parsed.issuer.typesAndValues.push(...toName(issuer?.name ?? name));
  parsed.notBefore = toTime(notBefore);
  parsed.notAfter = toTime(notAfter);
  parsed.subjectPublicKeyInfo = pkijs.PublicKeyInfo.fromBER(await exportKey("spki", keys.publicKey));
  parsed.extensions = [
    ...(usage === undefined ? [] : [toExtension("2.5.29.37", new pkijs.ExtKeyUsage({ keyPurposes: [USAGES[usage]] }))]),
    ...(keyUsage === undefined
      ? []
      : [toExtension("2.5.29.15", new asn1js.BitString({ valueHex: new Uint8Array([keyUsage]).buffer }))]),
    ...(hosts.length === 0
      ? []
      : [
          toExtension(
            "2.5.29.17",
            new pkijs.GeneralNames({ names: hosts.map((value) => new pkijs.GeneralName({ type: 2, value })) }),
          ),
        ]),
    // Whoever has no use of its own signs certificates.
    ...(usage === undefined ? [toExtension("2.5.29.19", new pkijs.BasicConstraints({ cA: true }))] : []),
  ];
  await parsed.sign((issuer?.keys ?? keys).privateKey, hash);
  return {
    name,
    keys,
    key: toPem("PRIVATE KEY", await exportKey("pkcs8", keys.privateKey)),
    certificate: toPem("CERTIFICATE", parsed.toSchema(true).toBER()),
    parsed,
  };
}

/** A root, an authority between, and a certificate for signing mail, as they are bought. */
export async function createChain(kind: KeyKind, more: Partial<CertificateOptions> = {}) {
  // One for all: nothing takes longer than a key of RSA.
  testRoot ??= createCertificate({ name: "Test Root", kind: "rsa" });
  const root = await testRoot;
  const intermediate = await createCertificate({ name: "Test Intermediate", kind: "p256", issuer: root });
  const leaf = await createCertificate({
    name: "Zoë & Söhne",
    kind,
    issuer: intermediate,
    usage: "emailProtection",
    ...more,
  });
  return { root, intermediate, leaf, key: leaf.key, chain: leaf.certificate + intermediate.certificate };
}

async function exportKey(format: "spki" | "pkcs8", key: CryptoKey): Promise<ArrayBuffer> {
  // Of these two formats, which are bytes.
  return (await crypto.subtle.exportKey(format, key)) as ArrayBuffer;
}

function toName(name: string): pkijs.AttributeTypeAndValue[] {
  const values = { "2.5.4.6": "DE", "2.5.4.10": "Example Ltd", "2.5.4.3": name };
  return Object.entries(values).map(
    ([type, value]) => new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) }),
  );
}

function toTime(text: string): pkijs.Time {
  const value = new Date(text);
  const type = value.getUTCFullYear() < 2050 ? pkijs.TimeType.UTCTime : pkijs.TimeType.GeneralizedTime;
  return new pkijs.Time({ type, value });
}

function toExtension(extnID: string, value: { toSchema(): asn1js.Sequence } | asn1js.BitString): pkijs.Extension {
  const schema = "toSchema" in value ? value.toSchema() : value;
  return new pkijs.Extension({ extnID, critical: false, extnValue: schema.toBER(false) });
}

export function toPem(label: string, bytes: ArrayBuffer): string {
  const base64 = Buffer.from(bytes).toString("base64").replace(/.{64}/g, "$&\n").trim();
  return `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`;
}
