/**
 * The settings that a Worker is built with. The build runs this module and puts what it exports into the bundle as data: what is
 * wrong with the file is told there, and a start looks for nothing any more.
 * @module
 */
import file from "../settings.json" with { type: "json" };
import { requireSettings } from "./config.ts";
import { toChecked } from "./model/settings/checked-settings.ts";
import { parseSettings } from "./model/settings/parse-settings.ts";

export const embeddedSettings = toChecked(requireSettings(parseSettings(file)));
