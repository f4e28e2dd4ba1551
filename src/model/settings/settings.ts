import * as z from "zod";
import { Domain } from "../domain/domain-schema.ts";
import { Comment, text } from "../text.ts";
import { PlannedChanges, Provider, ProviderPatch } from "./provider.ts";
import { ADDRESS_TEMPLATES } from "./template.ts";

/** A provider's name within one file, such as `example-shop-hosting`. */
export const ProviderId = z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9])?$/, {
  error: "expected a name of lower-case letters, digits, dots and hyphens",
});

/** What a template may name, beside what every domain knows. */
export const VariableName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, { error: "expected a name of letters and digits" })
  .refine((name) => name !== "domain" && !ADDRESS_TEMPLATES.some((known) => known === name), {
    error: "expected a name other than domain, address and localPart",
  });

/** One customer's domain: whose service it uses, and how it differs from that provider's. */
export const DomainEntry = z.strictObject({
  $comment: Comment.optional(),
  provider: ProviderId,
  launched: z.boolean().default(true).describe("Whether the domain's own site is live already"),
  allowPlaintext: z.boolean().default(false).describe('Accept servers whose socketType is "plain"'),
  mailElsewhere: text(60)
    .optional()
    .describe('Where the mail is now, such as "microsoft-365": every endpoint steps aside with 404'),
  suspended: z.boolean().default(false).describe("Nothing is answered for the domain, with 404, until it is resumed"),
  explicitLogins: z
    .boolean()
    .default(false)
    .describe("Look addresses up in the directory's table of login names, which may break the rule"),
  variables: z.record(VariableName, text(500)).optional().describe("Values for templates such as {storeHost}"),
  overrides: ProviderPatch.optional().describe("Merged into the provider (RFC 7396); null removes a member"),
  changes: PlannedChanges.optional().describe("The domain's own; those of its provider come before overrides"),
});
export type DomainEntry = z.infer<typeof DomainEntry>;

/** `"*"` answers for every name that is not listed. */
export const WILDCARD = "*";

const EXPECTED_ORIGIN = "expected an https origin such as https://setup.example.com";

const Service = z
  .strictObject({
    $comment: Comment.optional(),
    origin: z
      .string()
      .regex(/^https:\/\/[^/?#@\\\s]+(?:\/[\w-]+)*$/, { error: EXPECTED_ORIGIN, abort: true })
      .refine((origin) => URL.canParse(origin), { error: EXPECTED_ORIGIN })
      .transform((origin) => new URL(origin).href.replace(/\/$/, ""))
      .optional()
      .describe(
        "How this service is reached from outside, with the path where it has a part of a host alone; used in links of codes, mails and profiles",
      ),
    certificatesOnlyFor: z
      .array(Domain)
      .max(100)
      .optional()
      .describe(
        "Where names under customers' domains have no certificates: the domains whose names have, such as that of the mail exchangers. http://autodiscover.<domain> then leads to the origin",
      ),
  })
  .refine(({ origin, certificatesOnlyFor }) => origin !== undefined || certificatesOnlyFor === undefined, {
    path: ["origin"],
    error: `${EXPECTED_ORIGIN}: clients are led there`,
  });
export type Service = z.infer<typeof Service>;

/** A provider as it stands in a file. The comment is for whoever edits the file, and ends here. */
export const ProviderEntry = Provider.extend({ $comment: Comment.optional() }).transform(
  ({ $comment: _, ...provider }) => provider,
);

/** The shape of a whole settings file. `parse-settings.ts` also checks what its parts say of each other. */
export const SettingsFile = z.strictObject({
  $schema: z.string().optional(),
  $comment: Comment.optional(),
  service: Service.optional(),
  providers: z.record(ProviderId, ProviderEntry),
  domains: z.record(z.union([z.literal(WILDCARD), Domain]), DomainEntry),
});
export type SettingsFile = z.infer<typeof SettingsFile>;
