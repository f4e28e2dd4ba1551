/**
 * What the API says when something is not done: each kind of problem once, with the words for all that have no better ones.
 * `docs/problems.md` lists them.
 * @module
 */
import type { DirectoryError } from "../../../directory/operations/directory-error.ts";
import { type Fault, formatFault } from "../../../model/settings/fault.ts";
import {
  type ApiProblem,
  FAILED,
  NO_TOKEN,
  NOT_ALLOWED,
  NOT_FOUND,
  type ProblemFault,
  TOO_MANY_REQUESTS,
  UNAVAILABLE,
} from "../problem.ts";

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

export const API_PROBLEMS = {
  "wrong-method": {
    status: 405,
    title: "Wrong method",
    detail: "The address is right, but not for this method; the Allow header names those it has.",
  },
  "bad-name": {
    status: 400,
    title: "Not a name",
    detail: 'A domain is named as in DNS, or "*"; a provider with lower-case letters, digits, dots and hyphens.',
  },
  faulty: {
    status: 422,
    title: "Faulty",
    detail: "The body is not as it has to be; errors tells where and why.",
  },
  "not-json": { status: 400, title: "Not JSON", detail: "The body is not JSON in UTF-8; errors tells where." },
  "wrong-content-type": {
    status: 415,
    title: "Wrong content type",
    detail: "The Content-Type of the body is not one that this address takes.",
  },
  "too-large": { status: 413, title: "Too large", detail: "The body, or a line of it, is larger than the API takes." },
  "too-many-lines": {
    status: 413,
    title: "Too many lines",
    detail: "A call takes 10,000 lines: send the lines from this one on in another.",
  },
  "bad-query": {
    status: 400,
    title: "Faulty query",
    detail: "The query has parameters that this address does not know, or values that they cannot have.",
  },
  "bad-cursor": {
    status: 400,
    title: "Not a cursor",
    detail: "The cursor is none that this list gave out as next; ask again without it.",
  },
  "bad-condition": {
    status: 400,
    title: "Condition not understood",
    detail: 'If-Match takes one ETag, or "*"; If-None-Match takes "*" where something is changed.',
  },
  "condition-failed": {
    status: 412,
    title: "Changed in between",
    detail: "The record is not as the condition says: read it again, and decide again.",
  },
  conflict: {
    status: 409,
    title: "Changed all the time",
    detail: "Others kept changing the record while this change was made: try again.",
  },
  "provider-in-use": { status: 409, title: "In use", detail: "Domains use this provider: remove them first." },
  "name-not-yours": {
    status: 403,
    title: "Name not available",
    detail: "The name is taken, or cannot be given by this token.",
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type ApiProblemType = keyof typeof API_PROBLEMS;

/** Every kind of problem that there is, as its type says it. */
export function listProblems(): readonly ApiProblem[] {
  const own = Object.keys(API_PROBLEMS) as readonly ApiProblemType[];
  const others = [NO_TOKEN, NOT_ALLOWED, NOT_FOUND, TOO_MANY_REQUESTS, UNAVAILABLE, FAILED];
  return [...others, ...own.map((type) => toApiProblem(type))].toSorted((one, other) => one.status - other.status);
}

export function toApiProblem(
  type: ApiProblemType,
  more: Partial<Pick<ApiProblem, "detail" | "errors">> = {},
): ApiProblem {
  return { type: `/problems/${type}`, ...API_PROBLEMS[type], ...more };
}

/**
 * @param place where in a settings file the body would stand
 * @param isConditional whether the caller said what the record should be
 */
export function toDirectoryProblem(error: DirectoryError, place: string, isConditional: boolean): ApiProblem {
  switch (error.reason) {
    case "not_found":
      return NOT_FOUND;
    case "name_malformed":
      return toApiProblem("bad-name");
    case "faulty":
      return toApiProblem("faulty", { errors: toDetails(error.faults, place) });
    case "changed":
      return toApiProblem(isConditional ? "condition-failed" : "conflict");
    case "in_use":
      return toApiProblem("provider-in-use");
    case "not_yours":
      return toApiProblem("name-not-yours");
  }
}

/** The problem of a part of a body: its pointers say where that stands in the whole. */
export function toProblemWithin<Problem extends Pick<ApiProblem, "errors">>(
  problem: Problem,
  toWhole: (pointer: string) => string,
): Problem {
  if (problem.errors === undefined) return problem;
  const errors = problem.errors.map(({ pointer, ...fault }) =>
    pointer === undefined ? fault : { pointer: toWhole(pointer), ...fault },
  );
  return { ...problem, errors };
}

/** In the words of `waypost validate`; what does not stand in the body has its place in the words alone. */
export function toDetails(faults: readonly Fault[], place: string): ProblemFault[] {
  return faults.map((fault) => {
    const isWithin = fault.pointer === place || fault.pointer.startsWith(`${place}/`);
    return { ...(isWithin ? { pointer: fault.pointer.slice(place.length) } : {}), detail: formatFault(fault) };
  });
}
