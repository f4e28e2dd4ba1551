import { toUnicode } from "../model/domain.ts";
import { type AccountsError, MAX_ACCOUNTS } from "../model/find-accounts.ts";
import type { LookupError } from "../model/mail-account.ts";

/** What went wrong, in words fit for a stranger's eyes. */
export interface Problem {
  readonly title: string;
  readonly detail: string;
  readonly status: 400 | 404 | 405 | 413 | 415 | 500;
}

export function toProblem(error: LookupError): Problem {
  switch (error.reason) {
    case "address_missing":
      return {
        title: "No address",
        detail: "No email address was given: add one such as alice@shop.example.",
        status: 400,
      };
    case "address_malformed":
      return { title: "Not an email address", detail: `That is not an email address: ${error.because}.`, status: 400 };
    case "domain_unknown":
      return {
        title: "Domain not served here",
        detail: `Mail of ${toUnicode(error.domain)} is not set up here.`,
        status: 404,
      };
    case "mail_elsewhere":
      return {
        title: "Mail is elsewhere",
        detail: `The mail of ${toUnicode(error.domain)} is not run by this service: ask whoever runs it now.`,
        status: 404,
      };
    case "host_unknown":
      return {
        title: "Domain not served here",
        detail: "Nothing is set up for this host name: name a domain that is served here.",
        status: 404,
      };
    case "not_expressible":
      return {
        title: "Not possible in this format",
        detail: `This format has no words for how the mail of ${toUnicode(error.domain)} is reached: use the page of settings.`,
        status: 404,
      };
  }
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

/**
 * A problem as mail clients take it best: short plain text. Geary and KMail parse the body of an error, Delta Chat and
 * Thunderbird stop at anything with status 200.
 */
export function plainProblem({ detail, status }: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(`${detail}\n`, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}
