import type { FindConnection } from "../check/domain-connect.ts";
import type { Settings } from "../model/settings/parse-settings.ts";
import type { AccessStore } from "../store/access-roles.ts";
import type { CheckStore } from "../store/check-roles.ts";
import type { CountStore } from "../store/count-roles.ts";
import type { HostnameStore } from "../store/hostname-roles.ts";
import type { LoginStore } from "../store/login-roles.ts";
import type { Directory } from "../store/roles.ts";
import type { Actor } from "./actor.ts";
import { type CheckRuns, checkRuns } from "./fleet/check-runs.ts";
import type { DirectoryOptions } from "./operations/change.ts";
import { type DomainOperations, domainOperations } from "./operations/domain-operations.ts";
import { type LoginOperations, loginOperations } from "./operations/login-operations.ts";
import { type ProviderOperations, providerOperations } from "./operations/provider-operations.ts";
import { rehearse } from "./operations/rehearsal.ts";
import { type SessionOperations, sessionOperations } from "./operations/session-operations.ts";
import { type TokenOperations, tokenOperations } from "./operations/token-operations.ts";
import { type Audit, createAudit } from "./views/audit.ts";
import { type CertificateList, listCertificates } from "./views/certificate-list.ts";
import { type DirectoryView, directoryView } from "./views/directory-view.ts";
import type { NamesMark } from "./views/names-mark.ts";

/** All that operators do, as the API and the console are given it. */
export interface Operators {
  readonly domains: DomainOperations;
  readonly providers: ProviderOperations;
  readonly logins: LoginOperations;
  readonly tokens: TokenOperations;
  readonly sessions: SessionOperations;
  /** The same operations on a directory that keeps nothing: what is tried first is there for what is tried then. */
  readonly rehearse: () => Pick<Operators, "domains" | "providers" | "logins">;
  readonly audit: Audit;
  readonly view: DirectoryView;
  /** The names that need certificates: all of them, or of what has changed since a mark. */
  readonly certificates: (actor: Actor, since?: NamesMark) => Promise<CertificateList>;
  /** The settings file, whose providers the directory's domains may use too. */
  readonly floor: Settings;
  /** What was last seen of names at Cloudflare. */
  readonly hostnames: HostnameStore;
  /** What mail clients asked for; absent where it is counted elsewhere. */
  readonly counts: CountStore | undefined;
  /** Checks of all domains; absent where nobody makes them. */
  readonly checks: CheckStore | undefined;
  readonly runs: CheckRuns | undefined;
  /** Absent where nobody can look into DNS. */
  readonly findConnection: FindConnection | undefined;
  /** To be read by what has looked at the actor; changes go by the operations. */
  readonly directory: Directory;
}

export interface OperatorOptions extends DirectoryOptions {
  readonly floor: Settings;
  readonly access: AccessStore;
  readonly logins: LoginStore;
  readonly hostnames: HostnameStore;
  readonly counts?: CountStore | undefined;
  readonly checks?: CheckStore | undefined;
  /** Called where an operator wants all domains to be checked: absent where others work on that. */
  readonly checksBegun?: (() => void) | undefined;
  /** Called as soon as a change of login names is kept: what this machine knows of them is old. */
  readonly loginsChanged: () => void;
  readonly findConnection?: FindConnection | undefined;
  readonly adminToken?: string | undefined;
}

/** What follows on a change of login names, where nothing was changed. */
const UNKEPT = { access: { addEvent: async () => {} }, loginsChanged: () => {} };

export function createOperators(options: OperatorOptions): Operators {
  const { directory, access, floor, now } = options;
  const tokens = tokenOperations(options);
  return {
    domains: domainOperations(options),
    providers: providerOperations(options),
    rehearse() {
      const tried = { ...options, directory: rehearse(directory), changed: () => {} };
      return {
        domains: domainOperations(tried),
        providers: providerOperations(tried),
        logins: loginOperations({ ...tried, ...UNKEPT, logins: { ...options.logins, writeLogins: async () => true } }),
      };
    },
    logins: loginOperations(options),
    tokens,
    sessions: sessionOperations({ ...options, tokens }),
    audit: createAudit(directory, access),
    view: directoryView(directory, floor, now),
    certificates: (actor, since) => listCertificates(actor, { directory, floor, now }, since),
    floor,
    hostnames: options.hostnames,
    counts: options.counts,
    checks: options.checks,
    runs: options.checks && checkRuns({ ...options, checks: options.checks }, options.checksBegun),
    findConnection: options.findConnection,
    directory,
  };
}
