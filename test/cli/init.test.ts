import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";
import { waypost } from "../support/services/waypost.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "init-"));
  file = join(folder, "settings.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = () => JSON.parse(readFileSync(file, "utf8"));

test("options make a file that validates, and what comes next is told", async () => {
  const options = ["--name", "Größte Mail & Co", "--domain", "shop.example", "--domain", "bücher.example"];
  const { status, out, error } = await waypost([
    "init",
    file,
    ...options,
    "--origin",
    "https://example.example/mail-setup/",
  ]);
  expect([status, out]).toEqual([0, `${file}\n`]);
  const settings = read();
  expect(parseSettings(settings).ok).toBe(true);
  expect(settings).toMatchObject({
    service: { origin: "https://example.example/mail-setup" },
    providers: {
      "gro-te-mail-co": {
        displayName: "Größte Mail & Co",
        displayShortName: "Größte Mail & Co",
        incomingServers: [{ protocol: "imap", hostname: "mail.{domain}", port: 993, socketType: "tls" }],
        outgoingServers: [{ protocol: "submission", hostname: "mail.{domain}", port: 465 }],
      },
    },
    domains: { "shop.example": {}, "xn--bcher-kva.example": {} },
  });
  expect(error).toMatch(/^hint: records to publish: npm run -s waypost -- dns shop\.example --settings /);
  expect(error).toMatch(/^hint: to start: npm start -- --settings /m);
  const dns = await waypost(["dns", "shop.example", "--settings", file]);
  expect([dns.status, dns.out]).toEqual([0, expect.stringContaining("example.example")]);
});

test("a file's name is quoted in the commands that come next, where a shell would not take it for one word", async () => {
  const { error } = await waypost([
    "init",
    join(folder, "my 'own'.json"),
    "--name",
    "Mail",
    "--domain",
    "shop.example",
  ]);
  const words = error.matchAll(/(?:--settings|validate) (.+?)(?: --host NAME)?\n/g);
  for (const [, word = ""] of words) expect(word).toMatch(/^'[^']*\/my '\\''own'\\''\.json'$/);
  expect(error.match(/ '/g)).toHaveLength(6);
});

test("what cannot be written leaves nothing behind", async () => {
  const options = ["--name", "Mail", "--domain", "shop.example", "--force"];
  const { status, error } = await waypost(["init", folder, ...options]);
  expect([status, error]).toEqual([1, expect.stringContaining("that is a folder, not a file")]);
  expect(readdirSync(dirname(folder)).filter((name) => name.startsWith(`${basename(folder)}.`))).toEqual([]);
});

test("a person is asked for what no option says, again where an answer is none", async () => {
  const typed = [
    "",
    "Example Hosting Company Ltd",
    "",
    "not_one",
    "a.example b.example",
    "",
    "smtp.example",
    "",
    "help@a.example",
  ];
  const { status, error } = await waypost(["init", file], { stdin: `${typed.join("\n")}\n`, isTerminal: true });
  expect(status).toBe(0);
  expect(error.match(/waypost: error: expected (?:an answer|domains such as)/g)).toHaveLength(2);
  expect(error).toContain("The same where room is short [Example Hosting Comp]: ");
  expect(read().providers["example-hosting-company-ltd"]).toMatchObject({
    displayShortName: "Example Hosting Comp",
    incomingServers: [{ hostname: "mail.{domain}" }],
    outgoingServers: [{ hostname: "smtp.example" }],
    support: { name: "Example Hosting Company Ltd", email: "help@a.example" },
  });
  expect(Object.keys(read().domains)).toEqual(["a.example", "b.example"]);
});

test("a person who leaves in between leaves no file", async () => {
  const { status } = await waypost(["init", file], { stdin: "Example\n", isTerminal: true });
  expect([status, existsSync(file)]).toEqual([2, false]);
});

test("a file that is there stays, unless it is forced", async () => {
  writeFileSync(file, "mine");
  const options = ["--name", "E", "--domain", "shop.example"];
  const refused = await waypost(["init", file, ...options]);
  expect([refused.status, readFileSync(file, "utf8")]).toEqual([1, "mine"]);
  expect(refused.error).toContain("--force");
  expect((await waypost(["init", file, ...options, "--force"])).status).toBe(0);
  expect(parseSettings(read()).ok).toBe(true);
});

test.each<[string[], string]>([
  [[], "there is no --name"],
  [["--name", "E"], "there is no --domain"],
  [["--name", "E", "--domain", "nothing"], 'expected domains such as shop.example, not "nothing"'],
  [["--name", "{E}", "--domain", "a.example"], "without braces"],
  [["--name", "E", "--domain", "a.example", "--origin", "http://a.example"], "an https URL"],
  [["--name", "E", "--domain", "a.example", "--incoming", "mail"], "a host name"],
  [["--name", "E", "--domain", "a.example", "--support", "me"], "an email address"],
])("%j is misuse: %s", async (args, words) => {
  const { status, error } = await waypost(["init", file, ...args]);
  expect([status, existsSync(file)]).toEqual([2, false]);
  expect(error).toContain(words);
});
