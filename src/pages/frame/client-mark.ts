import clientMark from "../../../templates/drawings/client-mark.eta";
import { CLIENT_MARKS, type ClientMark } from "../../content/client-marks.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import { templates } from "./templates.ts";

declare module "./templates.ts" {
  interface Views {
    "@client-mark": ClientMark;
  }
}

templates.load("@client-mark", clientMark);

/** What `templates/drawings/client-mark.eta` prints beside the name of a client. */
export function toClientMark(id: ClientId): ClientMark {
  return CLIENT_MARKS[id];
}
