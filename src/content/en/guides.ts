import type { ClientGuides } from "../guide.ts";
import { outlookWindowsClassic } from "./outlook-windows-classic.ts";

export const clientGuides: ClientGuides = {
  "outlook-windows-classic": outlookWindowsClassic,
};
