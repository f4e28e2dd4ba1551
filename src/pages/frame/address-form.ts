import type { Words } from "../../content/language.ts";
import { hole, type Values } from "../../formats/document-template.ts";
import type { EmailAddress } from "../../model/email-address.ts";
import { toShownAddress } from "../../telling/values/personal-value.ts";
import type { Reader } from "../../telling/values/setting.ts";

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

/** Whoever looks at a page, as its template prints it: nothing as long as that is not known. */
export interface Visitor {
  readonly known: boolean;
  readonly address: string;
  readonly shownAddress: string;
}

export function toVisitor(reader: Reader): Visitor {
  return {
    known: reader !== "unknown",
    address: reader === "unknown" ? "" : reader === "hole" ? hole("address") : reader.canonical,
    shownAddress: toShownAddress(reader) ?? "",
  };
}

/** What fills a page's holes. */
export function toVisitorValues(address: EmailAddress): Values {
  return {
    address: address.canonical,
    localPart: address.localPart,
    shownAddress: toShownAddress(address) ?? "",
  };
}
