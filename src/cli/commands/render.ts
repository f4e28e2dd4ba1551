import { LANGUAGES, type Language, loadLanguage } from "../../content/language.ts";
import { renderAutoconfig } from "../../formats/autoconfig/autoconfig.ts";
import { renderAutodiscoverJson } from "../../formats/autodiscover/autodiscover-json.ts";
import { autodiscoverPox, canExpressAsPox } from "../../formats/autodiscover/autodiscover-pox.ts";
import { toDnsRecords } from "../../formats/dns/dns-records.ts";
import { renderZone } from "../../formats/dns/forms/zone.ts";
import { renderPersonal } from "../../formats/document-template.ts";
import { renderPacc } from "../../formats/pacc.ts";
import { renderProfile } from "../../formats/profile/mobileconfig.ts";
import { PROFILE_PARTS } from "../../formats/profile/profile-payloads.ts";
import { findRefusal, ProfileRequest } from "../../formats/profile/profile-request.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { ADDRESS_FAULTS } from "../../model/address/email-address.ts";
import { type AccountsError, findAccounts, MAX_ACCOUNTS } from "../../model/address/find-accounts.ts";
import type { MailAccount } from "../../model/address/mail-account.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { domainPage } from "../../pages/domain/domain-page.ts";
import { renderWelcomeMessage } from "../../pages/support/welcome-mail.ts";
import { createProfileSigner } from "../../signing/create-profile-signer.ts";
import { toReader } from "../../telling/values/setting.ts";
import { type Command, parseOptions } from "../command.ts";
import { openSettings, SETTINGS_OPTIONS, SETTINGS_USAGE, type SettingsPlace } from "../records/open-settings.ts";
import { endBy } from "../records/refuse.ts";
import { findSigningSecrets } from "../signing/signing-secrets.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

/** What only some formats ask for beside the account: the other addresses of a profile, what it includes, the language. */
interface Asked {
  readonly accounts: readonly MailAccount[];
  readonly request: ProfileRequest;
  readonly language: Language;
  /** The moment that is meant. */
  readonly at: Date;
  /** Whether the service would sign profiles, by the keys that are in place. */
  isProfileSigned(): Promise<boolean>;
}

type Service = SettingsPlace["service"];

type Render = (
  account: MailAccount,
  service: Service,
  asked: Asked,
) => RenderedDocument | undefined | Promise<RenderedDocument | undefined>;

/** By name, what the service sends for each; `undefined` where it answers 404. */
const FORMATS: Readonly<Record<string, Render>> = {
  autoconfig: ({ settings }) => renderAutoconfig(settings),
  autodiscover: (account) =>
    canExpressAsPox(account.settings) ? renderPersonal(autodiscoverPox, account, { withLogin: true }) : undefined,
  mobileconfig: (_, __, { accounts, request, language }) => {
    if (accounts.some(({ settings }) => findRefusal(settings, request) !== undefined)) return undefined;
    const { name, protocol, include } = request;
    const options = { name, protocol, include: include.parts, words: language.words.profile, lang: language.tag };
    return renderProfile(accounts, options);
  },
  "autodiscover-json": ({ settings }) => {
    const document = renderAutodiscoverJson(settings, "AutodiscoverV1");
    return document.found ? document : undefined;
  },
  pacc: ({ settings }) => renderPacc(settings),
  dns: async ({ settings }, service) => {
    const serviceHost = findDomain(URL.parse(service.origin ?? "")?.hostname ?? `setup.${settings.domain}`);
    return serviceHost && renderZone(settings.domain, await toDnsRecords(settings, { serviceHost }));
  },
  guide: async (account, service, { language, isProfileSigned }) => {
    const [origin, profileSigned] = [toOrigin(service, account), await isProfileSigned()];
    return renderPersonal(domainPage, account, { personal: true, origin, language, query: "", profileSigned });
  },
  welcome: (account, service, { language, at }) => {
    const { settings } = account;
    const [reader, origin] = [toReader(account), toOrigin(service, account)];
    return renderWelcomeMessage({ settings, reader, origin, language, query: "" }, at);
  },
};

/** Where links lead as long as nobody has said where the service is. */
function toOrigin(service: Service, { settings }: MailAccount): string {
  return service.origin ?? `https://setup.${settings.domain}`;
}

const usage = `usage: waypost render FORMAT ADDRESS [options]
       waypost render mobileconfig ADDRESS… [--name NAME] [--protocol imap|pop3] [--include LIST] [--lang TAG] [options]

Prints exactly the bytes that the service would send for an address to who asks for nothing besides; where it would answer
404, prints nothing. A profile is printed as it is before it is signed, whether or not there is a key: profile sign signs it.
Without service.origin in the settings, links lead to https://setup.DOMAIN in place of the host that was asked.

FORMAT is one of: ${Object.keys(FORMATS).join(", ")}

options:
  --name NAME       the person's name, for a profile
  --protocol NAME   imap or pop3, for a profile; imap where both are offered
  --include LIST    what a profile has, with commas: ${PROFILE_PARTS.join(", ")}
                    (mail, and calendars and contacts where they are offered)
  --lang TAG        the language of a profile: ${[...LANGUAGES.keys()].join(", ")}
${SETTINGS_USAGE}

exit status: 0 printed, 1 no answer for this address, 2 misused or out of reach
`;

/** `waypost render FORMAT ADDRESS` */
export const render: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parseOptions(args, {
      allowPositionals: true,
      options: {
        ...SETTINGS_OPTIONS,
        name: { type: "string" },
        protocol: { type: "string" },
        include: { type: "string" },
        lang: { type: "string" },
      },
    });
    if (typeof parsed === "string") return terminal.misused(parsed, "waypost render --help");
    const { values } = parsed;
    const [name, ...addresses] = parsed.positionals;
    const format = name !== undefined && Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
    if (format === undefined)
      return terminal.misused(
        name === undefined ? "no format was named" : `unknown format ${JSON.stringify(name)}`,
        `FORMAT is one of: ${Object.keys(FORMATS).join(", ")}`,
      );
    const isProfile = name === "mobileconfig";
    if (addresses.length === 0 || (addresses.length > 1 && !isProfile))
      return terminal.misused("expected one address after the format", `waypost render ${name} alice@shop.example`);
    const stray = (["name", "protocol", "include", "lang"] as const).find((option) => values[option] !== undefined);
    if (stray !== undefined && !isProfile)
      return terminal.misused(
        `--${stray} is for a profile only`,
        `waypost render mobileconfig ${addresses[0]} --${stray} …`,
      );
    const request = ProfileRequest.safeParse({
      name: values.name,
      protocol: values.protocol,
      include: values.include === undefined ? [] : [values.include],
    });
    if (!request.success) {
      const option = (["name", "protocol", "include"] as const).find(
        (known) => known === request.error.issues[0]?.path[0],
      );
      return terminal.misused(
        `--${option} cannot be ${JSON.stringify(option && values[option])}`,
        "waypost render --help",
      );
    }
    const place = await openSettings(values, terminal, "waypost render --help");
    if (typeof place === "number") return place;
    const { at } = place;
    const language = await loadLanguage(values.lang);
    const isProfileSigned = async () => {
      const signer = await createProfileSigner(findSigningSecrets(terminal.env), () => {});
      return signer.isSigned(at);
    };
    try {
      return await print(format, place, addresses, { request: request.data, language, at, isProfileSigned }, terminal);
    } catch (error) {
      return endBy(error, terminal);
    } finally {
      await place.close();
    }
  },
};

async function print(
  format: Render,
  { find, findLogin, service }: SettingsPlace,
  addresses: readonly string[],
  asked: Omit<Asked, "accounts">,
  terminal: Terminal,
): Promise<ExitCode> {
  const accounts = await findAccounts({ find, findLogin }, addresses);
  if (!accounts.ok) return explain(accounts.error, terminal);
  const [account] = accounts.value;
  if (account === undefined) return explain({ reason: "address_missing" }, terminal);
  const document = await format(account, service, { ...asked, accounts: accounts.value });
  if (document === undefined) return explain({ reason: "not_expressible", domain: account.settings.domain }, terminal);
  terminal.print(document.body);
  return 0;
}

function explain(error: AccountsError, terminal: Terminal): ExitCode {
  switch (error.reason) {
    case "address_missing":
      return terminal.misused("the address is empty", "give one such as alice@shop.example");
    case "address_malformed":
      return terminal.misused(
        `not an email address: ${ADDRESS_FAULTS[error.because]}`,
        "give one such as alice@shop.example",
      );
    case "domain_unknown":
    case "host_unknown":
      terminal.printErrors("the settings have no such domain");
      terminal.printHint("add it under domains, or name another file with --settings");
      return 1;
    case "mail_elsewhere":
      terminal.printErrors("the settings say that the mail of this domain is elsewhere");
      return 1;
    case "domain_suspended":
      terminal.printErrors("the settings say that this domain is suspended");
      return 1;
    case "not_expressible":
      terminal.printErrors(
        "this format has no words for how that domain's mail is reached, or for what was asked of it",
      );
      return 1;
    case "too_many_addresses":
      return terminal.misused(`more than ${MAX_ACCOUNTS} addresses`, "a profile takes five at most");
    case "several_providers":
      terminal.printErrors("the addresses are not all of one provider");
      terminal.printHint("render one profile for each");
      return 1;
  }
}
