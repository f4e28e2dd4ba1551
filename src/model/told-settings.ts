import * as z from "zod";
import { Domain } from "./domain/domain.ts";
import { ResolvedProvider } from "./settings/provider.ts";

/** `ServerSettings` as the API tells them, for whoever reads or describes that. */
export const ToldSettings = ResolvedProvider.extend({
  domain: Domain,
  launched: z.boolean(),
  explicitLogins: z.boolean().optional(),
  discoveryOrigin: z.url().optional(),
  validUntil: z.iso.datetime().optional(),
  serversChangeAt: z.iso.datetime().optional(),
}).readonly();
export type ToldSettings = z.infer<typeof ToldSettings>;
