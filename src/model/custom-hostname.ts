/**
 * A name under a customer's domain that leads to the service through Cloudflare for SaaS.
 * @module
 */
import * as z from "zod";
import { Domain } from "./domain/domain-schema.ts";

/** What Cloudflare calls a zone. */
export const ZoneId = z.string().regex(/^[0-9a-f]{32}$/, { error: "expected the 32 hexadecimal digits of a zone" });

/** As it was last seen. Words are Cloudflare's own, so that what they mean can be told better later. */
export const CustomHostname = z.strictObject({
  hostname: Domain,
  /** Whose discovery name it is. */
  domain: Domain,
  zone: ZoneId,
  id: z.string().max(64).nullable().describe("Cloudflare's; null as long as none was given"),
  made: z.boolean().describe("Whether waypost cloudflare sync made it, and may so remove it"),
  status: z.string().max(64).describe("Cloudflare's status of the name; asked or refused where it has none"),
  certificateStatus: z.string().max(64).nullable().describe("Cloudflare's status of the certificate"),
  errors: z.array(z.string().max(1000)).max(20).describe("What Cloudflare says is wrong"),
  checkedAt: z.iso.datetime(),
});
export type CustomHostname = z.infer<typeof CustomHostname>;
