import type { Language } from "../../content/language.ts";
import type { Domain } from "../../model/domain/domain.ts";
import type { GoodKind, Severity } from "../../model/finding-kind.ts";
import { type TellableFinding, tellFinding, tellGood } from "./told-check.ts";

/** A report of `src/check`, as far as it is told. */
export interface TellableReport {
  readonly domain: Domain;
  readonly checkedAt: string;
  readonly milliseconds: number;
  readonly state: "good" | Severity;
  readonly isComplete: boolean;
  readonly unseen: readonly ("certificates" | "tlsVersions")[];
  readonly findings: readonly TellableFinding[];
  readonly good: readonly {
    readonly kind: GoodKind;
    readonly place: string;
    readonly values: Readonly<Record<string, string>>;
  }[];
  readonly clients: readonly {
    readonly id: string;
    readonly client: string;
    readonly state: string;
    readonly by: string | null;
  }[];
}

/** A check as JSON has it. */
export function toCheckBody(report: TellableReport, language: Pick<Language, "words">) {
  const { domain, checkedAt, milliseconds, state, isComplete, unseen, findings, good, clients } = report;
  return {
    domain,
    checkedAt,
    milliseconds,
    state,
    complete: isComplete,
    unseen,
    findings: findings.map((finding) => tellFinding(finding, domain, language)),
    good: good.map((one) => ({ kind: one.kind, place: one.place, text: tellGood(one, language) })),
    clients,
  };
}
