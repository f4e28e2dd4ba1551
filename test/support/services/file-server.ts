import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { type RunningServer, startServer } from "../../../src/node/http-server.ts";
import { LOOPBACK } from "./loopback.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/xml",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** A server that knows nothing but files, and `_headers` and `_redirects` as Cloudflare Pages and Netlify read them. */
export function startFileServer(folderOf: (hostname: string) => string | undefined): Promise<RunningServer> {
  return startServer(
    async (request) => {
      const { pathname, hostname } = new URL(request.url);
      const folder = folderOf(hostname);
      if (folder === undefined || pathname.includes("/_")) return new Response("", { status: 404 });
      for (const line of (await readText(folder, "_redirects")).split("\n")) {
        const [from, location = "", status] = line.split(" ");
        if (from === pathname) return new Response(null, { status: Number(status), headers: { location } });
      }
      if (request.method !== "GET" && request.method !== "HEAD") return new Response("", { status: 405 });
      const path = decodeURI(pathname).slice(1);
      for (const file of [path, join(path, "index.html")]) {
        const body = await read(folder, file);
        if (body === undefined) continue;
        const type = TYPES[extname(file)] ?? "application/octet-stream";
        return new Response(body, { headers: { "content-type": type, ...(await headersOf(folder, pathname)) } });
      }
      return new Response(await read(folder, "404.html"), { status: 404, headers: { "content-type": "text/html" } });
    },
    { endpoint: LOOPBACK },
  );
}

async function headersOf(folder: string, pathname: string): Promise<Record<string, string>> {
  const headers: Record<string, string> = {};
  let isMeant = false;
  for (const line of (await readText(folder, "_headers")).split("\n"))
    if (line.startsWith("  ")) {
      const [name = "", ...value] = line.trim().split(": ");
      if (isMeant) headers[name.toLowerCase()] = value.join(": ");
    } else isMeant = line.endsWith("*") ? pathname.startsWith(line.slice(0, -1)) : pathname === line;
  return headers;
}

async function read(folder: string, path: string) {
  try {
    return new Uint8Array(await readFile(join(folder, path)));
  } catch {
    return undefined;
  }
}

async function readText(folder: string, path: string): Promise<string> {
  return new TextDecoder().decode(await read(folder, path));
}
