/**
 * The world as it was found, for simulated clients: what each of them asks is asked once for all.
 * @module
 */
import { type ClientRequest, NoAnswerError, type ServerAnswer, type World } from "../simulator/world.ts";
import type { FoundData } from "./dns/ask-dns.ts";
import type { Inquiry, WebSeen } from "./inquiry.ts";

/** Nobody's mailbox; whoever answers must not need one. */
export const LOCAL_PART = "waypost-check";

export function foundWorld(inquiry: Inquiry): World {
  return {
    async fetch(request) {
      const seen = await ask(inquiry, request);
      const answer = isTrusted(seen) && seen.state === "answered" ? seen.answer : undefined;
      if (answer === undefined) throw new NoAnswerError(explain(seen));
      const { status, headers, body } = answer;
      return { status, headers, body } satisfies ServerAnswer;
    },
    async resolveMx(name) {
      return (await find(inquiry, name, "MX")).flatMap((data) =>
        data.type === "MX" && data.exchange !== "." ? [{ priority: data.priority, exchange: data.exchange }] : [],
      );
    },
    async resolveSrv(name) {
      return (await find(inquiry, name, "SRV")).flatMap((data) => {
        if (data.type !== "SRV") return [];
        const { priority, weight, port, target } = data;
        return [{ priority, weight, port, target: target === "." ? "" : target }];
      });
    },
    async resolveTxt(name) {
      return (await find(inquiry, name, "TXT")).flatMap((data) => (data.type === "TXT" ? [data.value] : []));
    },
    // No answer depends on it.
    md5: async () => "0".repeat(32),
  };
}

function explain(seen: WebSeen): string {
  switch (seen.state) {
    case "answered":
      return "its certificate is not trusted";
    case "foreign":
      return "it is not asked: it is no name of the domain's";
    case "no-address":
      return "no such name";
    case "inward":
      return "its address is not on the Internet";
    case "dns-failed":
    case "failed":
      return seen.because;
  }
}

/** The same request of every client, whatever each calls itself. */
export function ask(inquiry: Inquiry, { method, url, headers, body }: ClientRequest): Promise<WebSeen> {
  return inquiry.web({ method, url, headers: { accept: "*/*", ...headers }, body }, toKey(method, url, body));
}

/** What clients would not go on with is no answer to them. */
export function isTrusted(seen: WebSeen): boolean {
  return seen.state === "answered" && (seen.answer.tls?.certificate?.faults.length ?? 0) === 0;
}

/** Addresses and what they are hashed to are one person's; whether there is one may decide. */
function toKey(method: string, text: string, body = ""): string {
  const url = URL.parse(text);
  if (url === null) return `${method} ${text}`;
  const asked = [...url.searchParams].map(([name, value]) => {
    const lower = name.toLowerCase();
    return lower === "protocol" ? `${lower}=${value.toLowerCase()}` : lower;
  });
  const query = asked
    .filter((name) => name !== "emailmd5" && name !== "redirectcount")
    .sort()
    .join("&");
  const schema = /mobilesync/i.test(body) ? " mobilesync" : "";
  return `${method} ${url.origin}${url.pathname}?${query}${schema}`;
}

async function find(inquiry: Inquiry, name: string, type: "MX" | "SRV" | "TXT"): Promise<readonly FoundData[]> {
  const reply = await inquiry.dns({ name: name.toLowerCase(), type });
  return reply.state === "found" ? reply.data : [];
}
