import { execFile } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { describeWithPrograms } from "./support/reading/conformance.ts";
import { waypost } from "./support/services/waypost.ts";

const root = join(import.meta.dirname, "..");
/** Its commands are run by .ci/own-server, on a Debian of their own. */
const ownServer = "docs/own-server.md";

/** Its commands make files and go on with them: they are run one after the other, in a folder of their own. */
const walkThrough = "docs/signing.md";

const documents = globSync(["*.md", "docs/**/*.md"], { cwd: root }).toSorted();

/** Those of panels are scripts, which test/node/panels.test.ts runs. */
const hasCommands = (document: string) =>
  document !== ownServer && document !== walkThrough && !document.startsWith("docs/panels/");

/** Lines of the blocks that say they are for a shell. */
function commandsOf(document: string): string[] {
  const blocks = readFileSync(join(root, document), "utf8").matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm);
  return Array.from(blocks, ([, block = ""]) => block.split("\n"))
    .flat()
    .map((line) => line.trim().replace(/\s+#.*/, ""))
    .filter(Boolean);
}

const commands = documents
  .filter(hasCommands)
  .flatMap((document) => commandsOf(document).map((command) => [document, command] as const));

test("README opens with the two commands", () =>
  expect(commandsOf("README.md").slice(0, 2)).toEqual(["npm ci && npm start", "npm ci && npm test"]));

// Those of wrangler are run by .ci/edge.
const isElsewhere = (command: string) => /^(?:npm ci|npx wrangler)/.test(command);

// What those two do is tested by test/node/start.test.ts and by whoever reads this.
test.each(commands.filter(([, command]) => !isElsewhere(command)))("%s: %s", async (_, command) => {
  const [, args] = /^npm run -s waypost -- ([\w .@-]+)$/.exec(command) ?? [];
  // What is more than the command with plain words is for a shell.
  if (args === undefined) await promisify(execFile)("sh", ["-c", command], { cwd: root });
  else expect((await waypost(args.split(" "))).status).toBe(0);
});

describeWithPrograms(walkThrough, ["openssl"], () => {
  test("every command works, one after the other", async () => {
    const folder = mkdtempSync(join(tmpdir(), "waypost-document-"));
    const commands = commandsOf(walkThrough).map((line) => line.replaceAll("profile-keys", join(folder, "keys")));
    let out = "";
    try {
      expect(commands.length).toBeGreaterThan(10);
      for (const line of commands) {
        const [, args, file] = /^npm run -s waypost -- (.+?)(?: > (\S+))?$/.exec(line) ?? [];
        if (args === undefined) await promisify(execFile)("sh", ["-c", line], { cwd: root });
        else {
          const printed = await waypost(args.split(" "));
          expect(printed.status, line).toBe(0);
          if (file !== undefined) writeFileSync(file, printed.bytes);
          out += printed.out;
        }
      }
      expect(out.match(/^profiles +signed$/gm)).toHaveLength(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test("compose.yaml builds and mounts what is there, but for the settings, which are the operator's", () => {
  const folder = join(root, "docs/own-server");
  const compose = readFileSync(join(folder, "compose.yaml"), "utf8");
  const mounted = Array.from(compose.matchAll(/"(\.{1,2}\/[^:"]+):/g), ([, path = ""]) => path);
  expect(mounted).toContain("./settings.json");
  expect(mounted.filter((path) => !existsSync(join(folder, path)))).toEqual(["./settings.json"]);
  expect(compose).toContain("context: ../..\n      dockerfile: docs/own-server/Dockerfile\n");
});

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(document: string): string[] {
  const headings = readFileSync(join(root, document), "utf8").matchAll(/^#+ (.*)$/gm);
  return Array.from(headings, ([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

describe.each(documents)("%s", (document) => {
  test("links to files that exist, and to headings that stand there", () => {
    const links = readFileSync(join(root, document), "utf8").matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g);
    for (const [link, path = "", anchor] of links) {
      const target = path === "" ? document : join(dirname(document), path);
      expect(existsSync(join(root, target)), link).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(target), link).toContain(anchor);
    }
  });

  test("names npm scripts that exist", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const named = readFileSync(join(root, document), "utf8").matchAll(/\bnpm (?:run (?:-s )?([\w-]+)|(start|test)\b)/g);
    for (const [, script, short] of named) expect(Object.keys(scripts)).toContain(script ?? short);
  });
});

/** Tables whose last column names a test, as `file`: "name". */
describe.each(["SECURITY.md", "docs/faults.md"])("the tables of %s", (document) => {
  const text = readFileSync(join(root, document), "utf8");
  const tests = Array.from(text.matchAll(/^\| .* \| `(test\/[^`]+)`: "(.+)" \|$/gm), ([, file = "", name = ""]) => ({
    file,
    name,
  }));

  test("name a test in each row", () => {
    const rows = text.split("\n").filter((line) => /^\| (?!they want|what fails|---)/.test(line));
    expect(tests).toHaveLength(rows.length);
  });

  test.each(tests)("$file has the test $name", ({ file, name }) =>
    expect(readFileSync(join(root, file), "utf8")).toContain(`"${name}"`),
  );
});
