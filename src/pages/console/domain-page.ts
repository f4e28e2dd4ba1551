/**
 * One domain: what it is now, what mail clients are told, what has to be published, and what became of it.
 * @module
 */
import domainTemplate from "../../../templates/console/console-domain.eta";
import { ENGLISH, fillWords } from "../../content/language.ts";
import { toGuideCode } from "../../formats/codes/guide-link.ts";
import { toProfileCode } from "../../formats/codes/profile-link.ts";
import { renderQrMarkup } from "../../formats/codes/qr-code.ts";
import type { DnsRecord } from "../../formats/dns/dns-records.ts";
import type { MoveRecords } from "../../formats/dns/elsewhere-records.ts";
import { renderZone } from "../../formats/dns/forms/zone.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import { toGuidePath } from "../../model/guides/guide-path.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import type { DomainState } from "../../model/settings/domain-state.ts";
import { WILDCARD } from "../../model/settings/settings.ts";
import { toCheckPath } from "../check/check-path.ts";
import { templates } from "../frame/templates.ts";
import {
  type Badge,
  type Link,
  type Notice,
  renderConsolePage,
  toHref,
  toSentence,
  type Visitor,
} from "./console-page.ts";
import { type DomainName, STATE_BADGES, toShownName } from "./domains-page.ts";
import { type Change, type HistoryView, toHistoryView } from "./history-view.ts";
import { type Logins, type LoginsView, toLoginsView } from "./logins-page.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-domain": DomainView;
  }
}

templates.load("@console-domain", domainTemplate);

export interface DomainPage {
  readonly visitor: Visitor;
  readonly notice?: Notice | undefined;
  readonly name: DomainName;
  /** Absent where it was removed. */
  readonly record:
    | { readonly body: unknown; readonly state: DomainState; readonly provider: string; readonly revision: number }
    | undefined;
  /** Present where the domain is served. */
  readonly report: Report | undefined;
  /** Whether domains are checked here. */
  readonly hasChecks: boolean;
  /** Present where the domain's mail is elsewhere. */
  readonly move: MoveRecords | undefined;
  /** Of the domain's DNS; absent where nobody can look into it. */
  readonly dnsProvider: DnsProvider | undefined;
  /** How its names stand at Cloudflare, where they are made there. */
  readonly hostnames: readonly {
    readonly hostname: string;
    readonly state: "works" | "waiting" | "failing";
    readonly reason: string;
    readonly remedy?: string;
    readonly checkedAt: string;
  }[];
  /** Which mail clients go without which certificate, where that was asked for. */
  readonly plan: CertificatePlanView | undefined;
  /** Of the table of login names as much as there is room for; absent where there can be none. */
  readonly logins: Logins | undefined;
  /** What mail clients get, by what it is called. */
  readonly documents: readonly { readonly name: string; readonly text: string }[];
  readonly changes: readonly Change[];
  readonly hasMoreChanges: boolean;
}

/** As people read it. */
export interface CertificatePlanView {
  readonly names: readonly { readonly name: string; readonly changes: readonly FindingGroup[] }[];
  /** Where none of the names has a certificate. */
  readonly without: readonly FindingGroup[];
  readonly ways: readonly {
    readonly id: string;
    readonly certificates: number;
    readonly price: string;
    readonly note: string;
  }[];
  readonly limits: string;
  readonly knownAt: string;
}

/** Clients that do the same. */
interface FindingGroup {
  readonly finding: string;
  readonly clients: string;
}

/** What is known of Domain Connect at a domain's DNS provider. */
export type DnsProvider =
  | { readonly state: "unasked" }
  | { readonly state: "unknown" }
  | {
      readonly state: "known";
      readonly name: string;
      /** Absent where it does not have our template. */
      readonly link: string | undefined;
      readonly controlPanel: string | undefined;
    };

interface Report {
  readonly settings: ServerSettings;
  readonly origin: string;
  readonly discovery: readonly { readonly protocol: string; readonly url: string }[];
  readonly records: readonly DnsRecord[];
  readonly certificates: readonly string[];
  /** Where few domains have certificates, which; absent for those who may not see that. */
  readonly certificatesOnlyFor: readonly string[] | undefined;
  readonly links: readonly { readonly name: string; readonly url: string }[];
}

interface DomainView {
  readonly lead: string;
  readonly provider: Link | undefined;
  readonly served:
    | {
        readonly servers: readonly {
          readonly protocol: string;
          readonly hostname: string;
          readonly port: number;
          readonly socketType: string;
          readonly authentication: string;
          readonly username: string;
        }[];
        readonly links: readonly Link[];
        readonly codes: readonly { readonly svg: string; readonly text: string; readonly link: Link }[];
        readonly discovery: readonly { readonly protocol: string; readonly url: string }[];
        readonly records: readonly ShownRecord[];
        readonly zone: { readonly href: string; readonly text: string };
        readonly publishing: Publishing | undefined;
        readonly certificates: readonly string[];
        readonly certificatesOnlyFor: readonly string[];
        readonly planHref: string;
        readonly documents: readonly { readonly name: string; readonly text: string }[];
      }
    | undefined;
  readonly hostnames: readonly {
    readonly hostname: string;
    readonly badge: Badge;
    readonly text: string;
    readonly checkedAt: string;
  }[];
  readonly plan: CertificatePlanView | undefined;
  /** Where what the world says of it is looked up. */
  readonly checkHref: string | undefined;
  readonly move:
    | {
        /** What people see. */
        readonly pageHref: string;
        readonly remove: readonly ShownRecord[];
        readonly add: readonly ShownRecord[];
        readonly source: Link | undefined;
      }
    | undefined;
  readonly logins: LoginsView | undefined;
  /** Where the first is set, of a domain that has none and does not look any up. */
  readonly loginsHref: string | undefined;
  readonly entry: string | undefined;
  readonly history: HistoryView;
}

interface ShownRecord {
  readonly type: string;
  readonly name: string;
  readonly value: string;
  readonly reason: string;
}

/** How the records get to the DNS provider otherwise than by typing. */
interface Publishing {
  readonly text: string;
  readonly link: Link | undefined;
}

const LEADS: Readonly<Record<DomainState, string>> = {
  served: "Mail programs that ask are told the settings below.",
  elsewhere: "Mail is elsewhere: this service steps aside, so that clients find their settings there.",
  suspended: "Nothing is answered for this domain until it is resumed.",
};

const HOSTNAME_BADGES: Readonly<Record<"works" | "waiting" | "failing", Badge>> = {
  works: { text: "Works", kind: "good" },
  waiting: { text: "Waits", kind: "" },
  failing: { text: "Fails", kind: "warn" },
};

const LINKS: Readonly<Record<string, string>> = {
  guides: "Guides",
  errors: "Error texts",
  support: "Links for support",
  welcome: "Welcome mail",
};

export function renderDomainPage(page: DomainPage): Promise<RenderedDocument> {
  const {
    visitor,
    notice,
    name,
    record,
    report,
    dnsProvider,
    hasChecks,
    move,
    hostnames,
    plan,
    logins,
    documents,
    changes,
    hasMoreChanges,
  } = page;
  const base = toHref("domains", name);
  const isElsewhere = record?.state === "elsewhere";
  const hasLogins = logins !== undefined && (logins.items.length > 0 || (logins.isOn && !isElsewhere));
  const shown = toShownName(name);
  return renderConsolePage({
    title: shown,
    section: "domains",
    visitor,
    notice,
    above: { href: "/console/domains", text: "Domains" },
    badge: record === undefined ? { text: "Removed", kind: "warn" } : STATE_BADGES[record.state],
    actions:
      record === undefined
        ? []
        : [
            { href: `${base}/edit`, text: "Edit" },
            // Where mail is elsewhere, there is nothing to suspend.
            ...(isElsewhere
              ? []
              : record.state === "suspended"
                ? [{ href: `${base}/unsuspend`, text: "Resume" }]
                : [{ href: `${base}/suspend`, text: "Suspend" }]),
            { href: `${base}/remove`, text: "Remove" },
          ],
    content: templates.render("@console-domain", {
      lead: record === undefined ? "The domain was removed. It can be restored." : LEADS[record.state],
      provider: record && { href: toHref("providers", record.provider), text: record.provider },
      served: report && {
        ...toServed(report, base),
        publishing: dnsProvider && toPublishing(dnsProvider, base),
        documents,
      },
      checkHref: hasChecks && record !== undefined && name !== WILDCARD ? toCheckPath(name) : undefined,
      move:
        move === undefined || name === WILDCARD
          ? undefined
          : {
              pageHref: toGuidePath(name),
              remove: move.remove.map(toShownRecord),
              add: move.add.map(toShownRecord),
              source: move.provider && { href: move.provider.source, text: `What else ${move.provider.name} wants` },
            },
      hostnames: hostnames.map(({ hostname, state, reason, remedy, checkedAt }) => ({
        hostname,
        badge: HOSTNAME_BADGES[state],
        text: [reason, remedy].flatMap((part) => (part === undefined ? [] : [toSentence(part)])).join(" "),
        checkedAt: `${checkedAt.slice(0, 16).replace("T", " ")} UTC`,
      })),
      plan,
      logins: hasLogins ? toLoginsView(name, logins, visitor) : undefined,
      loginsHref: logins !== undefined && !hasLogins && !isElsewhere ? `${base}/logins` : undefined,
      entry: record && JSON.stringify(record.body, undefined, 2),
      history: toHistoryView(base, changes, hasMoreChanges, visitor.mayWrite),
    }),
  });
}

function toServed(report: Report, base: string) {
  const { settings, origin, discovery, records, certificates, certificatesOnlyFor = [], links } = report;
  const { domain } = settings;
  const { guide, profile } = ENGLISH.words.qrCodes;
  const codes = [
    {
      code: toGuideCode(origin, domain),
      title: guide.title,
      text: "Leads a phone to the guides.",
      name: "guide-code",
    },
    {
      code: toProfileCode(origin, domain),
      title: profile,
      text: "Leads an iPhone or iPad to its profile.",
      name: "profile-code",
    },
  ];
  return {
    servers: [...settings.incomingServers, ...settings.outgoingServers].map((server) => ({
      protocol: server.protocol,
      hostname: server.hostname,
      port: server.port,
      socketType: server.socketType,
      authentication: server.authentication.join(", "),
      username: server.username,
    })),
    links: links.flatMap(({ name, url }) => {
      const text = LINKS[name];
      return text === undefined ? [] : [{ href: url, text }];
    }),
    codes: codes.map(({ code, title, text, name }) => ({
      svg: renderQrMarkup(code, fillWords(title, { domain: toUnicode(domain) })),
      text,
      link: { href: links.find((link) => link.name === name)?.url ?? "", text: "As an image" },
    })),
    discovery,
    records: records.map(toShownRecord),
    zone: { href: `${base}/zone`, text: renderZone(domain, records).body },
    certificates,
    certificatesOnlyFor,
    planHref: `${base}?plan=1#certificates`,
  };
}

function toPublishing(provider: DnsProvider, base: string): Publishing {
  if (provider.state === "unasked")
    return {
      text: "Some DNS providers publish them when the domain's owner agrees.",
      link: { href: `${base}?connect=1#records`, text: "Ask this domain's" },
    };
  if (provider.state === "unknown")
    return {
      text: "This domain's DNS provider does not offer that (Domain Connect): add them by hand.",
      link: undefined,
    };
  const { name, link, controlPanel } = provider;
  if (link !== undefined)
    return {
      text: `${name} publishes them for whoever follows this link, logs in there and agrees. Send it to the domain's owner.`,
      link: { href: link, text: `Add them at ${name}` },
    };
  return {
    text: `${name} does not have our template, so that they are typed in there.`,
    link: controlPanel === undefined ? undefined : { href: controlPanel, text: `Go to ${name}` },
  };
}

function toShownRecord(record: DnsRecord): ShownRecord {
  const { type, name, reason } = record;
  return { type, name, value: toRecordValue(record), reason };
}

function toRecordValue(record: DnsRecord): string {
  if (record.type === "TXT") return record.value;
  if (record.type === "CNAME") return record.target;
  return `${record.priority} ${record.weight} ${record.port} ${record.target}`;
}
