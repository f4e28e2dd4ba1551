/** The port that each protocol has for TLS from the first byte (RFC 8314). */
export const TLS_PORT = { imap: 993, pop3: 995, submission: 465 } as const;

/** The port that each has where TLS begins by upgrade, or never. */
export const UPGRADE_PORT = { imap: 143, pop3: 110, submission: 587 } as const;

const TLS_PORTS: ReadonlySet<number> = new Set(Object.values(TLS_PORT));
/** Port 25 among them: where servers take each other's mail, and some that of people. */
const UPGRADE_PORTS: ReadonlySet<number> = new Set([25, ...Object.values(UPGRADE_PORT)]);

/** How TLS starts at a port that is registered for one way, which most clients take for granted; `undefined` at any other. */
export function findPortSocketType(port: number): "tls" | "starttls" | undefined {
  if (TLS_PORTS.has(port)) return "tls";
  return UPGRADE_PORTS.has(port) ? "starttls" : undefined;
}
