import type { Client } from "./client.ts";
import type { Outcome } from "./outcome.ts";
import { Session, type Step } from "./session.ts";
import type { World } from "./world.ts";

/** What one client did, from its first question to its account. */
export interface Simulation {
  readonly client: Client;
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
  /** In milliseconds. */
  readonly took: number;
}

export interface SimulateOptions {
  /** Milliseconds that only ever grow; without one, no time passes. */
  readonly clock?: (() => number) | undefined;
  /** Takes each step, in their order, once the client is done with it. */
  readonly tell?: ((step: Step) => void) | undefined;
}

/** Plays a client that is given an address. */
export async function simulate(
  client: Client,
  address: string,
  world: World,
  { clock = () => 0, tell = () => undefined }: SimulateOptions = {},
): Promise<Simulation> {
  const begin = clock();
  let told = 0;
  const tellSteps = (isDone: (step: Step) => boolean) => {
    for (let step = session.steps[told]; step !== undefined && isDone(step); step = session.steps[told]) {
      tell(step);
      told++;
    }
  };
  const session: Session = new Session(address, world, {
    patience: client.patience,
    clock,
    turned: () => tellSteps(({ verdict }) => verdict !== ""),
  });
  const outcome = await client.simulate(session);
  tellSteps(() => true);
  return { client, steps: session.steps, outcome, took: clock() - begin };
}
