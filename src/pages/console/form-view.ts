/**
 * Small forms, and what is wrong with what was typed: told above all, with a link to each field, and at each field.
 * @module
 */
import faultsTemplate from "../../../templates/console/console-faults.eta";
import fieldTemplate from "../../../templates/console/console-field.eta";
import { type Fault, formatFault } from "../../model/settings/fault.ts";
import { templates } from "../frame/templates.ts";
import type { Link } from "./console-page.ts";
import type { Field } from "./entry-fields.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-faults": ProblemView;
    "@console-field": Field;
  }
}

templates.load("@console-faults", faultsTemplate);
templates.load("@console-field", fieldTemplate);

export interface FormView {
  readonly rows: readonly (readonly Field[])[];
  readonly problem: ProblemView;
}

/** What is wrong with a form; nothing is told where there are no faults. */
export interface ProblemView {
  readonly heading: string;
  readonly faults: readonly { readonly text: string; readonly href: string | undefined }[];
  /** What may be looked at beside it. */
  readonly link?: Link | undefined;
}

type OwnField = Pick<Field, "name" | "label" | "kind"> & Partial<Pick<Field, "hint" | "options" | "list">>;

/** @param prefix begins the fields' ids, which are in a page once */
export function toFormView(
  prefix: string,
  rows: readonly (readonly OwnField[])[],
  typed: Readonly<Record<string, string>>,
  { heading, faults }: { readonly heading: string; readonly faults: readonly Fault[] },
): FormView {
  const toField = (own: OwnField): Field => ({
    hint: undefined,
    options: [],
    list: undefined,
    ...own,
    id: `${prefix}${own.name}`,
    box: "",
    value: typed[own.name] ?? "",
    isChecked: false,
    placeholder: "",
    autocomplete: "off",
    fault: faults.find(({ path }) => path === own.name)?.expected,
  });
  const names = new Set(rows.flat().map(({ name }) => name));
  return {
    rows: rows.map((row) => row.map(toField)),
    problem: toProblemView(heading, faults, ({ path }) => (names.has(path) ? `${prefix}${path}` : undefined)),
  };
}

/** @param findField the id of the field that a fault is of, where it is on the page */
export function toProblemView(
  heading: string,
  faults: readonly Fault[],
  findField: (fault: Fault) => string | undefined,
  link?: Link,
): ProblemView {
  return {
    heading,
    faults: faults.map((fault) => {
      const field = findField(fault);
      return { text: formatFault(fault), href: field === undefined ? undefined : `#${field}` };
    }),
    link,
  };
}
