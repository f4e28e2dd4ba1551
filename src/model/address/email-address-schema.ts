import * as z from "zod";
import { ADDRESS_FAULTS, type EmailAddress as Address, parseEmailAddress } from "./email-address.ts";

/** What `parseEmailAddress` does, for what is read with its faults. */
export const EmailAddress = z
  .string()
  .transform((input, context) => {
    const parsed = parseEmailAddress(input);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: "custom", message: ADDRESS_FAULTS[parsed.error] });
    return z.NEVER;
  })
  .readonly();
export type EmailAddress = Address;
