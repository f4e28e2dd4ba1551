/**
 * Each client that was read, against the service as it is: it must end with what the settings say.
 * @module
 */
import { describe, expect, test } from "vitest";
import productSettings from "../../settings.json" with { type: "json" };
import type { MailServer } from "../../src/model/server.ts";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import type { Client } from "../../src/simulator/client.ts";
import { CLIENTS } from "../../src/simulator/clients.ts";
import type { ConfiguredServer } from "../../src/simulator/outcome.ts";
import { Session } from "../../src/simulator/session.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { ServedSettings, simulatedWorld } from "../support/domains/simulated-world.ts";

const DOMAINS = [
  "plain.example",
  "fish.example",
  "xn--bcher-kva.example",
  "modern.example",
  "upgraded.example",
  "pop.example",
  "mx-host.example",
  "sync-dav.example",
  "sync.example",
];
const PRODUCT_DOMAINS = ["shop.example", "new-shop.example", "imap-only.example", "xn--bcher-kva.example"];

/** Where a client knows one of the two servers only, and what it does about the other. */
const HALVES: Readonly<Record<string, "incoming" | "outgoing">> = {
  // It speaks no POP3, takes the server to send by, and leaves the other to the user.
  "nextcloud pop.example": "incoming",
  // A server without login is unknown to it; what Autodiscover says of sending it does not read, and guesses.
  "mustang pop.example": "outgoing",
};

const OAUTH = "it knows OAuth2 for hosts of its own list alone, and nothing else is offered";
const POP = "it speaks IMAP only";
/** Why a client ends without an account, where that is right. */
const REASONS: Readonly<Record<string, string>> = {
  "thunderbird-desktop modern.example": OAUTH,
  "thunderbird-android modern.example": OAUTH,
  "outlook-windows-classic modern.example": "Autodiscover has no word for OAuth2",
  "thunderbird-android pop.example": POP,
  "thunderbird-ios pop.example": "it has no word for an outgoing server without login, and drops POP3",
  "emclient modern.example": "Autodiscover has no word for OAuth2",
  "deltachat pop.example": POP,
  "fairemail pop.example": "its search is for IMAP",
  "fairemail-play pop.example": "its search is for IMAP",
  "snappymail pop.example": POP,
  "mailspring pop.example": POP,
  "geary pop.example": POP,
  "mustang modern.example": "it wants the addresses of the OAuth2 server in the file, and these settings have none",
};

/** Where a client ends with another user name than the settings', and what it does about it. */
const USER_NAMES: Readonly<Record<string, string>> = {
  "geary upgraded.example": "it never reads a user name: the user corrects it",
  "fairemail upgraded.example": "SRV records weigh more and name no user: the user corrects it",
  "fairemail-play upgraded.example": "SRV records name no user: the user corrects it",
  "geary imap-only.example": "it never reads a user name: the user corrects it",
  "fairemail imap-only.example": "SRV records weigh more and name no user: the user corrects it",
  "fairemail-play imap-only.example": "SRV records name no user: the user corrects it",
};

async function run(client: Client, domain: string, served?: ServedSettings) {
  const options = served === undefined ? {} : { served };
  const session = new Session(`alice@${domain}`, await simulatedWorld(domain, options));
  return { outcome: await client.simulate(session), session };
}

/** Every domain, with the settings that it is in: the fixtures', and those that the product comes with. */
const product = new ServedSettings(productSettings);
const ROWS = [
  ...DOMAINS.map((domain) => ({ file: "fixtures", domain, served: new ServedSettings(awkwardSettings) })),
  ...PRODUCT_DOMAINS.map((domain) => ({ file: "settings.json", domain, served: product })),
];

// Clients that have no business with IMAP are looked at on their own below.
describe.each(CLIENTS.filter(({ seeks }) => seeks === undefined))("$name", (client) => {
  test.each(ROWS)("$domain of $file", async ({ domain, served }) => {
    const { outcome, session } = await run(client, domain, served);
    const key = `${client.id} ${domain}`;
    const trace = session.steps.map((step) => Object.values(step).join(" | ")).join("\n");
    if (REASONS[key] !== undefined) {
      expect(outcome.ok, `${REASONS[key]}\n${trace}`).toBe(false);
      return;
    }
    if (!outcome.ok) throw new Error(`${outcome.because}\n${trace}`);
    const { incoming, outgoing } = outcome.account;
    const settings = served.find(domain);
    if (settings === undefined) throw new Error(`not served: ${domain}`);
    if (HALVES[key] === "outgoing") expect(outgoing).toBeUndefined();
    else expectServer(outgoing, settings.outgoingServers, key);
    if (HALVES[key] === "incoming") expect(incoming).toBeUndefined();
    else expectServer(incoming, settings.incomingServers, key);
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
  expect(server?.username, USER_NAMES[key]).toBe(USER_NAMES[key] === undefined ? username : `alice@${domain}`);
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

  test.each(["thunderbird-desktop", "evolution"])("%s finds calendars beside the mail", async (id) => {
    expect(await play(id, "fish.example")).toMatchObject({ account: { caldav: "https://dav.fish.example/cal" } });
    expect(await play(id, "plain.example")).not.toHaveProperty("account.caldav");
  });

  test("eM Client finds them in Autodiscover", async () => {
    const url = "https://dav.sync-dav.example/dav/";
    expect(await play("emclient", "sync-dav.example")).toMatchObject({ account: { caldav: url, carddav: url } });
    expect(await play("emclient", "plain.example")).not.toHaveProperty("account.caldav");
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
