/**
 * The operations of the API, as its description has them.
 * @module
 */
import type * as z from "zod";
import { LINES_TYPE } from "../api/answer.ts";
import type { SchemaName } from "../api/answers.ts";
import { JSON_TYPE, PATCH_TYPE } from "../api/bodies.ts";
import type { ApiProblemType } from "../api/problems.ts";
import {
  BulkQuery,
  ChangeQuery,
  DomainsQuery,
  ExportQuery,
  HostnamesQuery,
  ListQuery,
  NamesQuery,
  NO_QUERY,
} from "../api/queries.ts";

export type Content = Readonly<Record<string, SchemaName>>;
type Method = "get" | "put" | "patch" | "post" | "delete";

export interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly tag: "Domains" | "Providers" | "Everything" | "Access" | "About";
  /** `open` needs no token; `whole` one that sees everything, be it to read. */
  readonly access: "open" | "read" | "whole" | "write";
  readonly query?: z.ZodObject;
  readonly condition?: "if-match" | "if-none-match";
  readonly body?: Content;
  /** What is answered where all is well: its words, and its body. */
  readonly answers: Readonly<Record<number, readonly [words: string, body?: Content]>>;
  readonly problems?: readonly (ApiProblemType | "not-found")[];
}

/** A body that is one record. */
const RECORD_PROBLEMS = ["not-json", "wrong-content-type", "too-large", "faulty"] as const;
/** What may come in between. */
const CHANGE_PROBLEMS = ["bad-name", "bad-condition", "condition-failed", "conflict", "name-not-yours"] as const;

const PREVIEW = { [JSON_TYPE]: "Preview" } as const;
const DRY = "Or, with dryRun, what would change";

/** What both kinds of records have. */
function recordOperations(kind: "Domain" | "Provider"): Readonly<Record<string, Partial<Record<Method, Operation>>>> {
  const [noun, path, tag] =
    kind === "Domain"
      ? (["domain", "/api/v1/domains/{name}", "Domains"] as const)
      : (["provider", "/api/v1/providers/{name}", "Providers"] as const);
  const answer = { [JSON_TYPE]: kind } as const;
  const entry = `${kind}Entry` as const;
  const inUse = kind === "Provider" ? (["provider-in-use"] as const) : [];
  // A record and a preview share status and type: the description says that it may be either.
  return {
    [path]: {
      get: {
        id: `get${kind}`,
        summary: kind === "Domain" ? "Reads a domain, with all that it takes to serve it" : "Reads a provider",
        tag,
        access: "read",
        query: NO_QUERY,
        condition: "if-none-match",
        answers: { 200: [`The ${noun}`, answer], 304: ["It is as the ETag says"] },
        problems: ["not-found"],
      },
      put: {
        id: `put${kind}`,
        summary: `Makes the ${noun} what the body says, whether or not it is there`,
        tag,
        access: "write",
        query: ChangeQuery,
        condition: "if-match",
        body: { [JSON_TYPE]: entry },
        answers: { 200: [`The ${noun} as it is now. ${DRY}`, answer], 201: [`The ${noun}, which is new`, answer] },
        problems: [...RECORD_PROBLEMS, ...CHANGE_PROBLEMS],
      },
      patch: {
        id: `patch${kind}`,
        summary: "Merges the body into what is there (RFC 7396); null removes a member",
        tag,
        access: "write",
        query: ChangeQuery,
        condition: "if-match",
        body: { [PATCH_TYPE]: "Patch", [JSON_TYPE]: "Patch" },
        answers: { 200: [`The ${noun} as it is now. ${DRY}`, answer] },
        problems: ["not-found", ...RECORD_PROBLEMS, ...CHANGE_PROBLEMS],
      },
      delete: {
        id: `delete${kind}`,
        summary: `Removes the ${noun}; one that is not there is removed already`,
        tag,
        access: "write",
        query: ChangeQuery,
        condition: "if-match",
        answers: { 200: [DRY, PREVIEW], 204: ["It is gone"] },
        problems: [...CHANGE_PROBLEMS, ...inUse],
      },
    },
    [`${path}/history`]: {
      get: {
        id: `list${kind}Revisions`,
        summary: "Lists what it was, the latest first; it outlives the record",
        tag,
        access: "read",
        query: ListQuery,
        answers: { 200: ["Its revisions", { [JSON_TYPE]: "Revisions" }] },
        problems: ["not-found", "bad-cursor"],
      },
    },
    [`${path}/roll-back`]: {
      post: {
        id: `rollBack${kind}`,
        summary: `Makes the ${noun} what it was after one of its revisions, be it gone`,
        tag,
        access: "write",
        query: ChangeQuery,
        condition: "if-match",
        body: { [JSON_TYPE]: "RollBack" },
        answers: {
          200: [`The ${noun} as it is now. ${DRY}`, answer],
          201: [`The ${noun}, which is there again`, answer],
          204: ["It was gone after that revision, and is again"],
        },
        problems: ["not-found", ...RECORD_PROBLEMS, ...CHANGE_PROBLEMS, ...inUse],
      },
    },
  };
}

function switchOperation(action: "suspend" | "unsuspend", summary: string): Partial<Record<Method, Operation>> {
  return {
    post: {
      id: `${action}Domain`,
      summary,
      tag: "Domains",
      access: "write",
      query: ChangeQuery,
      condition: "if-match",
      answers: { 200: [`The domain as it is now. ${DRY}`, { [JSON_TYPE]: "Domain" }] },
      problems: ["not-found", "faulty", ...CHANGE_PROBLEMS],
    },
  };
}

export const OPERATIONS: Readonly<Record<string, Partial<Record<Method, Operation>>>> = {
  "/api/v1/domains": {
    get: {
      id: "listDomains",
      summary: "Lists domains in the order of their names",
      tag: "Domains",
      access: "read",
      query: DomainsQuery,
      answers: { 200: ["The domains", { [JSON_TYPE]: "Domains" }] },
      problems: ["bad-cursor"],
    },
  },
  ...recordOperations("Domain"),
  "/api/v1/domains/{name}/plan": {
    get: {
      id: "planCertificates",
      summary:
        "Says which names need certificates, what they take, and which mail clients go without each, by simulation",
      tag: "Domains",
      access: "read",
      query: NO_QUERY,
      answers: { 200: ["The plan of a domain that is served", { [JSON_TYPE]: "CertificatePlan" }] },
      problems: ["not-found"],
    },
  },
  "/api/v1/domains/{name}/check": {
    get: {
      id: "checkDomain",
      summary:
        "Looks at the domain as mail clients see it, and says what is wrong, whom that breaks, and what mends it; a result of the last three minutes is given again",
      tag: "Domains",
      access: "read",
      query: NO_QUERY,
      answers: { 200: ["What was found, worst first", { [JSON_TYPE]: "Check" }] },
      problems: ["not-found"],
    },
  },
  "/api/v1/domains/{name}/suspend": switchOperation("suspend", "Answers for the domain no more, until it is resumed"),
  "/api/v1/domains/{name}/unsuspend": switchOperation("unsuspend", "Answers for the domain again"),
  "/api/v1/domains/{name}/logins": {
    post: {
      id: "writeLogins",
      summary: "Writes login names and aliases of the domain's addresses, each by itself; may be sent again",
      tag: "Domains",
      access: "write",
      query: NO_QUERY,
      body: { [JSON_TYPE]: "LoginsRequest" },
      answers: { 200: ["What became of each", { [JSON_TYPE]: "LoginsAnswer" }] },
      problems: [...RECORD_PROBLEMS, "not-found"],
    },
  },
  "/api/v1/domains/{name}/logins/search": {
    post: {
      id: "searchLogins",
      summary: "Lists login names of the domain's addresses; by POST, so that no address stands in a URL",
      tag: "Domains",
      access: "read",
      query: NO_QUERY,
      body: { [JSON_TYPE]: "LoginSearch" },
      answers: { 200: ["The login names, by address", { [JSON_TYPE]: "Logins" }] },
      problems: [...RECORD_PROBLEMS, "not-found", "bad-cursor"],
    },
  },
  "/api/v1/providers": {
    get: {
      id: "listProviders",
      summary: "Lists the directory's providers in the order of their names",
      tag: "Providers",
      access: "read",
      query: ListQuery,
      answers: { 200: ["The providers", { [JSON_TYPE]: "Providers" }] },
      problems: ["bad-cursor"],
    },
  },
  ...recordOperations("Provider"),
  "/api/v1/providers/{name}/moves": {
    get: {
      id: "listServerMoves",
      summary: "Counts, for each planned change that moves servers, the domains that follow and those that stay",
      tag: "Providers",
      access: "read",
      query: NO_QUERY,
      answers: { 200: ["The moves, by their moments", { [JSON_TYPE]: "ServerMoves" }] },
      problems: ["not-found"],
    },
  },
  "/api/v1/custom-hostnames": {
    get: {
      id: "listHostnames",
      summary: "Lists names at Cloudflare as waypost cloudflare sync last saw them",
      tag: "Everything",
      access: "write",
      query: HostnamesQuery,
      answers: { 200: ["The names, in their order", { [JSON_TYPE]: "Hostnames" }] },
      problems: ["bad-cursor"],
    },
    post: {
      id: "writeHostnames",
      summary: "Keeps what was seen of names at Cloudflare, all or nothing; may be sent again",
      tag: "Everything",
      access: "write",
      query: NO_QUERY,
      body: { [JSON_TYPE]: "HostnamesRequest" },
      answers: { 204: ["It is kept"] },
      problems: RECORD_PROBLEMS,
    },
  },
  "/api/v1/bulk": {
    post: {
      id: "bulk",
      summary: "Makes, changes or removes up to 10,000 records, one a line; lines may be sent again",
      tag: "Everything",
      access: "write",
      query: BulkQuery,
      body: { [LINES_TYPE]: "BulkLine" },
      answers: { 200: ["A line for each line, each a BulkAnswer", { [LINES_TYPE]: "BulkAnswer" }] },
      problems: ["wrong-content-type"],
    },
  },
  "/api/v1/export": {
    get: {
      id: "export",
      summary: "Gives everything that the token may see, as lines for /api/v1/bulk or as a settings file",
      tag: "Everything",
      access: "read",
      query: ExportQuery,
      answers: { 200: ["Everything", { [LINES_TYPE]: "BulkLine", [JSON_TYPE]: "SettingsFile" }] },
    },
  },
  "/api/v1/checks": {
    get: {
      id: "readChecks",
      summary: "Says how far the check of all domains is, and what the last one that ended found",
      tag: "Everything",
      access: "whole",
      query: NO_QUERY,
      answers: { 200: ["The run and the report, each null where there is none", { [JSON_TYPE]: "Checks" }] },
      problems: ["not-found"],
    },
    post: {
      id: "startChecks",
      summary: "Has all domains that are served checked; a run that is under way goes on",
      tag: "Everything",
      access: "write",
      query: NO_QUERY,
      answers: { 202: ["The run", { [JSON_TYPE]: "CheckRun" }] },
      problems: ["not-found"],
    },
  },
  "/api/v1/checks/stop": {
    post: {
      id: "stopChecks",
      summary: "Ends the run that is under way: what still waits is not checked",
      tag: "Everything",
      access: "write",
      query: NO_QUERY,
      answers: { 200: ["The run", { [JSON_TYPE]: "CheckRun" }] },
      problems: ["not-found"],
    },
  },
  "/api/v1/names": {
    get: {
      id: "listNames",
      summary: "Lists the names that need certificates, a line for each domain; the last line is where to go on from",
      tag: "Everything",
      access: "read",
      query: NamesQuery,
      answers: { 200: ["The names", { [LINES_TYPE]: "NamesLine" }] },
    },
  },
  "/api/v1/tokens": {
    get: {
      id: "listTokens",
      summary: "Lists tokens in the order of their names, revoked ones too",
      tag: "Access",
      access: "write",
      query: ListQuery,
      answers: { 200: ["The tokens, without their secrets", { [JSON_TYPE]: "Tokens" }] },
      problems: ["bad-cursor"],
    },
    post: {
      id: "createToken",
      summary: "Makes a token",
      tag: "Access",
      access: "write",
      query: NO_QUERY,
      body: { [JSON_TYPE]: "TokenRequest" },
      answers: { 201: ["The token, and its secret", { [JSON_TYPE]: "NewToken" }] },
      problems: RECORD_PROBLEMS,
    },
  },
  "/api/v1/tokens/{id}": {
    delete: {
      id: "revokeToken",
      summary: "Revokes a token, at once and for good",
      tag: "Access",
      access: "write",
      query: NO_QUERY,
      answers: { 200: ["The token as it is now", { [JSON_TYPE]: "Token" }] },
      problems: ["not-found"],
    },
  },
  "/api/v1/audit": {
    get: {
      id: "listAudit",
      summary: "Lists who did what, the latest first",
      tag: "Access",
      access: "read",
      query: ListQuery,
      answers: { 200: ["What was done", { [JSON_TYPE]: "Audit" }] },
      problems: ["bad-cursor"],
    },
  },
  "/api/v1/findings": {
    get: {
      id: "listFindings",
      summary: "Lists what is wrong now: domains that cannot be served, and what would fail a real client",
      tag: "Everything",
      access: "read",
      query: NO_QUERY,
      answers: { 200: ["What was found", { [JSON_TYPE]: "Findings" }] },
    },
  },
  "/api/v1/openapi.json": {
    get: {
      id: "describe",
      summary: "Gives this description",
      tag: "About",
      access: "open",
      answers: { 200: ["OpenAPI 3.1", { [JSON_TYPE]: "Description" }] },
    },
  },
};
