import { describe, expect, test } from "vitest";
import { renderAutoconfig } from "../../src/formats/autoconfig/autoconfig.ts";
import { autodiscoverPox, renderAutodiscoverError } from "../../src/formats/autodiscover/autodiscover-pox.ts";
import { renderPersonal } from "../../src/formats/document-template.ts";
import { mobileconfig, renderSharedProfile } from "../../src/formats/profile/mobileconfig.ts";
import type { RenderedDocument } from "../../src/formats/rendered-document.ts";
import type { MailAccount } from "../../src/model/address/mail-account.ts";
import { accountOf } from "../support/domains/accounts.ts";
import { profileOptions } from "../support/domains/profile-options.ts";

type Render = (account: MailAccount) => RenderedDocument | Promise<RenderedDocument>;

const formats: [golden: string, Render][] = [
  ["autoconfig.xml", ({ settings }) => renderAutoconfig(settings)],
  ["autodiscover.xml", (account) => renderPersonal(autodiscoverPox, account, { withLogin: true })],
  ["apple.mobileconfig", (account) => renderPersonal(mobileconfig, account, profileOptions({ name: "Ann & <Bob>" }))],
  ["shared.mobileconfig", ({ settings }) => renderSharedProfile(settings, profileOptions())],
];

// Other people's validators read these files too: `grammar.test.ts` and `test/conformance`.
describe.each(["R&D+x@fish.example", "jörg@bücher.example", "bob@upgraded.example", "carol@pop.example"])(
  "%s",
  (address) => {
    test.each(formats)("%s", async (golden, render) => {
      const { body } = await render(accountOf(address));
      await expect(body).toMatchFileSnapshot(`golden/${accountOf(address).address.domain}/${golden}`);
    });
  },
);

test("autodiscover-error.xml", async () => {
  const { body } = renderAutodiscoverError(601, new Date("2026-11-24T12:34:56.789Z"));
  await expect(body).toMatchFileSnapshot("golden/autodiscover-error.xml");
});
