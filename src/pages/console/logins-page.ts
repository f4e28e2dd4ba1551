/**
 * Login names of a domain's addresses: a part of the domain's page, and a page where there are more. They are searched
 * for by POST, since an address in a URL would stand in logs.
 * @module
 */
import loginsTemplate from "../../../templates/console/console-logins.eta";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import type { Fault } from "../../model/settings/fault.ts";
import { templates } from "../frame/templates.ts";
import { type Notice, renderConsolePage, toHref, type Visitor } from "./console-page.ts";
import { type DomainName, toShownName } from "./domains-page.ts";
import { type FormView, toFormView } from "./form-view.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-logins": LoginsView;
  }
}

templates.load("@console-logins", loginsTemplate);

/** What is known of a domain's table. */
export interface Logins {
  readonly items: readonly (
    | { readonly address: string; readonly username: string }
    | { readonly address: string; readonly mailbox: string }
  )[];
  /** Where the list goes on. */
  readonly next: string | undefined;
  readonly prefix: string;
  /** Whether the domain's entry says that addresses are looked up. */
  readonly isOn: boolean;
  /** Whether the domain's mail is elsewhere: what is left here is of no use, and can be removed. */
  readonly isElsewhere: boolean;
  /** What was typed and could not be set, and why. */
  readonly typed?: Readonly<Record<string, string>>;
  readonly faults?: readonly Fault[];
}

export interface LoginsView {
  readonly base: string;
  readonly lead: string;
  readonly mayWrite: boolean;
  readonly maySet: boolean;
  /** Of those that are shown. */
  readonly count: number;
  readonly prefix: string;
  readonly rows: readonly { readonly address: string; readonly text: string; readonly isAlias: boolean }[];
  readonly next: string | undefined;
  readonly form: FormView;
}

const LEADS = {
  on: "Mail programs are told these, and what the rule makes of every other address.",
  off: "Nobody is told these: the domain’s entry does not say that addresses are looked up.",
  elsewhere: "Nobody is told these: the mail is elsewhere.",
};

const FIELDS = [
  { name: "address", label: "Address", kind: "text" },
  { name: "username", label: "Logs in as", kind: "text" },
  { name: "mailbox", label: "or is an alias of", kind: "text" },
] as const;

export function toLoginsView(
  name: string,
  { items, next, prefix, isOn, isElsewhere, typed = {}, faults = [] }: Logins,
  { mayWrite }: Visitor,
): LoginsView {
  return {
    base: toHref("domains", name, "logins"),
    lead: isElsewhere ? LEADS.elsewhere : isOn ? LEADS.on : LEADS.off,
    mayWrite,
    maySet: mayWrite && !isElsewhere,
    count: items.length + prefix.length,
    prefix,
    rows: items.map((item) =>
      "username" in item
        ? { address: item.address, text: item.username, isAlias: false }
        : { address: item.address, text: item.mailbox, isAlias: true },
    ),
    next,
    form: toFormView("login-", [FIELDS], typed, { heading: "Not set yet: please correct this", faults }),
  };
}

export function renderLoginsPage(page: {
  readonly visitor: Visitor;
  readonly notice: Notice | undefined;
  readonly name: DomainName;
  readonly logins: Logins;
}): Promise<RenderedDocument> {
  const { visitor, notice, name, logins } = page;
  const shown = toShownName(name);
  return renderConsolePage({
    title: `Login names of ${shown}`,
    section: "domains",
    visitor,
    notice,
    above: { href: toHref("domains", name), text: shown },
    content: templates.render("@console-logins", toLoginsView(name, logins, visitor)),
  });
}
