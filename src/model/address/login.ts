/**
 * Login names that no rule makes: what a domain's own table says of its addresses.
 * @module
 */
import type { EmailAddress } from "./email-address.ts";

/** What the table says of one address, where it says anything. */
export interface Login {
  /** What logs in to its mailbox, whatever the rule says. */
  readonly username?: string;
  /** Of an alias: what stands before the @ of the mailbox that it belongs to, in lower case. */
  readonly mailbox?: string;
}

/** By what the table knows an address of its domain: mail systems take upper case for the same mailbox. */
export function toLoginKey({ localPart }: Pick<EmailAddress, "localPart">): string {
  return localPart.toLowerCase();
}
