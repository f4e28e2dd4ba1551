import { aospExchange } from "./aosp-exchange.ts";
import type { Client } from "./client.ts";
import { davx5 } from "./davx5.ts";
import { deltaChat } from "./delta-chat.ts";
import { emclient } from "./emclient.ts";
import { evolution } from "./evolution.ts";
import { evolutionEws } from "./evolution-ews.ts";
import { fairemail, fairemailPlay } from "./fairemail.ts";
import { geary } from "./geary.ts";
import { gnomeDav, gnomeExchange } from "./gnome-online-accounts.ts";
import { himalaya } from "./himalaya.ts";
import { kmail } from "./kmail.ts";
import { mailspring } from "./mailspring.ts";
import { mustang } from "./mustang.ts";
import { nextcloud } from "./nextcloud.ts";
import { outlook } from "./outlook.ts";
import { snappymail } from "./snappymail.ts";
import { thunderbird } from "./thunderbird.ts";
import { thunderbirdAndroid } from "./thunderbird-android.ts";
import { thunderbirdIos } from "./thunderbird-ios.ts";

/** Every client whose behaviour is known well enough to be played. */
export const CLIENTS: readonly Client[] = [
  thunderbird,
  thunderbirdAndroid,
  thunderbirdIos,
  outlook,
  emclient,
  deltaChat,
  evolution,
  evolutionEws,
  kmail,
  fairemail,
  fairemailPlay,
  nextcloud,
  snappymail,
  mailspring,
  geary,
  gnomeExchange,
  gnomeDav,
  mustang,
  himalaya,
  aospExchange,
  davx5,
];
