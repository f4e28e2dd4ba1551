import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";

const run = promisify(execFile);
const root = `${import.meta.dirname}/../..`;

/** `waypost simulate` against the built Worker, as an operator types it. */
async function simulate(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const words = ["--import", "./src/cli/text-modules.ts", "src/cli/waypost.ts", "simulate", ...args];
  try {
    return { status: 0, ...(await run(process.execPath, words, { cwd: root })) };
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && "stdout" in error && "stderr" in error)
      return { status: Number(error.code), stdout: String(error.stdout), stderr: String(error.stderr) };
    throw error;
  }
}

test("a client is shown step by step, with the account that it ends with", async () => {
  const { status, stdout } = await simulate("geary", "alice@shop.example", "--url", inject("baseUrl"));
  expect(status).toBe(0);
  expect(stdout).toContain("GET https://autoconfig.shop.example/mail/config-v1.1.xml");
  expect(stdout).toMatch(/imap {2}mail\.shop\.example:993 {2}tls .* user alice@shop\.example/);
});

test("all clients, as JSON, by the DNS records that the settings ask for", async () => {
  const { status, stdout } = await simulate("all", "alice@shop.example", "--json", "--url", inject("baseUrl"));
  // There is no Exchange at this domain, and the clients that want it say so.
  expect(status).toBe(1);
  const results: { client: string; outcome: { ok: boolean; mechanism?: string } }[] = JSON.parse(stdout);
  const withoutAccount = results.filter(({ outcome }) => !outcome.ok).map(({ client }) => client);
  expect(withoutAccount).toEqual(["evolution-ews", "gnome-exchange", "aosp-exchange"]);
  expect(results.find(({ client }) => client === "himalaya")?.outcome.mechanism).toBe("pacc");
  expect(results.find(({ client }) => client === "fairemail-play")?.outcome.mechanism).toBe("srv");
});

test("a service that is not there is said to be so, and is no fault of the client", async () => {
  const { status, stdout, stderr } = await simulate("geary", "alice@shop.example", "--url", "http://127.0.0.1:9");
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("nothing answers at http://127.0.0.1:9: ECONNREFUSED");
});

test.each([
  [["thunderbird-desktop", "alice@moved.example", "--url"], 1, "no account"],
  [["thunderbird-desktop", "alice@unknown.example", "--url"], 1, "404 text/plain"],
  [["nobody", "alice@shop.example", "--url"], 2, "unknown client"],
  [["geary", "no address", "--url"], 2, "expected one email address"],
])("%j ends with %i", async (args, status, words) => {
  const result = await simulate(...args, inject("baseUrl"));
  expect(result.status).toBe(status);
  expect(result.stdout + result.stderr).toContain(words);
});
