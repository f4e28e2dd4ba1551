import { getServers } from "node:dns";
import { isIP } from "node:net";
import { createSecureContext } from "node:tls";
import type { ExchangeMessage } from "../../check/dns/ask-dns.ts";
import { askByMessages } from "../../check/dns/dns-message.ts";
import { overHttps } from "../../check/dns/dns-over-https.ts";
import type { Probes } from "../../check/network/probes.ts";
import { type FindPort, samePort } from "./checked-lookup.ts";
import { createConnectMail } from "./connect-mail.ts";
import { type DnsPlace, throughServers } from "./dns-server.ts";
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
  resolver = throughServers(getServers().flatMap((server) => findPlace(server) ?? [])),
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

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Whom to ask: an https URL, or an address with or without a port; `undefined` for anything else. */
export function findResolver(place: string): ExchangeMessage | undefined {
  const url = URL.parse(place);
  // Unencrypted, what is asked may go no further than this machine.
  if (url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.test(url.hostname)))
    return overHttps(place, fetch);
  const server = findPlace(place);
  return server && throughServers([server]);
}

function findPlace(text: string): DnsPlace | undefined {
  if (isIP(text) !== 0) return { address: text, port: 53 };
  const [, inBrackets, bare, port = "53"] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = inBrackets ?? bare ?? "";
  const isPlace = isIP(address) !== 0 && Number(port) > 0 && Number(port) < 65_536;
  return isPlace ? { address, port: Number(port) } : undefined;
}
