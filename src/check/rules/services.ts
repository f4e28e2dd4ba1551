/**
 * Calendars, contacts and JMAP, where the settings have them: whether the server is there, and asks who it is. Nobody logs in.
 * @see RFC 6764 section 5 (well-known paths), RFC 8620 section 2 (JMAP's session), RFC 9110 section 11 (challenges)
 * @module
 */
import type { FindingKind } from "../../model/finding-kind.ts";
import { type CheckedDomain, findings, good, join, NOTHING_FOUND, type Rule, type RuleResult } from "../finding.ts";
import type { Unreached, WebSeen } from "../inquiry.ts";
import { judgeCertificate } from "./certificate.ts";
import { excerpt } from "./documents.ts";

const NAMES = { caldav: "CalDAV", carddav: "CardDAV", jmap: "JMAP" } as const;
type ServiceId = keyof typeof NAMES;

export const services: Rule = async (checked) => {
  const offered = Object.keys(NAMES) as ServiceId[];
  return join(
    await Promise.all(
      offered.map((id) => {
        const url = checked.settings.services?.[id]?.url;
        return url === undefined ? NOTHING_FOUND : checkService(checked, id, url);
      }),
    ),
  );
};

const MAX_REDIRECTS = 3;

async function checkService(checked: CheckedDomain, id: ServiceId, url: string): Promise<RuleResult> {
  const { now } = checked;
  const { hostname: host } = new URL(url);
  const base = { host, service: NAMES[id] };
  const subject = { of: "nothing" } as const;
  const say = (kind: FindingKind, values: Readonly<Record<string, string>> = {}, place = url) =>
    findings({ kind, place, values: { ...base, ...values }, subject });
  const seen = await follow(checked, id, url);
  if (seen.state === "foreign") return say("serviceNotChecked", {}, seen.url);
  if (seen.state !== "answered") return isUnseen(seen) ? NOTHING_FOUND : say("serviceUnreachable", explain(seen));
  const { tls } = seen.answer;
  const certificate = tls === undefined ? NOTHING_FOUND : judgeCertificate(tls, host, host, subject, now);
  const answer = judgeAnswer(seen.answer);
  const path = id === "jmap" ? NOTHING_FOUND : await checkPath(checked, id, say);
  const isWell = [certificate, path].every((result) => result.findings.length === 0) && answer === undefined;
  return join([
    certificate,
    answer === undefined ? NOTHING_FOUND : say(...answer),
    path,
    isWell ? good("serviceRight", url, base) : NOTHING_FOUND,
  ]);
}

/** Why there is no answer of a place that checks go to. */
type Reached = Exclude<Unreached, { readonly state: "foreign" }>;

/** What a client asks first, without who it is. */
function ask({ inquiry }: CheckedDomain, id: ServiceId, url: string): Promise<WebSeen> {
  return inquiry.web(
    id === "jmap"
      ? { method: "GET", url, headers: { accept: "application/json" } }
      : { method: "PROPFIND", url, headers: { depth: "0", accept: "*/*" } },
  );
}

async function follow(checked: CheckedDomain, id: ServiceId, url: string): Promise<WebSeen> {
  let seen = await ask(checked, id, url);
  for (let step = 0; step < MAX_REDIRECTS; step++) {
    const target = findTarget(seen);
    if (target === undefined) break;
    seen = await ask(checked, id, target);
  }
  return seen;
}

function findTarget(seen: WebSeen): string | undefined {
  if (seen.state !== "answered" || ![301, 302, 303, 307, 308].includes(seen.answer.status)) return undefined;
  return URL.parse(seen.answer.headers.location ?? "", seen.url)?.href;
}

function judgeAnswer({
  status,
  headers,
  body,
}: Extract<WebSeen, { readonly state: "answered" }>["answer"]):
  | [FindingKind, Readonly<Record<string, string>>]
  | undefined {
  const values = { status: String(status) };
  if (status === 401) return headers["www-authenticate"] === undefined ? ["serviceAsksNothing", values] : undefined;
  const isPage = /^text\/html\b/i.test(headers["content-type"] ?? "") && body.trim() !== "";
  if ((status === 200 || status === 207) && !isPage) return ["serviceOpen", values];
  return ["serviceNotFound", values];
}

/** Clients that are told a host alone ask there. */
async function checkPath(
  checked: CheckedDomain,
  id: Exclude<ServiceId, "jmap">,
  say: (kind: FindingKind, values: Readonly<Record<string, string>>, place: string) => RuleResult,
): Promise<RuleResult> {
  const url = checked.settings.services?.[id]?.url ?? "";
  const place = new URL(`/.well-known/${id}`, url).href;
  const seen = await ask(checked, id, place);
  if (seen.state !== "answered") return NOTHING_FOUND;
  // A server that is right there is as good as one that is led to.
  if (findTarget(seen) !== undefined || seen.answer.status === 401) return NOTHING_FOUND;
  return say("servicePathMissing", { status: String(seen.answer.status), url }, place);
}

function isUnseen(seen: Reached): boolean {
  return seen.state === "failed" && seen.failure === "unseen";
}

function explain(seen: Reached): Readonly<Record<string, string>> {
  switch (seen.state) {
    case "no-address":
      return { because: "its name has no address" };
    case "inward":
      return { because: `its address is not on the Internet: ${seen.addresses.join(", ")}` };
    case "dns-failed":
    case "failed":
      return { because: excerpt(seen.because) };
  }
}
