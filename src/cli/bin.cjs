#!/usr/bin/env node
/**
 * `waypost` of the package, which holds what was built; in a clone it runs the source, so that nothing built long ago is run.
 * @module
 */
const { existsSync } = require("fs");
const { join } = require("path");
const { launch } = require("./launch.cjs");

const source = "src/cli/waypost.ts";
launch([existsSync(join(__dirname, "../..", source)) ? source : "dist/node/waypost.js", ...process.argv.slice(2)]);
