/**
 * `waypost check --all`: every domain of a directory, one run after the other from a timer.
 * @module
 */
import { setTimeout as wait } from "node:timers/promises";
import { checkDomain } from "../../check/check-domain.ts";
import { politeProbes } from "../../check/network/polite-probes.ts";
import { startRun, stopRun, workOnRun } from "../../directory/fleet/check-runs.ts";
import { type FleetReport, type FoundPlace, reportFleet } from "../../directory/fleet/fleet-report.ts";
import { sendReport } from "../../directory/fleet/report-webhook.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { createNodeProbes } from "../../node/probes/node-probes.ts";
import { findResolver } from "../../node/probes/resolvers.ts";
import { directoryReader } from "../../store/cache/directory-reader.ts";
import { tellPlace } from "../../telling/check/told-place.ts";
import { Progress } from "../progress.ts";
import { NO_SETTINGS } from "../records/directory-records.ts";
import { openNamed, type PlaceValues } from "../records/open-records.ts";
import { endBy } from "../records/refuse.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

const HINT = "waypost check --help";

interface Values extends PlaceValues {
  readonly json: boolean;
  readonly stop: boolean;
  readonly webhook?: string | undefined;
  readonly "at-once"?: string | undefined;
  readonly resolver?: string | undefined;
  readonly "allow-private": boolean;
  readonly host?: string | undefined;
}

export async function checkAll(values: Values, terminal: Terminal): Promise<ExitCode> {
  const atOnce = Number(values["at-once"] ?? 8);
  if (!Number.isInteger(atOnce) || atOnce < 1 || atOnce > 64)
    return terminal.misused("--at-once takes a number from 1 to 64", HINT);
  const webhook = values.webhook === undefined ? undefined : URL.parse(values.webhook);
  if (webhook === null || (webhook !== undefined && !/^https?:$/.test(webhook.protocol)))
    return terminal.misused(`not the URL of a webhook: ${JSON.stringify(values.webhook)}`, HINT);
  const resolver = values.resolver === undefined ? undefined : findResolver(values.resolver);
  if (resolver === undefined && values.resolver !== undefined)
    return terminal.misused(`not a resolver: ${JSON.stringify(values.resolver)}`, "--resolver 192.0.2.53");
  if (values.url !== undefined)
    return terminal.misused("--all works on a directory, not on a service", "name it with --data or --database");
  const opened = await openNamed(values, terminal, HINT, "look");
  if (typeof opened === "number") return opened;
  const { directory, floor = NO_SETTINGS } = opened;
  const now = () => new Date();
  try {
    if (values.stop) {
      const left = await stopRun(directory.checks, now);
      const told = `${left} ${left === 1 ? "domain" : "domains"} that waited will not be checked`;
      terminal.print(values.json ? `${JSON.stringify({ stopped: left })}\n` : `${told}\n`);
      return 0;
    }
    const host = values.host === undefined ? undefined : findDomain(values.host);
    const serviceOrigin = host === undefined ? floor.service.origin : `https://${host}`;
    if (serviceOrigin === undefined)
      return terminal.misused(
        "the name of this service is not known",
        "give it with --host, or name its settings with --settings",
      );
    const { checks } = directory;
    await startRun({ checks, directory, floor, now });
    const waiting = await checks.countWaiting();
    const ask = directoryReader(directory, () => floor, now);
    const probes = politeProbes(createNodeProbes({ resolver }));
    const progress = new Progress(terminal);
    let done = 0;
    const ended = await workOnRun({
      checks,
      find: async (domain) => (await ask(domain)).answer,
      check: (settings, signal) =>
        checkDomain(settings, { probes, serviceOrigin, now, signal, allowPrivate: values["allow-private"] }),
      atOnce,
      signal: new AbortController().signal,
      now,
      wait: async (milliseconds) => wait(milliseconds),
      tell() {
        done++;
        progress.tell(() => `${done} of ${waiting} domains checked`);
      },
    });
    const report = ended ?? (await reportFleet(checks));
    terminal.print(values.json ? `${JSON.stringify(report, undefined, 2)}\n` : toText(report));
    const fault = webhook && (await sendReport(webhook, report, fetch));
    if (fault !== undefined) terminal.printErrors(fault);
    return report.worse.length > 0 || fault !== undefined ? 1 : 0;
  } catch (error) {
    return endBy(error, terminal);
  } finally {
    await directory.close();
  }
}

/** Plain text with short lines, as a mail has it. */
function toText({ from, until, states, worse, elsewhere, certificates, broken }: FleetReport): string {
  if (from === undefined || until === undefined) return "no domain was checked\n";
  const checked = Object.values(states).reduce((sum, count) => sum + count, 0);
  const section = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : ["", heading, ...lines]);
  return [
    `${checked} ${checked === 1 ? "domain" : "domains"} checked, from ${toTime(from)} to ${toTime(until)}`,
    `well: ${states.good}; with notes: ${states.note}; with warnings: ${states.warning}; broken: ${states.error}`,
    ...section(
      "Worse than last time:",
      worse.flatMap(({ domain, was, is, fresh }) => [
        `  ${domain}: ${STATES[was]}, now ${STATES[is]}`,
        ...fresh.map((finding) => `    ${tellPlace(finding)}`),
      ]),
    ),
    ...section("Broken:", broken.map(toLine)),
    ...section("Pointing elsewhere, such as to an old server:", elsewhere.map(toLine)),
    ...section("Certificates that expire soon or have expired:", certificates.map(toLine)),
    "",
  ].join("\n");
}

const STATES = { good: "well", note: "notes", warning: "warnings", error: "broken" } as const;

const toLine = (finding: FoundPlace) => `  ${finding.domain}: ${tellPlace(finding)}`;

function toTime(at: string): string {
  return `${at.slice(0, 16).replace("T", " ")} UTC`;
}
