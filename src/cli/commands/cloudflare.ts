import { type CertificateList, listCertificates } from "../../directory/views/certificate-list.ts";
import { mayLookAgain, toHostnameState } from "../../directory/views/hostname-state.ts";
import type { CustomHostname } from "../../model/custom-hostname.ts";
import { type CloudflareApi, type Listed, openCloudflare } from "../cloudflare/cloudflare-api.ts";
import { type HostnamePlan, planHostnames } from "../cloudflare/hostname-plan.ts";
import { type Done, syncHostnames } from "../cloudflare/sync-hostnames.ts";
import { findWantedNames } from "../cloudflare/wanted-names.ts";
import { type Command, parseOptions } from "../command.ts";
import { Progress } from "../progress.ts";
import { directoryRecords, NO_SETTINGS } from "../records/directory-records.ts";
import { openNames } from "../records/open-names.ts";
import { openNamed, openPlace, PLACE_OPTIONS, PLACE_USAGE } from "../records/open-records.ts";
import { describeHostname } from "../records/print-records.ts";
import type { RecordPlace } from "../records/records.ts";
import { endBy } from "../records/refuse.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

/** As history has it. */
const ACTOR = { name: "command", provider: undefined };

const HINT = "waypost cloudflare --help";

/** A third party's figure, of 2026: more are taken, and then wait. */
const PER_MINUTE = "15";

/** So many names, and this part of all that were made, are not removed by accident. */
const MANY = 20;
const MANY_PART = 0.1;

const OPTIONS = {
  ...PLACE_OPTIONS,
  zone: { type: "string" },
  apply: { type: "boolean", default: false },
  "look-again": { type: "boolean", default: false },
  "remove-foreign": { type: "boolean", default: false },
  "remove-many": { type: "boolean", default: false },
  "per-minute": { type: "string", default: PER_MINUTE },
  json: { type: "boolean", default: false },
} as const;

type Values = Exclude<ReturnType<typeof parse>, string>["values"];

function parse(args: readonly string[]) {
  return parseOptions(args, { allowPositionals: true, options: OPTIONS });
}

/** `waypost cloudflare sync` */
export const cloudflare: Command = {
  usage: `usage: waypost cloudflare sync --zone ZONE [--apply] [options]

Compares the custom hostnames of a zone (Cloudflare for SaaS) with the names that the directory's served domains need, and
prints what is missing and what is too much. With --apply it makes and removes them. It may be ended at any moment and
started again. The variable CLOUDFLARE_API_TOKEN has the token, which needs "Zone: SSL and Certificates: Edit" and
"Zone: Zone: Read".

options:
  --zone ZONE       the zone that customers' names lead to: its id, or its name
  --apply           do it; else nothing is changed
  --look-again      ask Cloudflare to validate again what it has given up
  --remove-foreign  remove discovery names that nobody needs, also where this command did not make them
  --remove-many     remove more than ${MANY} names at once where they are more than a tenth of those that it made
  --per-minute N    certificates to ask for in a minute (${PER_MINUTE})
  --json            print JSON, an object a line
${PLACE_USAGE}

Names that are no discovery names are never touched. How each name stands is kept in the directory: waypost domain show,
the API and the console tell it.

exit status: 0 done, 1 a name fails or was refused, 2 misused or out of reach
`,
  async run(args, terminal) {
    const parsed = parse(args);
    if (typeof parsed === "string") return terminal.misused(parsed, HINT);
    const { values, positionals } = parsed;
    if (positionals.length !== 1 || positionals[0] !== "sync") return terminal.misused("expected the word sync", HINT);
    if (values.zone === undefined) return terminal.misused("no zone was named", "--zone hosting.example");
    const perMinute = Number(values["per-minute"]);
    if (!/^\d{1,6}$/.test(values["per-minute"]) || perMinute === 0)
      return terminal.misused(`not a number: ${JSON.stringify(values["per-minute"])}`, HINT);
    const { CLOUDFLARE_API_TOKEN: token = "", CLOUDFLARE_BASE_URL: base } = terminal.env;
    const api = openCloudflare(token, base || undefined);
    if (!api.ok) return terminal.misused(api.error.message, api.error.hint);
    const opened = await openBoth(values, terminal);
    if (typeof opened === "number") return opened;
    const { names, place, close } = opened;
    try {
      return await sync({ api: api.value, names: await names(), place, values, perMinute, terminal });
    } catch (error) {
      return endBy(error, terminal);
    } finally {
      await close();
    }
  },
};

interface Opened {
  readonly names: () => Promise<CertificateList>;
  readonly place: RecordPlace;
  readonly close: () => Promise<void>;
}

/** What is needed, and where what was seen is kept: both of one directory, and never of a settings file alone. */
async function openBoth(values: Values, terminal: Terminal): Promise<Opened | ExitCode> {
  if (values.url !== undefined) {
    const [names, place] = [await openNames(values, terminal, HINT), await openPlace(values, terminal, HINT, "look")];
    if (typeof names === "number") return names;
    if (typeof place === "number") return place;
    return { names: () => names.list(undefined), place, close: () => place.close() };
  }
  const opened = await openNamed(values, terminal, HINT, "look");
  if (typeof opened === "number") return opened;
  const { directory, floor } = opened;
  const place = directoryRecords(directory, floor);
  const options = { directory, floor: floor ?? NO_SETTINGS, now: () => new Date() };
  return { names: () => listCertificates(ACTOR, options), place, close: () => place.close() };
}

interface Call {
  readonly api: CloudflareApi;
  readonly place: RecordPlace;
  readonly names: CertificateList;
  readonly values: Values;
  readonly perMinute: number;
  readonly terminal: Terminal;
}

async function sync(call: Call): Promise<ExitCode> {
  const { api, names, place, values, perMinute, terminal } = call;
  const zone = await api.findZone(values.zone ?? "");
  if (zone === undefined) return terminal.misused(`there is no zone ${JSON.stringify(values.zone)}`, HINT);
  const now = () => new Date();
  const wanted = await findWantedNames(names);
  const known = new Map<string, CustomHostname>();
  for await (const one of place.customHostnames.list(zone.id)) known.set(one.hostname, one);
  const progress = new Progress(terminal);
  const listed = new Map<string, Listed>();
  for await (const one of api.list(zone.id)) {
    listed.set(one.hostname, one);
    progress.tell(() => `read ${listed.size} custom hostnames of ${zone.name}`);
  }
  const plan = planHostnames(wanted, listed, known, { removeForeign: values["remove-foreign"] });
  const made = [...known.values()].filter((one) => one.made).length;
  const isMany = plan.remove.length > MANY && plan.remove.length > made * MANY_PART;
  if (values.apply && isMany && !values["remove-many"]) {
    terminal.printErrors(`${plan.remove.length} names would be removed, of ${made} that this command made`);
    terminal.printHint("see which without --apply; --remove-many removes them");
    return 1;
  }
  if (!values.apply) return tellPlan(plan, call);
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const asking = plan.create.length + (values["look-again"] ? plan.lookAgain.length : 0);
  let asked = 0;
  await syncHostnames(plan, {
    api,
    zone: zone.id,
    records: place.customHostnames,
    known,
    perMinute,
    lookAgain: values["look-again"],
    now,
    report(done) {
      count(done.action);
      if ("state" in done) count(toHostnameState(done.state).state);
      tellDone(done, call);
      if (done.action === "created" || done.action === "refused" || done.action === "asked again") asked += 1;
      progress.tell(() => `${asked} of ${asking}; ${describeTime(asking - asked, perMinute)} left`);
    },
  });
  tellTotal(plan, counts, call);
  return ["failing", "refused", "not removed", "given up"].some((what) => counts.has(what)) ? 1 : 0;
}

function tellPlan(plan: HostnamePlan, { values, perMinute, terminal }: Call): ExitCode {
  const print = (action: string, { hostname }: { readonly hostname: string }) =>
    terminal.print(values.json ? `${JSON.stringify({ action, hostname })}\n` : `${action}\t${hostname}\n`);
  for (const name of plan.create) print("create", name);
  for (const name of plan.remove) print("remove", name);
  if (values["look-again"]) for (const name of plan.lookAgain) print("look again", name);
  const total = {
    create: plan.create.length,
    remove: plan.remove.length,
    keep: plan.keep.length,
    givenUp: plan.keep.filter(({ listed }) =>
      mayLookAgain({ status: listed.status, certificateStatus: listed.ssl?.status ?? null }),
    ).length,
    foreign: plan.foreign.length,
  };
  if (values.json) terminal.print(`${JSON.stringify({ total })}\n`);
  else
    terminal.printNote(
      `${total.create} to create (${describeTime(total.create, perMinute)}), ${total.remove} to remove, ${total.keep} there, ${total.givenUp} of them given up by Cloudflare; ${total.foreign} that others made and nobody needs are left alone`,
    );
  if (total.create + total.remove > 0) terminal.printHint("--apply does it");
  return 0;
}

function tellDone(done: Done, { values, terminal }: Call): void {
  if (values.json) {
    const { action, ...rest } = done;
    terminal.print(
      `${JSON.stringify("state" in done ? { action, ...toHostnameState(done.state) } : { action, ...rest })}\n`,
    );
    return;
  }
  switch (done.action) {
    case "created":
    case "asked again":
      terminal.print(`${done.action}\t${done.state.hostname}\n`);
      break;
    case "removed":
      terminal.print(`${done.action}\t${done.hostname}\n`);
      break;
    case "seen":
    case "refused": {
      const told = toHostnameState(done.state);
      if (told.state === "failing") terminal.printWarnings(describeHostname(told));
      break;
    }
    case "not removed":
      terminal.printWarnings(`${done.hostname}: Cloudflare does not remove it: ${done.why}`);
      break;
    case "given up":
      terminal.printErrors(`${done.left} names were not asked for: ${done.why}`);
      break;
  }
}

function tellTotal(plan: HostnamePlan, counts: ReadonlyMap<string, number>, { values, terminal }: Call): void {
  const of = (what: string) => counts.get(what) ?? 0;
  const total = {
    created: of("created"),
    removed: of("removed"),
    refused: of("refused"),
    works: of("works"),
    waiting: of("waiting"),
    failing: of("failing"),
    foreign: plan.foreign.length,
  };
  if (values.json) terminal.print(`${JSON.stringify({ total })}\n`);
  else
    terminal.printNote(
      `created ${total.created}, removed ${total.removed}, refused ${total.refused}; ${total.works} work, ${total.waiting} wait, ${total.failing} fail; left alone: ${total.foreign}`,
    );
}

/** How long so many certificates take. */
function describeTime(count: number, perMinute: number): string {
  const minutes = Math.ceil(count / perMinute);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
