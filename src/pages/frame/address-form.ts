import type { Words } from "../../content/language.ts";
import { hole } from "../../formats/document-template.ts";

/** What `templates/address-form.eta` prints. */
export interface AddressForm {
  readonly action: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly submit: string;
  readonly hint: string;
  /** Why the address that was sent is of no use. */
  readonly problem: string | undefined;
  readonly describedBy: string;
}

/** The form for the address. It posts, because an address in a URL would stand in logs and histories. */
export function toAddressForm(form: {
  readonly words: Words["address"];
  readonly action: string;
  readonly value: string;
  readonly example: string;
  readonly problem: string | undefined;
}): AddressForm {
  const { words, action, value, example, problem } = form;
  return {
    action,
    label: words.label,
    value,
    placeholder: example,
    submit: words.submit,
    hint: words.hint,
    problem,
    describedBy: problem === undefined ? "address-hint" : "address-problem address-hint",
  };
}

/** The address of whoever looks at a page: a hole where it is known, else nothing. */
export function toShownAddress(personal: boolean): string {
  return personal ? hole("address") : "";
}
