/**
 * What is answered at each URL that clients ask for settings.
 * @module
 */
import type { FindingKind } from "../../model/finding-kind.ts";
import { type DiscoveryRequest, toDiscoveryRequests } from "../discovery-requests.ts";
import {
  type CheckedDomain,
  type Found,
  findings,
  good,
  join,
  NOTHING_FOUND,
  type Rule,
  type RuleResult,
  type Subject,
} from "../finding.ts";
import { ask, isTrusted } from "../found-world.ts";
import type { WebSeen } from "../inquiry.ts";
import type { ConnectFailure, WebAnswer } from "../network/probes.ts";
import { judgeCertificate } from "./certificate.ts";
import { excerpt, findTitle, judgeDocument } from "./documents.ts";
import { findProviderName } from "./known-hosts.ts";

const MAX_REDIRECTS = 5;
/** Mustang waits three seconds, Thunderbird five. */
const SLOW_MILLISECONDS = 3000;

export const webAnswers: Rule = async (checked) => {
  const { settings, serviceOrigin, records } = checked;
  const hasPacc = records.some(({ name }) => name === "ua-auto-config");
  const requests = toDiscoveryRequests(settings, serviceOrigin, hasPacc);
  const chains = await Promise.all(requests.map(async (asked) => ({ asked, chain: await follow(checked, asked) })));
  const results = await Promise.all(chains.map(({ asked, chain }) => judgeChain(checked, asked, chain)));
  const certificates = judgeCertificates(
    checked,
    chains.flatMap(({ asked, chain }) => (asked.at === "site" ? [] : chain)),
  );
  return mergeByHost(
    join([
      ...results,
      certificates,
      judgeHsts(
        checked,
        chains.flatMap(({ chain }) => chain),
      ),
    ]),
  );
};

/** An answer and where it led, within the domain's names and the service's. */
async function follow({ inquiry }: CheckedDomain, { request }: DiscoveryRequest): Promise<readonly WebSeen[]> {
  const chain: WebSeen[] = [await ask(inquiry, request)];
  while (chain.length <= MAX_REDIRECTS) {
    const last = chain.at(-1);
    const target = last && findTarget(last);
    if (target === undefined || chain.some(({ url }) => url === target)) break;
    const keepsMethod = last?.state === "answered" && (last.answer.status === 307 || last.answer.status === 308);
    const next = keepsMethod ? { ...request, url: target } : { method: "GET", url: target, headers: {} };
    chain.push(await ask(inquiry, next));
  }
  return chain;
}

function findTarget(seen: WebSeen): string | undefined {
  if (seen.state !== "answered" || ![301, 302, 303, 307, 308].includes(seen.answer.status)) return undefined;
  return URL.parse(seen.answer.headers.location ?? "", seen.url)?.href;
}

async function judgeChain(
  checked: CheckedDomain,
  asked: DiscoveryRequest,
  chain: readonly WebSeen[],
): Promise<RuleResult> {
  const [first] = chain;
  const last = chain.at(-1);
  if (first === undefined || last === undefined) return NOTHING_FOUND;
  const place = withoutQuery(asked.request.url);
  const host = new URL(asked.request.url).hostname;
  const subject = { of: "web", host, urls: [place] } as const;
  const say = (kind: FindingKind, values: Readonly<Record<string, string>> = {}, of: Subject = subject) =>
    findings({ kind, place, values: { host, ...values }, subject: of } satisfies Found);
  // The domain's own web site may refuse all it likes, and be asked in vain.
  const isSite = asked.at === "site";
  if (chain.length === 1 && last.state !== "answered") return isSite ? NOTHING_FOUND : explainUnreached(last, host);
  if (!isTrusted(first) && asked.request.url.startsWith("https:")) return NOTHING_FOUND;
  const target = findTarget(last);
  if (target !== undefined) return say("redirectLoop", { found: target });
  if (last.state === "foreign") {
    if (isSite) return NOTHING_FOUND;
    const found = last.url;
    return say("redirectElsewhere", {
      found,
      provider: findProviderName(new URL(found).hostname) ?? new URL(found).hostname,
    });
  }
  if (
    chain.some((seen, index) => index > 0 && seen.url.startsWith("http:") && chain[index - 1]?.url.startsWith("https:"))
  )
    return say("redirectDowngrade", { found: last.url });
  if (last.state !== "answered" || !isTrusted(last)) {
    // Outlook wants a redirect, and the same name's https is told of by itself.
    const isTold = asked.document === "autodiscover" && new URL(last.url).hostname === host;
    const isUnseen = last.state === "failed" && last.failure === "unseen";
    return isSite || isTold || isUnseen ? NOTHING_FOUND : say("redirectToDead", { found: last.url });
  }
  if (asked.request.method === "POST" && chain.length > 1 && last.method !== "POST")
    return isSite ? NOTHING_FOUND : say("redirectLosesPost", { found: last.url });
  const fault = judgeStatus(last.answer) ?? (await judgeBody(checked, asked, last.answer));
  if (isSite) {
    // To know nothing is the right answer of a site, and to know the settings as good.
    const isQuiet = fault !== undefined && QUIET.has(fault.kind);
    return fault === undefined || isQuiet ? NOTHING_FOUND : say(fault.kind, fault.values);
  }
  if (fault !== undefined) return say(fault.kind, fault.values);
  const milliseconds = chain.reduce((sum, seen) => sum + seen.milliseconds, 0);
  if (milliseconds > SLOW_MILLISECONDS) return say("webSlow", { seconds: (milliseconds / 1000).toFixed(1) });
  return good("documentRight", place, { document: asked.document });
}

const QUIET: ReadonlySet<FindingKind> = new Set(["webNotFound", "webServerError", "webForbidden", "webChallenge"]);

interface Fault {
  readonly kind: FindingKind;
  readonly values: Readonly<Record<string, string>>;
}

function judgeStatus({ status, headers, body }: WebAnswer): Fault | undefined {
  const values = { status: String(status) };
  if (isChallenge(status, headers, body)) return { kind: "webChallenge", values };
  if (status === 401) return { kind: "webWantsLogin", values };
  if (status === 403 || status === 429) return { kind: "webForbidden", values };
  if (status >= 500) return { kind: "webServerError", values };
  if (status === 204 || status === 205) return { kind: "webEmpty", values };
  return status === 200 ? undefined : { kind: "webNotFound", values };
}

/** Cloudflare says so itself; the pages of others are known by their looks. */
function isChallenge(status: number, headers: Readonly<Record<string, string>>, body: string): boolean {
  if (headers["cf-mitigated"] === "challenge") return true;
  return (
    (status === 403 || status === 429 || status === 503) &&
    /captcha|checking your browser|challenge-platform|ddos-guard/i.test(body)
  );
}

const TYPES = {
  autoconfig: /^(?:text|application)\/xml\b/i,
  autodiscover: /^(?:text|application)\/xml\b/i,
  "autodiscover-json": /^application\/json\b/i,
  pacc: /^application\/json\b/i,
  profile: /^application\/x-apple-aspen-config\b/i,
} as const;

async function judgeBody(
  { settings }: CheckedDomain,
  { document }: DiscoveryRequest,
  { headers, body }: WebAnswer,
): Promise<Fault | undefined> {
  const type = headers["content-type"] ?? "";
  if (/^text\/html\b/i.test(type) && body.trim() !== "") return { kind: "webSite", values: { title: findTitle(body) } };
  const fault = await judgeDocument(document, body, settings);
  if (fault !== undefined) return fault;
  return TYPES[document].test(type) ? undefined : { kind: "webWrongType", values: { found: excerpt(type) || "none" } };
}

function explainUnreached(seen: Exclude<WebSeen, { readonly state: "answered" }>, host: string): RuleResult {
  switch (seen.state) {
    // Each told at the name, by other rules.
    case "foreign":
    case "dns-failed":
    case "inward":
    case "no-address":
      return NOTHING_FOUND;
    case "failed":
      if (seen.failure === "unseen") return NOTHING_FOUND;
      return findings({
        kind: KINDS[seen.failure],
        place: new URL(seen.url).origin,
        values: { host, because: seen.because },
        subject: { of: "web", host },
      });
  }
}

const KINDS = {
  refused: "webRefused",
  timeout: "webTimeout",
  silent: "webTimeout",
  tls: "webTlsFails",
  "too-large": "webTooLarge",
  reset: "webHangsUp",
  malformed: "webHangsUp",
} as const satisfies Record<Exclude<ConnectFailure, "unseen">, FindingKind>;

/** Of each name once. */
function judgeCertificates({ now }: CheckedDomain, seen: readonly WebSeen[]): RuleResult {
  const hosts = new Map(
    seen.flatMap((one) =>
      one.state === "answered" && one.answer.tls !== undefined
        ? [[new URL(one.url).hostname, one.answer.tls] as const]
        : [],
    ),
  );
  return join([...hosts].map(([host, tls]) => judgeCertificate(tls, host, host, { of: "web", host }, now)));
}

/** Where names do without certificates, what browsers keep of the site makes plain http unreachable for some. */
function judgeHsts({ domain, settings }: CheckedDomain, seen: readonly WebSeen[]): RuleResult {
  const site = seen.find((one) => one.state === "answered" && one.url.startsWith(`https://${domain}/`));
  const policy = site?.state === "answered" ? (site.answer.headers["strict-transport-security"] ?? "") : "";
  if (settings.discoveryOrigin === undefined || !/includesubdomains/i.test(policy) || /max-age="?0\b/i.test(policy))
    return NOTHING_FOUND;
  return findings({
    kind: "hstsBreaksHttp",
    place: domain,
    values: { found: excerpt(policy) },
    subject: { of: "nothing" },
  });
}

/** The same at several URLs of a host is one finding: what one of them would leave to clients, the others take. */
function mergeByHost({ findings: found, good: well }: RuleResult): RuleResult {
  const groups = Map.groupBy(
    found,
    ({ kind, subject, place }) => `${kind} ${subject.of === "web" ? subject.host : place}`,
  );
  return { findings: [...groups.values()].flatMap(merge), good: well };
}

function merge([first, ...others]: readonly Found[]): readonly Found[] {
  if (first === undefined) return [];
  const { subject } = first;
  const places = [...new Set([first, ...others].map(({ place }) => place))];
  if (subject.of !== "web" || places.length === 1) return [first];
  const urls = [first, ...others].flatMap((one) => (one.subject.of === "web" ? (one.subject.urls ?? []) : []));
  const { urls: _, ...host } = subject;
  return [{ ...first, place: places.join(", "), subject: urls.length === 0 ? host : { ...host, urls } }];
}

function withoutQuery(url: string): string {
  return url.split("?", 1)[0] ?? url;
}
