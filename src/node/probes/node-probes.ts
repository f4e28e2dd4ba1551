import { createSecureContext } from "node:tls";
import type { ExchangeMessage } from "../../check/dns/ask-dns.ts";
import { askByMessages } from "../../check/dns/dns-message.ts";
import type { Probes } from "../../check/network/probes.ts";
import { type FindPort, samePort } from "./checked-lookup.ts";
import { createConnectMail } from "./connect-mail.ts";
import { systemResolver } from "./resolvers.ts";
import { LENIENT } from "./seen-tls.ts";
import { createSendWeb } from "./send-web.ts";

export interface NodeProbesOptions {
  /** The system's resolvers where none is named. */
  readonly resolver?: ExchangeMessage | undefined;
  /** Authorities that are trusted in place of those that Node trusts. */
  readonly authorities?: readonly string[] | undefined;
  readonly findPort?: FindPort | undefined;
}

/** The Internet from a machine of one's own. */
export function createNodeProbes({
  resolver = systemResolver(),
  authorities,
  findPort = samePort,
}: NodeProbesOptions = {}): Probes {
  // Once: it holds all authorities.
  const secureContext = createSecureContext({ ...LENIENT, ...(authorities && { ca: [...authorities] }) });
  return {
    askDns: askByMessages(resolver),
    sendWeb: createSendWeb(findPort, secureContext),
    connectMail: createConnectMail(findPort, secureContext),
  };
}
