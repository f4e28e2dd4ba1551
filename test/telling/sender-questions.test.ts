/**
 * What people type when a site, a printer or a service does not send, each with an entry that answers it.
 * @module
 */
import { expect, test } from "vitest";
import { findFailures, toSearchIndex } from "../../src/telling/failures/search-index.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { exampleSettings } from "../support/domains/accounts.ts";

const shop = exampleSettings.find(({ domain }) => domain === "shop.example");
if (shop === undefined) throw new Error("the example is gone");
const index = toSearchIndex(shop, { language: ENGLISH, origin: "", query: "", personal: false });

test.each([
  ["wordpress not sending email", "error-mail-function"],
  ["woocommerce order emails not sending", "error-mail-function"],
  ["contact form emails go to spam", "error-spam-website"],
  ["SMTP connect() failed. https://github.com/PHPMailer/PHPMailer/wiki/Troubleshooting", "error-smtp-connect-failed"],
  ["SMTP Error: Could not authenticate.", "error-535-several"],
  ["Error: Invalid login: 535 5.7.8 Error: authentication failed EAUTH", "error-535-several"],
  ["connect ECONNREFUSED 10.0.0.1:465", "error-smtp-connect-failed"],
  ["Peer certificate CN=`a.example' did not match expected CN=`b.example'", "error-peer-certificate-cn"],
  ["The following From address failed", "error-553-5-7-1"],
  ["newsletter sending stops after some messages", "error-421-several"],
  ["scan to email not working", "error-801"],
  ["epson scan to email password too long", "error-535-printer"],
  ["canon #839", "error-535-printer"],
  ["copier cannot send email tls", "error-843"],
  ["synology email notification failed", "error-camera-alerts"],
  ["camera email alerts not sending", "error-camera-alerts"],
  ["hubspot IMAP settings incorrect", "error-smtp-settings-incorrect"],
  ["help desk stopped receiving mail", "error-too-many-connections"],
  ["gmail check mail from other accounts missing", "error-gmailify"],
  ["gmail send mail as verification code not arriving", "error-verification-code"],
  ["mailbird too many connections", "error-limit-mailbird"],
  ["nextcloud mail IMAP server is not reachable", "error-smtp-server-is-not"],
  ["gnome online accounts keeps asking for password", "error-keyring-online-accounts"],
  ["wino mail IMAP connection failed", "error-connection-failed"],
  ["pop mail deleted from server after 14 days thunderbird", "error-for-at-most-14"],
  ["outlook deletes mail from server after two weeks", "error-remove-from-server-after"],
])("%s", (asked, answer) => {
  const { entries } = findFailures(index, asked, { words: ENGLISH.words.errors });
  expect(entries.slice(0, 3).map(({ failure }) => failure.id)).toContain(answer);
});
