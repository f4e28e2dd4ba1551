/**
 * Mail clients as code: what each asks, in which order, and what it makes of the answers. Nothing here knows our
 * renderers: the readers follow the clients' sources, so that they judge what the service says.
 * @module
 */
import type { Outcome } from "./outcome.ts";
import type { Patience, Session } from "./session.ts";

export interface Client {
  readonly id: string;
  readonly name: string;
  /** What it is for, if not mail by IMAP or POP3: a domain without that is no failure of the domain. */
  readonly seeks?: "Exchange" | "ActiveSync" | "calendars and contacts";
  /** The repository and the version or date that was read; vendors' documents where the source is closed. */
  readonly source: string;
  readonly patience?: Patience;
  simulate(session: Session): Promise<Outcome>;
}
