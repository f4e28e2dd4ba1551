import * as z from "zod";
import { Domain } from "./domain/domain-schema.ts";
import { ResolvedProvider } from "./settings/provider.ts";

/** `ServerSettings` as the API tells them, for whoever reads or describes that. What only answers needs no schema while it starts. */
export const ToldSettings = ResolvedProvider.extend({
  domain: Domain,
  /** Whether the domain's own site is live; until then webmail may be elsewhere. */
  launched: z.boolean(),
  /** Whether addresses may have login names that no rule makes. */
  explicitLogins: z.boolean().optional(),
  /** Where clients are led instead of the domain's own names: those have no certificates. */
  discoveryOrigin: z.url().optional(),
  /** From this moment on they are others: nothing that is made of them may be kept longer. */
  validUntil: z.iso.datetime().optional(),
  /** When the mail servers will be others; there for as long before as people are told. */
  serversChangeAt: z.iso.datetime().optional(),
}).readonly();
export type ToldSettings = z.infer<typeof ToldSettings>;
