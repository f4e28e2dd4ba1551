import type { ClientId } from "../../model/client-id.ts";
import type { ClientGuide } from "../guide.ts";
import { outlookWindowsClassic } from "./outlook-windows-classic.ts";

export const clientGuides: Readonly<Partial<Record<ClientId, ClientGuide>>> = {
  "outlook-windows-classic": outlookWindowsClassic,
};
