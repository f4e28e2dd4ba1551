/**
 * Custom hostnames of a zone, as Cloudflare's description of its API has them: pages, error codes, and a list that shows
 * late what was done. The service itself has not been asked.
 * @see https://developers.cloudflare.com/api/resources/custom_hostnames/
 * @see https://developers.cloudflare.com/cloudflare-for-platforms/cloudflare-for-saas/reference/status-codes/custom-hostnames/
 */
import { type RunningServer, startServer } from "../../../src/node/http-server.ts";
import { LOOPBACK } from "./loopback.ts";

export const ZONE = { id: "023e105f4ecef8ad9ca31a8372d0c353", name: "hosting.example" };
export const CLOUDFLARE_TOKEN = "test-token-of-cloudflare";

interface Hostname {
  id: string;
  hostname: string;
  status: string;
  ssl: { status: string; method: string; type: string; validation_errors?: { message: string }[] };
  verification_errors?: string[];
}

export interface FakeCloudflare {
  readonly env: Readonly<Record<string, string>>;
  /** By name, as they are; the list may say otherwise. */
  readonly hostnames: Map<string, Hostname>;
  /** Method and path of every request. */
  readonly asked: string[];
  /** What the next requests are answered with instead; `cut` ends the connection after the work was done. */
  readonly faults: (Fault | undefined)[];
  /** Whether lists show what has been made or removed since. */
  listed: "now" | "as before";
  quota: number;
  add(hostname: string, differing?: Partial<Hostname>): void;
  stop(): Promise<void>;
}

interface Fault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether the work is done all the same. */
  readonly isDone?: boolean;
}

export async function startCloudflare(): Promise<FakeCloudflare> {
  const hostnames = new Map<string, Hostname>();
  let before: Hostname[] = [];
  let last = 0;
  const fake = {
    hostnames,
    asked: [] as string[],
    faults: [] as (Fault | undefined)[],
    listed: "now" as FakeCloudflare["listed"],
    quota: 50_000,
    add(hostname: string, differing: Partial<Hostname> = {}) {
      last += 1;
      const id = String(last).padStart(32, "a");
      const ssl = { status: "initializing", method: "http", type: "dv" };
      hostnames.set(hostname, { id, hostname, status: "pending", ssl, ...differing });
    },
  };
  const server: RunningServer = await startServer(
    async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      fake.asked.push(`${request.method} ${pathname.replace("/client/v4", "")}`);
      if (fake.listed === "now") before = [...hostnames.values()];
      const fault = fake.faults.shift();
      if (fault !== undefined && fault.isDone !== true)
        return new Response(fault.body ?? "", { status: fault.status, headers: fault.headers ?? {} });
      const answer = await answerOf(request, pathname, searchParams);
      return fault === undefined ? answer : new Response("", { status: fault.status, headers: fault.headers ?? {} });
    },
    { endpoint: LOOPBACK },
  );
  return Object.assign(fake, {
    env: { CLOUDFLARE_API_TOKEN: CLOUDFLARE_TOKEN, CLOUDFLARE_BASE_URL: `${server.url}/client/v4` },
    stop: () => server.stop(),
  });

  async function answerOf(request: Request, pathname: string, query: URLSearchParams): Promise<Response> {
    if (request.headers.get("authorization") !== `Bearer ${CLOUDFLARE_TOKEN}`)
      return fail(403, 10000, "Authentication error");
    const [, of, id] = /^\/client\/v4\/zones\/([^/]+)(?:\/custom_hostnames(?:\/([^/]+))?)?$/.exec(pathname) ?? [];
    if (pathname === "/client/v4/zones") return succeed(query.get("name") === ZONE.name ? [ZONE] : []);
    if (of !== ZONE.id)
      return fail(404, 7003, "Could not route to the zone, perhaps your object identifier is invalid?");
    if (!pathname.includes("custom_hostnames")) return succeed(ZONE);
    if (id === undefined) return request.method === "POST" ? create(await request.json()) : list(query);
    const found = [...hostnames.values()].find((one) => one.id === id);
    if (found === undefined) return fail(404, 1436, "The custom hostname was not found.");
    if (request.method === "DELETE") {
      hostnames.delete(found.hostname);
      return Response.json({ id });
    }
    if (request.method === "PATCH") {
      found.status = "pending";
      found.ssl.status = "pending_validation";
      return succeed(found, 202);
    }
    return succeed(found);
  }

  function list(query: URLSearchParams): Response {
    const named = query.get("hostname");
    // A filter is answered from what there is, a list from what was copied of it.
    if (named !== null) return succeed([...hostnames.values()].filter(({ hostname }) => hostname.includes(named)));
    const [page, size] = [Number(query.get("page") ?? 1), Number(query.get("per_page") ?? 20)];
    if (size < 5 || size > 50) return fail(400, 1400, "per_page is from 5 to 50");
    const info = { page, per_page: size, total_pages: Math.ceil(before.length / size), total_count: before.length };
    return succeed(before.slice((page - 1) * size, page * size), 200, info);
  }

  function create(body: unknown): Response {
    const { hostname, ssl } = body as { hostname: string; ssl: { method?: string; type?: string } };
    if (ssl.method === undefined || ssl.type === undefined)
      return fail(
        400,
        1440,
        "Both validation type and validation method are required. Check your input and try again.",
      );
    if (hostname.endsWith(".localhost"))
      return fail(400, 1409, "Reserved top domain custom hostnames, such as 'localhost', is not supported.");
    if (hostnames.has(hostname)) return fail(409, 1406, "Duplicate custom hostname found.");
    if (hostnames.size >= fake.quota) return fail(403, 1405, "Quota exceeded.");
    fake.add(hostname);
    return succeed(hostnames.get(hostname), 201);
  }
}

function succeed(result: unknown, status = 200, info?: object): Response {
  return Response.json({ success: true, errors: [], messages: [], result, result_info: info }, { status });
}

function fail(status: number, code: number, message: string): Response {
  return Response.json({ success: false, errors: [{ code, message }], messages: [], result: null }, { status });
}
