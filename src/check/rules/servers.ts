/**
 * The mail servers, against what the settings promise of them.
 * @module
 */

import { isPassword } from "../../model/authentication.ts";
import type { FindingKind } from "../../model/finding-kind.ts";
import type { Authentication, MailServer } from "../../model/server.ts";
import { type CheckedDomain, findings, good, join, type Rule, type RuleResult } from "../finding.ts";
import { MAIL_PORTS, type Unreached } from "../inquiry.ts";
import { type MailTalk, type Offered, talkTo } from "../mail/mail-talk.ts";
import { judgeCertificate } from "./certificate.ts";
import { excerpt } from "./documents.ts";

export const servers: Rule = async (checked) => {
  const { incomingServers, outgoingServers } = checked.settings;
  return join(
    await Promise.all([...incomingServers, ...outgoingServers].map((server) => checkServer(checked, server))),
  );
};

/** With these mail still comes and goes. */
const HARMLESS: ReadonlySet<FindingKind> = new Set([
  "portNotChecked",
  "serverUnseen",
  "authenticationPartly",
  "authenticationEarly",
  "loginWithoutTls",
]);

type Say = (kind: FindingKind, values?: Readonly<Record<string, string>>) => RuleResult;

async function checkServer(checked: CheckedDomain, server: MailServer): Promise<RuleResult> {
  const { inquiry, now, serviceHost } = checked;
  const { hostname, port, protocol, socketType } = server;
  const place = `${hostname}:${port}`;
  const subject = { of: "server", hostname, port } as const;
  const base = { host: hostname, port: String(port), protocol: WORD[protocol] };
  const say: Say = (kind, values = {}) =>
    findings({
      kind,
      place,
      values: { ...base, ...values },
      subject: HARMLESS.has(kind) ? { of: "nothing" } : subject,
    });
  if (!MAIL_PORTS.has(port)) return say("portNotChecked");
  const seen = await inquiry.mail({ hostname, port, isTls: socketType === "tls" }, (connection) =>
    talkTo(connection, server, serviceHost),
  );
  if (seen.state !== "talked") return say(...explainUnreached(seen, socketType === "tls"));
  if (seen.speaks !== protocol)
    return say("serverOtherProtocol", {
      found: excerpt(seen.greeting),
      other: seen.speaks === "other" ? "" : WORD[seen.speaks],
    });
  if (seen.isTurnedAway) return say("serverTurnsAway", { found: excerpt(seen.greeting) });
  const certificate = seen.tls && judgeCertificate(seen.tls, hostname, place, subject, now);
  const rest = join([...judgeStarttls(seen, say), ...judgeAuthentication(server, seen, say)]);
  const isWell = rest.findings.length === 0 && (certificate?.findings.length ?? 0) === 0;
  return join([
    ...(certificate === undefined ? [] : [certificate]),
    rest,
    ...(isWell ? [good("serverRight", place, base)] : []),
  ]);
}

const WORD = { imap: "IMAP", pop3: "POP3", submission: "SMTP" } as const;

function explainUnreached(seen: Unreached, isTls: boolean): [FindingKind, Readonly<Record<string, string>>] {
  switch (seen.state) {
    case "foreign":
      return ["portNotChecked", {}];
    case "no-address":
      return ["serverNoAddress", {}];
    case "inward":
      return ["serverInward", { addresses: seen.addresses.join(", ") }];
    case "dns-failed":
      return ["serverNoAddress", { because: seen.because }];
    case "failed":
      break;
  }
  const { because } = seen;
  switch (seen.failure) {
    case "refused":
      return ["serverRefuses", { because }];
    case "timeout":
      return ["serverTimeout", { because }];
    case "silent":
      return ["serverSilent", { because }];
    case "unseen":
      return ["serverUnseen", { because }];
    case "tls":
      // What is no TLS at all, by the words of those who expected some.
      if (isTls && /wrong version number|packet length too long|unknown protocol/i.test(because))
        return ["serverPlainAtTls", { because }];
      return [isTls ? "serverTlsFails" : "serverTlsAtStarttls", { because }];
    case "reset":
    case "malformed":
      return ["serverHangsUp", { because }];
    case "too-large":
      return ["serverOtherProtocol", { found: because, other: "" }];
  }
}

function judgeStarttls({ starttls, tlsFailure, inClear }: MailTalk, say: Say): readonly RuleResult[] {
  if (starttls === "missing") return [say("starttlsMissing", { found: tell(inClear) })];
  if (starttls === "refused") return [say("starttlsRefused")];
  return tlsFailure === undefined ? [] : [say("serverTlsFails", { because: tlsFailure })];
}

function judgeAuthentication(
  { authentication, socketType }: MailServer,
  { inClear, offered }: MailTalk,
  say: Say,
): readonly RuleResult[] {
  const results: RuleResult[] = [];
  if (inClear?.takesPassword === true && socketType === "starttls" && authentication.some(isPassword))
    results.push(say("authenticationEarly", { found: tell(inClear) }));
  if (socketType === "plain" && authentication.includes("password-cleartext")) results.push(say("loginWithoutTls"));
  if (offered === undefined) return results;
  const missing = authentication.filter((method) => !isOffered(method, offered));
  const values = { missing: missing.join(", "), found: tell(offered) };
  if (missing.length === authentication.length) results.push(say("authenticationMissing", values));
  else if (missing.length > 0) results.push(say("authenticationPartly", values));
  return results;
}

/** Those that no capability tells of are taken for true. */
function isOffered(method: Authentication, { mechanisms, takesPassword }: Offered): boolean {
  const has = (pattern: RegExp) => mechanisms.some((mechanism) => pattern.test(mechanism));
  switch (method) {
    case "password-cleartext":
      return takesPassword;
    case "password-encrypted":
      return has(/^(?:CRAM|DIGEST|SCRAM)-|^APOP$/);
    case "OAuth2":
      return has(/^(?:XOAUTH2|OAUTHBEARER)$/);
    case "NTLM":
      return has(/^NTLM$/);
    case "GSSAPI":
      return has(/^GSS/);
    case "TLS-client-cert":
    case "client-IP-address":
    case "none":
      return true;
  }
}

function tell(offered: Offered | undefined): string {
  return (
    excerpt(offered?.mechanisms.join(" ") ?? "") ||
    (offered?.takesPassword === true ? "a login by name and password" : "nothing")
  );
}
