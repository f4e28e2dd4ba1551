import * as z from "zod";
import { ClientId } from "../guides/client-id.ts";
import { WebmailProduct } from "../guides/webmail-product.ts";
import {
  Hostname,
  IncomingServerEntry,
  OutgoingServerEntry,
  Port,
  type Resolved,
  SocketType,
  Username,
} from "../server.ts";
import { Comment, LanguageTag, text } from "../text.ts";
import { mergePatchOf } from "./patch-schema.ts";
import { toSample } from "./template.ts";
import { WEBMAIL_DEFAULTS } from "./webmail-defaults.ts";

/** A URL that stays as it is written, because readers compare and people recognise it; templates may stand in it. */
function url(protocols: readonly string[]) {
  const expected = `expected an absolute ${protocols.map((name) => name.replace(":", "")).join(" or ")} URL`;
  return z
    .string()
    .max(2000)
    .refine(
      (value) => {
        const parsed = /[\s\p{Cc}\p{Noncharacter_Code_Point}]/u.test(value) ? null : URL.parse(toSample(value));
        return (
          parsed !== null && protocols.includes(parsed.protocol) && parsed.username === "" && parsed.password === ""
        );
      },
      { error: expected },
    );
}

const WebUrl = url(["https:", "http:"]);
const HttpsUrl = url(["https:"]);

const Service = z.strictObject({ url: HttpsUrl });
const DavService = Service.extend({
  username: Username.optional().describe("The login name where it is not the mailbox's"),
  inAutoconfig: z.boolean().optional().describe("Also tell it in autoconfig's file, which few programs read so far"),
});

/** All that can be said of a mail service at one moment. Host names, URLs and texts may hold templates. */
const ProviderState = z.strictObject({
  displayName: text(60).describe("The service's name as people know it"),
  displayShortName: text(20).describe("The same, where room is short"),
  incomingServers: z
    .tuple([IncomingServerEntry], IncomingServerEntry)
    .describe("Where mail is read: best first within a protocol"),
  outgoingServers: z.tuple([OutgoingServerEntry], OutgoingServerEntry).describe("Where mail is sent: best first"),
  lowerCaseLogin: z
    .boolean()
    .optional()
    .describe("Tell addresses in lower case, for servers that know no other login names"),
  services: z
    .strictObject({
      caldav: DavService.optional(),
      carddav: DavService.optional(),
      jmap: Service.optional().describe("The JMAP session resource (RFC 8620)"),
      managesieve: z.strictObject({ hostname: Hostname, port: Port, socketType: SocketType }).optional(),
      activesync: Service.optional(),
    })
    .optional()
    .describe("What is offered beside mail; absent means not offered, in every format"),
  webmail: z
    .strictObject({
      product: WebmailProduct.default(WEBMAIL_DEFAULTS.product),
      generation: z
        .enum(["current", "legacy"])
        .default(WEBMAIL_DEFAULTS.generation)
        .describe("Which web interface the product shows"),
      url: WebUrl,
      urlBeforeLaunch: WebUrl.optional().describe('Where it is while the domain says "launched": false'),
    })
    .optional(),
  quota: z
    .strictObject({ domainMegabytes: z.int().min(1).describe("For all mailboxes of a domain together") })
    .optional(),
  twoStep: z
    .strictObject({ appPasswordUrl: WebUrl.describe("Where a user makes an app password") })
    .optional()
    .describe("Present when login may need a second step"),
  support: z
    .strictObject({
      name: text(60),
      email: z.email().optional(),
      phone: text(40).optional(),
      url: WebUrl.optional(),
      clients: z.array(ClientId).optional().describe("The programs that support helps with; absent means any"),
    })
    .optional(),
  branding: z
    .strictObject({
      logo: z
        .string()
        .max(16_384)
        .regex(/^data:image\/(?:svg\+xml|png|webp|jpeg)[;,][\x21-\x7e]*$/, {
          error: "expected a data: URL with an image, so that pages ask nobody else for it",
        })
        .optional(),
      color: z
        .string()
        .regex(/^#[0-9a-fA-F]{6}$/, { error: 'expected a colour such as "#0b5fff"' })
        .optional(),
    })
    .optional(),
  documentation: z
    .array(z.strictObject({ url: WebUrl, lang: LanguageTag.optional(), text: text(500).optional() }))
    .optional()
    .describe("The provider's own pages"),
  enable: z
    .array(
      z.strictObject({
        visitUrl: WebUrl,
        instructions: z.array(z.strictObject({ lang: LanguageTag.optional(), text: text(1000) })),
      }),
    )
    .optional()
    .describe("What users must switch on at the provider before a client can log in"),
  oauth2: z
    .strictObject({
      issuer: text(500),
      scope: text(1000).describe("Space-separated, one for all services"),
      authorizationUrl: HttpsUrl,
      tokenUrl: HttpsUrl,
      clientId: text(500).optional(),
      clientSecret: text(500).optional().describe("No secret: the file is public. For servers that insist on one"),
    })
    .optional(),
});

/** What may be said otherwise of a provider: by one of its domains, or from some moment on. */
export const ProviderPatch = mergePatchOf(ProviderState.shape);

export const PlannedChange = z.strictObject({
  $comment: Comment.optional(),
  at: z.iso
    .datetime({ offset: true, error: 'expected a moment such as "2026-12-01T03:00:00Z"' })
    .describe("From this moment on the overrides hold, on every machine"),
  overrides: ProviderPatch.describe("Merged into what held before (RFC 7396); null removes a member"),
});
export type PlannedChange = z.infer<typeof PlannedChange>;

/** As many as anybody plans; each is one more state that every domain is checked in. */
export const PlannedChanges = z.array(PlannedChange).max(10);

/** A provider as a file says it. */
export const Provider = ProviderState.extend({
  changes: PlannedChanges.optional().describe("Changes that make themselves, such as a move to other servers"),
});
export type Provider = z.infer<typeof Provider>;

/** The same at one moment, with templates filled in, for one domain: what is filled in is checked as what is written. */
export const ResolvedProvider = ProviderState;
export type ResolvedProvider = Resolved<z.infer<typeof ProviderState>>;
