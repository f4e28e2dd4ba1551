/**
 * Calendars, contacts and JMAP that are set up wrongly, each in its own way, against servers on loopback.
 * @module
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openInquiry } from "../../src/check/check-domain.ts";
import type { RuleResult } from "../../src/check/finding.ts";
import type { Probes } from "../../src/check/network/probes.ts";
import { services } from "../../src/check/rules/services.ts";
import { ENGLISH } from "../../src/content/language.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import type { FindingKind } from "../../src/model/finding-kind.ts";
import { createNodeProbes } from "../../src/node/probes/node-probes.ts";
import { findResolver } from "../../src/node/probes/resolvers.ts";
import { tellFinding } from "../../src/telling/check/told-check.ts";
import {
  a,
  type CheckedDomains,
  HOST,
  html,
  ORIGIN,
  openDomains,
  redirect,
  type Setup,
  xml,
} from "../support/domains/checked-domains.ts";
import type { WebAnswer } from "../support/domains/checked-world.ts";

interface Row {
  readonly what: string;
  readonly change: (setup: Setup) => unknown;
  readonly kinds: readonly FindingKind[];
  /** What the remedy has to say. */
  readonly remedy: RegExp;
}

/** Offers these beside mail, at a server that asks for a login. */
function offering(setup: Setup, ...offered: readonly ("caldav" | "carddav" | "jmap")[]): Setup {
  const url = `https://${setup.at("dav")}/dav/`;
  Object.assign(setup.overrides, { services: Object.fromEntries(offered.map((id) => [id, { url }])) });
  const challenge: WebAnswer = { status: 401, headers: { "www-authenticate": 'Basic realm="mail"' } };
  return setup
    .add(a(setup.at("dav")))
    .answer("dav", challenge)
    .answer("dav", redirect("/dav/", 301), /^\/\.well-known/);
}

const BROKEN: readonly Row[] = [
  {
    what: "nobody is at the calendar's name",
    change: (s) => offering(s, "caldav").without("dav"),
    kinds: ["serviceUnreachable"],
    remedy: /port 443/,
  },
  {
    what: "the calendar's server hangs up",
    change: (s) => offering(s, "caldav").answer("dav", "reset"),
    kinds: ["serviceUnreachable"],
    remedy: /port 443/,
  },
  {
    what: "a certificate of the calendar's server that is for another name",
    change: (s) => offering(s, "caldav").certificate("dav", "wrong-name"),
    kinds: ["certificateWrongName"],
    remedy: /names dav\./,
  },
  {
    what: "a web page in place of contacts",
    change: (s) => offering(s, "carddav").answer("dav", html("Shop"), /^\/dav/),
    kinds: ["serviceNotFound"],
    remedy: /URL in the settings/,
  },
  {
    what: "contacts for everybody",
    change: (s) => offering(s, "carddav").answer("dav", { ...xml("<multistatus/>"), status: 207 }, /^\/dav/),
    kinds: ["serviceOpen"],
    remedy: /ask for a login/,
  },
  {
    what: "a proxy that takes the challenge away",
    change: (s) => offering(s, "jmap").answer("dav", { status: 401 }, /^\/dav/),
    kinds: ["serviceAsksNothing"],
    remedy: /WWW-Authenticate/,
  },
  {
    what: "JMAP that is not there",
    change: (s) => offering(s, "jmap").answer("dav", { status: 404 }, /^\/dav/),
    kinds: ["serviceNotFound"],
    remedy: /URL in the settings/,
  },
  {
    what: "no way from the well-known path to the calendar",
    change: (s) => offering(s, "caldav").answer("dav", { status: 404 }, /^\/\.well-known/),
    kinds: ["servicePathMissing"],
    remedy: /redirect this path/,
  },
];

/** Nothing is known to be wrong, and that is said. */
const NOT_CHECKED: readonly Row[] = [
  {
    what: "a calendar at a port of its own",
    change(s) {
      offering(s, "caldav");
      Object.assign(s.overrides, { services: { caldav: { url: `https://${s.at("dav")}:8443/dav/` } } });
    },
    kinds: ["serviceNotChecked"],
    remedy: /in a browser/,
  },
  {
    what: "contacts that are led to a host of others",
    change: (s) => offering(s, "carddav").answer("dav", redirect("https://dav.elsewhere.example/", 301), /^\/dav/),
    kinds: ["serviceNotChecked"],
    remedy: /dav\.elsewhere\.example/,
  },
];

const WELL: Row = {
  what: "all three",
  change: (s) => offering(s, "caldav", "carddav", "jmap"),
  kinds: [],
  remedy: /./,
};

let opened: CheckedDomains;
let probes: Probes;

beforeAll(async () => {
  opened = await openDomains([...BROKEN, ...NOT_CHECKED, WELL].map(({ change }) => change));
  const { world, dns } = opened;
  probes = createNodeProbes({
    resolver: findResolver(dns.http),
    authorities: [world.authority],
    findPort: world.findPort,
  });
});
afterAll(() => opened?.close());

async function check(index: number): Promise<RuleResult> {
  const settings = opened.domains[index]?.settings;
  if (settings === undefined) throw new Error("no such row");
  const now = new Date();
  const options = { probes, serviceOrigin: ORIGIN, now: () => now, allowPrivate: true };
  return services({
    domain: settings.domain,
    settings,
    serviceOrigin: ORIGIN,
    serviceHost: Domain.parse(HOST),
    records: [],
    inquiry: openInquiry(settings, options),
    now,
  });
}

test.each([...BROKEN, ...NOT_CHECKED].map((row, index) => [row.what, row, index] as const))(
  "%s",
  async (_, { kinds, remedy }, index) => {
    const { findings } = await check(index);
    expect(findings.map(({ kind }) => kind)).toEqual(kinds);
    const [first] = findings;
    if (first === undefined) throw new Error("nothing was found");
    const told = tellFinding(
      { ...first, severity: "note", breaks: [], hinders: [] },
      Domain.parse("s0.example"),
      ENGLISH,
    );
    expect(told.remedy).toMatch(remedy);
    expect([told.found, told.expected, told.remedy].join()).not.toMatch(/\{\w+\}/);
  },
);

test("where all is well nothing is found, and nobody has told who they are", async () => {
  const { findings, good } = await check(BROKEN.length + NOT_CHECKED.length);
  expect(findings).toEqual([]);
  expect(good.filter(({ kind }) => kind === "serviceRight")).toHaveLength(3);
});
