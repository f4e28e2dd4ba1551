import { describe, expect, test } from "vitest";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";
import { memoryStore } from "../../src/store/databases/memory.ts";
import outlook from "../fixtures/requests/outlook-2019-pox.xml?raw";
import { awkwardSettings } from "../fixtures/settings.ts";
import { createTestApp } from "../support/services/app.ts";

const app = createTestApp();
const SITE = "https://setup.hosting.example";

async function json(url: string) {
  const response = await app.request(url);
  return { response, body: await response.json() };
}

describe("autoconfig is also found at", () => {
  test.each([
    "https://autoconfig.plain.example/.well-known/mail-v1.xml?emailaddress=a%40plain.example",
    "https://autoconfig.plain.example/v1.1/mail/config-v1.1.xml",
    `${SITE}/v1.1/plain.example`,
    `${SITE}/d/plain.example/mail/config-v1.1.xml`,
    `${SITE}/d/PLAIN.example/.well-known/autoconfig/mail/config-v1.1.xml`,
  ])("%s", async (url) => {
    const response = await app.request(url);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('id="plain.example"');
  });

  test("and a redirected Autodiscover request at the path that names the domain", async () => {
    const url = `${SITE}/d/plain.example/autodiscover/autodiscover.xml`;
    expect((await app.request(url)).status).toBe(200);
    expect((await app.request(url, { method: "POST", body: outlook })).status).toBe(200);
    expect((await app.request(`${SITE}/d/unknown.example/autodiscover/autodiscover.xml`)).status).toBe(404);
  });
});

const LOOK = "/autodiscover/autodiscover.xml";

describe("where few names have certificates", () => {
  const settings = parseSettings({
    ...awkwardSettings,
    service: { origin: SITE, certificatesOnlyFor: ["other.example"] },
  });
  if (!settings.ok) throw new Error("the settings are faulty");
  const few = createTestApp({ store: memoryStore(settings.value, () => new Date(0)) });

  test.each([
    ["http://autodiscover.plain.example", `${SITE}/d/plain.example${LOOK}`],
    ["http://autodiscover.other.example", `https://autodiscover.other.example${LOOK}`],
  ])("a look at %s is led to %s, which answers", async (base, location) => {
    for (const method of ["GET", "POST"]) {
      const response = await few.request(`${base}${LOOK}`, { method });
      expect([response.status, response.headers.get("location")]).toEqual([302, location]);
    }
    expect((await few.request(location)).status).toBe(200);
    expect((await few.request(location, { method: "POST", body: outlook })).status).toBe(200);
  });

  test("version 2 names the place that has one", async () => {
    const query = "Email=a@plain.example&Protocol=AutodiscoverV1";
    const response = await few.request(`${SITE}/autodiscover/autodiscover.json?${query}`);
    expect(await response.json()).toMatchObject({ Url: `${SITE}/d/plain.example${LOOK}` });
  });

  test("autoconfig is answered over plain http, and a stranger's name leads nowhere", async () => {
    expect((await few.request("http://autoconfig.plain.example/mail/config-v1.1.xml")).status).toBe(200);
    expect((await few.request(`http://autodiscover.unknown.example${LOOK}`)).status).toBe(404);
  });
});

describe("Autodiscover version 2", () => {
  test.each([
    `${SITE}/autodiscover/autodiscover.json?Email=a@plain.example&Protocol=Autodiscoverv1&RedirectCount=1`,
    `${SITE}/AutoDiscover/AutoDiscover.json?email=a%40plain.example&PROTOCOL=AutodiscoverV1`,
    `${SITE}/autodiscover/autodiscover.json/v1.0/a@plain.example?Protocol=AutodiscoverV1`,
    `${SITE}/autodiscover/autodiscover.json/v1.0/a%40plain.example?Protocol=autodiscoverv1`,
    `${SITE}/AutoDiscover/AutoDiscover.json/V1.0/A+b@Plain.example?protocol=AUTODISCOVERV1&redirectcount=1`,
    `${SITE}/d/plain.example/autodiscover/autodiscover.json?Protocol=AutodiscoverV1`,
    "https://autodiscover.hosting.example/autodiscover/autodiscover.json?Email=a@plain.example&Protocol=AutodiscoverV1",
    "https://autodiscover.plain.example./autodiscover/autodiscover.json?Email=a@plain.example&Protocol=AutodiscoverV1",
    `${SITE}/autodiscover/autodiscover.json/v1.0/a/b@plain.example?Protocol=AutodiscoverV1`,
    `${SITE}/autodiscover/autodiscover.json/v1.0/a@plain.example/?Protocol=AutodiscoverV1`,
    `${SITE}/autodiscover/autodiscover.json/?Email=a@plain.example&Protocol=AutodiscoverV1`,
    `${SITE}/autodiscover/autodiscover.json?Email=%3Ca@plain.example%3E&Protocol=%20AutodiscoverV1%20`,
    "https://autodiscover.plain.example/autodiscover/autodiscover.json?Protocol=AutodiscoverV1",
    "https://autodiscover.plain.example/autodiscover/autodiscover.json/v1.0/?Protocol=AutodiscoverV1",
  ])("%s is sent to the XML", async (url) => {
    const { response, body } = await json(url);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(body).toEqual({
      Protocol: "AutodiscoverV1",
      Url: "https://autodiscover.plain.example/autodiscover/autodiscover.xml",
    });
  });

  test.each(["ActiveSync", "EWS", "REST", "", "%3Cscript%3E"])(
    "protocol %j is not offered and gets no URL, in an answer that nobody keeps",
    async (protocol) => {
      const { response, body } = await json(
        `${SITE}/autodiscover/autodiscover.json?Email=a@plain.example&Protocol=${protocol}`,
      );
      expect(response.status).toBe(400);
      expect(body).toMatchObject({ ErrorCode: "InvalidProtocol" });
      expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
      expect(JSON.stringify(body)).not.toMatch(/Url|[<>]/);
    },
  );

  test("a protocol that is left out is one that is not offered, whatever the host", async () => {
    const host = "https://autodiscover.hosting.example";
    const { response, body } = await json(`${host}/autodiscover/autodiscover.json?Email=a@plain.example`);
    expect(response.status).toBe(400);
    expect(body).toMatchObject({ ErrorCode: "InvalidProtocol" });
  });

  test("ActiveSync is told where it is offered", async () => {
    const { body } = await json(`${SITE}/autodiscover/autodiscover.json?Email=a@sync.example&Protocol=activesync`);
    expect(body).toEqual({ Protocol: "ActiveSync", Url: "https://eas.sync.example/Microsoft-Server-ActiveSync" });
  });

  test.each([
    [404, "?Email=a@unknown.example&Protocol=AutodiscoverV1"],
    [404, "?Email=a@moved.example&Protocol=AutodiscoverV1"],
    [404, "?Email=a@unpaid.example&Protocol=AutodiscoverV1"],
    [400, "?Email=nobody&Protocol=AutodiscoverV1"],
    [400, "/v1.0/nobody?Protocol=AutodiscoverV1"],
  ])("%i in JSON for %s", async (status, query) => {
    const { response, body } = await json(`${SITE}/autodiscover/autodiscover.json${query}`);
    expect(response.status).toBe(status);
    expect(Object.keys(Object(body))).toEqual(["ErrorCode", "ErrorMessage"]);
  });

  test("400 where neither address nor host names a domain", async () =>
    expect((await app.request("https://127.0.0.1/autodiscover/autodiscover.json?Protocol=AutodiscoverV1")).status).toBe(
      400,
    ));
});

describe("ActiveSync's schema", () => {
  const ask = (address: string) =>
    app.request(`${SITE}/autodiscover/autodiscover.xml`, {
      method: "POST",
      body: outlook
        .replaceAll("outlook/re", "mobilesync/re")
        .replace("responseschema/2006a", "responseschema/2006")
        .replace("alice@plain.example", address),
    });

  test("is answered where it is offered", async () => {
    const text = await (await ask("alice@sync.example")).text();
    expect(text).toContain("<Url>https://eas.sync.example/Microsoft-Server-ActiveSync</Url>");
    expect(text).toContain("<EMailAddress>alice@sync.example</EMailAddress>");
  });

  test("is refused in its own words elsewhere", async () => {
    const response = await ask("alice@plain.example");
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain("<ErrorCode>601</ErrorCode>");
    expect(text).toContain("mobilesync/responseschema/2006");
    expect(text).not.toContain("<Url>");
  });
});

describe("plain http", () => {
  test.each(["GET", "POST"])("%s at the Autodiscover host is sent to https on the same host", async (method) => {
    const response = await app.request("http://autodiscover.plain.example/Autodiscover/Autodiscover.xml", { method });
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("https://autodiscover.plain.example/Autodiscover/Autodiscover.xml");
  });

  const proto = (scheme: string, url = "http://autodiscover.plain.example/autodiscover/autodiscover.xml") =>
    app.request(url, { headers: { "x-forwarded-proto": scheme } });

  test.each(["https", "HTTPS", "https, http", " https ,https"])(
    "behind a proxy is what the proxy says: %j is no plain http",
    async (scheme) => expect((await proto(scheme)).status).toBe(200),
  );

  test.each(["http", "HTTP", "http, https", ""])("behind a proxy is what the proxy says: %j is", async (scheme) =>
    expect((await proto(scheme)).status).toBe(302),
  );

  test("behind a proxy that says nothing known is what the connection is", async () =>
    expect((await proto("wss", "https://autodiscover.plain.example/autodiscover/autodiscover.xml")).status).toBe(200));

  test.each(["unknown", "moved"])("of a domain that is not served (%s) goes nowhere", async (name) => {
    for (const method of ["GET", "HEAD", "POST"]) {
      const url = `http://autodiscover.${name}.example/autodiscover/autodiscover.xml`;
      const response = await app.request(url, { method });
      expect(response.status).toBe(404);
      expect(response.headers.has("location")).toBe(false);
    }
  });

  test("its trailing dot, and the port, stay behind", async () => {
    const response = await app.request("http://autodiscover.plain.example.:8080/autodiscover/autodiscover.xml");
    expect(response.headers.get("location")).toBe("https://autodiscover.plain.example/autodiscover/autodiscover.xml");
  });

  test("gets autoconfig's file as https does, because some clients follow no change of scheme", async () =>
    expect((await app.request("http://autoconfig.plain.example/mail/config-v1.1.xml")).status).toBe(200));
});

/** Settings of a domain with all that well-known paths lead to. */
describe("a slash too many", () => {
  const paths = [
    "/mail/config-v1.1.xml",
    "/.well-known/autoconfig/mail/config-v1.1.xml",
    "/.well-known/mail-v1.xml",
    "/v1.1/fish.example",
    LOOK,
    "/.well-known/caldav",
    "/.well-known/user-agent-configuration.json",
    "/profiles/apple.mobileconfig",
    "/qr/guide.svg",
    "/d/fish.example/mail/config-v1.1.xml",
    `/d/fish.example${LOOK}`,
  ];
  test.each(paths)("is none in %s", async (path) => {
    const read = async (spelled: string) => {
      const response = await app.request(`https://fish.example${spelled}`);
      return [response.status, response.headers.get("location"), await response.text()];
    };
    const plain = await read(path);
    expect(plain[0]).toBeLessThan(400);
    for (const spelled of [`${path}/`, `/${path}`, path.replace(/\/(?=[^/]+$)/, "//")])
      expect(await read(spelled), spelled).toEqual(plain);
  });

  test.each(["//guides/fish.example/", "//console", "//api/v1/domains", "//example.org/mail/"])(
    "leads nowhere else: %s",
    async (path) => {
      const response = await app.request(`https://fish.example${path}`);
      expect([response.status, response.headers.get("location")]).toEqual([404, null]);
    },
  );
});

function withServices(at = (name: string) => ({ url: `https://${name}.shop.example/here` })) {
  const services = { caldav: at("caldav"), carddav: at("carddav"), jmap: at("jmap") };
  const domains = { "shop.example": { provider: "plain", overrides: { services } } };
  const settings = parseSettings({ ...awkwardSettings, domains });
  if (!settings.ok) throw new Error(JSON.stringify(settings.error));
  return settings.value;
}

describe("other services", () => {
  test.each(["GET", "HEAD", "PROPFIND", "OPTIONS", "POST", "REPORT", "PUT", "DELETE"])(
    "%s on a well-known path is sent on",
    async (method) => {
      for (const url of [
        "https://fish.example/.well-known/caldav",
        "https://fish.example/.well-known/caldav/",
        "https://fish.example/.well-known/CalDAV",
        `${SITE}/d/fish.example/.well-known/caldav`,
      ]) {
        const response = await app.request(url, { method });
        expect(response.status).toBe(307);
        expect(response.headers.get("location")).toBe("https://dav.fish.example/cal?a=1&b=2");
      }
    },
  );

  test.each<[string, string, number]>([
    ["shop.example", "https://shop.example", 404],
    ["shop.example", `${SITE}/d/shop.example`, 404],
    ["autoconfig.shop.example", "https://autoconfig.shop.example", 404],
    ["dav.other.example", "https://shop.example", 307],
  ])(
    "that are said to be at the well-known paths of %s are not asked for there again at %s",
    async (host, place, status) => {
      const settings = withServices((name) => ({ url: `https://${host}/.well-known/${name}` }));
      const own = createTestApp({ store: memoryStore(settings, () => new Date()) });
      for (const service of ["caldav", "carddav", "jmap"])
        expect((await own.request(`${place}/.well-known/${service}`)).status).toBe(status);
    },
  );

  test.each(["caldav", "carddav", "jmap"])("%s is a browser's to ask, from any site", async (service) => {
    const url = `https://shop.example/.well-known/${service}`;
    const own = createTestApp({ store: memoryStore(withServices(), () => new Date()) });
    const headers = { origin: "https://mail.example" };
    const redirect = await own.request(url, { headers });
    expect([redirect.status, redirect.headers.get("access-control-allow-origin")]).toEqual([307, "*"]);
    const preflight = await own.request(url, {
      method: "OPTIONS",
      headers: {
        ...headers,
        "access-control-request-method": "UNLOCK",
        "access-control-request-headers": "authorization,content-type",
      },
    });
    expect([preflight.status, preflight.headers.get("location")]).toEqual([204, null]);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-methods")).toBe("UNLOCK");
    expect(preflight.headers.get("access-control-allow-headers")).toBe("authorization,content-type");
    // A DAV client asks with OPTIONS itself, wherever it comes from.
    expect((await own.request(url, { method: "OPTIONS", headers })).status).toBe(307);
  });

  test.each(["caldav", "carddav", "jmap"])("%s that is not offered is 404, never 401", async (service) => {
    const response = await app.request(`https://plain.example/.well-known/${service}`, { method: "PROPFIND" });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await response.text()).toMatch(/^(?:CalDAV|CardDAV|JMAP) is not offered at plain\.example\.\n$/);
  });
});

describe("PACC", () => {
  const url = "https://ua-auto-config.plain.example/.well-known/user-agent-configuration.json";

  test("is byte-stable and not to be transformed", async () => {
    const response = await app.request(url);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("cache-control")).toContain("no-transform");
    expect(await response.text()).toBe(await (await app.request(url)).text());
  });

  test("is 404 where it has no words for the service", async () =>
    expect((await app.request(url.replace("plain", "upgraded"))).status).toBe(404));
});

describe("what is the same for everybody", () => {
  test.each([
    "https://autoconfig.plain.example/mail/config-v1.1.xml",
    "https://autodiscover.plain.example/autodiscover/autodiscover.xml",
    "https://ua-auto-config.plain.example/.well-known/user-agent-configuration.json",
    "https://setup.hosting.example/profiles/apple.mobileconfig?domain=plain.example",
  ])("%s is not sent twice", async (url) => {
    const first = await app.request(url);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w+/=]+"$/);
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const second = await app.request(url, { headers: { "if-none-match": held } });
      expect(second.status).toBe(304);
      expect(second.headers.get("etag")).toBe(etag);
    }
    expect((await app.request(url, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });
});

describe("methods", () => {
  test.each([
    ["https://autoconfig.plain.example/mail/config-v1.1.xml", "GET, HEAD, OPTIONS", true],
    ["https://autodiscover.plain.example/autodiscover/autodiscover.xml", "POST, GET, HEAD, OPTIONS", false],
    [`${SITE}/autodiscover/autodiscover.json`, "GET, HEAD, OPTIONS", true],
    ["https://plain.example/.well-known/user-agent-configuration.json", "GET, HEAD, OPTIONS", true],
    [`${SITE}/profiles/apple.mobileconfig`, "GET, HEAD, POST, OPTIONS", false],
  ])("%s answers %s", async (url, allow, cors) => {
    const options = await app.request(url, { method: "OPTIONS" });
    expect(options.status).toBe(204);
    expect(options.headers.get("allow")).toBe(allow);
    expect(options.headers.has("access-control-allow-origin")).toBe(cors);
    const other = await app.request(url, { method: "DELETE" });
    expect(other.status).toBe(405);
    expect(other.headers.get("allow")).toBe(allow);
    expect(other.headers.has("access-control-allow-origin")).toBe(cors);
    expect(await other.text()).toBe(`This address answers ${allow}.\n`);
  });

  test("what is served nowhere has no methods to name", async () => {
    const response = await app.request("https://autoconfig.nobody.example/mail/config-v1.1.xml", { method: "DELETE" });
    expect([response.status, response.headers.get("allow")]).toEqual([404, null]);
  });
});
