import * as z from "zod";
import { Username } from "../server.ts";
import { EmailAddress } from "./email-address-schema.ts";

/** An entry of a domain's table of login names as it is written: a name, or the mailbox of an alias. */
export const LoginEntry = z
  .strictObject({
    username: Username.optional().describe("The login name, where the rule does not make it"),
    mailbox: EmailAddress.optional().describe("Of an alias: the address of the same domain that its mailbox has"),
  })
  .refine(({ username, mailbox }) => (username === undefined) !== (mailbox === undefined), {
    error: 'expected one of "username" and "mailbox"',
  });
export type LoginEntry = z.infer<typeof LoginEntry>;
