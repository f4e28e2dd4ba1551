/**
 * Requests that hold somebody's address, or a network's, in each place where clients put one, and where they do not.
 * @module
 */

export const pox = (address: string) =>
  `<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request><EMailAddress>${address}</EMailAddress><AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema></Request></Autodiscover>`;

const SECRET = "s3cret-person";
const CONFIG = "/mail/config-v1.1.xml";
const POX = "/autodiscover/autodiscover.xml";
const JSON_PATH = "/autodiscover/autodiscover.json";

/** What of them may stand nowhere afterwards. */
export const SECRETS = ["s3cret", "198.51", "@"];

/** Of domains that are served, that are not, and whose mail is elsewhere, in the awkward settings. */
export const PERSONAL_REQUESTS = ["fish.example", "lake.example", "moved.example"].flatMap((domain) => {
  const address = `${SECRET}@${domain}`;
  const encoded = encodeURIComponent(address);
  const written = [
    address,
    encoded,
    SECRET,
    `${SECRET}@`,
    `@${SECRET}`,
    `"${SECRET}"@${domain}`,
    `${address}@198.51.100.9`,
  ];
  return [`autoconfig.${domain}`, `autodiscover.${domain}`, "setup.hosting.example", "198.51.100.7"].flatMap((host) => {
    const get = (path: string, headers: Readonly<Record<string, string>> = {}): [string, RequestInit] => [
      `https://${host}${path}`,
      { headers },
    ];
    const post = (address: string): [string, RequestInit] => [
      `https://${host}${POX}`,
      { method: "POST", body: pox(address) },
    ];
    return [
      ...written.map((text) => get(`${CONFIG}?emailaddress=${text}`)),
      get(`/v1.1/${encoded}`),
      get(`/v1.1/${SECRET}`),
      post(address),
      post(`${SECRET}@[198.51.100.9]`),
      get(`${JSON_PATH}?Email=${encoded}&Protocol=${SECRET}`),
      get(`${JSON_PATH}/v1.0/${address}?Protocol=Autodiscoverv1`),
      get(`/profiles/apple.mobileconfig?emailaddress=${encoded}&name=${SECRET}`),
      get(`/email.mobileconfig?email=${SECRET}`),
      get(CONFIG, { "user-agent": address, "x-forwarded-for": "198.51.100.8" }),
      get(CONFIG, { "user-agent": `Thunderbird/1 ${address}`, referer: address, from: address }),
    ];
  });
});
