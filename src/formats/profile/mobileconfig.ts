/**
 * Apple configuration profile for iPhone, iPad and Mac: one or several accounts, in the words of the visitor's language.
 * It never holds a password; whatever is not known is left out, and the device asks.
 * @see https://github.com/apple/device-management/tree/release/mdm/profiles
 * @module
 */
import { build, type PlistValue } from "plist";
import { findLoginRules } from "../../model/address/login-names.ts";
import type { MailAccount } from "../../model/address/mail-account.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import { formatList } from "../../model/intl.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { fillTemplates } from "../../model/settings/template.ts";
import { fillTemplate, hole, type PersonalFormat, toDocumentTemplate } from "../document-template.ts";
import type { RenderedDocument } from "../rendered-document.ts";
import { toPayloadIdentifier } from "./profile-identity.ts";
import {
  findOfferedParts,
  findPayloadKind,
  type MailOptions,
  PROFILE_PARTS,
  type ProfilePart,
  toPayloads,
} from "./profile-payloads.ts";
import { toNumbered, toPersonalValues, toSharedValues } from "./profile-values.ts";

/** What a profile says of itself on the device, with `{provider}`, `{accounts}`, `{parts}` and `{support}` to fill in. */
interface ProfileWords {
  readonly title: string;
  readonly titleOfSeveral: string;
  readonly description: string;
  readonly consent: string;
  readonly help: string;
  /** Within a sentence. */
  readonly parts: Readonly<Record<ProfilePart, string>>;
  /** Of each payload. */
  readonly names: Readonly<Record<ProfilePart, string>>;
}

export interface ProfileOptions extends MailOptions {
  /** What should be in it, of what a domain offers. */
  readonly include: readonly ProfilePart[];
  readonly words: ProfileWords;
  /** The BCP 47 tag of the words. */
  readonly lang: string;
}

const CONTENT_TYPE = "application/x-apple-aspen-config";

/** The package has a build for Node and another for all else, which indent differently: without indentation they agree. */
const ONE_SPELLING = { indent: "" } as const;

/** Whether a profile can set mail up at all, by the protocol asked for. */
export function canExpressAsProfile(settings: ServerSettings, options: MailOptions): boolean {
  return findOfferedParts(settings, ["mail"], options).length > 0;
}

/** The profile of one person. */
export const mobileconfig: PersonalFormat<ProfileOptions> = {
  renderTemplate: (settings, options) => renderTemplate([settings], options),
  toValues: (account, { name }, names) => toPersonalValues([account], name, names),
  // Of the name the template says no more than that there is one.
  withoutPerson: (options) => (options.name === undefined ? options : { ...options, name: "" }),
};

/** The profile of several addresses, all of one provider; of one it is what {@link mobileconfig} makes of it. */
export function renderProfile(accounts: readonly MailAccount[], options: ProfileOptions): RenderedDocument {
  const template = toDocumentTemplate(
    renderTemplate(
      accounts.map(({ settings }) => settings),
      options,
    ),
  );
  return fillTemplate(template, toPersonalValues(accounts, options.name, template.names));
}

/** The profile of nobody in particular: the device asks for address, user name and password. */
export function renderSharedProfile(settings: ServerSettings, options: ProfileOptions): RenderedDocument {
  const template = toDocumentTemplate(renderTemplate([settings], options, false));
  return fillTemplate(template, toSharedValues(settings, template.names));
}

/** With holes for whatever is one person's: the accounts differ in nothing else that the settings do not say. */
function renderTemplate(all: readonly ServerSettings[], options: ProfileOptions, personal = true): RenderedDocument {
  const [first] = all;
  if (first === undefined) throw new Error("a profile was asked of nobody");
  const { words, lang } = options;
  const shown = all.map((_, index) => (personal ? hole(toNumbered("shown", index)) : toUnicode(first.domain)));
  const payloads = all.flatMap((settings, index) => toAccountPayloads(settings, options, index, all.length, personal));
  const parts = PROFILE_PARTS.filter((part) => payloads.some((payload) => payload.part === part));
  const values = new Map([
    ["provider", first.displayName],
    ["accounts", formatList(lang, shown)],
    [
      "parts",
      formatList(
        lang,
        parts.map((part) => words.parts[part]),
      ),
    ],
    ["support", toSupport(first)],
  ]);
  const consent = [words.consent, ...(values.get("support") === "" ? [] : [words.help])]
    .map((text) => fillTemplates(text, values))
    .join("\n\n");
  const profile = {
    PayloadContent: payloads.map(({ dictionary }) => dictionary),
    PayloadType: "Configuration",
    PayloadVersion: 1,
    PayloadIdentifier: hole("identifier"),
    PayloadUUID: hole("uuid"),
    PayloadDisplayName: fillTemplates(all.length > 1 ? words.titleOfSeveral : words.title, values),
    PayloadDescription: fillTemplates(words.description, values),
    PayloadOrganization: first.displayName,
    // The device takes its own language's text, and otherwise the default.
    ConsentText: { default: consent, [lang]: consent },
  };
  return {
    contentType: CONTENT_TYPE,
    body: `${build(profile satisfies PlistValue, ONE_SPELLING)}\n`,
    fileName: `${toUnicode(first.domain)}.mobileconfig`,
  };
}

function toAccountPayloads(
  settings: ServerSettings,
  options: ProfileOptions,
  index: number,
  count: number,
  personal: boolean,
) {
  const own = (name: string) => hole(toNumbered(name, index));
  const person = {
    address: own("address"),
    localPart: own("localPart"),
    name: options.name === undefined ? undefined : hole("name"),
    logins: Object.fromEntries(findLoginRules(settings).map(({ name }) => [name, own(name)])),
  };
  const parts = findOfferedParts(settings, options.include, options);
  const payloads = toPayloads(settings, parts, options, {
    person: personal ? person : undefined,
    // What the device's lists call an account: of several at one provider, the address tells which.
    description: count > 1 ? own("shown") : settings.displayName,
  });
  return payloads.map(({ part, type, keys }) => {
    const kind = findPayloadKind(settings, part, options);
    return {
      part,
      dictionary: {
        PayloadType: type,
        PayloadVersion: 1,
        PayloadIdentifier: toPayloadIdentifier(own("payloadIdentifier"), kind),
        PayloadUUID: own(kind),
        PayloadDisplayName: options.words.names[part],
        PayloadOrganization: settings.displayName,
        ...keys,
      },
    };
  });
}

function toSupport({ support }: ServerSettings): string {
  if (support === undefined) return "";
  const { name, email, phone, url } = support;
  return [name, email, phone, url].filter((text) => text !== undefined).join(", ");
}
