import type { Operators } from "../../../directory/operators.ts";
import type { Site } from "../../wire/site.ts";

/** What the routes of the API answer from. */
export interface Api {
  readonly site: Site;
  readonly operators: Operators;
}
