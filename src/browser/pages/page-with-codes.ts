import { drawCodes } from "../codes.ts";
import { drawDcloginCode } from "../dclogin-code.ts";
import { putOwnDeviceFirst } from "../own-device.ts";
import { openPage } from "../page.ts";

putOwnDeviceFirst();
drawDcloginCode();
openPage(drawCodes);
