import type { Command } from "./command.ts";
import { misused } from "./command.ts";
import { dns } from "./commands/dns.ts";
import { importCommand } from "./commands/import.ts";
import { profile } from "./commands/profile.ts";
import { render } from "./commands/render.ts";
import { simulate } from "./commands/simulate.ts";
import { validate } from "./commands/validate.ts";

const COMMANDS: Readonly<Record<string, Command>> = { validate, render, profile, dns, simulate, import: importCommand };

const usage = `usage: waypost COMMAND …

  validate [FILE]             check a settings file
  render FORMAT ADDRESS       print what the service would send
  profile check, sign FILE    sign Apple profiles, and see whether the service can
  dns DOMAIN                  print the DNS records to publish
  simulate CLIENT ADDRESS     play a mail client that is given an address
  import ispdb FILE…          make a settings file of autoconfig documents

Each command explains itself: waypost COMMAND --help
`;

const [name = "", ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;

// A reader such as head may leave early: that is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

if (name === "--help" || name === "-h" || name === "help") process.stdout.write(usage);
else if (command === undefined)
  process.exitCode = misused(
    name === "" ? "no command was named" : `unknown command ${JSON.stringify(name)}`,
    "waypost --help",
  );
else if (args.includes("--help") || args.includes("-h")) process.stdout.write(command.usage);
else process.exitCode = await command.run(args);
