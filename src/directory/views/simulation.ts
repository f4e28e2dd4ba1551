/**
 * Mail clients played for a domain that is served here, whoever asks for it.
 * @module
 */
import type { CheckOptions } from "../../check/check-domain.ts";
import { createDomainWorld, toWorldOptions } from "../../check/domain-world.ts";
import type { EmailAddress } from "../../model/address/email-address.ts";
import type { FindLogin } from "../../model/address/mail-account.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { askedOnce } from "../../simulator/asked-once.ts";
import type { Client } from "../../simulator/client.ts";
import { CLIENTS } from "../../simulator/clients.ts";
import { type SimulateOptions, type Simulation, simulate } from "../../simulator/simulate.ts";
import type { World } from "../../simulator/world.ts";

/** What the service itself answers once all that it asks for is published; nobody is asked. */
export async function openSettingsWorld(
  settings: ServerSettings,
  origin: string,
  findLogin: FindLogin | undefined,
): Promise<World> {
  return createDomainWorld(settings, { ...toWorldOptions(settings, origin), findLogin });
}

/**
 * The Internet as it answers about a domain: its own names and those of its settings, and no others. What looks there is loaded for
 * it alone, with all that reads others' documents.
 */
export async function openLiveWorld(settings: ServerSettings, options: CheckOptions): Promise<World> {
  const [{ giveExchanges, openInquiry }, { foundWorld }] = await Promise.all([
    import("../../check/check-domain.ts"),
    import("../../check/found-world.ts"),
  ]);
  const { domain } = settings;
  const inquiry = openInquiry(settings, options);
  await giveExchanges({ domain, inquiry });
  return foundWorld(inquiry);
}

export type SimulatedClient = Client;

export function findClient(id: string | undefined): Client | undefined {
  return CLIENTS.find((client) => client.id === id);
}

/** @param person whose settings are asked for; anybody's at the domain where that is not said */
export function playClient(
  client: Client,
  { domain }: ServerSettings,
  person: Pick<EmailAddress, "localPart"> | undefined,
  world: World,
  options?: SimulateOptions,
): Promise<Simulation> {
  return simulate(client, `${person?.localPart ?? ANYBODY}@${domain}`, world, options);
}

/** All of them, each question asked once. */
export function playClients(
  settings: ServerSettings,
  person: Pick<EmailAddress, "localPart"> | undefined,
  world: World,
  options?: SimulateOptions,
): Promise<readonly Simulation[]> {
  const shared = askedOnce(world);
  return Promise.all(CLIENTS.map((client) => playClient(client, settings, person, shared, options)));
}

const ANYBODY = "someone";
