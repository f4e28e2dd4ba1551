/**
 * Questions and answers of DNS as messages.
 * @see RFC 1035 section 4, RFC 2308 (what is not there), RFC 6840 section 5.7 (the AD bit in questions)
 * @module
 */
import packet from "dns-packet";
import type { AskDns, AskedType, DnsQuestion, DnsReply, ExchangeMessage, FoundData } from "./ask-dns.ts";

/** Over whatever carries messages to a resolver. */
export function askByMessages(exchange: ExchangeMessage): AskDns {
  return async (question, signal) => {
    try {
      const answer = await exchange(encodeQuestion(question), signal);
      return readReply(answer, question);
    } catch (error) {
      return { state: "failed", because: describe(error) };
    }
  };
}

function describe(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}

function encodeQuestion({ name, type, unchecked = false }: DnsQuestion): Uint8Array<ArrayBuffer> {
  const flags = packet.RECURSION_DESIRED | packet.AUTHENTIC_DATA | (unchecked ? packet.CHECKING_DISABLED : 0);
  // Over HTTPS the number is 0, so that caches know the question again (RFC 8484 section 4.1); over UDP it is drawn.
  return new Uint8Array(packet.encode({ type: "query", id: 0, flags, questions: [{ type, name }] }));
}

/** Messages of answers have a code and flags that the package's types leave out. */
type Decoded = packet.DecodedPacket & { readonly rcode: string; readonly flag_ad: boolean };

/** Throws for what is no message. */
function readReply(bytes: Uint8Array, { name, type }: DnsQuestion): DnsReply {
  // Proof: the package writes both beside the flags of each message.
  const message = packet.decode(Buffer.from(bytes)) as Decoded;
  const { rcode, flag_ad: isAuthentic, answers = [] } = message;
  if (rcode !== "NOERROR" && rcode !== "NXDOMAIN") return { state: "failed", because: `the resolver answers ${rcode}` };
  const { last, aliases } = follow(name, answers);
  const data = answers.flatMap((answer) => (toName(answer.name) === last ? toData(answer, type) : []));
  // An alias itself stands at the name that is asked for.
  const found =
    type === "CNAME" ? answers.flatMap((answer) => (toName(answer.name) === name ? toData(answer, type) : [])) : data;
  if (found.length > 0) return { state: "found", data: found, aliases, isAuthentic };
  return { state: "nothing", nameExists: rcode === "NOERROR", aliases, isAuthentic };
}

function follow(name: string, answers: readonly packet.Answer[]) {
  const aliases: string[] = [];
  let last = name;
  for (;;) {
    const alias = answers.find((answer) => answer.type === "CNAME" && toName(answer.name) === last);
    if (alias?.type !== "CNAME") return { last, aliases };
    const target = toName(alias.data);
    if (target === name || aliases.includes(target)) return { last: target, aliases: [...aliases, target] };
    aliases.push(target);
    last = target;
  }
}

function toData(answer: packet.Answer, type: AskedType): readonly FoundData[] {
  if (answer.type !== type) return [];
  switch (answer.type) {
    case "A":
    case "AAAA":
      return [{ type: answer.type, address: answer.data }];
    case "CNAME":
      return [{ type: "CNAME", target: toName(answer.data) }];
    case "TXT":
      return [{ type: "TXT", value: toText(answer.data) }];
    case "SRV": {
      const { priority = 0, weight = 0, port, target } = answer.data;
      return [{ type: "SRV", priority, weight, port, target: toName(target) }];
    }
    case "MX":
      return [{ type: "MX", priority: answer.data.preference ?? 0, exchange: toName(answer.data.exchange) }];
    case "CAA": {
      const { tag, value, issuerCritical = false } = answer.data;
      return [{ type: "CAA", tag: tag.toLowerCase(), value, isCritical: issuerCritical }];
    }
    default:
      return [];
  }
}

/** In lower case, without the dot at its end; the root is a dot, or nothing. */
function toName(name: string): string {
  return name === "" || name === "." ? "." : name.replace(/\.$/, "").toLowerCase();
}

/** A character for each byte. */
function toText(data: packet.TxtData): string {
  return [data]
    .flat()
    .map((part) => (typeof part === "string" ? part : part.toString("latin1")))
    .join("");
}
