import { describe, expect, test } from "vitest";
import { MOBILESYNC_SCHEMA, OUTLOOK_SCHEMA } from "../../../src/formats/autodiscover/autodiscover-pox.ts";
import {
  isAutodiscoverRequest,
  parseAutodiscoverRequest,
} from "../../../src/formats/autodiscover/autodiscover-request.ts";

function toRequest({ address = "<EMailAddress>a@b.example</EMailAddress>", schema = OUTLOOK_SCHEMA } = {}) {
  return `<?xml version="1.0"?><Autodiscover><Request>${address}
    <AcceptableResponseSchema>${schema}</AcceptableResponseSchema></Request></Autodiscover>`;
}

describe("the address is the element's text", () => {
  const other = "<EMailAddress>other@b.example</EMailAddress>";
  test.each([
    ["a comment before", `<!-- ${other} --><EMailAddress>a@b.example</EMailAddress>`],
    ["a comment inside", "<EMailAddress>a<!-- other -->@b.example</EMailAddress>"],
    ["a comment with the mark of another kind in it", `<!-- <![CDATA[ <? --><EMailAddress>a@b.example</EMailAddress>`],
    ["CDATA elsewhere", `<Note><![CDATA[${other}]]></Note><EMailAddress>a@b.example</EMailAddress>`],
    ["an instruction", `<?note ${other}?><EMailAddress>a@b.example</EMailAddress>`],
    ["CDATA for a part of it", "<EMailAddress>a<![CDATA[@]]>b.example</EMailAddress>"],
    ["a > in an attribute", `<EMailAddress a="a>b" b = '">'>a@b.example</EMailAddress>`],
    ["a quote that nothing ends", '<EMailAddress a="b>a@b.example</EMailAddress>'],
    ["CDATA with blanks", "<EMailAddress> <![CDATA[ a@b.example ]]> </EMailAddress>"],
  ])("with %s", (_, address) => {
    expect(parseAutodiscoverRequest(toRequest({ address })).address).toBe("a@b.example");
  });

  test("a reference in CDATA is none", () => {
    const address = "<EMailAddress><![CDATA[R&amp;D@b.example]]></EMailAddress>";
    expect(parseAutodiscoverRequest(toRequest({ address })).address).toBe("R&amp;D@b.example");
  });

  test.each([
    ["R&amp;D@b.example", "R&D@b.example"],
    ["R&#38;D&#x40;b.example", "R&D@b.example"],
    ["R&D@b.example", "R&D@b.example"],
    ["a&#9999999;@b.example", "a&#9999999;@b.example"],
    ["a&copy;@b.example", "a&copy;@b.example"],
  ])("%s is read as %s", (text, read) => {
    const address = `<EMailAddress>${text}</EMailAddress>`;
    expect(parseAutodiscoverRequest(toRequest({ address })).address).toBe(read);
  });

  test.each(["", "  ", "<![CDATA[ ]]>"])("%j is none", (text) => {
    const address = `<EMailAddress>${text}</EMailAddress>`;
    expect(parseAutodiscoverRequest(toRequest({ address })).address).toBeUndefined();
  });

  test.each(["<!--", "<?note", "<![CDATA["])("nothing is read behind a %s that never ends", (opening) => {
    const address = `${opening}<EMailAddress>a@b.example</EMailAddress>`;
    expect(parseAutodiscoverRequest(`<Request>${address}</Request>`).address).toBeUndefined();
  });
});

describe("a schema is known in any spelling", () => {
  const https = (schema: string) => schema.replace("http:", "https:");
  test.each([
    [OUTLOOK_SCHEMA, OUTLOOK_SCHEMA],
    [https(OUTLOOK_SCHEMA), OUTLOOK_SCHEMA],
    [`${OUTLOOK_SCHEMA}/`, OUTLOOK_SCHEMA],
    [OUTLOOK_SCHEMA.toUpperCase(), OUTLOOK_SCHEMA],
    [`\n  ${https(MOBILESYNC_SCHEMA)}/\n`, MOBILESYNC_SCHEMA],
    ["https://schemas.example/Other/", "https://schemas.example/Other/"],
    [`${OUTLOOK_SCHEMA}b`, `${OUTLOOK_SCHEMA}b`],
  ])("%j", (schema, known) => {
    expect(parseAutodiscoverRequest(toRequest({ schema })).acceptableSchema).toBe(known);
  });
});

test.each([
  ["<!DOCTYPE Autodiscover>", true],
  ["<!-- --><!doctype a [<!ENTITY b 'c'>]>", true],
  ["<!-- <!DOCTYPE a> -->", false],
  ["<?note <!DOCTYPE a>?>", false],
])("whether %j declares a document type: %s", (before, has) => {
  expect(parseAutodiscoverRequest(before + toRequest()).hasDoctype).toBe(has);
});

test.each([
  ["<Autodiscover>", true],
  ['<Autodiscover xmlns="x">', true],
  ["<request\n>", true],
  ["<ns0.a-b:Request>", true],
  ["<Requests>", false],
  ["Autodiscover", false],
  ['{"Request":{}}', false],
])("whether %j begins a request of Autodiscover: %s", (body, is) => expect(isAutodiscoverRequest(body)).toBe(is));
