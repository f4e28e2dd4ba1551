/**
 * Which mail clients a finding breaks: simulated ones, in a world that is as it should be but for what the finding is of.
 * @module
 */
import type { Client } from "../simulator/client.ts";
import { CLIENTS } from "../simulator/clients.ts";
import { type ConfiguredServer, isComplete, MECHANISMS, type Outcome } from "../simulator/outcome.ts";
import { Session } from "../simulator/session.ts";
import type { World } from "../simulator/world.ts";
import type { Subject } from "./finding.ts";
import { LOCAL_PART } from "./found-world.ts";

export interface Harm {
  /** Clients that end without an account, or with another, by their names. */
  readonly breaks: readonly string[];
  /** Those that come by it in another way, or ask their user about it. */
  readonly hinders: readonly string[];
}

/** What becomes of a client in the world as it was found. */
export interface ClientState {
  readonly id: string;
  readonly client: string;
  /** Whether it ends with the servers that the settings name. */
  readonly state: "right" | "other" | "nothing";
  /** By which way it learns them; `null` where it does not. */
  readonly by: string | null;
}

/** Those for Exchange, or for calendars and contacts, find what a domain may not have. */
const MAIL_CLIENTS = CLIENTS.filter(({ seeks }) => seeks === undefined);

export interface Judge {
  harmOf(subject: Subject): Promise<Harm>;
  listClients(): Promise<readonly ClientState[]>;
}

/** @param ideal the world as it should be */
export function createJudge(domain: string, ideal: World, found: World): Judge {
  const known = new Map<string, Promise<Harm>>();
  let wanted: Promise<readonly Played[]> | undefined;
  const playAll = (world: World) => Promise.all(MAIL_CLIENTS.map((client) => play(client, domain, world)));
  const playIdeal = () => {
    wanted ??= playAll(ideal);
    return wanted;
  };

  async function findHarm(subject: Subject): Promise<Harm> {
    if (subject.of === "nothing") return { breaks: [], hinders: [] };
    const world = butFor(subject, ideal, found);
    const harms = await Promise.all(
      (await playIdeal()).map(async ({ client, outcome, touched }) => {
        if (!isAccount(outcome)) return "none";
        if (subject.of === "everything") return "breaks";
        if (subject.of === "server") return isToldOf(outcome, subject) ? "breaks" : "none";
        // Who does not come by there goes on as before.
        return touched.has(toTouch(subject)) ? compare(outcome, (await play(client, domain, world)).outcome) : "none";
      }),
    );
    const named = (harm: "breaks" | "hinders") =>
      MAIL_CLIENTS.flatMap(({ name }, index) => (harms[index] === harm ? [name] : []));
    return { breaks: named("breaks"), hinders: named("hinders") };
  }

  return {
    harmOf(subject) {
      const key = JSON.stringify(subject);
      const harm = known.get(key) ?? findHarm(subject);
      known.set(key, harm);
      return harm;
    },
    async listClients() {
      const [before, now] = await Promise.all([playIdeal(), playAll(found)]);
      return now.map(({ client: { id, name }, outcome }, index) => {
        const by = isAccount(outcome) ? MECHANISMS[outcome.mechanism].replace(/\.$/, "") : null;
        const isRight = isAccount(outcome) && toServers(outcome) === toServers(before[index]?.outcome);
        return { id, client: name, by, state: by === null ? "nothing" : isRight ? "right" : "other" };
      });
    },
  };
}

/** A client that was played, and where it came by. */
interface Played {
  readonly client: Client;
  readonly outcome: Outcome;
  readonly touched: ReadonlySet<string>;
}

async function play(client: Client, domain: string, world: World): Promise<Played> {
  const touched = new Set<string>();
  const touch = (type: "MX" | "SRV" | "TXT", name: string) => touched.add(toTouch({ of: "dns", type, name }));
  const watched: World = {
    ...world,
    fetch(request) {
      touched.add(toTouch({ of: "web", host: URL.parse(request.url)?.hostname ?? "" }));
      return world.fetch(request);
    },
    resolveMx(name) {
      touch("MX", name);
      return world.resolveMx(name);
    },
    resolveSrv(name) {
      touch("SRV", name);
      return world.resolveSrv(name);
    },
    resolveTxt(name) {
      touch("TXT", name);
      return world.resolveTxt(name);
    },
  };
  return { client, outcome: await client.simulate(new Session(`${LOCAL_PART}@${domain}`, watched)), touched };
}

function toTouch(subject: Subject & { readonly of: "web" | "dns" }): string {
  return subject.of === "web" ? `web ${subject.host}` : `${subject.type} ${subject.name}`;
}

/** The ideal world, with what was found in one place of it. */
function butFor(subject: Subject, ideal: World, found: World): World {
  const worldAt = (name: string, type: "MX" | "SRV" | "TXT") =>
    subject.of === "dns" && subject.name === name && subject.type === type ? found : ideal;
  return {
    ...ideal,
    fetch: (request) => (isOf(subject, request.url) ? found : ideal).fetch(request),
    resolveMx: (name) => worldAt(name, "MX").resolveMx(name),
    resolveSrv: (name) => worldAt(name, "SRV").resolveSrv(name),
    resolveTxt: (name) => worldAt(name, "TXT").resolveTxt(name),
  };
}

function isOf(subject: Subject, text: string): boolean {
  if (subject.of !== "web") return false;
  const url = URL.parse(text);
  if (url?.hostname !== subject.host) return false;
  const place = `${url.origin}${url.pathname}`.toLowerCase();
  return subject.urls === undefined || subject.urls.some((one) => one.toLowerCase() === place);
}

function compare(wanted: Outcome, found: Outcome | undefined): "breaks" | "hinders" | "none" {
  if (found === undefined || !isAccount(found) || toServers(found) !== toServers(wanted)) return "breaks";
  return isAsked(found) && !isAsked(wanted)
    ? "hinders"
    : mechanismOf(found) === mechanismOf(wanted)
      ? "none"
      : "hinders";
}

function isAccount(outcome: Outcome | undefined): outcome is Outcome & { readonly ok: true } {
  return outcome?.ok === true && isComplete(outcome.account);
}

function mechanismOf(outcome: Outcome): string {
  return outcome.ok ? outcome.mechanism : "";
}

function isAsked(outcome: Outcome): boolean {
  return outcome.ok && (outcome.account.remarks ?? []).some((remark) => /\basked\b/.test(remark));
}

function isToldOf(outcome: Outcome, { hostname, port }: { readonly hostname: string; readonly port: number }): boolean {
  if (!outcome.ok) return false;
  const { incoming, outgoing } = outcome.account;
  return [incoming, outgoing].some((server) => server?.hostname === hostname && server.port === port);
}

/** Where it connects, and how. */
function toServers(outcome: Outcome | undefined): string {
  if (outcome?.ok !== true) return "";
  const { incoming, outgoing } = outcome.account;
  return [incoming, outgoing].map(toText).join(", ");
}

function toText(server: ConfiguredServer | undefined): string {
  return server === undefined
    ? ""
    : `${server.protocol} ${server.hostname}:${server.port} ${server.socketType} ${server.username}`;
}
