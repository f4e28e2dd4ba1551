import manifest from "../../package.json" with { type: "json" };
import type { Command } from "./command.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

/** Each loaded only when it is called: all of them together take most of a second. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("../serve.ts")).serve,
  init: async () => (await import("./commands/init.ts")).init,
  validate: async () => (await import("./commands/validate.ts")).validate,
  render: async () => (await import("./commands/render.ts")).render,
  profile: async () => (await import("./commands/profile.ts")).profile,
  dns: async () => (await import("./commands/dns.ts")).dns,
  names: async () => (await import("./commands/names.ts")).names,
  connect: async () => (await import("./commands/connect.ts")).connect,
  plan: async () => (await import("./commands/plan.ts")).plan,
  check: async () => (await import("./commands/check.ts")).check,
  simulate: async () => (await import("./commands/simulate.ts")).simulate,
  domain: async () => (await import("./commands/directory/domain.ts")).domain,
  provider: async () => (await import("./commands/directory/provider.ts")).provider,
  login: async () => (await import("./commands/directory/login.ts")).login,
  token: async () => (await import("./commands/directory/token.ts")).token,
  import: async () => (await import("./commands/directory/import.ts")).importCommand,
  cloudflare: async () => (await import("./commands/cloudflare.ts")).cloudflare,
  export: async () => (await import("./commands/directory/export.ts")).exportCommand,
  backup: async () => (await import("./commands/directory/backup.ts")).backup,
  restore: async () => (await import("./commands/directory/backup.ts")).restore,
};

const usage = `usage: waypost COMMAND …

  init [FILE]                 write a settings file to begin with
  serve                       serve a settings file, and a directory of domains that change
  validate [FILE]             check a settings file, a directory or a service
  render FORMAT ADDRESS       print what the service would send
  profile check, sign FILE    sign Apple profiles, and see whether the service can
  dns DOMAIN                  print the DNS records to publish
  names                       print the names that need certificates
  connect template, link      let a domain's DNS provider publish them (Domain Connect)
  plan DOMAIN                 print who goes without which certificate, and what they cost
  check DOMAIN                look at a domain as mail clients see it, and say what to mend
  simulate CLIENT ADDRESS     play a mail client that is given an address
  domain add, set, list, …    change the domains of a directory while the service runs
  provider add, set, list, …  the same for providers
  login list, set, …          login names that break a provider's rule
  token create, list, revoke  say who may change them over the network
  import KIND SOURCE…         take settings over from other systems
  cloudflare sync             make the names at Cloudflare that the domains need
  export                      print all providers and domains, or write sites of files
  backup, restore FILE        copy a directory while the service runs, and put it back

Each command explains itself: waypost COMMAND --help. Which build this is: waypost --version
`;

/** `waypost` with its arguments. */
export async function runWaypost([name = "", ...args]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (name === "--help" || name === "-h" || name === "help") {
    terminal.print(usage);
    return 0;
  }
  if (name === "--version") {
    terminal.print(`${manifest.version}\n`);
    return 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined)
    return terminal.misused(
      name === "" ? "no command was named" : `unknown command ${JSON.stringify(name)}`,
      "waypost --help",
    );
  const command = await load();
  if (!args.includes("--help") && !args.includes("-h")) return command.run(args, terminal);
  terminal.print(command.usage);
  return 0;
}
