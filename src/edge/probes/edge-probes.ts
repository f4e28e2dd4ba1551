import { askByMessages } from "../../check/dns/dns-message.ts";
import { overHttps } from "../../check/dns/dns-over-https.ts";
import type { Probes } from "../../check/network/probes.ts";
import { byName, createConnectMail, type FindPlace } from "./connect-mail.ts";
import { createSendWeb } from "./send-web.ts";

export interface EdgeProbesOptions {
  /** The URL of a resolver that answers DNS over HTTPS. */
  readonly resolver: string;
  /** How web servers are asked, where not by `fetch`. */
  readonly sendWeb?: typeof fetch | undefined;
  /** Where mail servers are, where not at their names. */
  readonly findPlace?: FindPlace | undefined;
}

/** The Internet from a Worker. */
export function createEdgeProbes({
  resolver,
  // Called as a method of something else, it throws.
  sendWeb = (...asked) => fetch(...asked),
  findPlace = byName,
}: EdgeProbesOptions): Probes {
  return {
    askDns: askByMessages(overHttps(resolver, (...asked) => fetch(...asked))),
    sendWeb: createSendWeb(sendWeb),
    connectMail: createConnectMail(findPlace),
    atOnce: AT_ONCE,
    unseen: ["certificates", "tlsVersions"],
  };
}

/** Of six connections that a request may have open at the same time, so that none of these waits for the others. */
const AT_ONCE = { dns: 2, web: 2, mail: 2 } as const;
