import { drawCodes } from "../codes.ts";
import { openPage } from "../page.ts";
import { followChoices } from "../support-links.ts";

openPage(drawCodes);
followChoices();
