/**
 * The OpenAPI description of the API, made of the schemas that requests are read with. `npm run schema` writes it to
 * `openapi.json`: nothing of this runs in the service.
 * @module
 */
import * as z from "zod";
import { FAILED, NO_TOKEN, NOT_ALLOWED, NOT_FOUND, TOO_MANY_REQUESTS, UNAVAILABLE } from "../problem.ts";
import { LINES_TYPE } from "./answer.ts";
import { SCHEMAS, type SchemaName } from "./answers.ts";
import { JSON_TYPE, PATCH_TYPE } from "./bodies.ts";
import { API_PROBLEMS, type ApiProblemType } from "./problems.ts";
import { BulkQuery, ChangeQuery, DomainsQuery, ExportQuery, ListQuery, NO_QUERY } from "./queries.ts";

type Content = Readonly<Record<string, SchemaName>>;
type Method = "get" | "put" | "patch" | "post" | "delete";

interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly tag: "Domains" | "Providers" | "Everything" | "Access" | "About";
  /** `open` needs no token. */
  readonly access: "open" | "read" | "write";
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

const OPERATIONS: Readonly<Record<string, Partial<Record<Method, Operation>>>> = {
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
  "/api/v1/domains/{name}/suspend": switchOperation("suspend", "Answers for the domain no more, until it is resumed"),
  "/api/v1/domains/{name}/unsuspend": switchOperation("unsuspend", "Answers for the domain again"),
  "/api/v1/domains/{name}/logins": {
    post: {
      id: "writeLogins",
      summary: "Writes log-in names and aliases of the domain's addresses, each by itself; may be sent again",
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
      summary: "Lists log-in names of the domain's addresses; by POST, so that no address stands in a URL",
      tag: "Domains",
      access: "read",
      query: NO_QUERY,
      body: { [JSON_TYPE]: "LoginSearch" },
      answers: { 200: ["The log-in names, by address", { [JSON_TYPE]: "Logins" }] },
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
  "/api/v1/tokens": {
    get: {
      id: "listTokens",
      summary: "Lists tokens in the order of their names, revoked ones too",
      tag: "Access",
      access: "write",
      query: ListQuery,
      answers: { 200: ["The tokens, without their secrets", { [JSON_TYPE]: "Tokens" }] },
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

/** An OpenAPI 3.1 document. */
export function createApiDocument() {
  return {
    openapi: "3.1.0",
    info: {
      title: "Waypost",
      version: "1",
      description: "The directory of domains and providers, changed while the service runs.",
    },
    security: [{ token: [] }],
    paths: Object.fromEntries(
      Object.entries(OPERATIONS).map(([path, operations]) => [
        path,
        {
          ...toPathParameters(path),
          ...Object.fromEntries(
            Object.entries(operations).map(([method, operation]) => [method, toOperation(operation)]),
          ),
        },
      ]),
    ),
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", description: "Authorization: Bearer wp_…" } },
      schemas: toComponents(),
    },
  };
}

function toPathParameters(path: string) {
  const [, name] = /\{(\w+)\}/.exec(path) ?? [];
  return name === undefined ? {} : { parameters: [{ name, in: "path", required: true, schema: { type: "string" } }] };
}

const CONDITIONS = {
  "if-match": [
    toHeader("If-Match", 'Changes the record only if it has this ETag or revision, such as "7"; * is any'),
    toHeader("If-None-Match", "With * the record must not be there yet"),
  ],
  "if-none-match": [toHeader("If-None-Match", "An ETag: 304 where nothing has changed")],
} as const;

function toHeader(name: string, description: string) {
  return { name, in: "header", required: false, description, schema: { type: "string" } };
}

function toOperation({ id, summary, tag, access, query, condition, body, answers, problems = [] }: Operation) {
  const parameters = [...toParameters(query), ...(condition === undefined ? [] : CONDITIONS[condition])];
  return {
    operationId: id,
    summary,
    tags: [tag],
    ...(access === "open" && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: toContent(body) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, [description, content]]) => [
          status,
          {
            description,
            ...(condition !== undefined && /^20[01]$/.test(status) && { headers: ETAG }),
            ...(content && { content: toContent(content, query === ChangeQuery && status === "200") }),
          },
        ]),
      ),
      ...(access === "open" ? {} : toProblems(access, query, problems)),
    },
  };
}

const ETAG = { ETag: { description: "Its revision and a digest", schema: { type: "string" } } };

function toParameters(query: z.ZodObject = NO_QUERY) {
  return Object.entries(query.shape).map(([name, schema]) => {
    const { description, ...rest } = toSchema(schema, "output");
    return { name, in: "query", required: false, ...(description && { description }), schema: rest };
  });
}

/** With a dry run, the answer may be a preview instead. */
function toContent(content: Content, orPreview = false) {
  return Object.fromEntries(
    Object.entries(content).map(([type, name]) => [
      type,
      {
        schema:
          orPreview && name !== "Preview" ? { anyOf: [toReference(name), toReference("Preview")] } : toReference(name),
      },
    ]),
  );
}

/** Problems by status: what each is called, and where it is explained. */
function toProblems(access: "read" | "write", query: z.ZodObject | undefined, own: Operation["problems"] = []) {
  const known = own.map((name) =>
    name === "not-found" ? NOT_FOUND : { type: `/problems/${name}`, ...API_PROBLEMS[name] },
  );
  const all = [
    NO_TOKEN,
    ...(access === "write" ? [NOT_ALLOWED] : []),
    ...(query === undefined ? [] : [{ type: "/problems/bad-query", ...API_PROBLEMS["bad-query"] }]),
    ...known,
    TOO_MANY_REQUESTS,
    UNAVAILABLE,
    FAILED,
  ];
  const statuses = [...new Set(all.map(({ status }) => status))].toSorted((one, other) => one - other);
  return Object.fromEntries(
    statuses.map((status) => {
      const description = all
        .filter((problem) => problem.status === status)
        .map(({ title, type }) => `${title} (${type})`)
        .join(", ");
      return [status, { description, content: { "application/problem+json": { schema: toReference("Problem") } } }];
    }),
  );
}

function toReference(name: SchemaName) {
  return { $ref: `#/components/schemas/${name}` };
}

/** Schemas name each other by reference. */
function toComponents() {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: "input", uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id: _, $schema: __, ...schema }]) => [id, schema]));
}

function toSchema(schema: z.core.$ZodType, io: "input" | "output") {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
