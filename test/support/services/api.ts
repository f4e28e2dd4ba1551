import { expect } from "vitest";
import { createApp } from "../../../src/app.ts";
import { createOperators } from "../../../src/directory/operators.ts";
import type { OperatorSurfaces } from "../../../src/http/operators/operators.ts";
import { parseSettings } from "../../../src/model/settings/parse-settings.ts";
import { NO_SIGNER } from "../../../src/signing/profile-signer.ts";
import { keptDirectory } from "../../../src/store/cache/directory-reader.ts";
import { keptLogins } from "../../../src/store/cache/login-reader.ts";
import { sqlAccess } from "../../../src/store/sql/sql-access.ts";
import { sqlChecks } from "../../../src/store/sql/sql-checks.ts";
import type { SqlDatabase } from "../../../src/store/sql/sql-database.ts";
import { sqlDirectory } from "../../../src/store/sql/sql-directory.ts";
import { sqlHostnames } from "../../../src/store/sql/sql-hostnames.ts";
import { sqlLogins } from "../../../src/store/sql/sql-logins.ts";
import { awkwardSettings } from "../../fixtures/settings.ts";
import { findUndescribed } from "../reading/described.ts";
import { STRANGER } from "./app.ts";
import { checkLog } from "./log-lines.ts";

const ORIGIN = "https://setup.hosting.example";
export const ADMIN_TOKEN = "an-admin-token-of-some-length";
export const PLAIN = awkwardSettings.providers.plain;

/** What tests look into, of whichever answer: the description says which has what. */
export interface ApiBody {
  readonly moves: readonly unknown[];
  readonly results: readonly ApiBody[];
  readonly logins: readonly ApiBody[];
  readonly type: string;
  readonly errors?: readonly { readonly pointer?: string; readonly detail: string }[];
  readonly revision: number;
  readonly entry: unknown;
  readonly domains: readonly { readonly domain: string }[];
  readonly providers: object;
  readonly records: readonly unknown[];
  readonly links: readonly unknown[];
  readonly revisions: readonly { readonly entry: unknown }[];
  readonly next: string | null;
  readonly samples: readonly { readonly diffs: readonly unknown[] }[];
  readonly findings: readonly unknown[];
  readonly total: object;
  readonly secret: string;
  readonly line: number;
  readonly status: number;
  readonly changed: boolean;
}

interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: ApiBody;
  /** Of a body that is lines, each. */
  readonly lines: readonly ApiBody[];
}

interface AskOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | undefined;
}

export type Ask = (method: string, path: string, options?: AskOptions) => Promise<ApiAnswer>;

/** The service over an empty directory; each answer of its API is held against the description. */
export function openApi(database: SqlDatabase) {
  const floor = parseSettings({ service: { origin: ORIGIN }, providers: { "from-file": PLAIN }, domains: {} });
  if (!floor.ok) throw new Error("the settings are faulty");
  let time = Date.parse("2026-11-29T10:00:00Z");
  const now = () => new Date(time);
  const directory = sqlDirectory(database);
  const reader = keptDirectory(directory, floor.value, { runtime: "machine", now, report: () => {} });
  const loginStore = sqlLogins(database);
  const logins = keptLogins(loginStore, { runtime: "machine", now, report: () => {} });
  const lines: string[] = [];
  const operators = createOperators({
    directory,
    access: sqlAccess(database),
    floor: floor.value,
    now,
    changed: (domain) => reader.forget(domain),
    logins: loginStore,
    hostnames: sqlHostnames(database),
    checks: sqlChecks(database),
    loginsChanged: () => logins.forget(),
    adminToken: ADMIN_TOKEN,
  });
  const surfaces: OperatorSurfaces = {
    createOperators: async () => operators,
    log: (line) => lines.push(checkLog(line)),
  };
  const app = createApp({
    store: reader,
    findLogin: logins.find,
    operators: surfaces,
    now,
    findPeer: () => ({ ...STRANGER, findSource: () => "192.0.2.1" }),
    serviceOrigin: ORIGIN,
    profileSigner: NO_SIGNER,
  });
  const ask: Ask = async (method, path, { body, headers = {}, token = ADMIN_TOKEN } = {}) => {
    const isText = typeof body === "string" || body instanceof Uint8Array;
    const response = await app.request(`${ORIGIN}${path}`, {
      method,
      headers: {
        ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isText ? (body as BodyInit) : JSON.stringify(body) }),
    });
    // Lines are no text to whoever goes by their type.
    const text = new TextDecoder().decode(await response.arrayBuffer());
    const [contentType] = (response.headers.get("content-type") ?? "").split(";");
    const answer = { status: response.status, contentType, text };
    const [pathname = ""] = path.split("?");
    if (pathname.startsWith("/api/v1/") && pathname !== "/api/v1/")
      expect(findUndescribed(method, pathname, answer)).toBeUndefined();
    const bodies = toBodies(contentType, text);
    return { status: response.status, headers: response.headers, text, body: bodies[0] ?? NO_BODY, lines: bodies };
  };
  /** A minute on, tokens may ask as much again. */
  const forgetRates = () => {
    time += 60_000;
  };
  return { app, surfaces, ask, lines, operators, forgetRates };
}

const NO_BODY = {} as ApiBody;

/** Of a body that is none of JSON nothing can be asked. */
function toBodies(contentType: string | undefined, text: string): readonly ApiBody[] {
  if (contentType?.endsWith("json") !== true) return [];
  const texts = contentType.endsWith("ndjson") ? text.split("\n").filter((line) => line !== "") : [text];
  return texts.map((json) => JSON.parse(json));
}
