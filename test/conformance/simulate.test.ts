import { expect, inject, test } from "vitest";
import { waypost } from "../support/services/waypost.ts";

/** `waypost simulate` against the built Worker. */
const simulate = (...args: string[]) => waypost(["simulate", ...args]);

test("a client is shown step by step, with the account that it ends with", async () => {
  const { status, out } = await simulate("geary", "alice@shop.example", "--url", inject("baseUrl"));
  expect(status).toBe(0);
  expect(out).toContain("GET https://autoconfig.shop.example/mail/config-v1.1.xml");
  expect(out).toMatch(/imap {2}mail\.shop\.example:993 {2}tls .* user alice@shop\.example/);
});

test("all clients, as JSON, by the DNS records that the settings ask for", async () => {
  const { status, out } = await simulate("all", "alice@shop.example", "--json", "--url", inject("baseUrl"));
  // There is no Exchange at this domain, and the clients that want it say so: that is no failure of the domain.
  expect(status).toBe(0);
  const results: { client: string; outcome: { ok: boolean; mechanism?: string } }[] = JSON.parse(out);
  const withoutAccount = results.filter(({ outcome }) => !outcome.ok).map(({ client }) => client);
  expect(withoutAccount).toEqual(["evolution-ews", "gnome-exchange", "aosp-exchange"]);
  expect(results.find(({ client }) => client === "himalaya")?.outcome.mechanism).toBe("pacc");
  expect(results.find(({ client }) => client === "fairemail-play")?.outcome.mechanism).toBe("srv");
});

test.each([
  [["thunderbird-desktop", "alice@moved.example", "--url"], 1, "no account"],
  [["all", "alice@moved.example", "--url"], 1, "Summary"],
  [["geary", "alice@unknown.example", "--url"], 1, "no DNS records for unknown.example"],
  [["evolution-ews", "alice@shop.example", "--url"], 1, "there is no Exchange here"],
  [["nobody", "alice@shop.example", "--url"], 2, "unknown client"],
  [["thunderbird", "alice@shop.example", "--url"], 2, "did you mean thunderbird-desktop"],
  [["geary", "no address", "--url"], 2, "expected one email address"],
  [["geary", "--url"], 2, "expected one email address"],
  [["--url"], 2, "no client was named"],
])("%j ends with %i", async (args, status, words) => {
  const result = await simulate(...args, inject("baseUrl"));
  expect(result.status).toBe(status);
  expect(result.out + result.error).toContain(words);
});

test.each([
  ["http://127.0.0.1:1", "nothing answers at http://127.0.0.1:1"],
  ["ftp://setup.hosting.example", "not the http or https address"],
  ["http://127.0.0.1:8787/path", "not the http or https address"],
  ["setup.hosting.example", "not the http or https address"],
])("a service at %s is misuse", async (url, words) => {
  const { status, out, error } = await simulate("geary", "alice@shop.example", "--url", url);
  expect(status).toBe(2);
  expect(out).toBe("");
  expect(error).toContain(`waypost: error: ${words}`);
  expect(error).toContain("hint: ");
});

test("--help names every client", async () => {
  const { status, out } = await simulate("--help");
  expect(status).toBe(0);
  for (const name of ["thunderbird-desktop", "fairemail-play", "davx5"]) expect(out).toContain(`  ${name} `);
});
