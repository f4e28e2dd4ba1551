import type { CertificateList } from "../../directory/views/certificate-list.ts";
import { isDiscoveryName } from "../../model/domain/discovery-name.ts";
import { Domain } from "../../model/domain/domain-schema.ts";
import type { Needed } from "./hostname-plan.ts";

/** Of all names that need certificates those under customers' domains: the service's own leads to the Worker by itself. */
export async function findWantedNames({ items }: CertificateList): Promise<ReadonlyMap<string, Needed>> {
  const wanted = new Map<string, Needed>();
  for await (const { domain, names } of items)
    for (const name of names) if (isDiscoveryName(name)) wanted.set(name, { hostname: Domain.parse(name), domain });
  return wanted;
}
