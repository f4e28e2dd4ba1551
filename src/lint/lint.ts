import { canExpressAsPox } from "../formats/autodiscover/autodiscover-pox.ts";
import { canExpressAsProfile } from "../formats/profile/mobileconfig.ts";
import { findProfileServers } from "../formats/profile/profile-payloads.ts";
import { asksForLogin } from "../model/authentication.ts";
import { Domain } from "../model/domain/domain-schema.ts";
import { findOrigin, toFilePath } from "../model/resolving/layers.ts";
import { resolveStates, SAMPLE_DOMAIN, toMergedPath } from "../model/resolving/resolve-domain.ts";
import type { MailServer } from "../model/server.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import { stateOf } from "../model/settings/domain-state.ts";
import { createFault, valueAt } from "../model/settings/fault.ts";
import type { Settings } from "../model/settings/parse-settings.ts";
import { type DomainEntry, WILDCARD } from "../model/settings/settings.ts";
import { isWellKnownUrl, WELL_KNOWN_SERVICES } from "../model/well-known.ts";
import type { Finding } from "./finding.ts";
import { lintOrigin } from "./lint-origin.ts";
import { lintServer } from "./lint-server.ts";
import { lintTexts } from "./lint-texts.ts";

/** Valid settings that some real client cannot use, or some person. */
export interface LintWarning {
  /** Where, such as `providers.p.incomingServers[0].port`: of several domains with overrides, in the first's. */
  readonly path: string;
  /** What stands there, as JSON and cut to a readable length; `undefined` when nothing does. */
  readonly value: string | undefined;
  /** Who fails, and how. */
  readonly problem: string;
  readonly remedy: string;
  /** The domains that it concerns; `*` is any that is not named. None where it concerns the service. */
  readonly domains: readonly string[];
}

/** Every warning once, with all the domains that it concerns: thousands of domains share a provider's faults. */
export function lintSettings(settings: Settings): LintWarning[] {
  const warnings = new Map<string, LintWarning & { domains: string[] }>();
  const add = (name: string, entry: DomainEntry, domain: Domain) => {
    const provider = settings.providers.get(entry.provider);
    if (provider === undefined || stateOf(entry) !== "served") return;
    const states = resolveStates(domain, entry, provider, name);
    if (!states.ok) return;
    // A planned change is looked at as if it were made.
    for (const { settings, layers } of states.value)
      for (const { path, value, problem, remedy } of lint(settings)) {
        const merged = toMergedPath(path, layers);
        const { value: source, isShared } = findOrigin(layers, merged);
        // As it stands in the file, where host names differ from domain to domain and the fault does not.
        const shown = value === undefined ? undefined : (valueAt(source, merged) ?? value);
        const told = createFault(toFilePath(layers, merged), shown, "");
        // What many overrides have in common is told once as well.
        const key = JSON.stringify([entry.provider, isShared ? told.path : merged, told.value, problem]);
        const known = warnings.get(key);
        if (known === undefined)
          warnings.set(key, { path: told.path, value: told.value, problem, remedy, domains: [name] });
        else if (known.domains.at(-1) !== name) known.domains.push(name);
      }
  };
  for (const [domain, entry] of settings.domains) add(domain, entry, domain);
  if (settings.wildcard !== undefined) add(WILDCARD, settings.wildcard, SAMPLE_DOMAIN);
  const ofService = lintOrigin(settings.service.origin).map(({ value, problem, remedy }) => ({
    ...createFault(["service", "origin"], value, ""),
    problem,
    remedy,
    domains: [],
  }));
  return [...ofService, ...warnings.values(), ...lintLongNames(settings)];
}

/** What the wildcard makes of a short name, and cannot make of a long one. */
function lintLongNames({ wildcard, providers }: Settings): LintWarning[] {
  const provider = wildcard && providers.get(wildcard.provider);
  if (wildcard === undefined || provider === undefined || stateOf(wildcard) !== "served") return [];
  const states = resolveStates(LONG_DOMAIN, wildcard, provider, WILDCARD);
  if (states.ok) return [];
  return states.error.map(({ path, value }) => ({
    path,
    value,
    problem: "domains with a long name are answered as if nobody served them: with it this is too long",
    remedy: "write it without {domain}, or name such domains",
    domains: [WILDCARD],
  }));
}

/** Longer than texts may be, and not so long that host names in it are none. */
const LONG_DOMAIN = Domain.parse("a-shop-whose-name-is-as-long-as-that-of-some-customers-is.example");

/** What clients cannot use in one domain's settings. Sources: `docs/clients.md`. */
function lint(settings: ServerSettings): Finding[] {
  return [
    ...(["incomingServers", "outgoingServers"] as const).flatMap((list) =>
      settings[list].flatMap((server, index) =>
        lintServer(server).map(({ member, problem, remedy }) => ({
          path: [list, index, member],
          value: { pop3: undefined, ...server }[member],
          problem,
          remedy,
        })),
      ),
    ),
    ...lintWhole(settings),
    ...lintTexts(settings),
  ];
}

function lintWhole(settings: ServerSettings): Finding[] {
  const { incomingServers, outgoingServers, services, oauth2 } = settings;
  const servers: readonly MailServer[] = [...incomingServers, ...outgoingServers];
  const findings: Finding[] = [];
  const warn = (path: readonly PropertyKey[], problem: string, remedy: string, value?: unknown) =>
    findings.push({ path, value, problem, remedy });
  if (incomingServers.every(({ protocol }) => protocol === "pop3"))
    warn(
      ["incomingServers"],
      "Thunderbird for Android and for iOS, FairEmail, Delta Chat, SnappyMail, Nextcloud Mail, Geary, Mailspring and Spark need IMAP",
      "offer IMAP as well",
    );
  const taken = findProfileServers(settings);
  for (const protocol of ["imap", "pop3", "submission"] as const) {
    const list = protocol === "submission" ? "outgoingServers" : "incomingServers";
    const inList: readonly MailServer[] = settings[list];
    const all = inList.filter((server) => server.protocol === protocol);
    if (all.length > 1)
      warn(
        [list],
        `Evolution takes the last ${protocol} server of several where others take the first`,
        "list one, or make sure that each works by itself",
      );
    const one = taken[protocol];
    if (one === undefined) continue;
    const place = inList.indexOf(one);
    if (one.socketType === "starttls")
      warn(
        [list, place, "socketType"],
        "an Apple profile cannot tell STARTTLS from TLS: iPhone, iPad and Mac decide by the port",
        "list a TLS server (993, 995, 465) first",
        one.socketType,
      );
    if (one.socketType === "plain" && all.some((server) => server.socketType !== "plain" && asksForLogin(server)))
      warn(
        [list, place, "socketType"],
        `guides, and what has room for one ${protocol} server, take this one, though another has encryption`,
        "list a server with encryption first",
        one.socketType,
      );
    if (one !== all[0])
      warn(
        [list, place, "authentication"],
        `what has room for one ${protocol} server takes this one, the first with a login that it can tell`,
        "list it first, if it is meant for everybody",
        one.authentication,
      );
  }
  if (servers.some(({ username }) => username !== "{address}"))
    warn(
      ["incomingServers"],
      "FairEmail, Evolution and Himalaya try the full address where they follow SRV records, Delta Chat where it reads Autodiscover, and Geary always",
      "accept the full address as the login name as well",
    );
  if (settings.lowerCaseLogin === true)
    warn(
      ["lowerCaseLogin"],
      "Thunderbird and whatever else reads autoconfig, PACC or DNS fills in the address as it was typed",
      "let the servers accept login names in any case",
      true,
    );
  if (oauth2 === undefined && servers.some(({ authentication }) => authentication.includes("OAuth2")))
    warn(
      ["oauth2"],
      "Mustang uses OAuth2 only if the file holds the addresses of the OAuth2 server",
      "describe that server in the provider's oauth2",
    );
  for (const service of ["caldav", "carddav"] as const) {
    const username = services?.[service]?.username;
    if (username?.includes("{") === false)
      warn(
        ["services", service, "username"],
        "everyone at the domain gets this one login",
        "use {address} or {localPart}, or leave it out where it is the mailbox's",
        username,
      );
  }
  for (const service of WELL_KNOWN_SERVICES) {
    const url = URL.parse(services?.[service]?.url ?? "");
    if (url?.hostname === settings.domain && isWellKnownUrl(service, url))
      warn(
        ["services", service, "url"],
        "programs look there by themselves, and who asks this service where that is would come back: it tells nobody",
        "give the address that it leads to",
        services?.[service]?.url,
      );
  }
  if (services?.activesync !== undefined)
    warn(
      ["services", "activesync", "url"],
      "Mustang sets up Exchange in place of IMAP wherever ActiveSync is offered",
      "nothing, if ActiveSync serves such users as well; else leave it out",
      services.activesync.url,
    );
  if (new Set(servers.map(({ username }) => username)).size > 1)
    warn(
      ["incomingServers"],
      "FairEmail uses the last user name of the file for every server",
      "give all servers the same user name",
    );
  if (!canExpressAsPox(settings))
    warn(
      ["incomingServers"],
      "Outlook gets no automatic set-up: Autodiscover cannot tell this login",
      "offer a password login",
    );
  if (!canExpressAsProfile(settings, { protocol: undefined, name: undefined }))
    warn(
      ["incomingServers"],
      "iPhone, iPad and Mac get no profile for mail: it cannot tell this login",
      "offer a password login",
    );
  if (!outgoingServers.some(asksForLogin))
    warn(
      ["outgoingServers"],
      "FairEmail, Delta Chat, Nextcloud Mail, Mailspring and Geary log in at the outgoing server whatever is listed, and without a login it serves nobody outside its own network",
      "offer an outgoing server with a login",
    );
  return findings;
}
