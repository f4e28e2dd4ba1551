import { expect, test } from "vitest";
import { renderAutodiscoverJson } from "../../../src/formats/autodiscover/autodiscover-json.ts";
import { autodiscoverMobileSync, MOBILESYNC_SCHEMA } from "../../../src/formats/autodiscover/autodiscover-pox.ts";
import { renderPersonal } from "../../../src/formats/document-template.ts";
import { accountOf, settingsOf } from "../../support/domains/accounts.ts";
import { withXml } from "../../support/reading/read-documents.ts";

test("an answer for ActiveSync tells who asked, and where it is spoken", async () => {
  const { body } = await renderPersonal(autodiscoverMobileSync, accountOf("Alice@all.example"), {});
  const url = "https://eas.all.example/Microsoft-Server-ActiveSync";
  withXml(body, (root) => {
    const value = (path: string) => root.get(`m:Response/${path}`, { m: MOBILESYNC_SCHEMA })?.content;
    expect(value("m:Culture")).toBe("en:us");
    expect(value("m:User/m:EMailAddress")).toBe("Alice@all.example");
    const server = "m:Action/m:Settings/m:Server";
    expect(["Type", "Url", "Name"].map((name) => value(`${server}/m:${name}`))).toEqual(["MobileSync", url, url]);
  });
});

test.each([
  ["all.example", "Supported values are 'AutodiscoverV1', 'ActiveSync'"],
  ["plain.example", "Supported values are 'AutodiscoverV1'"],
])(
  "asked for a protocol that there is not, %s says which there are, and of the request only letters and digits",
  (domain, end) => {
    const { body, found } = renderAutodiscoverJson(settingsOf(domain), `<b>&"E' W-S</b>${"x".repeat(99)}`);
    expect(found).toBe(false);
    expect(JSON.parse(body)).toEqual({
      ErrorCode: "InvalidProtocol",
      ErrorMessage: `The given protocol value 'bEWSb${"x".repeat(35)}' is invalid. ${end}`,
    });
  },
);
