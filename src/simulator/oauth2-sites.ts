/**
 * Sites at which clients use OAuth2, as their sources list them. `src/lint` and `src/telling` read these as well: they are
 * facts, and in a file of their own so that whoever needs them gets no client along.
 * @module
 */

/** `OAuth2Providers.sys.mjs` of Thunderbird for the desktop. */
const THUNDERBIRD: readonly string[] = [
  ...["google.com", "googlemail.com", "gmail.com", "office365.com", "outlook.com", "yahoo.com", "att.net"],
  ...["aol.com", "yandex.com", "yandex.ru", "mail.ru", "fastmail.com", "comcast.net", "thundermail.com"],
];

/** `OAuthConfigurationFactory` of Thunderbird for Android. */
const THUNDERBIRD_ANDROID: readonly string[] = [
  ...["aol.com", "fastmail.com", "gmail.com", "googlemail.com", "office365.com", "outlook.com", "yahoo.com"],
  "thundermail.com",
];

export function isOAuth2SiteOfThunderbird(hostname: string): boolean {
  return isAtOneOf(THUNDERBIRD, hostname);
}

export function isOAuth2SiteOfThunderbirdAndroid(hostname: string): boolean {
  return isAtOneOf(THUNDERBIRD_ANDROID, hostname);
}

function isAtOneOf(sites: readonly string[], hostname: string): boolean {
  return sites.some((site) => `.${hostname}`.endsWith(`.${site}`));
}
