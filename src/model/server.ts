import * as z from "zod";
import { type Domain, findDomain } from "./domain/domain.ts";
import { withoutInvisible } from "./printable.ts";
import { toSample } from "./settings/template.ts";
import { text } from "./text.ts";

/** How TLS starts: `tls` from the first byte (RFC 8314 implicit TLS), `starttls` by upgrade, `plain` never. */
export const SocketType = z.enum(["tls", "starttls", "plain"]);
export type SocketType = z.infer<typeof SocketType>;

/** Proof of identity, in the words of draft-ietf-mailmaint-autoconfig. */
export const Authentication = z.enum([
  "password-cleartext",
  "password-encrypted",
  "OAuth2",
  "NTLM",
  "GSSAPI",
  "client-IP-address",
  "TLS-client-cert",
  "none",
]);
export type Authentication = z.infer<typeof Authentication>;

/** A login name. What cannot be seen in it would be sent to the server all the same. */
export const Username = text(255).refine((name) => withoutInvisible(name) === name, {
  error: "expected text without invisible characters",
});

export const Port = z.int().min(1).max(65_535);

/** POP3 options of version 1.1 of autoconfig, as Thunderbird reads them. */
const Pop3Options = z
  .strictObject({
    leaveMessagesOnServer: z
      .boolean()
      .optional()
      .describe("Keep them for other devices; Thunderbird does so by itself"),
    downloadOnBiff: z.boolean().optional().describe("Fetch when new mail is announced"),
    daysToLeaveMessagesOnServer: z
      .int()
      .min(1)
      .max(36_500)
      .optional()
      .describe("Then Thunderbird deletes them there; without a number after 14 days. 36500 is as good as never"),
    checkInterval: z.int().min(1).max(10_080).optional().describe("Minutes between two checks"),
  })
  .describe("What a POP3 client should do with fetched messages");

/** A host name as a file says it: with templates in it, or none. */
export const Hostname = z
  .string()
  .max(400)
  .refine((value) => findDomain(toSample(value)) !== undefined, {
    error: "expected a host name such as mail.{domain}",
  });

/** What every server says. */
const server = {
  hostname: Hostname,
  port: Port,
  socketType: SocketType.describe("tls: from the first byte; starttls: by upgrade; plain: only with allowPlaintext"),
  authentication: z.tuple([Authentication], Authentication).describe("Best first"),
  username: Username.default("{address}").describe(
    "The login name: {address}, {localPart}, or text with them, such as {localPart}.{prefix}",
  ),
};

/** A server as a file says it. */
export const IncomingServerEntry = z
  .strictObject({
    protocol: z.enum(["imap", "pop3"]),
    ...server,
    pathPrefix: text(100).optional().describe("The IMAP folder that holds all others, such as INBOX."),
    pop3: Pop3Options.optional(),
  })
  .refine(({ protocol, pathPrefix }) => protocol === "imap" || pathPrefix === undefined, {
    path: ["pathPrefix"],
    error: "expected at IMAP servers only",
  });
export const OutgoingServerEntry = z.strictObject({ protocol: z.literal("submission"), ...server });

/** A server at one domain. */
export type IncomingServer = Resolved<z.infer<typeof IncomingServerEntry>>;
export type OutgoingServer = Resolved<z.infer<typeof OutgoingServerEntry>>;
export type MailServer = IncomingServer | OutgoingServer;

/** With templates filled in, where host names are domains. */
export type Resolved<Value> = Value extends object
  ? { [Member in keyof Value]: Member extends "hostname" ? Domain : Resolved<Value[Member]> }
  : Value;
