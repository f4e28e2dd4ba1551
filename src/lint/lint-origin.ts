import type { Finding } from "./finding.ts";

type OriginFinding = Omit<Finding, "path">;

const remedy = "set it to where people reach this service, such as https://setup.your-company.com";

export const NO_ORIGIN: OriginFinding = {
  value: undefined,
  problem:
    "links and codes begin with whatever host a request names, no shared cache keeps what holds them, and mails hold none",
  remedy,
};

/** Names that nobody can have (RFC 2606, RFC 6761). */
const EXAMPLE = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid|test|localhost)$/;

/** Where links of pages, codes, mails and profiles begin. */
export function lintOrigin(origin: string | undefined): OriginFinding[] {
  if (origin === undefined) return [NO_ORIGIN];
  if (!EXAMPLE.test(new URL(origin).hostname)) return [];
  return [{ value: origin, problem: "links and codes lead to an example", remedy }];
}
