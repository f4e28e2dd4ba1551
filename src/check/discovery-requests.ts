/**
 * Where clients ask for a domain's settings, in every variant that matters, and what is to be answered there.
 * @module
 */
import type { ServerSettings } from "../model/server-settings.ts";
import type { ClientRequest } from "../simulator/world.ts";
import { LOCAL_PART } from "./found-world.ts";

export type DiscoveryDocument = "autoconfig" | "autodiscover" | "autodiscover-json" | "pacc" | "profile";

export interface DiscoveryRequest {
  readonly document: DiscoveryDocument;
  readonly request: ClientRequest;
  /** `names` are to answer; `site` is the domain's own web site, which best knows nothing; `service` is this one. */
  readonly at: "names" | "site" | "service";
}

export function toDiscoveryRequests(
  { domain, discoveryOrigin }: ServerSettings,
  origin: string,
  hasPacc: boolean,
): readonly DiscoveryRequest[] {
  const address = encodeURIComponent(`${LOCAL_PART}@${domain}`);
  const get = (url: string): ClientRequest => ({ method: "GET", url, headers: {} });
  const post = (url: string): ClientRequest => ({
    method: "POST",
    url,
    headers: { "content-type": "text/xml; charset=utf-8" },
    body: toPoxRequest(`${LOCAL_PART}@${domain}`),
  });
  const hasCertificates = discoveryOrigin === undefined;
  const config = `/mail/config-v1.1.xml`;
  const wellKnown = `/.well-known/autoconfig/mail/config-v1.1.xml`;
  const pox = `/autodiscover/autodiscover.xml`;
  const json = `/autodiscover/autodiscover.json?Email=${address}&Protocol=Autodiscoverv1&RedirectCount=1`;
  const requests: readonly (DiscoveryRequest | false)[] = [
    hasCertificates && {
      document: "autoconfig",
      at: "names",
      request: get(`https://autoconfig.${domain}${config}?emailaddress=${address}`),
    },
    hasCertificates && { document: "autoconfig", at: "names", request: get(`https://autoconfig.${domain}${config}`) },
    {
      document: "autoconfig",
      at: "names",
      request: get(`http://autoconfig.${domain}${config}?emailaddress=${address}`),
    },
    hasCertificates && { document: "autodiscover", at: "names", request: post(`https://autodiscover.${domain}${pox}`) },
    { document: "autodiscover", at: "names", request: get(`http://autodiscover.${domain}${pox}`) },
    hasCertificates && {
      document: "autodiscover-json",
      at: "names",
      request: get(`https://autodiscover.${domain}${json}`),
    },
    hasCertificates &&
      hasPacc && {
        document: "pacc",
        at: "names",
        request: get(`https://ua-auto-config.${domain}/.well-known/user-agent-configuration.json`),
      },
    { document: "autoconfig", at: "site", request: get(`https://${domain}${wellKnown}?emailaddress=${address}`) },
    { document: "autoconfig", at: "site", request: get(`http://${domain}${wellKnown}?emailaddress=${address}`) },
    { document: "autodiscover", at: "site", request: post(`https://${domain}${pox}`) },
    { document: "autoconfig", at: "service", request: get(`${origin}/d/${domain}${config}`) },
    { document: "profile", at: "service", request: get(`${origin}/profiles/apple.mobileconfig?domain=${domain}`) },
  ];
  return requests.filter((request) => request !== false);
}

function toPoxRequest(address: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>
<EMailAddress>${address}</EMailAddress>
<AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>
</Request></Autodiscover>
`;
}
