/**
 * An entry being edited: as a form that knows the schema, and as the JSON that it is, with what would come of it beside.
 * @module
 */
import entryTemplate from "../../../templates/console/console-entry.eta";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { Authentication } from "../../model/server.ts";
import type { Fault } from "../../model/settings/fault.ts";
import { templates } from "../frame/templates.ts";
import { CONSOLE, type Notice, renderConsolePage, toHref, type Visitor } from "./console-page.ts";
import { type DiffView, toDiffView } from "./diff-view.ts";
import { type Field, type FieldGroup, toDomainFields, toFieldPath, toProviderFields } from "./entry-fields.ts";
import { toFieldId } from "./entry-form.ts";
import { type ProblemView, toProblemView } from "./form-view.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-entry": EntryView;
  }
}

templates.load("@console-entry", entryTemplate);

export type EntryKind = "domains" | "providers";

export interface EntryPage {
  readonly visitor: Visitor;
  readonly kind: EntryKind;
  /** Of one that is to be made: as it was typed. */
  readonly name: string;
  readonly shownName: string;
  readonly isNew: boolean;
  /** With all that was typed. */
  readonly body: unknown;
  /** The same as text, where it is no JSON. */
  readonly json?: string | undefined;
  readonly faults: readonly Fault[];
  /** Where faults say that the entry stands. */
  readonly place: string;
  /** What the form began with, so that whoever changed it in the meantime is not overwritten. */
  readonly revision: number | "none";
  /** What somebody else changed in the meantime; empty where that is not known. */
  readonly conflict?: string | undefined;
  /** Whether what is to be made is there already, and can be opened. */
  readonly isTaken?: boolean | undefined;
  readonly notice?: Notice | undefined;
  /** What a domain inherits. */
  readonly provider?: unknown;
  readonly providers: readonly string[];
}

interface EntryView {
  readonly kind: EntryKind;
  readonly action: string;
  readonly preview: string;
  readonly previewOf: string;
  readonly name: Field | undefined;
  readonly hiddenName: string;
  readonly revision: string;
  readonly base: string;
  readonly groups: readonly FieldGroup[];
  readonly json: string;
  readonly jsonRows: number;
  readonly problem: ProblemView;
  readonly conflict: DiffView | undefined;
  readonly providers: readonly string[];
  readonly authentications: readonly string[];
  readonly documents: readonly { readonly value: string; readonly text: string }[];
}

/** What can be seen before anything is saved. */
export const PREVIEWS = {
  guide: "Guide",
  autoconfig: "Autoconfig",
  autodiscover: "Autodiscover",
  profile: "Profile",
  pacc: "PACC",
  dns: "DNS",
} as const;

const PREVIEW_OF: Readonly<Record<EntryKind, string>> = {
  domains: "What would be told, before anything is saved. Links open what is told now.",
  providers: "What would be told of one of its domains, before anything is saved. Links open what is told now.",
};

const NAME_FIELDS: Readonly<Record<EntryKind, Pick<Field, "label" | "placeholder" | "hint">>> = {
  domains: { label: "Domain", placeholder: "shop.example", hint: "Or * for any that is not named." },
  providers: { label: "Id", placeholder: "example-hosting", hint: "Lower-case letters, digits, dots and hyphens." },
};

export function renderEntryPage(page: EntryPage): Promise<RenderedDocument> {
  const { visitor, kind, name, shownName, isNew, body, faults, revision, conflict, notice, providers } = page;
  const groups = kind === "domains" ? toDomainFields(page, page.provider) : toProviderFields(page);
  const shown = new Set(groups.flatMap(({ rows }) => rows.flat().map((field) => field.id)));
  if (isNew) shown.add(NAME);
  const json = page.json ?? JSON.stringify(body, undefined, 2);
  const made = kind === "domains" ? "Add a domain" : "Add a provider";
  const list = kind === "domains" ? "Domains" : "Providers";
  const base = isNew ? `${CONSOLE}/new-${kind === "domains" ? "domain" : "provider"}` : toHref(kind, name);
  return renderConsolePage({
    title: isNew ? made : `Edit ${shownName}`,
    section: kind,
    visitor,
    above: isNew ? { href: `${CONSOLE}/${kind}`, text: list } : { href: base, text: shownName },
    notice,
    content: templates.render("@console-entry", {
      kind,
      action: isNew ? base : `${base}/edit`,
      preview: `${CONSOLE}/preview/${kind}`,
      previewOf: PREVIEW_OF[kind],
      name: isNew ? toNameField(kind, name, faults) : undefined,
      hiddenName: name,
      revision: String(revision),
      base: JSON.stringify(body ?? {}),
      // What has to be mended is in sight.
      groups: groups.map((group) => ({ ...group, isOpen: group.isOpen || group.rows.flat().some(isFaulty) })),
      json,
      jsonRows: Math.min(30, Math.max(8, json.split("\n").length + 1)),
      problem: toProblemView(
        "Not saved yet: please correct this",
        faults,
        (fault) => {
          const path = toFieldPath(fault.path, page.place);
          const field = fault.path === NAME ? NAME : path === undefined ? undefined : toFieldId(path);
          return field !== undefined && shown.has(field) ? field : undefined;
        },
        page.isTaken === true ? { href: toHref(kind, name), text: `Open ${shownName} in another tab` } : undefined,
      ),
      conflict: conflict === undefined ? undefined : toDiffView("What was changed in the meantime", conflict),
      providers,
      authentications: Authentication.options,
      documents: Object.entries(PREVIEWS).map(([value, text]) => ({ value, text })),
    }),
  });
}

/** What the name of a new one is called, as a field and in faults. */
const NAME = "name";

function isFaulty({ fault }: Field): boolean {
  return fault !== undefined;
}

function toNameField(kind: EntryKind, name: string, faults: readonly Fault[]): Field {
  const fault = faults.find(({ path }) => path === NAME)?.expected;
  return {
    ...NAME_FIELDS[kind],
    id: NAME,
    name: NAME,
    box: "",
    kind: "text",
    value: name,
    isChecked: false,
    options: [],
    list: undefined,
    fault,
  };
}
