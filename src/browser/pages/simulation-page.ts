import { findHashAccount, sent } from "../account.ts";
import { openPage } from "../page.ts";

openPage();

/** A link may hold an address after "#": the program is played again for it, by a form, so that it stays out of the URL. */
function playAgain(): void {
  const account = findHashAccount();
  if (account === undefined || account.address === sent?.address) return;
  document.querySelector<HTMLFormElement>("form[data-address-form]")?.requestSubmit();
}

addEventListener("hashchange", playAgain);
playAgain();
