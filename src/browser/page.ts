/**
 * What makes all pages handier; each works without. An address after "#" is filled in here and is sent to nobody.
 * @module
 */
import { isSlip } from "../model/domain/is-slip.ts";
import { toAddressHash } from "../model/guides/guide-path.ts";
import { fillTemplates } from "../model/settings/template.ts";
import { type Account, findAccount, findHashAccount, isAsked, pageDomain, parse, readHash, sent } from "./account.ts";
import { announce, words } from "./announcer.ts";
import { addCopyButtons } from "./copy-buttons.ts";
import { all } from "./elements.ts";

/** Draws codes for an account, and for none. */
type DrawCodes = (account: Account | undefined) => void;

/** Begins to follow the address; `drawCodes` where a page has codes. */
export function openPage(drawCodes: DrawCodes = () => undefined): void {
  /** The address as it last stood after "#". */
  let hash = "";

  function show(account: Account | undefined): void {
    const wasTyping = document.activeElement?.closest("form[data-address-form]") != null;
    fill(account);
    drawCodes(account);
    offer();
    // The form is gone, and with it where the keyboard was.
    if (wasTyping && account !== undefined) for (const link of all("a[data-change]")) link.focus();
  }

  function followHash(): void {
    // Anything else after "#" is a place on this page, and the address is put back once the browser has gone there.
    if (location.hash !== "" && !readHash().includes("@")) {
      openNamed();
      if (hash !== "") history.replaceState(history.state, "", hash);
      return;
    }
    const account = findAccount();
    hash = account === sent ? "" : location.hash;
    show(account);
    if (account !== undefined && pageDomain !== undefined) announce(`${words.filled} ${account.shownAddress}`);
  }

  addEventListener("hashchange", followHash);

  for (const form of all<HTMLFormElement>("form[data-address-form]"))
    form.addEventListener("submit", (event) => {
      const input = form.elements.namedItem("emailaddress");
      const account = input instanceof HTMLInputElement ? parse(input.value) : undefined;
      // The server says what is wrong with it, what the login name is, or what is no guide.
      const isGuide = pageDomain === undefined || location.pathname.includes("/guides/");
      if (account === undefined || !isGuide || (isAsked && account.domain === pageDomain)) return;
      // Mistyped, most likely: the server sees whether it is, and knows on which page.
      if (pageDomain !== undefined && isSlip(account.domain, pageDomain)) return;
      event.preventDefault();
      const typed = toAddressHash(account.address);
      // The same guide, at the other domain.
      const [base = "", page = ""] = location.pathname.split("/guides/");
      const guide = page.split("/")[1];
      const place = guide === undefined ? account.domain : `${account.domain}/${guide}`;
      if (account.domain !== pageDomain) {
        const path = `${base.replace(/\/$/, "")}/guides/${place}`;
        location.assign(`${path}${new URL(form.action).search}${typed}`);
      } else if (location.hash === typed) followHash();
      else location.hash = typed;
    });

  for (const link of all<HTMLAnchorElement>("a[data-change]"))
    link.addEventListener("click", (event) => {
      const input = openForm();
      // The form may be on the page that the link leads to.
      if (input === undefined) return;
      event.preventDefault();
      input.select();
    });

  addEventListener("beforeprint", openForPaper);
  for (const value of all("[data-username]")) setText(value, value.textContent);
  addCopyButtons();
  const first = findAccount();
  if (location.hash !== "" && first !== undefined) {
    show(first);
    if (first !== sent) hash = location.hash;
  } else {
    drawCodes(first);
    offer();
  }
  openNamed();
}

/** Where the server is to be asked, whoever came with an address after "#" has it in the form, and sends it or not. */
function offer(): void {
  const account = isAsked ? findHashAccount() : undefined;
  if (account === undefined || account.address === sent?.address) return;
  const input = openForm();
  if (input !== undefined) input.value = account.shownAddress;
}

/** Shows the form for an address, whoever's page it is, and goes there. */
function openForm(): HTMLInputElement | undefined {
  const form = document.querySelector<HTMLFormElement>("form[data-address-form]");
  const input = form?.elements.namedItem("emailaddress");
  if (form === null || !(input instanceof HTMLInputElement)) return undefined;
  form.hidden = false;
  input.focus();
  return input;
}

/** Text that goes on to the next line behind a dot, an `@` or a slash, as the service writes it (`templates/parts/breakable.eta`). */
function setText(place: HTMLElement, text: string): void {
  const [first = "", ...others] = text.match(/[^.@/]*(?:[.@]|\/+)?/g) ?? [];
  place.replaceChildren(first, ...others.flatMap((word) => (word === "" ? [] : [document.createElement("wbr"), word])));
}

/** Fills in what has come to the page since. */
export function fillAgain(): void {
  const account = findAccount();
  if (account !== undefined) fill(account);
}

/** Puts an account's values wherever they belong; without one, takes them away. */
function fill(account: Account | undefined): void {
  const hash = account === undefined ? "" : toAddressHash(account.address);
  const values = new Map(Object.entries({ ...account, hash }));
  for (const value of all("[data-username]"))
    setText(value, account === undefined ? "" : fillTemplates(value.dataset.username ?? "", values));
  // Texts to be pasted elsewhere, in which links hold the address as well.
  for (const area of all<HTMLTextAreaElement>("textarea[data-known]"))
    area.value = account === undefined ? area.defaultValue : fillTemplates(area.dataset.known ?? "", values);
  for (const place of all("[data-address]:not(main)")) place.textContent = account?.shownAddress ?? "";
  for (const place of all("[data-when]")) place.hidden = (place.dataset.when === "known") !== (account !== undefined);
  for (const input of all<HTMLInputElement>('input[name="emailaddress"]'))
    input.value = (input.type === "hidden" ? account?.address : account?.shownAddress) ?? "";
  for (const link of all<HTMLAnchorElement>('a[href^="/"]:not([data-change]), a[href^="?"]'))
    if (leadsToPage(link)) link.hash = hash;
  for (const link of all<HTMLAnchorElement>("a[data-meant]")) {
    const { meant = "", shownDomain = meant } = link.dataset;
    if (account === undefined) continue;
    link.hash = toAddressHash(`${account.localPart}@${meant}`);
    link.textContent = `${account.localPart}@${shownDomain}`;
  }
  // What a form of choices answers is the same person's.
  for (const form of all<HTMLFormElement>('form[method="get"]')) {
    const [action = ""] = (form.getAttribute("action") ?? "").split("#");
    form.setAttribute("action", action + hash);
  }
}

/** Whether a link leads to a page of this domain, or to the start, and not to a place there. */
function leadsToPage({ hash, pathname }: HTMLAnchorElement): boolean {
  return (hash === "" || hash.includes("@")) && (pathname === "/" || pathname.split("/")[2] === pageDomain);
}

/** What is folded opens for whoever was sent there. */
function openNamed(): void {
  const named = document.getElementById(readHash());
  if (named === null || named.closest("details") === null) return;
  unfold(named);
  named.scrollIntoView();
}

/** Opens all that something is in, and itself. */
export function unfold(place: Element): void {
  for (let folded = place.closest("details"); folded; folded = folded.parentElement?.closest("details") ?? null)
    folded.open = true;
}

/** The guide that has everything is printed with all of it, also by browsers whose styles cannot open what is folded. */
function openForPaper(): void {
  for (const folded of all<HTMLDetailsElement>(".whole .more:not([open])")) {
    folded.open = true;
    addEventListener("afterprint", () => (folded.open = false), { once: true });
  }
}
