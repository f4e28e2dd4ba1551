import type { ClientFamily } from "../../model/request-count.ts";

/** By what a User-Agent holds, in lower case. */
const FAMILIES: Readonly<Record<string, ClientFamily>> = {
  thunderbird: "thunderbird",
  "microsoft office": "outlook",
  outlook: "outlook",
  "em client": "emclient",
  evolution: "evolution",
  davx5: "davx5",
  nextcloud: "nextcloud",
  snappymail: "snappymail",
  libews: "libews",
  "-eas-": "exchange-android",
  okhttp: "okhttp",
  bot: "robot",
  crawler: "robot",
  spider: "robot",
  "curl/": "robot",
  "wget/": "robot",
  python: "robot",
  "go-http-client": "robot",
};
// One look for all of them: every request of a mail client waits for it.
const SIGN = new RegExp(`(?:${Object.keys(FAMILIES).join("|")})`, "i");
const APPLE = /cfnetwork|darwin|^mac\+os\+x|^ios\//i;

/** The family of programs that a request comes from, as its User-Agent says. What programs call themselves is kept nowhere. */
export function findClientFamily(userAgent = ""): ClientFamily {
  if (userAgent === "") return "unnamed";
  const agent = userAgent.length > MOST_READ ? userAgent.slice(0, MOST_READ) : userAgent;
  const [sign] = SIGN.exec(agent) ?? [];
  const family = sign === undefined ? undefined : FAMILIES[sign.toLowerCase()];
  if (family === "thunderbird") return agent.startsWith("Mozilla/") || !APPLE.test(agent) ? family : "thunderbird-ios";
  if (family !== undefined) return family;
  if (/^nine(?:\/|$)/i.test(agent)) return "nine";
  if (APPLE.test(agent)) return "apple";
  return agent.startsWith("Mozilla/") ? "browser" : "other";
}

const MOST_READ = 256;
