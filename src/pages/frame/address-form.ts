import type { Words } from "../../content/language.ts";
import { hole, type Values } from "../../formats/document-template.ts";
import { toShownAddress } from "../../telling/values/personal-value.ts";
import type { Person, Setting } from "../../telling/values/setting.ts";

/** What `templates/parts/address-form.eta` prints. */
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
  /** Says on a phone what the button's words say elsewhere, where the form is not all that the page is for. */
  readonly isCompact: boolean;
  /** Whether the service alone knows what to do with what is typed, so that no script takes it. */
  readonly isSent: boolean;
  /** Whose page it is: once that is known, a line that says so stands in the form's place. Absent on a page of no domain. */
  readonly whose: Whose | undefined;
}

export interface Whose {
  readonly known: boolean;
  readonly shownAddress: string;
  readonly filled: string;
  readonly change: string;
  /** For those who hear the link alone. */
  readonly changeAddress: string;
}

/** The form for the address. It posts, because an address in a URL would stand in logs and histories. */
export function toAddressForm(form: {
  readonly words: Pick<Words["address"], "label" | "submit" | "hint">;
  readonly action: string;
  readonly value: string;
  readonly example: string;
  readonly problem: string | undefined;
  readonly whose?: Whose;
  readonly isSent?: boolean;
}): AddressForm {
  const { words, action, value, example, problem, whose, isSent = false } = form;
  return {
    action,
    label: words.label,
    value,
    placeholder: example,
    submit: words.submit,
    hint: words.hint,
    problem,
    whose,
    isSent,
    isCompact: whose !== undefined,
    describedBy: problem === undefined ? "address-hint" : "address-problem address-hint",
  };
}

/** Whoever looks at a page, as its template prints it: nothing as long as that is not known. */
export interface Visitor {
  readonly known: boolean;
  readonly address: string;
  readonly shownAddress: string;
  /**
   * Login names as JSON, where the service alone knows them: then what is typed is sent, and an address after "#" fills
   * in nothing but the form.
   */
  readonly logins: string | undefined;
}

export function toVisitor({ reader, settings }: Pick<Setting, "reader" | "settings">): Visitor {
  const logins = reader === "unknown" ? "{}" : reader === "hole" ? hole("logins") : JSON.stringify(reader.logins ?? {});
  return {
    logins: settings.explicitLogins === true ? logins : undefined,
    known: reader !== "unknown",
    address: reader === "unknown" ? "" : reader === "hole" ? hole("address") : reader.canonical,
    shownAddress: toShownAddress(reader) ?? "",
  };
}

/** What stands in the form's place on that visitor's page. */
export function toWhose(setting: Pick<Setting, "reader" | "settings" | "language">): Whose {
  const { known, shownAddress } = toVisitor(setting);
  const { frame, address } = setting.language.words;
  return { known, shownAddress, filled: frame.filled, change: address.change, changeAddress: address.changeAddress };
}

/** What fills a page's holes. */
export function toVisitorValues(person: Person): Values {
  const { canonical, localPart, logins = {} } = person;
  return {
    address: canonical,
    localPart,
    shownAddress: toShownAddress(person) ?? "",
    ...logins,
    logins: JSON.stringify(logins),
  };
}
