import type { Client } from "./client.ts";
import { aospExchange } from "./clients/aosp-exchange.ts";
import { davx5 } from "./clients/davx5.ts";
import { deltaChat } from "./clients/delta-chat.ts";
import { emclient } from "./clients/emclient.ts";
import { evolution } from "./clients/evolution.ts";
import { evolutionEws } from "./clients/evolution-ews.ts";
import { fairemail, fairemailPlay } from "./clients/fairemail.ts";
import { geary } from "./clients/geary.ts";
import { gnomeDav, gnomeExchange } from "./clients/gnome-online-accounts.ts";
import { himalaya } from "./clients/himalaya.ts";
import { kmail } from "./clients/kmail.ts";
import { mailspring } from "./clients/mailspring.ts";
import { mustang } from "./clients/mozilla/mustang.ts";
import { thunderbird } from "./clients/mozilla/thunderbird.ts";
import { thunderbirdAndroid } from "./clients/mozilla/thunderbird-android.ts";
import { thunderbirdIos } from "./clients/mozilla/thunderbird-ios.ts";
import { nextcloud } from "./clients/nextcloud.ts";
import { outlook } from "./clients/outlook.ts";
import { snappymail } from "./clients/snappymail.ts";

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
