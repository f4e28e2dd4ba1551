import { type Domain, findDomain } from "./domain.ts";

/** What a domain's aliases lead to; a name by convention where the service is reached by none, such as localhost. */
export function toServiceHost(origin: string | undefined, domain: Domain): Domain {
  return findDomain(URL.parse(origin ?? "")?.hostname ?? "") ?? findDomain(`setup.${domain}`) ?? domain;
}
