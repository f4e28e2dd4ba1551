import { describe, expect, test } from "vitest";
import outlook from "../fixtures/requests/outlook-2019-pox.xml?raw";
import { createTestApp } from "../support/services/app.ts";

const app = createTestApp();
const URL = "https://autodiscover.plain.example/autodiscover/autodiscover.xml";

function post(body: string, { url = URL, ...headers }: Record<string, string> = {}) {
  return app.request(url, { method: "POST", body, headers: { "content-type": "text/xml", ...headers } });
}
const about = (address: string) => outlook.replace("alice@plain.example", address);

describe("a request for the outlook schema", () => {
  test.each(["/autodiscover/autodiscover.xml", "/Autodiscover/Autodiscover.xml", "/AutoDiscover/AutoDiscover.xml"])(
    "is answered at %s",
    async (path) => {
      const response = await post(outlook, { url: `https://setup.hosting.example${path}` });
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("text/xml; charset=utf-8");
      expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
      expect(await response.text()).toContain("<LoginName>alice@plain.example</LoginName>");
    },
  );

  test.each([
    ["text/xml", "application/x-www-form-urlencoded"],
    ["application/xml", "application/xml"],
    ["anything", "anything/else"],
  ])("may say %s as its type", async (_, type) => {
    expect((await post(outlook, { "content-type": type })).status).toBe(200);
  });

  test("may hold an unescaped ampersand, a prefix, CDATA, odd case or a byte order mark", async () => {
    const bodies: [string, string][] = [
      ["R&D@plain.example", about("R&D@plain.example")],
      ["R&D@plain.example", about("R&amp;D@plain.example")],
      ["alice@plain.example", outlook.replaceAll("EMailAddress", "a:EmailAddress")],
      ["alice@plain.example", about("<![CDATA[alice@plain.example]]>")],
      ["alice@plain.example", `\u{FEFF}  ${outlook}`],
    ];
    for (const [login, body] of bodies) {
      const text = await (await post(body)).text();
      expect(text).toContain(`<LoginName>${login.replace("&", "&amp;")}</LoginName>`);
    }
  });

  test.each([
    ["little-endian", [0xff, 0xfe], false],
    ["big-endian", [0xfe, 0xff], true],
    ["little-endian without a mark", [], false],
    ["big-endian without a mark", [], true],
  ])("may be UTF-16, %s", async (_, mark, bigEndian) => {
    const view = new DataView(new ArrayBuffer(outlook.length * 2));
    for (let index = 0; index < outlook.length; index += 1)
      view.setUint16(index * 2, outlook.charCodeAt(index), !bigEndian);
    const body = new Uint8Array([...mark, ...new Uint8Array(view.buffer)]);
    const response = await app.request(URL, { method: "POST", body });
    expect(await response.text()).toContain("<LoginName>alice@plain.example</LoginName>");
  });

  test.each([
    ["its own bare domain", "https://plain.example"],
    ["a host with a trailing dot", "https://autodiscover.plain.example."],
    ["the target of an SRV record", "https://autodiscover.hosting.example"],
    ["the path that names the domain", "https://setup.hosting.example/D/Plain.example"],
  ])("is answered at %s", async (_, place) => {
    const response = await post(outlook, { url: `${place}/AUTODISCOVER/Autodiscover.xml` });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("<LoginName>alice@plain.example</LoginName>");
  });

  test("with a distinguished name alone is answered for the host, and refused where there is none", async () => {
    const body = outlook.replace(/<EMailAddress>.*<\/EMailAddress>/, "<LegacyDN>/o=x/cn=alice</LegacyDN>");
    expect(await (await post(body)).text()).toContain("<Type>IMAP</Type>");
    expect((await post(body, { url: "https://setup.hosting.example/autodiscover/autodiscover.xml" })).status).toBe(404);
  });

  test("gets the address back byte for byte", async () => {
    expect(await (await post(about("Alice@Plain.EXAMPLE"))).text()).toContain(
      "<LoginName>Alice@Plain.EXAMPLE</LoginName>",
    );
  });

  test("gets STARTTLS with Encryption and the short login", async () => {
    const text = await (await post(about("bob@upgraded.example"))).text();
    expect(text).toContain("<Encryption>TLS</Encryption>");
    expect(text).toContain("<SSL>on</SSL>");
    expect(text).toContain("<LoginName>bob</LoginName>");
  });

  test("with credentials is answered as without", async () => {
    expect((await post(outlook, { authorization: "Basic YWxpY2U6c2VjcmV0" })).status).toBe(200);
  });

  test("without an address is answered for the host, naming nobody", async () => {
    const text = await (await post(outlook.replace(/<EMailAddress>.*<\/EMailAddress>/, ""))).text();
    expect(text).toContain("<Type>IMAP</Type>");
    expect(text).not.toContain("LoginName");
  });
});

test("GET is the question without an address", async () => {
  const response = await app.request(URL);
  expect(response.status).toBe(200);
  expect(await response.text()).not.toContain("LoginName");
});

test("another schema gets error 601 and no server", async () => {
  const text = await (
    await post(outlook.replace("outlook/responseschema/2006a", "mobilesync/responseschema/2006"))
  ).text();
  expect(text).toContain("<ErrorCode>601</ErrorCode>");
  expect(text).toContain('Time="12:34:56.7890000"');
});

test("64 KiB are still read", async () => expect((await post(outlook.padEnd(2 ** 16))).status).toBe(200));

describe("a refusal is plain text", () => {
  test.each([
    [404, "an unknown domain", about("a@unknown.example")],
    [404, "mail that moved", about("a@moved.example")],
    [404, "a suspended domain", about("a@unpaid.example")],
    [404, "a login the format has no word for", about("a@modern.example")],
    [400, "no address", about("not an address")],
    [400, "markup for an address", about("&lt;script&gt;@plain.example")],
    [400, "a document type", `<!DOCTYPE a [<!ENTITY b "c">]>${outlook}`],
    [400, "no Autodiscover at all", '{"EMailAddress":"alice@plain.example"}'],
    [400, "nothing at all", ""],
    [413, "a megabyte", outlook + " ".repeat(2 ** 20)],
    [413, "a byte more than 64 KiB", outlook.padEnd(2 ** 16 + 1)],
  ])("%i for %s", async (status, _, body) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(response.headers.has("www-authenticate")).toBe(false);
    expect(await response.text()).toMatch(/^[^<]+\.\n$/);
  });
});
