/**
 * `waypost init`: a settings file to begin with.
 * @module
 */
import { existsSync } from "node:fs";
import { relative } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import * as z from "zod";
import { cut } from "../../formats/xml-reading.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { formatFault } from "../../model/settings/fault.ts";
import { parseSettings } from "../../model/settings/parse-settings.ts";
import { type Command, parseOptions } from "../command.ts";
import { toSchemaReference, writeWhole } from "../import/import-target.ts";
import { explainWriteError, fromCallersFolder, SERVE, toShellWord, WAYPOST } from "../settings-file.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

const HINT = "waypost init --help";

/** `waypost init [FILE]` */
export const init: Command = {
  usage: `usage: waypost init [FILE] [options]

Writes a settings file to begin with: one provider, with IMAP and submission over TLS, and its domains. On a terminal it
asks for what no option says; elsewhere --name and --domain must be given. FILE is settings.json where none is named.

options:
  --name NAME         the service's name as people know it
  --short-name NAME   the same where room is short (the beginning of the name)
  --domain NAME       a domain that it serves; may be given several times
  --incoming HOST     where mail is read: mail.{domain}, or the name of one server for all
  --outgoing HOST     where mail is sent (the same)
  --origin URL        how this service is reached, such as https://setup.hosting.example
  --support CONTACT   an email address, or the URL of a page
  --force             write over a file that is there

exit status: 0 written, 1 not written, 2 misused
`,
  run: runInit,
};

/** What is asked, in this order. */
const QUESTIONS: readonly Question[] = [
  {
    option: "name",
    text: "Name of the mail service, as people know it",
    example: "Example Hosting",
    check: (text) => (text.length <= 60 && !/[{}]/.test(text) ? undefined : "at most 60 characters, without braces"),
  },
  {
    option: "short-name",
    text: "The same where room is short",
    otherwise: ({ name }) => cut(name ?? "", 20),
    check: (text) => (text.length <= 20 && !/[{}]/.test(text) ? undefined : "at most 20 characters, without braces"),
  },
  {
    option: "domain",
    text: "Domains that it serves, with blanks between",
    example: "shop.example",
    check: (text) => {
      const wrong = toDomains(text).find((name) => findDomain(name) === undefined);
      return wrong === undefined ? undefined : `domains such as shop.example, not ${JSON.stringify(wrong)}`;
    },
  },
  {
    option: "incoming",
    text: "Host name for IMAP; {domain} stands for each domain's name",
    otherwise: () => "mail.{domain}",
    check: checkHost,
  },
  { option: "outgoing", text: "Host name to send by", otherwise: ({ incoming }) => incoming ?? "", check: checkHost },
  {
    option: "origin",
    text: "How this service is reached, such as https://setup.hosting.example; empty to say it later",
    otherwise: () => "",
    check: (text) =>
      text === "" || /^https:\/\/[^/?#@\\\s]+(?:\/[\w-]+)*\/?$/.test(text) ? undefined : "an https URL, or nothing",
  },
  {
    option: "support",
    text: "Whom people ask for help, an email address or the URL of a page; empty for nobody",
    otherwise: () => "",
    check: (text) =>
      text === "" || isEmail(text) || /^https?:$/.test(URL.parse(text)?.protocol ?? "")
        ? undefined
        : "an email address, a URL, or nothing",
  },
];

type Option = "name" | "short-name" | "domain" | "incoming" | "outgoing" | "origin" | "support";
type Answers = Partial<Record<Option, string>>;

interface Question {
  readonly option: Option;
  readonly text: string;
  /** What an answer might be. */
  readonly example?: string;
  /** The answer where none is given. */
  readonly otherwise?: (answers: Answers) => string;
  /** What an answer must be, where this one is not. */
  readonly check: (text: string) => string | undefined;
}

function checkHost(text: string): string | undefined {
  return findDomain(text.replace("{domain}", "x.example")) === undefined
    ? "a host name such as mail.{domain} or mx.hosting.example"
    : undefined;
}

function isEmail(text: string): boolean {
  return z.email().safeParse(text).success;
}

function toDomains(text: string): string[] {
  return text.split(/[\s,]+/).filter((name) => name !== "");
}

async function runInit(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const parsed = parseOptions(args, {
    allowPositionals: true,
    options: {
      name: { type: "string" },
      "short-name": { type: "string" },
      domain: { type: "string", multiple: true },
      incoming: { type: "string" },
      outgoing: { type: "string" },
      origin: { type: "string" },
      support: { type: "string" },
      force: { type: "boolean", default: false },
    },
  });
  if (typeof parsed === "string") return terminal.misused(parsed, HINT);
  const { values, positionals } = parsed;
  const [file = "settings.json", ...more] = positionals;
  if (more.length > 0) return terminal.misused("more than one file was named", HINT);
  const path = fromCallersFolder(file);
  if (existsSync(path) && !values.force) {
    terminal.printErrors(`${file} is there already`);
    terminal.printHint("name another file, or write over it with --force");
    return 1;
  }
  const { force: _, domain, ...given } = values;
  const answers = await collect({ ...given, ...(domain && { domain: domain.join(" ") }) }, terminal);
  if (typeof answers === "number") return answers;
  const settings = toSettings(answers, toSchemaReference(path));
  const checked = parseSettings(settings);
  if (!checked.ok) {
    terminal.printErrors(...checked.error.map(formatFault));
    return 1;
  }
  try {
    await writeWhole(path, `${JSON.stringify(settings, undefined, 2)}\n`);
  } catch (error) {
    terminal.printErrors(`${file}: ${explainWriteError(error)}`);
    return 1;
  }
  terminal.print(`${path}\n`);
  printNextSteps(file, [...checked.value.domains.keys()], answers, terminal);
  return 0;
}

/** An answer to each question, from the command line, or from a person who is there to be asked. */
async function collect(given: Answers, terminal: Terminal): Promise<Answers | ExitCode> {
  const answers: Answers = {};
  const asking = terminal.isInteractive ? new Asking(terminal) : undefined;
  try {
    for (const question of QUESTIONS) {
      const { option, check, otherwise } = question;
      const text = given[option];
      const fault = text === undefined ? undefined : check(text);
      if (fault !== undefined) return terminal.misused(`--${option}: ${JSON.stringify(text)}: expected ${fault}`, HINT);
      const answer = text ?? (asking ? await asking.ask(question, answers) : otherwise?.(answers));
      if (!answer && otherwise === undefined)
        return terminal.misused(`there is no --${option}`, `${HINT}; on a terminal it asks`);
      answers[option] = answer ?? "";
    }
    return answers;
  } finally {
    asking?.close();
  }
}

/** A person at the terminal. Questions are no result: they go to stderr. */
class Asking {
  readonly #terminal: Terminal;
  readonly #lines: AsyncIterator<string>;
  readonly #close: () => void;

  constructor(terminal: Terminal) {
    const input = Readable.from(terminal.stdin);
    const lines = createInterface({ input });
    this.#terminal = terminal;
    this.#lines = lines[Symbol.asyncIterator]();
    this.#close = () => {
      lines.close();
      // A terminal that is still read from keeps the process alive.
      input.destroy();
    };
  }

  /** The answer, asked for until it is one; `undefined` where nobody answers any more. */
  async ask({ text, example, otherwise, check }: Question, answers: Answers): Promise<string | undefined> {
    const usual = otherwise?.(answers);
    const help = usual ? ` [${usual}]` : example === undefined ? "" : ` (such as ${example})`;
    for (;;) {
      this.#terminal.prompt(`${text}${help}: `);
      const { value, done } = await this.#lines.next();
      if (done) return undefined;
      const answer = value.trim() || usual;
      const fault = answer === undefined ? "an answer" : check(answer);
      if (fault === undefined) return answer;
      this.#terminal.printErrors(`expected ${fault}`);
    }
  }

  close(): void {
    this.#close();
  }
}

function toSettings(answers: Answers, schema: string) {
  const { name = "", "short-name": shortName, domain = "", incoming, outgoing, origin = "", support = "" } = answers;
  const server = { socketType: "tls", authentication: ["password-cleartext"], username: "{address}" };
  const id = toId(name);
  return {
    $schema: schema,
    ...(origin === "" ? {} : { service: { origin: origin.replace(/\/$/, "") } }),
    providers: {
      [id]: {
        displayName: name,
        displayShortName: shortName,
        incomingServers: [{ protocol: "imap", hostname: incoming, port: 993, ...server }],
        outgoingServers: [{ protocol: "submission", hostname: outgoing, port: 465, ...server }],
        ...(support === "" ? {} : { support: { name, ...(isEmail(support) ? { email: support } : { url: support }) } }),
      },
    },
    domains: Object.fromEntries(toDomains(domain).map((one) => [findDomain(one) ?? one, { provider: id }])),
  };
}

function toId(name: string): string {
  const plain = name.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "provider";
}

function printNextSteps(file: string, domains: readonly string[], { origin }: Answers, terminal: Terminal): void {
  const settings = toShellWord(relative(fromCallersFolder("."), fromCallersFolder(file)) || file);
  const host = origin ? "" : " --host NAME";
  for (const domain of domains.slice(0, 3))
    terminal.printHint(`records to publish: ${WAYPOST} dns ${domain} --settings ${settings}${host}`);
  terminal.printHint(`what real mail clients would trip over: ${WAYPOST} validate ${settings}`);
  terminal.printHint(`to start: ${SERVE} --settings ${settings}`);
}
