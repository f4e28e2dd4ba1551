/** The port that each protocol has for TLS from the first byte (RFC 8314). */
export const TLS_PORT = { imap: 993, pop3: 995, submission: 465 } as const;
