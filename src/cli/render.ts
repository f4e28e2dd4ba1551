import { parseArgs } from "node:util";
import { ENGLISH } from "../content/language.ts";
import { renderAutoconfig } from "../formats/autoconfig.ts";
import { renderAutodiscoverJson } from "../formats/autodiscover-json.ts";
import { autodiscoverPox, canExpressAsPox } from "../formats/autodiscover-pox.ts";
import { renderZone, toDnsRecords } from "../formats/dns-records.ts";
import { renderPersonal } from "../formats/document-template.ts";
import { canExpressAsProfile, mobileconfig } from "../formats/mobileconfig.ts";
import { renderPacc } from "../formats/pacc.ts";
import type { RenderedDocument } from "../formats/rendered-document.ts";
import { findDomain } from "../model/domain.ts";
import { findAccount, type LookupError, type MailAccount } from "../model/mail-account.ts";
import type { Settings } from "../model/parse-settings.ts";
import { domainPage } from "../pages/domain-page.ts";
import { renderWelcomeMessage } from "../pages/welcome-mail.ts";
import { memoryStore } from "../store/memory.ts";
import { type Command, type ExitCode, misused, parseOrExplain, printErrors, printHint } from "./command.ts";
import { DEFAULT_SETTINGS, fromCallersFolder, readSettingsFile } from "./settings-file.ts";

type Render = (
  account: MailAccount,
  settings: Settings,
) => RenderedDocument | undefined | Promise<RenderedDocument | undefined>;

/** By name, what the service sends for each; `undefined` where it answers 404. */
const FORMATS: Readonly<Record<string, Render>> = {
  autoconfig: ({ settings }) => renderAutoconfig(settings),
  autodiscover: (account) =>
    canExpressAsPox(account.settings) ? renderPersonal(autodiscoverPox, account, { withLogin: true }) : undefined,
  mobileconfig: (account) => {
    const options = { protocol: undefined, name: undefined };
    return canExpressAsProfile(account.settings, options) ? renderPersonal(mobileconfig, account, options) : undefined;
  },
  "autodiscover-json": ({ settings }) => {
    const document = renderAutodiscoverJson(settings, "AutodiscoverV1");
    return document.found ? document : undefined;
  },
  pacc: ({ settings }) => renderPacc(settings),
  dns: async ({ settings }, { service }) => {
    const serviceHost = findDomain(URL.parse(service.origin ?? "")?.hostname ?? `setup.${settings.domain}`);
    return serviceHost && renderZone(settings.domain, await toDnsRecords(settings, { serviceHost }));
  },
  guide: (account, { service }) =>
    renderPersonal(domainPage, account, { personal: true, origin: service.origin, language: ENGLISH, query: "" }),
  welcome: ({ settings, address }, { service }) => {
    const origin = service.origin ?? `https://setup.${settings.domain}`;
    return renderWelcomeMessage({ settings, reader: address, origin, language: ENGLISH, query: "" }, new Date());
  },
};

const usage = `usage: waypost render FORMAT ADDRESS [--settings FILE]

Prints exactly the bytes that the service would send for an address; where it would answer 404, prints nothing.

FORMAT is one of: ${Object.keys(FORMATS).join(", ")}

options:
  --settings FILE   another settings file than the settings.json of this folder

exit status: 0 printed, 1 no answer for this address, 2 misused
`;

/** `waypost render FORMAT ADDRESS [--settings FILE]` */
export const render: Command = {
  usage,
  async run(args) {
    const parsed = parseOrExplain(() =>
      parseArgs({ args: [...args], allowPositionals: true, options: { settings: { type: "string" } } }),
    );
    if (typeof parsed === "string") return misused(parsed, "waypost render --help");
    const [name, address, ...more] = parsed.positionals;
    const format = name !== undefined && Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
    if (format === undefined)
      return misused(
        name === undefined ? "no format was named" : `unknown format ${JSON.stringify(name)}`,
        `FORMAT is one of: ${Object.keys(FORMATS).join(", ")}`,
      );
    if (address === undefined || more.length > 0)
      return misused("expected one address after the format", `waypost render ${name} alice@shop.example`);
    const path = parsed.values.settings === undefined ? DEFAULT_SETTINGS : fromCallersFolder(parsed.values.settings);
    const read = await readSettingsFile(path);
    if (!read.ok) {
      printErrors(...read.error);
      printHint("mend these, or name another file with --settings");
      return 2;
    }
    return print(format, read.value.settings, address);
  },
};

async function print(format: Render, settings: Settings, address: string): Promise<ExitCode> {
  const account = await findAccount(memoryStore(settings).find, address);
  if (!account.ok) return explain(account.error);
  const document = await format(account.value, settings);
  if (document === undefined) return explain({ reason: "not_expressible", domain: account.value.settings.domain });
  process.stdout.write(document.body);
  return 0;
}

function explain(error: LookupError): ExitCode {
  switch (error.reason) {
    case "address_missing":
      return misused("the address is empty", "give one such as alice@shop.example");
    case "address_malformed":
      return misused(`not an email address: ${error.because}`, "give one such as alice@shop.example");
    case "domain_unknown":
    case "host_unknown":
      printErrors("the settings have no such domain");
      printHint("add it under domains, or name another file with --settings");
      return 1;
    case "mail_elsewhere":
      printErrors("the settings say that the mail of this domain is elsewhere");
      return 1;
    case "not_expressible":
      printErrors("this format has no words for how that domain's mail is reached");
      return 1;
  }
}
