/**
 * The OpenAPI description of the API, made of the schemas that requests are read with. `npm run schema` writes it to
 * `openapi.json`: nothing of this runs in the service.
 * @module
 */
import * as z from "zod";
import { NAMED_SCHEMAS } from "../../../model/settings/named-schemas.ts";
import { SCHEMAS, type SchemaName } from "../api/answers.ts";
import { API_PROBLEMS } from "../api/problems.ts";
import { ChangeQuery, NO_QUERY } from "../api/queries.ts";
import { FAILED, NO_TOKEN, NOT_ALLOWED, NOT_FOUND, TOO_MANY_REQUESTS, UNAVAILABLE } from "../problem.ts";
import { type Content, OPERATIONS, type Operation } from "./api-operations.ts";

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
function toProblems(
  access: Exclude<Operation["access"], "open">,
  query: z.ZodObject | undefined,
  own: Operation["problems"] = [],
) {
  const known = own.map((name) =>
    name === "not-found" ? NOT_FOUND : { type: `/problems/${name}`, ...API_PROBLEMS[name] },
  );
  const all = [
    NO_TOKEN,
    ...(access === "read" ? [] : [NOT_ALLOWED]),
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
  for (const [id, schema] of Object.entries({ ...SCHEMAS, ...NAMED_SCHEMAS })) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: "input", uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id: _, $schema: __, ...schema }]) => [id, schema]));
}

function toSchema(schema: z.core.$ZodType, io: "input" | "output") {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
