import type { Access } from "../store/access-roles.ts";

/** Who changes or looks at the directory. */
export interface Actor {
  /** What history calls them: a token's name, or the command. */
  readonly name: string;
  /** The one provider whose records they may see and change; `undefined` is all of them. */
  readonly provider: string | undefined;
}

/** An actor who came with a token. */
export interface Operator extends Actor {
  readonly access: Access;
  /** The token's id. */
  readonly token: string;
}

/** Whether a record of `provider` exists for this actor. What is another's is answered as what is not there. */
export function mayTouch(actor: Actor, provider: string): boolean {
  return actor.provider === undefined || actor.provider === provider;
}
