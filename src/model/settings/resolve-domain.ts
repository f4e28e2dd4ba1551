import type { Domain } from "../domain.ts";
import { err, ok, type Result } from "../result.ts";
import type { IncomingServer } from "../server.ts";
import type { ServerSettings } from "../server-settings.ts";
import { createFault, type Fault, toFaults } from "./fault.ts";
import { isObject, mergePatch } from "./merge-patch.ts";
import { type Provider, ResolvedProvider } from "./provider.ts";
import type { DomainEntry } from "./settings.ts";
import { ADDRESS_TEMPLATES, fillTemplates, findTemplateNames } from "./template.ts";

/**
 * A provider seen by one of its domains: overrides merged in, templates filled, the result checked.
 * Faults name the place in the settings file that each value came from.
 */
export function resolveDomain(domain: Domain, entry: DomainEntry, provider: Provider): Result<ServerSettings, Fault[]> {
  const merged = withoutPastNeeds(mergePatch(provider, entry.overrides ?? {}), entry);
  const values = new Map([...Object.entries(entry.variables ?? {}), ["domain", domain]]);
  const faults: Fault[] = [];
  const filled = mapStrings(merged, [], (value, path) => {
    // A logo's own braces mean nothing here.
    if (!value.includes("{") || (path[0] === "branding" && path[1] === "logo")) return value;
    const result = fillTemplates(value, values);
    for (const name of findTemplateNames(result)) {
      const place = formatOrigin(entry, path);
      if (!ADDRESS_TEMPLATES.some((known) => known === name))
        faults.push(
          createFault(
            ["domains", domain, "variables", name],
            undefined,
            `expected a value, which {${name}} in ${place} needs`,
          ),
        );
      else if (path.at(-1) !== "username")
        faults.push(createFault(originOf(entry, path), value, `expected {${name}} in user names only, for ${domain}`));
    }
    return result;
  });
  if (faults.length > 0) return err(faults);

  const resolved = ResolvedProvider.safeParse(filled);
  if (!resolved.success)
    return err(
      toFaults(resolved.error, filled).map((fault, index) => {
        const path = resolved.error.issues[index]?.path ?? [];
        return {
          ...fault,
          path: createFault(originOf(entry, path), undefined, "").path,
          expected: `${fault.expected}, for ${domain}`,
        };
      }),
    );
  const plaintext = entry.allowPlaintext ? [] : findPlaintext(entry, domain, resolved.data);
  if (plaintext.length > 0) return err(plaintext);
  return ok({
    ...resolved.data,
    incomingServers: imapFirst(resolved.data.incomingServers),
    domain,
    launched: entry.launched,
  });
}

/** A launched domain needs no value for what only the time before its launch uses. */
function withoutPastNeeds(merged: unknown, { launched }: DomainEntry): unknown {
  if (!launched || !isObject(merged) || !isObject(merged.webmail)) return merged;
  return mergePatch(merged, { webmail: { urlBeforeLaunch: null } });
}

/** FairEmail, SnappyMail and Geary look for IMAP at the first place only. The order within a protocol stays. */
function imapFirst(servers: readonly [IncomingServer, ...IncomingServer[]]): [IncomingServer, ...IncomingServer[]] {
  const [first, ...rest] = servers.toSorted((a, b) => Number(a.protocol === "pop3") - Number(b.protocol === "pop3"));
  // A sorted copy of a list with one element has one element.
  return first === undefined ? [servers[0]] : [first, ...rest];
}

function findPlaintext(entry: DomainEntry, domain: Domain, provider: ResolvedProvider): Fault[] {
  return (["incomingServers", "outgoingServers"] as const).flatMap((list) =>
    provider[list].flatMap(({ socketType }, index) =>
      socketType === "plain"
        ? [
            createFault(
              originOf(entry, [list, index, "socketType"]),
              socketType,
              `expected "tls" or "starttls", or "allowPlaintext": true in the entry of ${domain}`,
            ),
          ]
        : [],
    ),
  );
}

/** Whether a value came from the domain's overrides or from its provider. */
function originOf(entry: DomainEntry, path: readonly PropertyKey[]): PropertyKey[] {
  const [member = ""] = path;
  const own = path.reduce<unknown>(
    (value, key) => (isIndexable(value) ? value[key as keyof typeof value] : undefined),
    entry.overrides,
  );
  const overridden = own !== undefined || Array.isArray(entry.overrides?.[String(member)]);
  return overridden ? ["overrides", ...path] : ["providers", entry.provider, ...path];
}

function formatOrigin(entry: DomainEntry, path: readonly PropertyKey[]): string {
  return createFault(originOf(entry, path), undefined, "").path;
}

function isIndexable(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function mapStrings(
  value: unknown,
  path: readonly PropertyKey[],
  map: (text: string, path: readonly PropertyKey[]) => string,
): unknown {
  if (typeof value === "string") return map(value, path);
  if (Array.isArray(value)) return value.map((item, index) => mapStrings(item, [...path, index], map));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, mapStrings(member, [...path, name], map)]),
  );
}
