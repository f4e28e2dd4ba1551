import { existsSync, globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig, type Plugin } from "vitest/config";
import { BaseSequencer, type Reporter, type TestSpecification } from "vitest/node";
import { TEXT_MODULES, toTextModule } from "../src/build/text-modules.ts";
import { AS_IT_IS, asOneModule } from "./support/services/as-one-module.ts";
import { checkLog } from "./support/services/log-lines.ts";
import { readCompatibility } from "./support/services/workerd.ts";

const root = `${import.meta.dirname}/..`;

/** Under another name: Vitest empties whatever is called a style. */
const AS_TEXT = ".text.js";

export const textModules: Plugin = {
  name: "text-modules",
  enforce: "pre",
  async resolveId(source, importer) {
    if (!source.endsWith(".css")) return undefined;
    const found = await this.resolve(source, importer, { skipSelf: true });
    return found === null ? undefined : `${found.id}${AS_TEXT}`;
  },
  load(id) {
    const path = id.endsWith(AS_TEXT) ? id.slice(0, -AS_TEXT.length) : id;
    if (!TEXT_MODULES.test(path)) return undefined;
    // From the second time on Vite asks for what lies below its root by the path from there.
    return toTextModule(existsSync(path) ? path : `${root}${path}`);
  },
};

/** Small files with much to do, as Vitest, which goes by their size, cannot know. */
const LONG = ["node/start", "http/access", "http/api", "check/check-domain"].map((name) => `/test/${name}.test.ts`);

/** What takes longest comes first, so that no core waits for another at the end: workerd, then browsers, then the many small files. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project, moduleId }: TestSpecification) =>
      2 * ["workerd", "service", "node"].indexOf(project.name) + (LONG.some((name) => moduleId.endsWith(name)) ? 0 : 1);
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

/** The last line, for whatever reads it by program; a file that cannot be loaded is one that failed. */
const totals: Reporter = {
  onTestRunEnd(modules) {
    const states = modules.flatMap((module) => [
      ...(module.errors().length > 0 ? ["failed"] : []),
      ...Array.from(module.children.allTests(), (test) => test.result().state),
    ]);
    const count = (wanted: string) => states.filter((state) => state === wanted).length;
    process.stdout.write(`${count("passed")} passed, ${count("failed")} failed\n`);
  },
};

const NODE_TESTS = [
  "test/{build,check,model,lint,content,formats,telling,pages,signing,simulator,cli,node,store,directory,http}/**/*.test.ts",
  "test/*.test.ts",
];

/** What can be asked inside workerd alone, and the one file that asks there. */
const WORKERD_ALONE = "test/store/databases/d1.test.ts";
const IN_WORKERD = "test/in-workerd.test.ts";

const ACCESSIBILITY_TESTS = "test/browser/{accessibility/*,for-everybody}.test.ts";

const SERVICE_TESTS = ["test/{conformance,browser}/*.test.ts"];

/** Those that draw what they try, or leave out what is much alike. */
const findThorough = (tests: string[]) =>
  globSync(tests, { cwd: root }).filter((path) =>
    /"fast-check"|support\/drawn\/effort\.ts"/.test(readFileSync(`${root}/${path}`, "utf8")),
  );

/**
 * They end what hangs, and nothing else: on a machine with other work to do all takes ten times as long, and with `--mode fuzz`
 * some draw or sign a great many things.
 */
const limitsOf = (mode: string) => ({
  testTimeout: mode === "fuzz" ? 1_200_000 : 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
});

export default defineConfig(async ({ mode }) => ({
  root,
  plugins: [textModules],
  test: {
    reporters: ["default", totals],
    // Files share no state but modules, which are so loaded once for each worker: half of the time went into loading them.
    isolate: false,
    // One more than there are cores makes the browser's pages slower.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    // What apps within tests write; those that are served check their logs when they end.
    onConsoleLog: (text: string) => void checkLog(text),
    // A project without plugins or a root of its own has the server above, where a file is transformed once for all of them.
    projects: [
      {
        test: {
          name: "node",
          include: mode === "fuzz" ? findThorough(NODE_TESTS) : NODE_TESTS,
          exclude: [WORKERD_ALONE, IN_WORKERD],
          setupFiles: ["test/support/drawn/effort.ts"],
          ...limitsOf(mode),
        },
      },
      {
        plugins: [
          asOneModule(root, IN_WORKERD),
          cloudflareTest({
            // No more of wrangler.toml counts here, and wrangler itself takes two seconds to load.
            miniflare: {
              ...(await readCompatibility()),
              modulesRules: [AS_IT_IS],
              d1Databases: ["DB"],
              bindings: { MIGRATIONS: await readD1Migrations(`${root}/src/store/migrations`) },
            },
          }),
        ],
        test: {
          name: "workerd",
          include: [IN_WORKERD],
          ...limitsOf(mode),
        },
      },
      {
        test: {
          name: "service",
          include:
            mode === "accessibility"
              ? [ACCESSIBILITY_TESTS]
              : mode === "fuzz"
                ? findThorough(SERVICE_TESTS)
                : SERVICE_TESTS,
          ...limitsOf(mode),
          // The built Worker is served once for all of them.
          globalSetup: ["test/support/browser/unpack-browser.ts", "test/support/services/serve-worker.ts"],
        },
      },
    ],
  },
}));
