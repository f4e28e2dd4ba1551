/**
 * Log-in names that no rule makes: what a domain's own table says of its addresses.
 * @module
 */
import * as z from "zod";
import { Username } from "../server.ts";
import { EmailAddress } from "./email-address.ts";

/** What the table says of one address, where it says anything. */
export interface Login {
  /** What logs in to its mailbox, whatever the rule says. */
  readonly username?: string;
  /** Of an alias: what stands before the @ of the mailbox that it belongs to, in lower case. */
  readonly mailbox?: string;
}

/** An entry of the table as it is written: a name, or the mailbox of an alias. */
export const LoginEntry = z
  .strictObject({
    username: Username.optional().describe("The log-in name, where the rule does not make it"),
    mailbox: EmailAddress.optional().describe("Of an alias: the address of the same domain that its mailbox has"),
  })
  .refine(({ username, mailbox }) => (username === undefined) !== (mailbox === undefined), {
    error: 'expected one of "username" and "mailbox"',
  });
export type LoginEntry = z.infer<typeof LoginEntry>;

/** By what the table knows an address of its domain: mail systems take upper case for the same mailbox. */
export function toLoginKey({ localPart }: Pick<EmailAddress, "localPart">): string {
  return localPart.toLowerCase();
}
