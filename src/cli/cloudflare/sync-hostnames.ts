/**
 * Makes at Cloudflare what was planned, name by name. Whatever is done stands in the directory before the next thing is
 * begun, so that a run which was ended anywhere goes on where it was.
 * @module
 */
import type { CustomHostname } from "../../model/custom-hostname.ts";
import type { Domain } from "../../model/domain/domain.ts";
import type { HostnameRecords } from "../records/records.ts";
import { type CloudflareApi, isDuplicate, isQuota, type Listed } from "./cloudflare-api.ts";
import type { HostnamePlan, Kept, Needed } from "./hostname-plan.ts";

export interface SyncOptions {
  readonly api: CloudflareApi;
  readonly zone: string;
  readonly records: HostnameRecords;
  readonly known: ReadonlyMap<string, CustomHostname>;
  /** Certificates that are asked for in a minute. */
  readonly perMinute: number;
  readonly lookAgain: boolean;
  readonly now: () => Date;
  readonly report: (done: Done) => void;
}

/** What became of one name. */
export type Done =
  | { readonly action: "created" | "seen" | "asked again"; readonly state: CustomHostname }
  | { readonly action: "refused"; readonly state: CustomHostname; readonly isQuota: boolean }
  | { readonly action: "removed"; readonly hostname: string }
  | { readonly action: "not removed"; readonly hostname: string; readonly why: string }
  | { readonly action: "given up"; readonly left: number; readonly why: string };

/** States that are written together. */
const PAGE = 200;

export async function syncHostnames(plan: HostnamePlan, options: SyncOptions): Promise<void> {
  const { api, zone, records, now, report } = options;
  await keepStates(plan, options);
  for (const { id, hostname } of plan.remove) {
    const removed = await api.remove(zone, id);
    if (!removed.ok) {
      report({ action: "not removed", hostname, why: removed.error.message });
      continue;
    }
    await records.write([{ hostname: hostname as Domain, zone, state: undefined }]);
    report({ action: "removed", hostname });
  }
  const pace = createPace(options);
  if (options.lookAgain)
    for (const { listed, ...name } of plan.lookAgain) {
      await pace();
      const asked = await api.lookAgain(zone, listed.id);
      const state = toState(zone, name, asked.ok ? asked.value : listed, now());
      await records.write([{ hostname: name.hostname, zone, state }]);
      report(asked.ok ? { action: "asked again", state } : { action: "refused", state, isQuota: false });
    }
  for (const [index, name] of plan.create.entries()) {
    const done = await createOne(name, pace, options);
    report(done);
    if (done.action !== "refused" || !done.isQuota) continue;
    const left = plan.create.length - index - 1;
    if (left > 0) report({ action: "given up", left, why: "the zone may have no more custom hostnames" });
    return;
  }
}

/** What Cloudflare's list says of names that stay, and of names that are gone from it. */
async function keepStates({ keep, forget }: HostnamePlan, options: SyncOptions): Promise<void> {
  const { zone, records, known, now, report } = options;
  const forgotten = forget.map(({ hostname }) => ({ hostname, zone, state: undefined }));
  const seen = keep.map(({ listed, ...name }) => {
    const state = toState(zone, name, listed, now());
    report({ action: "seen", state });
    return { hostname: name.hostname, zone, state };
  });
  const changed = [...forgotten, ...seen.filter(({ hostname, state }) => !isSame(known.get(hostname), state))];
  for (let at = 0; at < changed.length; at += PAGE) await records.write(changed.slice(at, at + PAGE));
}

async function createOne(name: Needed, pace: () => Promise<void>, options: SyncOptions): Promise<Done> {
  const { api, zone, records, known, now } = options;
  const { hostname } = name;
  const before = known.get(hostname);
  const keep = (state: CustomHostname) => records.write([{ hostname, zone, state }]);
  const take = async (found: Listed, made: boolean): Promise<Done> => {
    const state = toState(zone, { ...name, made }, found, now());
    await keep(state);
    return { action: "created", state };
  };
  // Its list may not have yet what was made a moment ago.
  const made = before?.made && before.id !== null ? await api.get(zone, before.id) : undefined;
  if (made !== undefined) return take(made, true);
  // Said before it is done: a name that is there in the next run is then known to be ours.
  const asked = { ...toBlank(zone, name, now()), status: "asked" };
  await keep(asked);
  await pace();
  const created = await api.create(zone, hostname);
  if (created.ok) return take(created.value, true);
  const { error } = created;
  if (isDuplicate(error)) {
    const found = await api.find(zone, hostname);
    // Asked for in this run or in one that was ended, and the answer was lost; else made by somebody meanwhile.
    if (found !== undefined) return take(found, before?.made === true || error.isRepeated === true);
  }
  const state = { ...asked, made: false, status: "refused", errors: [error.message.slice(0, 1000)] };
  await keep(state);
  return { action: "refused", state, isQuota: isQuota(error) };
}

/** Waits until one more certificate may be asked for. */
function createPace({ api, perMinute, now }: SyncOptions): () => Promise<void> {
  let next = 0;
  return async () => {
    const wait = next - now().getTime();
    if (wait > 0) await api.wait(wait);
    next = Math.max(next, now().getTime()) + 60_000 / perMinute;
  };
}

function toBlank(zone: string, { hostname, domain }: Needed, at: Date): CustomHostname {
  return {
    hostname,
    domain,
    zone,
    id: null,
    made: true,
    status: "pending",
    certificateStatus: null,
    errors: [],
    checkedAt: at.toISOString(),
  };
}

function toState(zone: string, name: Omit<Kept, "listed">, listed: Listed, at: Date): CustomHostname {
  const { id, status, verification_errors: verification, ssl } = listed;
  const validation = ssl?.validation_errors?.flatMap(({ message }) => (message === undefined ? [] : [message]));
  return {
    ...toBlank(zone, name, at),
    id: id.slice(0, 64),
    made: name.made,
    status: status.slice(0, 64),
    certificateStatus: ssl?.status?.slice(0, 64) ?? null,
    errors: [...(verification ?? []), ...(validation ?? [])].slice(0, 20).map((error) => error.slice(0, 1000)),
  };
}

/** But for when it was seen: a list of thousands that says the same is not written anew. */
function isSame(before: CustomHostname | undefined, after: CustomHostname): boolean {
  return (
    before !== undefined && JSON.stringify({ ...before, checkedAt: "" }) === JSON.stringify({ ...after, checkedAt: "" })
  );
}
