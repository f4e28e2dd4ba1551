/**
 * Whether the domain lets those who issue certificates by themselves issue one for its discovery names.
 * @see RFC 8659
 * @module
 */
import { toCertificateNames } from "../../formats/certificates/certificate-names.ts";
import { toDiscoveryRequests } from "../discovery-requests.ts";
import type { FoundData } from "../dns/ask-dns.ts";
import { type CheckedDomain, findings, join, NOTHING_FOUND, type Rule } from "../finding.ts";
import { ask, isTrusted } from "../found-world.ts";

/** Let's Encrypt, which Caddy, Traefik and the others of docs/certificates.md use, and those of Cloudflare. */
const AUTHORITIES: readonly string[] = ["letsencrypt.org", "pki.goog", "ssl.com"];

export const authorities: Rule = async (checked) => {
  const results = await Promise.all(
    toCertificateNames(checked.settings).map(async (name) => {
      // Whoever issued one that works is allowed to.
      if (await hasCertificate(checked, name)) return NOTHING_FOUND;
      const policy = await findPolicy(checked, name);
      const allowed = policy?.data.filter((data) => data.type === "CAA" && data.tag === "issue") ?? [];
      if (policy === undefined || allowed.length === 0) return NOTHING_FOUND;
      const issuers = allowed.flatMap((data) => (data.type === "CAA" ? [data.value.split(";")[0]?.trim() ?? ""] : []));
      if (issuers.some((issuer) => AUTHORITIES.includes(issuer.toLowerCase()))) return NOTHING_FOUND;
      const found = issuers.filter((issuer) => issuer !== "").join(", ") || ";";
      return findings({ kind: "caaForbids", place: policy.name, values: { name, found }, subject: { of: "nothing" } });
    }),
  );
  // One policy of the domain is told once.
  const found = join(results).findings;
  return findings(...found.filter(({ place }, index) => found.findIndex((other) => other.place === place) === index));
};

async function hasCertificate({ inquiry, settings, serviceOrigin }: CheckedDomain, name: string): Promise<boolean> {
  const asked = toDiscoveryRequests(settings, serviceOrigin, true).find(({ request }) =>
    request.url.startsWith(`https://${name}/`),
  );
  return asked !== undefined && isTrusted(await ask(inquiry, asked.request));
}

/** The closest to the name, up to the domain (section 3); an alias leads to the policy of its target. */
async function findPolicy(
  { domain, inquiry }: CheckedDomain,
  name: string,
): Promise<{ readonly name: string; readonly data: readonly FoundData[] } | undefined> {
  for (const asked of [name, domain]) {
    const reply = await inquiry.dns({ name: asked, type: "CAA" });
    if (reply.state === "found") return { name: asked, data: reply.data };
  }
  return undefined;
}
