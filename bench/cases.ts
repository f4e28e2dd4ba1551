import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** One row of the table: requests that are sent in turn, and what each answer must hold. */
export interface Case {
  readonly name: string;
  /** The share of the yardstick's speed that is aimed at; none where no aim was set. */
  readonly aim?: number;
  readonly requests: readonly BenchRequest[];
  readonly status: number;
  readonly contains: string;
  /** Whose address the document holds, or none: what can be done at the least is then measured as well. */
  readonly address?: string;
  /** The kind of key that the service is given for it. */
  readonly key?: "rsa" | "p256";
  /** Whether each answer is signed anew: the yardstick then signs as well, a constant with the same key. */
  readonly isSigned?: boolean;
}

export interface BenchRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const DOMAINS = 1_000;
const ADDRESSES = 10_000;

const root = resolve(import.meta.dirname, "..");

/** Those that the Worker ships with. */
export const EXAMPLE_SETTINGS = readFileSync(resolve(root, "settings.json"), "utf8");

/** The same, and a thousand domains more. */
export function createSettings(): string {
  const settings = JSON.parse(EXAMPLE_SETTINGS);
  for (let index = 0; index < DOMAINS; index += 1)
    settings.domains[domainName(index)] = { provider: "example-shop-hosting" };
  return JSON.stringify(settings);
}

const domainName = (index: number) => `bulk-${index % DOMAINS}.example`;
const get = (path: string, headers?: Record<string, string>): BenchRequest => ({
  method: "GET",
  path,
  ...(headers && { headers }),
});

/** Of many people in many domains, since what costs most is counted by source and domain. */
const ofMany = (path: (address: string) => string): BenchRequest[] =>
  Array.from({ length: ADDRESSES }, (_, index) =>
    get(path(`alice%40${domainName(index)}`), { "cf-connecting-ip": `192.0.${index >> 8}.${index & 255}` }),
  );

const outlook = readFileSync(resolve(root, "test/fixtures/requests/outlook-2019-pox.xml"), "utf8");

export const cases: readonly Case[] = [
  {
    name: "autoconfig, one domain",
    aim: 0.95,
    requests: [get("/mail/config-v1.1.xml?emailaddress=alice%40shop.example", { host: "autoconfig.shop.example" })],
    status: 200,
    contains: '<emailProvider id="shop.example">',
    address: "",
  },
  {
    name: `autoconfig, ${ADDRESSES} addresses in ${DOMAINS} domains`,
    aim: 0.92,
    requests: Array.from({ length: ADDRESSES }, (_, index) =>
      get(`/mail/config-v1.1.xml?emailaddress=user${index}%40${domainName(index)}`),
    ),
    status: 200,
    contains: '<emailProvider id="bulk-',
    address: "",
  },
  {
    name: "unknown domain",
    requests: [
      get("/mail/config-v1.1.xml?emailaddress=alice%40nowhere.example", { host: "autoconfig.nowhere.example" }),
    ],
    status: 404,
    contains: "not set up here",
  },
  {
    name: "Autodiscover POX, Outlook's request",
    aim: 0.85,
    requests: [
      {
        method: "POST",
        path: "/autodiscover/autodiscover.xml",
        headers: { "content-type": "text/xml; charset=utf-8" },
        body: outlook.replace("alice@plain.example", "alice@shop.example"),
      },
    ],
    status: 200,
    contains: "<LoginName>alice@shop.example</LoginName>",
    address: "alice@shop.example",
  },
  {
    name: "Apple profile, unsigned",
    aim: 0.8,
    requests: [get("/profiles/apple.mobileconfig?emailaddress=alice%40shop.example")],
    status: 200,
    contains: "<string>alice@shop.example</string>",
    address: "alice@shop.example",
  },
  {
    name: "Apple profile, signed with RSA-2048",
    aim: 0.85,
    isSigned: true,
    requests: ofMany((address) => `/profiles/apple.mobileconfig?emailaddress=${address}`),
    status: 200,
    contains: "<string>alice@bulk-",
    key: "rsa",
  },
  {
    name: "Apple profile, signed with P-256",
    aim: 0.85,
    isSigned: true,
    requests: ofMany((address) => `/profiles/apple.mobileconfig?emailaddress=${address}`),
    status: 200,
    contains: "<string>alice@bulk-",
    key: "p256",
  },
  {
    name: "Apple profile of a domain, signed and kept",
    requests: [get("/profiles/apple.mobileconfig?domain=shop.example")],
    status: 200,
    contains: "<string>mail.shop.example</string>",
    key: "rsa",
  },
  { name: "code as SVG", requests: [get("/qr/guide.svg?domain=shop.example")], status: 200, contains: "<path" },
  { name: "code as PNG", requests: [get("/qr/guide.png?domain=shop.example")], status: 200, contains: "IHDR" },
  {
    name: "code of one account as SVG, never kept",
    aim: 0.5,
    requests: ofMany((address) => `/qr/thunderbird-android.svg?emailaddress=${address}`),
    status: 200,
    contains: "<path",
  },
  {
    name: "code of one account as PNG, never kept",
    aim: 0.4,
    requests: ofMany((address) => `/qr/thunderbird-android.png?emailaddress=${address}`),
    status: 200,
    contains: "IHDR",
  },
  {
    name: "domain page",
    aim: 0.8,
    requests: [get("/guides/shop.example")],
    status: 200,
    contains: "mail.shop.example",
  },
  {
    name: "guide page",
    aim: 0.8,
    requests: [get("/guides/shop.example/thunderbird-desktop")],
    status: 200,
    contains: "mail.shop.example",
  },
];
