/**
 * What the API says where it cannot do what was asked: problem details in JSON.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 * @module
 */
import { PRIVATE } from "../wire/document.ts";

/** One thing wrong with what was sent. */
export interface ProblemFault {
  /** Where in the body, or in the record that it makes (RFC 6901); absent where the cause is elsewhere. */
  readonly pointer?: string;
  /** Which parameter of the query. */
  readonly parameter?: string;
  readonly detail: string;
}

export interface ApiProblem {
  /** A heading of docs/problems.md. */
  readonly type: `/problems/${string}`;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly ProblemFault[];
}

const PROBLEM_TYPE = "application/problem+json";

/** What every answer of the API and the console has: nobody keeps it, and nobody in between writes into it. */
export const API_HEADERS = {
  "cache-control": PRIVATE,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
} as const;

export function apiProblem(problem: ApiProblem, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(`${JSON.stringify(problem)}\n`, {
    status: problem.status,
    headers: { "content-type": PROBLEM_TYPE, ...API_HEADERS, ...headers },
  });
}

export const NO_TOKEN: ApiProblem = {
  type: "/problems/no-token",
  title: "No token",
  status: 401,
  detail: "Send a token that is in use: Authorization: Bearer wp_…",
};
export const NOT_ALLOWED: ApiProblem = {
  type: "/problems/not-allowed",
  title: "Not allowed",
  status: 403,
  detail: "This token is not for that.",
};
export const NOT_FOUND: ApiProblem = {
  type: "/problems/not-found",
  title: "Not found",
  status: 404,
  detail: "There is nothing of that name that this token may see.",
};
export const TOO_MANY_REQUESTS: ApiProblem = {
  type: "/problems/too-many-requests",
  title: "Too many requests",
  status: 429,
  detail:
    "There was too much within a minute, of this token or of tokens that nobody has. Retry-After says in how many seconds to go on.",
};
export const UNAVAILABLE: ApiProblem = {
  type: "/problems/unavailable",
  title: "Not now",
  status: 503,
  detail: "The directory cannot be asked at this moment. Please try again.",
};
/** When to ask a directory again that could not be asked. */
export const RETRY_SECONDS = "5";
export const FAILED: ApiProblem = {
  type: "/problems/failed",
  title: "Something went wrong",
  status: 500,
  detail: "Something went wrong here. Please try again later.",
};
