import type { Probes } from "./probes.ts";
import { toNetwork } from "./public-address.ts";

/** How many connections there may be at the same time, whoever is checked. */
export interface Politeness {
  readonly ofHost: number;
  /** Of one /24 of IPv4, or one /48 of IPv6: thousands of customers' names lead to the same few machines. */
  readonly ofNetwork: number;
}

const USUAL_POLITENESS: Politeness = { ofHost: 2, ofNetwork: 6 };

/** The same probes, without more connections to one place at the same time than it may be asked for. */
export function politeProbes(probes: Probes, { ofHost, ofNetwork }: Politeness = USUAL_POLITENESS): Probes {
  const hosts = new Places(ofHost);
  const networks = new Places(ofNetwork);
  async function enter(hostname: string, addresses: readonly string[]): Promise<() => void> {
    const [address = hostname] = addresses;
    const network = toNetwork(address);
    await hosts.enter(hostname);
    await networks.enter(network);
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      networks.leave(network);
      hosts.leave(hostname);
    };
  }
  return {
    ...probes,
    async sendWeb(request, addresses, signal) {
      const leave = await enter(URL.parse(request.url)?.hostname ?? request.url, addresses);
      try {
        return await probes.sendWeb(request, addresses, signal);
      } finally {
        leave();
      }
    },
    async connectMail(target, signal) {
      const leave = await enter(target.hostname, target.addresses);
      try {
        const connection = await probes.connectMail(target, signal);
        const close = () => {
          connection.close();
          leave();
        };
        return { ...connection, close };
      } catch (error) {
        leave();
        throw error;
      }
    },
  };
}

/** So many at once by name, the others in their order. */
class Places {
  readonly #most: number;
  readonly #inside = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(most: number) {
    this.#most = most;
  }

  async enter(name: string): Promise<void> {
    const inside = this.#inside.get(name) ?? 0;
    if (inside < this.#most) {
      this.#inside.set(name, inside + 1);
      return;
    }
    await new Promise<void>((done) => this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), done]));
  }

  /** The next has the place at once. */
  leave(name: string): void {
    const [next, ...others] = this.#waiting.get(name) ?? [];
    if (others.length > 0) this.#waiting.set(name, others);
    else this.#waiting.delete(name);
    const inside = (this.#inside.get(name) ?? 1) - (next === undefined ? 1 : 0);
    if (inside > 0) this.#inside.set(name, inside);
    else this.#inside.delete(name);
    next?.();
  }
}
