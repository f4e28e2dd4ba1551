/**
 * What the API answers, as schemas. They are for the description alone: answers are made of records that are checked
 * already.
 * @module
 */
import * as z from "zod";
import { TokenRequest } from "../../../directory/operations/token-operations.ts";
import { HOSTNAME_STATES } from "../../../directory/views/hostname-state.ts";
import { PREVIEWED_DOCUMENTS } from "../../../directory/views/preview.ts";
import { LoginEntry } from "../../../model/address/login-entry.ts";
import { CustomHostname } from "../../../model/custom-hostname.ts";
import { SEVERITIES } from "../../../model/finding-kind.ts";
import { DOMAIN_STATES } from "../../../model/settings/domain-state.ts";
import { DomainEntry, ProviderEntry } from "../../../model/settings/settings.ts";
import { ToldSettings } from "../../../model/told-settings.ts";
import { HostnamesRequest, LoginSearch, RollBack } from "./bodies.ts";

const Revision = z.int().min(1).describe("Of two revisions the greater is the later; If-Match takes it");
const Name = z.string().describe('As in DNS, lower-case and punycoded; "*" stands for every domain that is not listed');
const Next = z.string().nullable().describe("The cursor of what follows; null at the end");

const DomainItem = z.strictObject({
  domain: Name,
  state: z.enum(DOMAIN_STATES),
  revision: Revision,
  entry: DomainEntry,
});
const ProviderItem = z.strictObject({ provider: z.string(), revision: Revision, entry: ProviderEntry });

const CheckRun = z.strictObject({
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable().describe("null while it is under way"),
  domains: z.int().describe("How many waited at its start"),
  waiting: z.int().describe("How many are still to be checked"),
});
const CheckState = z.enum(["good", ...SEVERITIES]);
const FoundPlace = z.strictObject({
  domain: z.string(),
  kind: z.string().describe("Such as certificateExpired; docs/check.md lists them"),
  severity: z.enum(SEVERITIES),
  place: z.string(),
  values: z.record(z.string(), z.string()),
});
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ count: z.int(), first: z.array(item).describe("At most 100 of them") });

const DnsRecord = z.strictObject({
  type: z.enum(["CNAME", "TXT", "SRV"]),
  name: z.string().describe("Relative to the domain; @ is the domain itself"),
  ttl: z.int(),
  reason: z.string().describe("Who needs it"),
  target: z.string().optional(),
  value: z.string().optional(),
  priority: z.int().optional(),
  weight: z.int().optional(),
  port: z.int().optional(),
});

/** What stands in an answer only where the domain is served, and is one. */
const Report = {
  settings: ToldSettings.optional().describe("The provider with the entry merged in, templates filled"),
  displayName: z.string().optional().describe("The domain as people read it"),
  discovery: z
    .array(
      z.strictObject({
        protocol: z.enum(["autoconfig", "autodiscover", "autodiscover-json", "pacc", "profile"]),
        url: z.url(),
      }),
    )
    .optional()
    .describe("Where mail clients ask"),
  records: z.array(DnsRecord).optional().describe("What to publish in DNS"),
  certificates: z.array(z.string()).optional().describe("Names that lead here and need a certificate"),
  customHostnames: z
    .array(
      z.strictObject({
        hostname: z.string(),
        state: z.enum(HOSTNAME_STATES),
        reason: z.string(),
        remedy: z.string().optional().describe("What to do"),
        status: z.string().describe("Cloudflare's status of the name"),
        certificateStatus: z.string().nullable().describe("Cloudflare's status of the certificate"),
        errors: z.array(z.string()).describe("What Cloudflare says is wrong"),
        checkedAt: z.iso.datetime(),
      }),
    )
    .optional()
    .describe("How the names stand at Cloudflare, where waypost cloudflare sync makes them; of removed names too"),
  links: z
    .array(
      z.strictObject({
        name: z.enum(["guides", "errors", "support", "welcome", "guide-code", "profile-code"]),
        url: z.url(),
      }),
    )
    .optional()
    .describe("Guides, the welcome mail, and codes"),
};

const ClientFinding = z.strictObject({
  client: z.string(),
  by: z.string().nullable().describe("How it finds the settings; null where its user types them"),
  plain: z.boolean().describe("Over plain http: not protected on the way"),
  asks: z.boolean().describe("Whether its user has to agree to something"),
});

const Problem = z
  .strictObject({
    type: z.string().describe("A path of this service; docs/problems.md lists all"),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(
        z.strictObject({
          pointer: z.string().optional().describe("Where in the body, or in the record that a patch makes (RFC 6901)"),
          parameter: z.string().optional().describe("Which parameter of the query"),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .describe("RFC 9457");

const Token = z.strictObject({
  id: z.string(),
  name: z.string(),
  access: z.enum(["read", "write"]),
  provider: z.string().nullable().describe("The one provider that it is for; null is all of them"),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime().nullable(),
  usedAt: z.iso.datetime().nullable().describe("To the minute"),
  revokedAt: z.iso.datetime().nullable(),
});

const Diffs = z.array(z.strictObject({ document: z.enum(PREVIEWED_DOCUMENTS), diff: z.string() }));

const Line = {
  line: z.int().min(1),
  domain: z.string().optional(),
  provider: z.string().optional(),
  status: z.int().describe("What a request of its own would have been answered with"),
};

/** Every schema that the description names. */
export const SCHEMAS = {
  DomainEntry,
  ProviderEntry,
  ServerSettings: ToldSettings,
  RollBack,
  BulkLine: z
    .union([
      z.strictObject({ domain: z.string(), entry: DomainEntry.nullable() }),
      z.strictObject({ provider: z.string(), entry: ProviderEntry.nullable() }),
      z.strictObject({ login: z.string().describe("An address"), entry: LoginEntry.nullable() }),
    ])
    .describe("A record under its name; null removes it"),
  BulkAnswer: z.union([
    z.strictObject({
      ...Line,
      changed: z.boolean(),
      revision: Revision.optional(),
      domains: z.int().optional().describe("Of a provider in a dry run: how many domains it reaches"),
    }),
    z.strictObject({ ...Line, problem: Problem }),
    z
      .strictObject({
        total: z.strictObject({
          added: z.int(),
          changed: z.int(),
          removed: z.int(),
          unchanged: z.int(),
          refused: z.int(),
        }),
      })
      .describe("The last line of a dry run"),
  ]),
  Domain: DomainItem.extend(Report),
  Domains: z.strictObject({ domains: z.array(DomainItem), next: Next }),
  Provider: ProviderItem,
  Providers: z.strictObject({ providers: z.array(ProviderItem), next: Next }),
  ServerMoves: z.strictObject({
    moves: z.array(
      z.strictObject({
        at: z.iso.datetime().describe("When the planned change takes force, or took it"),
        made: z.boolean(),
        from: z.array(z.string()).describe("Host names that go, as the provider writes them"),
        to: z.array(z.string()).describe("Host names that come"),
        following: z.int().describe("Domains that change with the provider"),
        staying: z.int().describe("Domains that name a server that goes, by overrides or changes of their own"),
        own: z.int().describe("Domains with other servers of their own"),
        stays: z
          .array(z.strictObject({ domain: Name, count: z.int().describe("How many domains have the same entry") }))
          .describe("Those that stay, the first hundred"),
        cut: z.boolean().describe("Whether there are more than were looked at, or than are named"),
      }),
    ),
  }),
  Revisions: z.strictObject({
    revisions: z.array(
      z.strictObject({
        revision: Revision,
        at: z.iso.datetime(),
        author: z.string().describe("The token's name, or the command"),
        entry: z.unknown().describe("As it was after the change; null where it was removed"),
      }),
    ),
    next: Next,
  }),
  Preview: z
    .strictObject({
      changed: z.boolean().describe("Whether anything would be written"),
      domains: z.int().describe("How many domains the change reaches; counting stops at a million"),
      samples: z
        .array(
          z.strictObject({
            domain: Name,
            count: z.int().describe("How many domains have the same entry"),
            diffs: Diffs.describe("As of now"),
            planned: z
              .array(z.strictObject({ at: z.iso.datetime(), diffs: Diffs.describe("None: as it would have been") }))
              .describe("Where the change alters what was planned: from when on it makes another difference"),
          }),
        )
        .describe("Unified diffs of what mail clients would be told, for one domain of each kind of entry"),
      cut: z.boolean().describe("Whether there are more kinds of entries than were looked at"),
    })
    .describe("The answer to ?dryRun=true"),
  SettingsFile: z
    .strictObject({
      domains: z.record(z.string(), DomainEntry),
      providers: z.record(z.string(), ProviderEntry),
    })
    .describe("A settings file, as the service starts with"),
  NamesLine: z.union([
    z.strictObject({
      domain: z.string(),
      names: z.array(z.string()).describe("None where the domain needs no certificate any more"),
    }),
    z.strictObject({
      mark: z.string().describe("Where to go on: since of the next question"),
      whole: z.boolean().describe("Whether these are all names, and what is not among them is gone"),
      certificatesOnlyFor: z
        .array(z.string())
        .optional()
        .describe("As in the settings file's service: the domains whose names have certificates, where few have"),
    }),
  ]),
  CertificatePlan: z.strictObject({
    domain: z.string(),
    certificates: z.boolean().describe("Whether its names are to have certificates, by the service's settings"),
    clients: z.array(ClientFinding).describe("With a certificate for each name"),
    names: z.array(
      z.strictObject({
        name: z.string(),
        changes: z.array(ClientFinding).describe("Clients that do otherwise if this name alone has none"),
      }),
    ),
    without: z.array(ClientFinding).describe("With none, and clients led to the service's own name"),
    ways: z.array(
      z.strictObject({
        way: z.enum(["caddy", "certbot", "lego", "traefik", "cloudflare", "none"]),
        certificates: z.int(),
        monthlyDollars: z.number().describe("A third party's figures"),
        note: z.string(),
      }),
    ),
    limits: z.array(z.string()).describe("Of the authority that issues certificates"),
    knownAt: z.string().describe("When what is said of prices and limits was so"),
  }),
  Check: z.strictObject({
    domain: z.string(),
    checkedAt: z.iso.datetime(),
    milliseconds: z.int(),
    state: z.enum(["good", ...SEVERITIES]).describe("The gravest of the findings"),
    complete: z.boolean().describe("Whether there was time for all of it"),
    unseen: z
      .array(z.enum(["certificates", "tlsVersions"]))
      .describe("What cannot be told from where the check was made, and is neither said to be well nor to be wrong"),
    findings: z.array(
      z.strictObject({
        kind: z.string().describe("Such as certificateExpired; docs/check.md lists them"),
        severity: z.enum(SEVERITIES),
        place: z.string().describe("A name, URLs, or a server with its port"),
        found: z.string(),
        expected: z.string(),
        remedy: z.string(),
        breaks: z
          .array(z.string())
          .describe("Mail clients that end without their settings or their mail, by simulation"),
        hinders: z.array(z.string()).describe("Those that get there in another way, or ask their user"),
        publish: z.array(z.string()).describe("Records to publish, as lines of a zone file"),
        remove: z.array(z.string()),
      }),
    ),
    good: z.array(z.strictObject({ kind: z.string(), place: z.string(), text: z.string() })).describe("What works"),
    clients: z
      .array(
        z.strictObject({
          id: z.string(),
          client: z.string(),
          state: z.enum(["right", "other", "nothing"]),
          by: z.string().nullable().describe("How it comes by its settings"),
        }),
      )
      .describe("What becomes of each mail client now"),
  }),
  CheckRun,
  Checks: z.strictObject({
    run: CheckRun.nullable().describe("The last one"),
    report: z
      .strictObject({
        from: z.iso.datetime(),
        until: z.iso.datetime(),
        states: z.record(CheckState, z.int()).describe("Domains by the gravest of their findings"),
        worse: listOf(
          z.strictObject({ domain: z.string(), was: CheckState, is: CheckState, fresh: z.array(FoundPlace) }),
        ).describe("Since the time before"),
        elsewhere: listOf(FoundPlace).describe("Led to a server of old, or to another provider"),
        certificates: listOf(FoundPlace).describe("That end, or have ended"),
        broken: listOf(FoundPlace).describe("Of each domain where a mail client is kept from its mail, the gravest"),
      })
      .nullable()
      .describe("What the last run that ended by itself found"),
  }),
  LoginEntry,
  LoginsRequest: z
    .strictObject({ logins: z.array(z.strictObject({ address: z.string(), entry: LoginEntry.nullable() })).max(1000) })
    .describe("Addresses of the domain, each with what it logs in with; null removes it"),
  LoginsAnswer: z
    .strictObject({
      results: z.array(
        z.union([
          z.strictObject({ outcome: z.enum(["added", "changed", "removed", "unchanged"]) }),
          z.strictObject({ problem: Problem }),
        ]),
      ),
    })
    .describe("What became of each, in their order"),
  LoginSearch,
  Logins: z.strictObject({
    logins: z.array(
      z.union([
        z.strictObject({ address: z.string(), username: z.string() }),
        z.strictObject({ address: z.string(), mailbox: z.string() }),
      ]),
    ),
    next: Next,
  }),
  HostnamesRequest: HostnamesRequest.describe("Custom hostnames as they were seen; null forgets one"),
  Hostnames: z.strictObject({ hostnames: z.array(CustomHostname), next: Next }),
  TokenRequest,
  Token,
  NewToken: Token.extend({ secret: z.string().describe("What to send; it is shown here and never again") }),
  Tokens: z.strictObject({ tokens: z.array(Token), next: Next }),
  Audit: z.strictObject({
    entries: z.array(
      z.strictObject({
        at: z.iso.datetime(),
        author: z.string().describe("A token's name, or the command; empty for a login that was refused"),
        action: z.string().describe("Such as domain_changed or token_revoked"),
        name: z.string().nullable().describe("What it was done to"),
        provider: z.string().nullable(),
        count: z.int().nullable().describe("How many login names were changed"),
        revision: Revision.nullable(),
      }),
    ),
    next: Next,
  }),
  Findings: z.strictObject({
    findings: z
      .array(
        z.strictObject({
          kind: z.enum(["broken", "warning"]).describe("broken is not answered for; a warning fails some client"),
          provider: z.string(),
          path: z.string().describe("Where, such as providers.p.incomingServers[0].port"),
          value: z.string().nullable().describe("What stands there"),
          problem: z.string(),
          remedy: z.string().nullable(),
          domain: Name.describe("One that it concerns"),
          count: z.int().describe("How many domains it concerns"),
        }),
      )
      .describe("Worst first"),
    cut: z.boolean().describe("Whether there is more than was looked at"),
  }),
  Patch: z.record(z.string(), z.unknown()).describe("A JSON merge patch of the entry"),
  Description: z.looseObject({ openapi: z.string() }),
  Problem,
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type SchemaName = keyof typeof SCHEMAS;
