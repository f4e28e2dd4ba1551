/**
 * Runs a program of ours, or of a package, on a Node that can: `node src/cli/launch.cjs FILE …`. Every npm script starts here,
 * so this file alone is written for the Node that a machine happens to have, whatever its age, and for any shell.
 *
 * The Node that runs this serves where it strips types and takes module hooks. Where it is too old, one of the registry
 * stands in on Linux, if it is installed; else the user is told.
 * @module
 */
const { spawn } = require("child_process");
const { existsSync } = require("fs");
const Module = require("module");
const { join, resolve } = require("path");
const { pathToFileURL } = require("url");

const root = resolve(__dirname, "../..");

/** What `engines` in package.json says, which npm only warns of. */
function canRunOurs(version) {
  const [major, minor] = version.split(".").map(Number);
  return major === 22 ? minor >= 18 : major >= 24;
}

/** The registry's Node for this kind of machine: a clone brings it, a project that has us installed may have it beside us. */
function findRegistryNode(platform, architecture) {
  const program = join(`node-${platform}-${architecture}`, "bin", "node");
  return module.paths.map((folder) => join(folder, program)).find(existsSync);
}

/**
 * Keeps what Node compiles for the next start, which takes half of the time then. It is kept where the packages are: whoever
 * may write there changes what runs anyway, unlike in a folder such as /tmp. Where nobody may, nothing is kept.
 */
function keepCompiled() {
  Module.enableCompileCache(process.env.NODE_COMPILE_CACHE || join(root, "node_modules/.cache/waypost"));
}

/** In this process, as its main program: some, such as wrangler's, do nothing when they are imported. */
async function runHere(file, args) {
  if (file.endsWith(".ts")) await import(pathToFileURL(join(root, "src/build/node-hooks.ts")).href);
  process.argv = [process.execPath, file, ...args];
  Module.runMain();
}

/** The other Node gets our streams, and what we are told by signals; we end as it does. */
function runOn(node) {
  const child = spawn(node, process.argv.slice(1), {
    stdio: "inherit",
    env: { ...process.env, WAYPOST_LAUNCHED: "1" },
  });
  const forward = (signal) => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, forward);
  child.once("exit", (status, signal) => {
    process.removeAllListeners(signal || "exit");
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = status;
  });
}

function launch([file, ...args]) {
  const { versions, platform, arch } = process;
  if (canRunOurs(versions.node)) {
    if (!file.startsWith("node_modules")) keepCompiled();
    return runHere(resolve(root, file), args);
  }
  const other = findRegistryNode(platform, arch);
  if (other !== undefined) return runOn(other);
  process.stderr.write(
    `waypost: error: this needs Node 22.18, or 24 and later, and here is ${versions.node}: see https://nodejs.org/\n`,
  );
  process.exitCode = 1;
}

module.exports = { canRunOurs, launch };
if (require.main === module) launch(process.argv.slice(2));
