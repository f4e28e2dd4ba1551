/**
 * The fields of the two kinds of entries, in the groups that forms show them in.
 * @module
 */

import { isObject } from "../../model/resolving/merge-patch.ts";
import { SocketType } from "../../model/server.ts";
import { type Fault, valueAt } from "../../model/settings/fault.ts";
import { findTemplateNames } from "../../model/settings/template.ts";
import {
  type FieldPath,
  FLAG_IS_SET,
  findMisnamedVariable,
  isVariableName,
  NEW_SERVERS,
  NEW_VARIABLE,
  toBoxName,
  toFieldId,
  toFieldName,
  toFieldValue,
} from "./entry-form.ts";

export interface Field {
  readonly id: string;
  readonly name: string;
  /** What is sent beside a box, whether or not it is ticked. */
  readonly box: string;
  readonly label: string;
  readonly kind: "text" | "date" | "checkbox" | "select" | "area";
  readonly value: string;
  readonly isChecked: boolean;
  readonly hint: string | undefined;
  readonly placeholder: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** The id of a list of suggestions. */
  readonly list: string | undefined;
  /** Keeps browsers from remembering what was typed; but then it is gone on the way back from another page. */
  readonly autocomplete?: "off";
  /** What the schema says of what stands there. */
  readonly fault: string | undefined;
}

export interface FieldGroup {
  readonly legend: string;
  readonly hint: string | undefined;
  readonly rows: readonly (readonly Field[])[];
  /** Whether it may stay folded until it is needed. */
  readonly isOpen: boolean;
}

type FieldOptions = Partial<Pick<Field, "hint" | "placeholder" | "options" | "list">> & {
  readonly value?: string;
};

/** What an entry is shown with. */
export interface EntryState {
  readonly body: unknown;
  readonly faults: readonly Fault[];
  /** Where faults say that the entry stands, such as `domains["shop.example"]`. */
  readonly place: string;
}

/** A domain's entry. `provider` is what it inherits from, where that is known. */
export function toDomainFields(state: EntryState, provider: unknown): FieldGroup[] {
  const { body } = state;
  const field = toFieldMaker(state);
  const inherited = (path: string) => toFieldValue(provider, path);
  const variables = findVariables(body, provider);
  const misnamed = findMisnamedVariable(body);
  return [
    {
      legend: "Service",
      hint: undefined,
      isOpen: true,
      rows: [
        [field("provider", "Provider", "text", { list: "providers" })],
        [field("launched", "The domain’s own website is live", "checkbox")],
        [
          field("suspended", "Suspended", "checkbox", {
            hint: "Nothing is answered for the domain until this is undone.",
          }),
          field("mailElsewhere", "Mail is elsewhere", "text", {
            hint: "Where, such as microsoft-365: this service then steps aside. Leave empty while mail is here.",
          }),
        ],
        [field("$comment", "Comment", "text", { hint: "For you and your colleagues; nobody else sees it." })],
      ],
    },
    {
      legend: "Variables",
      hint: "Values for marks such as {storeHost} in what the provider says.",
      isOpen: variables.length > 0 || misnamed !== undefined,
      rows: [
        ...variables.map((name) => [field(`variables.${name}`, name, "text")]),
        [
          field(NEW_VARIABLE.name, "Another variable", "text", { value: misnamed?.name ?? "" }),
          field(NEW_VARIABLE.value, "Its value", "text", { value: misnamed?.value ?? "" }),
        ],
      ],
    },
    {
      legend: "Names",
      hint: "What people read. Empty fields use the provider’s.",
      isOpen: hasAny(body, ["overrides.displayName", "overrides.displayShortName"]),
      rows: [
        [
          field("overrides.displayName", "Name", "text", { placeholder: inherited("displayName") }),
          field("overrides.displayShortName", "Short name", "text", { placeholder: inherited("displayShortName") }),
        ],
      ],
    },
    ...toServerGroups(state, "overrides."),
    {
      legend: "More",
      hint: undefined,
      isOpen: hasAny(body, ["allowPlaintext", "explicitLogins"]),
      rows: [
        [
          field("allowPlaintext", "Accept servers without TLS", "checkbox"),
          field("explicitLogins", "Look up login names", "checkbox", {
            hint: "In the table on the domain’s page. Whoever knows an address can then ask what it logs in as.",
          }),
        ],
      ],
    },
  ];
}

/** A provider's entry. */
export function toProviderFields(state: EntryState): FieldGroup[] {
  const field = toFieldMaker(state);
  return [
    {
      legend: "Names and brand",
      hint: undefined,
      isOpen: true,
      rows: [
        [
          field("displayName", "Name", "text", { hint: "As people know the service." }),
          field("displayShortName", "Short name", "text", { hint: "At most 20 characters." }),
        ],
        [
          field("branding.color", "Colour", "text", {
            placeholder: "#0b5fff",
            hint: "Made lighter or darker where it would be hard to read.",
          }),
          field("branding.logo", "Logo", "area", { hint: "A data: URL of an image, 16 KB at most." }),
        ],
      ],
    },
    ...toServerGroups(state, ""),
    {
      legend: "Support",
      hint: "Whom people can ask when the guides do not help.",
      isOpen: true,
      rows: [
        [field("support.name", "Name", "text"), field("support.email", "Mail address", "text")],
        [field("support.phone", "Telephone", "text"), field("support.url", "Web page", "text")],
      ],
    },
    {
      legend: "More",
      hint: undefined,
      isOpen: false,
      rows: [
        [field("webmail.url", "Web mail", "text"), field("twoStep.appPasswordUrl", "Page for app passwords", "text")],
        [field("lowerCaseLogin", "Login names are lower case", "checkbox")],
        [field("$comment", "Comment", "text")],
      ],
    },
  ];
}

const SERVER_LISTS = [
  { list: "incomingServers", legend: "Incoming servers", protocols: ["imap", "pop3"] },
  { list: "outgoingServers", legend: "Outgoing servers", protocols: ["submission"] },
] as const;

/** A row for each server, and one for one more. */
function toServerGroups(state: EntryState, prefix: "" | "overrides."): FieldGroup[] {
  const field = toFieldMaker(state);
  return SERVER_LISTS.map(({ list, legend, protocols }) => {
    const servers = valueAt(state.body, [...prefix.split(".").filter(Boolean), list]);
    const count = Array.isArray(servers) ? servers.length : 0;
    return {
      legend,
      hint:
        prefix === ""
          ? "Best first. A server whose host name you empty is taken away."
          : "Replaces all of the provider’s. Once you empty every host name, the provider’s are used again.",
      isOpen: prefix === "" || count > 0,
      rows: Array.from({ length: count + 1 }, (_, index) => {
        const isNew = index === count;
        const at = (name: string): FieldPath => `${prefix}${list}.${index}.${name}`;
        const first = (name: keyof (typeof NEW_SERVERS)[typeof list]) =>
          isNew ? { value: toFieldValue(NEW_SERVERS[list], name) } : {};
        return [
          field(at("hostname"), isNew ? "One more: host name" : "Host name", "text", { placeholder: "mail.{domain}" }),
          field(at("protocol"), "Protocol", "select", { options: toOptions(protocols), ...first("protocol") }),
          field(at("port"), "Port", "text", first("port")),
          field(at("socketType"), "TLS", "select", { options: toOptions(SocketType.options), ...first("socketType") }),
          field(at("authentication"), "Login by", "text", {
            list: "authentications",
            ...first("authentication"),
          }),
          field(at("username"), "User name", "text", { placeholder: "{address}" }),
        ];
      }),
    };
  });
}

function toOptions(values: readonly string[]): Field["options"] {
  return values.map((value) => ({ value, text: value }));
}

function toFieldMaker({ body, faults, place }: EntryState) {
  const told = new Map<FieldPath | undefined, string>();
  for (const fault of faults) told.set(toFieldPath(fault.path, place), fault.expected);
  return (
    path: FieldPath,
    label: string,
    kind: Field["kind"],
    { hint, placeholder = "", options = [], list, value: initial }: FieldOptions = {},
  ): Field => {
    const value = initial ?? toFieldValue(body, path);
    const known = options.length === 0 || options.some((option) => option.value === value);
    return {
      id: toFieldId(path),
      name: toFieldName(path),
      box: toBoxName(path),
      label,
      kind,
      value,
      isChecked: value === FLAG_IS_SET,
      hint,
      placeholder,
      // What was typed as JSON stays, whether or not it is one of the choices.
      options: known ? options : [{ value, text: value }, ...options],
      list,
      fault: told.get(path),
    };
  };
}

/**
 * The field that a fault is about, the first where it is about several; `undefined` where it is of another part of the
 * directory.
 */
export function toFieldPath(path: string, place: string): FieldPath | undefined {
  if (!path.startsWith(place)) return undefined;
  const own = path.slice(place.length).replace(/^\./, "");
  const [, variable] = /^variables(?=[.[])\.?(.+)/.exec(own) ?? [];
  if (variable !== undefined && !isVariableName(variable)) return NEW_VARIABLE.name;
  return own
    .replace(/\[(\d+)\]/g, ".$1")
    .replace(/\.authentication\.\d+$/, ".authentication")
    .replace(/Servers(?:\.(\d+))?$/, (_, index = "0") => `Servers.${index}.hostname`);
}

/** Those that the entry has, and those that the provider needs. */
function findVariables(body: unknown, provider: unknown): string[] {
  const own = valueAt(body, ["variables"]);
  const needed = findTemplateNames(JSON.stringify(provider) ?? "");
  const names = [...needed, ...Object.keys(isObject(own) ? own : {})];
  return [...new Set(names)].filter(isVariableName);
}

function hasAny(body: unknown, paths: readonly FieldPath[]): boolean {
  return paths.some((path) => toFieldValue(body, path) !== "");
}
