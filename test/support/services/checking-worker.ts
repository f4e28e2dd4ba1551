/**
 * A Worker that checks with the probes of the edge, for tests: `POST` of settings gives a domain's report, to `/servers` what
 * the rule of mail servers finds; `?mail=2000` is how many milliseconds these have.
 * @module
 */
import { type CheckOptions, checkDomain, openInquiry } from "../../../src/check/check-domain.ts";
import { servers } from "../../../src/check/rules/servers.ts";
import { createEdgeProbes } from "../../../src/edge/probes/edge-probes.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import type { ServerSettings } from "../../../src/model/server-settings.ts";

interface Bindings {
  readonly RESOLVER: string;
  /** Where the mail servers of the test are, by host name and port. */
  readonly PORTS: string;
  readonly ORIGIN: string;
  /** What stands between `fetch` and the test's web servers, as Cloudflare's network does. */
  readonly WEB: Fetcher;
}

export default {
  async fetch(request: Request, { RESOLVER, PORTS, ORIGIN, WEB }: Bindings): Promise<Response> {
    const settings: ServerSettings = await request.json();
    // Proof: the test writes it.
    const ports = JSON.parse(PORTS) as Readonly<Record<string, number>>;
    const started = new Date();
    const { pathname, searchParams } = new URL(request.url);
    const options: CheckOptions = {
      probes: createEdgeProbes({
        resolver: RESOLVER,
        sendWeb: (...asked) => WEB.fetch(...asked),
        findPlace: ({ hostname, port, addresses: [address = ""] }) => ({
          hostname: address.includes(":") ? `[${address}]` : address,
          port: ports[`${hostname}:${port}`] ?? 1,
          certificateFor: hostname,
        }),
      }),
      serviceOrigin: ORIGIN,
      // It stands still: machines with other work to do are slow.
      now: () => started,
      allowPrivate: true,
      // Long enough for those that do answer, on machines with other work to do.
      limits: { whole: 20_000, dns: 8000, web: 8000, mail: Number(searchParams.get("mail") ?? 8000) },
    };
    if (pathname !== "/servers") return Response.json(await checkDomain(settings, options));
    return Response.json(
      await servers({
        domain: settings.domain,
        settings,
        serviceOrigin: ORIGIN,
        serviceHost: Domain.parse(new URL(ORIGIN).hostname),
        records: [],
        inquiry: openInquiry(settings, options),
        now: started,
      }),
    );
  },
};
