import { drawCodes } from "../codes.ts";
import { drawDcloginCode } from "../dclogin-code.ts";
import { markOwnDevice, putOwnDeviceFirst, unfoldWide } from "../own-device.ts";
import { openPage } from "../page.ts";
import { followChoices } from "../support-links.ts";

putOwnDeviceFirst();
markOwnDevice();
unfoldWide();
drawDcloginCode();
openPage(drawCodes);
followChoices();
