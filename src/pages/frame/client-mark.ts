import clientMark from "../../../templates/drawings/client-mark.eta";
import { type ClientMark, findMark } from "../../content/client-marks.ts";
import type { Language } from "../../content/language.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import { templates } from "./templates.ts";

declare module "./templates.ts" {
  interface Views {
    "@client-mark": ClientMark;
  }
}

templates.load("@client-mark", clientMark);

/** What `templates/drawings/client-mark.eta` prints beside the name of a client. */
export function toClientMark(id: ClientId, { clientNames }: Pick<Language, "clientNames">): ClientMark {
  return findMark(id, clientNames[id].name);
}
