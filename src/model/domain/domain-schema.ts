import * as z from "zod";
import { type Domain as DomainName, isDomain } from "./domain.ts";
import { toALabels } from "./hostname.ts";

/** What `findDomain` does, for what is read with its faults. */
export const Domain = z
  .string()
  .transform(toALabels)
  .refine(isDomain, { error: "expected a domain name such as mail.example.com" })
  .brand<"Domain">();
export type Domain = DomainName;
