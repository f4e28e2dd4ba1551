/**
 * Each client that was read, against the service as it is: it must end with what the settings say.
 * @module
 */
import { describe, expect, test } from "vitest";
import type { MailServer } from "../../src/model/server.ts";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import type { Client, ConfiguredServer } from "../../src/simulator/client.ts";
import { CLIENTS } from "../../src/simulator/clients.ts";
import { Session } from "../../src/simulator/session.ts";
import { exampleSettings, settingsOf } from "../support/accounts.ts";
import { simulatedWorld } from "../support/simulated-world.ts";

/** Every domain of the awkward settings, and of the settings that the product comes with. */
const DOMAINS: readonly [string, ServerSettings | undefined][] = [
  ...[
    "plain.example",
    "other.example",
    "fish.example",
    "xn--bcher-kva.example",
    "modern.example",
    "upgraded.example",
    "pop.example",
    "mx-host.example",
    "sync-dav.example",
    "sync.example",
  ].map((domain): [string, undefined] => [domain, undefined]),
  ...exampleSettings.map((settings): [string, ServerSettings] => [settings.domain, settings]),
];

/** Clients that have no business with IMAP; what they find is looked at on its own below. */
const OTHERS = ["evolution-ews", "gnome-exchange", "gnome-dav", "aosp-exchange", "davx5"];

const OAUTH = "it knows OAuth2 for hosts of its own list alone, and nothing else is offered";
const POP = "it speaks IMAP only";
/** Why a client ends without an account, where that is right. */
const REASONS: Readonly<Record<string, string>> = {
  "thunderbird-desktop modern.example": OAUTH,
  "thunderbird-android modern.example": OAUTH,
  "outlook-windows-classic modern.example": "Autodiscover has no word for OAuth2",
  "thunderbird-android pop.example": POP,
  "thunderbird-ios pop.example": "it has no word for an outgoing server without log-in, and drops POP3",
  "emclient modern.example": "Autodiscover has no word for OAuth2",
  "deltachat pop.example": POP,
  "fairemail pop.example": "its search is for IMAP",
  "fairemail-play pop.example": "its search is for IMAP",
  "nextcloud pop.example": POP,
  "snappymail pop.example": POP,
  "mailspring pop.example": POP,
  "geary pop.example": POP,
  "mustang modern.example": "it wants the addresses of the OAuth2 server in the file, and these settings have none",
  "mustang sync.example": "it takes ActiveSync, where that is offered, for an Exchange account",
};

/** Where a client ends with the whole address although the settings have the short form, and what it does about it. */
const USER_NAMES: Readonly<Record<string, string>> = {
  "geary upgraded.example": "it never reads a user name: the user corrects it",
  "fairemail upgraded.example": "SRV records weigh more and name no user: the user corrects it",
  "fairemail-play upgraded.example": "SRV records name no user: the user corrects it",
  "geary imap-only.example": "it never reads a user name: the user corrects it",
  "fairemail imap-only.example": "SRV records weigh more and name no user: the user corrects it",
  "fairemail-play imap-only.example": "SRV records name no user: the user corrects it",
};

async function run(client: Client, domain: string, settings?: ServerSettings) {
  const world = await simulatedWorld(domain, settings === undefined ? {} : { settings });
  const session = new Session(`alice@${domain}`, world);
  return { outcome: await client.simulate(session), session };
}

describe.each(CLIENTS.filter(({ id }) => !OTHERS.includes(id)))("$name", (client) => {
  test.each(DOMAINS)("%s", async (domain, own) => {
    const { outcome, session } = await run(client, domain, own);
    const key = `${client.id} ${domain}`;
    const trace = session.steps.map((step) => Object.values(step).join(" | ")).join("\n");
    if (REASONS[key] !== undefined) {
      expect(outcome.ok, `${REASONS[key]}\n${trace}`).toBe(false);
      return;
    }
    if (!outcome.ok) throw new Error(`${outcome.because}\n${trace}`);
    const { incoming, outgoing } = outcome.account;
    const settings = own ?? settingsOf(domain);
    if (client.id !== "mustang" || outgoing !== undefined) expectServer(outgoing, settings.outgoingServers, key);
    expectServer(incoming, settings.incomingServers, key);
    // Best first: whoever can use IMAP gets it.
    if (settings.incomingServers.some(({ protocol }) => protocol === "imap")) expect(incoming?.protocol).toBe("imap");
  });

  test("nobody is asked where the mail is elsewhere or unknown", async () => {
    for (const domain of ["moved.example", "unknown.example"]) {
      const { outcome } = await run(client, domain);
      expect(outcome.ok).toBe(false);
    }
  });
});

function expectServer(
  server: ConfiguredServer | undefined,
  offered: ServerSettings["incomingServers" | "outgoingServers"],
  key: string,
) {
  const protocol = server?.protocol === "smtp" ? "submission" : server?.protocol;
  const match = offered.find(
    (one: MailServer) =>
      one.protocol === protocol &&
      one.hostname === server?.hostname &&
      one.port === server.port &&
      one.socketType === server.socketType,
  );
  expect(match, `${JSON.stringify(server)} is not offered`).toBeDefined();
  const domain = key.split(" ")[1] ?? "";
  const username = match?.username.replace("{address}", `alice@${domain}`).replace("{localPart}", "alice");
  if (USER_NAMES[key] === undefined) expect(server?.username).toBe(username);
  else expect(server?.username, USER_NAMES[key]).toBe(`alice@${domain}`);
  if (server?.authentication !== "automatic") expect(match?.authentication).toContain(server?.authentication);
}

describe("clients for something else than IMAP", () => {
  const play = async (id: string, domain: string) => {
    const client = CLIENTS.find((one) => one.id === id);
    if (client === undefined) throw new Error(id);
    return (await run(client, domain)).outcome;
  };

  test.each(["evolution-ews", "gnome-exchange"])("%s finds no Exchange where there is none", async (id) =>
    expect((await play(id, "plain.example")).ok).toBe(false),
  );

  test("ActiveSync is found where it is offered, and nowhere else", async () => {
    expect(await play("aosp-exchange", "sync.example")).toMatchObject({
      account: { activesync: "https://eas.sync.example/Microsoft-Server-ActiveSync" },
    });
    expect((await play("aosp-exchange", "plain.example")).ok).toBe(false);
  });

  test.each(["thunderbird-desktop", "evolution", "emclient", "davx5", "gnome-dav"])(
    "%s finds calendars and contacts where both are offered",
    async (id) => {
      const url = "https://dav.sync-dav.example/dav/";
      expect(await play(id, "sync-dav.example")).toMatchObject({ account: { caldav: url, carddav: url } });
    },
  );

  test.each(["thunderbird-desktop", "evolution", "emclient"])("%s finds none where none are", async (id) => {
    const outcome = await play(id, "plain.example");
    expect(outcome.ok && [outcome.account.caldav, outcome.account.carddav]).toEqual([undefined, undefined]);
  });

  test.each(["davx5", "gnome-dav"])("%s finds calendars where they are offered", async (id) => {
    expect(await play(id, "fish.example")).toMatchObject({
      account: { caldav: "https://dav.fish.example/cal" },
    });
    expect((await play(id, "plain.example")).ok).toBe(false);
  });
});

describe("a domain that is served for its customers' MX", () => {
  const BY_MX = [
    "thunderbird-desktop",
    "thunderbird-android",
    "thunderbird-ios",
    "evolution",
    "fairemail",
    "nextcloud",
    "mustang",
    "himalaya",
  ];
  test.each(CLIENTS.filter(({ id }) => BY_MX.includes(id)))("$name gets the host's settings", async (client) => {
    const world = await simulatedWorld("customer.example", { mx: "mx1.mx-host.example" });
    const outcome = await client.simulate(new Session("alice@customer.example", world));
    expect(outcome).toMatchObject({
      ok: true,
      mechanism: "mx",
      account: { incoming: { hostname: "imap.mx-host.example" }, outgoing: { hostname: "smtp.mx-host.example" } },
    });
  });
});
