import { ENGLISH, fillWords, type Wording, type Words } from "../../content/language.ts";
import { type AccountsError, MAX_ACCOUNTS } from "../../model/address/find-accounts.ts";
import type { LookupError } from "../../model/address/mail-account.ts";
import { type Domain, toUnicode } from "../../model/domain/domain.ts";
import { findMailPlace, type MailPlace } from "../../model/mail-place.ts";
import type { HeaderFields } from "./answer-headers.ts";

/** What went wrong, in words fit for a stranger's eyes. */
export interface Problem {
  readonly title: string;
  readonly detail: string;
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 503;
  /** In how many seconds to ask again, where that is known. */
  readonly retryAfter?: number;
  /** The served domain that may have been meant, for pages. */
  readonly likely?: Domain;
  /** The served domain whose page has what was looked for, for pages. */
  readonly home?: Domain;
  /** Where the mail is instead, for pages. */
  readonly place?: MailPlace;
  /** Whether it is of somebody's mailbox: then whoever gave it to them knows more, as pages say. */
  readonly isOfMailbox?: true;
  /** The same in the language of a page; what no page shows has English alone. */
  readonly say?: (words: Words) => ProblemText;
}

export type ProblemText = Pick<Problem, "title" | "detail">;

/** A problem that pages show too. `toValues` gives what is put into its text. */
export function createProblem(
  status: Problem["status"],
  key: keyof Words["problems"],
  toValues: (words: Words) => Readonly<Record<string, string>> = () => ({}),
): Problem {
  const say = (words: Words): ProblemText => {
    const { title, detail } = words.problems[key];
    const values = toValues(words);
    return { title: fillWords(title, values), detail: fillWords(detail, values) };
  };
  return { ...say(ENGLISH.words), status, say };
}

export const NOT_FOUND = createProblem(404, "notFound");
export const NOT_A_DOMAIN = createProblem(404, "notADomain");
export const NOT_A_FORM = createProblem(415, "notAForm");
/** Nobody is left to read it. */
export const BROKEN_OFF: Problem = {
  title: "Broken off",
  detail: "The request ended before all of it was there.",
  status: 400,
};
export const TOO_LARGE = createProblem(413, "tooLarge");

/** What a page in a language says. */
export function sayProblem(problem: Problem, { words }: Wording): ProblemText {
  return problem.say?.(words) ?? problem;
}

export function toProblem(error: LookupError): Problem {
  return { ...toMailboxProblem(error), isOfMailbox: true };
}

function toMailboxProblem(error: LookupError): Problem {
  switch (error.reason) {
    case "address_missing":
      return createProblem(400, "addressMissing");
    case "address_malformed":
      return createProblem(400, "addressMalformed", (words) => ({ because: words.addressFaults[error.because] }));
    case "domain_unknown":
      return createProblem(404, "domainUnknown", () => ({ domain: toUnicode(error.domain) }));
    case "mail_elsewhere":
      return toElsewhereProblem(error);
    case "domain_suspended":
      return createProblem(404, "domainSuspended", () => ({ domain: toUnicode(error.domain) }));
    case "host_unknown":
      return createProblem(404, "hostUnknown");
    case "not_expressible":
      return createProblem(404, "notExpressible", () => ({ domain: toUnicode(error.domain) }));
  }
}

function toElsewhereProblem({ domain, mailElsewhere }: LookupError & { readonly reason: "mail_elsewhere" }): Problem {
  const place = findMailPlace(mailElsewhere);
  const shown = toUnicode(domain);
  if (place === undefined) return createProblem(404, "mailElsewhere", () => ({ domain: shown }));
  return { ...createProblem(404, "mailAtPlace", () => ({ domain: shown, place: place.name })), place };
}

export function toAccountsProblem(error: AccountsError): Problem {
  switch (error.reason) {
    case "too_many_addresses":
      return {
        title: "Too many addresses",
        detail: `More than ${MAX_ACCOUNTS} addresses were given: ask for the others by themselves.`,
        status: 400,
      };
    case "several_providers":
      return {
        title: "Several providers",
        detail: "The addresses are not all of one provider: ask for those of each by themselves.",
        status: 400,
      };
    default:
      return toProblem(error);
  }
}

/** Headers of what says something of this moment, or of this request alone. */
export const NOT_KEPT = { "cache-control": "no-store", "x-content-type-options": "nosniff" } as const;

/**
 * A problem as mail clients take it best: short plain text. Geary and KMail parse the body of an error, Delta Chat and
 * Thunderbird stop at anything with status 200.
 */
export function plainProblem({ detail, status, retryAfter }: Problem, headers: HeaderFields = {}): Response {
  return new Response(`${detail}\n`, { status, headers: toPlainFields([retryAfter], headers) });
}

/** What it leaves with, beside `more`. */
export function toPlainFields(
  [retryAfter]: readonly [retryAfter: number | undefined],
  more: HeaderFields,
): HeaderFields {
  return { "content-type": "text/plain; charset=utf-8", ...NOT_KEPT, ...retryHeader(retryAfter), ...more };
}

/** RFC 9110 section 10.2.3. */
export function retryHeader(seconds: number | undefined): HeaderFields {
  return seconds === undefined ? {} : { "retry-after": String(seconds) };
}
