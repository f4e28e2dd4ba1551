/*
 * Makes the pages handier; each works without. An address after "#" is filled in here and is sent to nobody.
 */
{
  const announcer = document.getElementById("announcer");
  const main = document.querySelector("main");
  /** The domain of this page in A-labels; undefined on pages of no domain. */
  const pageDomain = main.dataset.domain;
  const all = (selector) => document.querySelectorAll(selector);

  function announce(text) {
    announcer.textContent = "";
    // A region that is emptied and filled at once is not read out a second time.
    setTimeout(() => {
      announcer.textContent = text;
    }, 50);
  }

  // Copying

  async function copy(value) {
    const text = value.value ?? value.textContent;
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages over plain http have no clipboard: what is selected can still be copied.
      if (value.select === undefined) getSelection().selectAllChildren(value);
      else value.select();
      return document.execCommand("copy");
    }
  }

  function addCopyButton(value) {
    const button = document.createElement("button");
    const { copy: word, copied, selected } = announcer.dataset;
    const name = value.dataset.copy;
    let reset;
    button.type = "button";
    button.className = "copy";
    button.textContent = word;
    button.setAttribute("aria-label", `${word}: ${name}`);
    button.addEventListener("click", async () => {
      const done = await copy(value);
      announce(`${name}: ${done ? copied : selected}`);
      if (!done) return;
      button.textContent = copied;
      button.classList.add("done");
      clearTimeout(reset);
      reset = setTimeout(() => {
        button.textContent = word;
        button.classList.remove("done");
      }, 2000);
    });
    value.after(button);
  }

  // The address after "#"

  /** The address in `text`, its domain in A-labels; undefined where there is none. */
  function parse(text) {
    // The provider's rule, which src/model/mail-account.ts follows on the server.
    const typed = "lowerCaseLogin" in document.body.dataset ? text.trim().toLowerCase() : text.trim();
    const at = typed.lastIndexOf("@");
    const name = typed.slice(at + 1);
    // To punycode a long name costs time, and no domain has one.
    if (at < 1 || name.length > 253 || /\s/.test(typed) || /[/\\?#:[\]%<>^|]/.test(name)) return undefined;
    if (!URL.canParse(`https://${name}`)) return undefined;
    const localPart = typed.slice(0, at);
    const domain = new URL(`https://${name}`).hostname.replace(/\.$/, "");
    return { localPart, domain, address: `${localPart}@${domain}` };
  }

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  function toHash({ address }) {
    return `#${encodeURIComponent(address).replace("%40", "@")}`;
  }

  const isOfThisPage = (account) => pageDomain === undefined || account?.domain === pageDomain;
  const sent = parse(main.dataset.address ?? "");

  /** Whose values to show: the address after "#", or else the one that the server filled in. */
  function findAccount() {
    const account = parse(decode(location.hash.slice(1)));
    return account !== undefined && isOfThisPage(account) ? account : sent;
  }

  // Codes

  /** What Thunderbird for Android can read of the part before the @ (src/formats/codes/thunderbird-android.ts). */
  const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
  const MAX_ACCOUNT_BYTES = 800;

  const fillTemplate = (template, account) => template.replace(/\{(address|localPart)\}/g, (_, name) => account[name]);

  /** What each kind of code holds for an account, from what the server put into the page; undefined where there is none. */
  const PAYLOADS = {
    guide(from, account) {
      const link = new URL(from, location.href);
      link.hash = account === undefined ? "" : toHash(account);
      return link.href;
    },
    "thunderbird-android"(from, account) {
      if (account === undefined || !DOT_ATOM.test(account.localPart)) return undefined;
      const fillIn = (_, value) => (typeof value === "string" ? fillTemplate(value, account) : value);
      const payload = JSON.stringify(JSON.parse(from, fillIn));
      return new TextEncoder().encode(payload).length > MAX_ACCOUNT_BYTES ? undefined : payload;
    },
    /** The app takes what follows a colon for a password (src/formats/codes/davx5.ts). */
    davx5(from, account) {
      const [username, place] = JSON.parse(from);
      const user = account && fillTemplate(username, account);
      return user === undefined || user.includes(":") ? undefined : `davx5://${encodeURIComponent(user)}@${place}`;
    },
  };

  /** Texts to be pasted elsewhere, in which links hold the address as well. */
  const fillText = (text, account) =>
    fillTemplate(
      text.replaceAll("{hash}", () => toHash(account)),
      account,
    );

  function drawCodes(account) {
    for (const place of all("[data-qr]")) {
      const { qr, from, level } = place.dataset;
      const payload = PAYLOADS[qr](from, account);
      const svg = place.querySelector("svg");
      place.hidden = payload === undefined;
      if (payload === undefined) continue;
      if (svg !== null) {
        drawQrCode(svg, payload, level);
        place.closest("section").hidden = false;
      }
      for (const link of place.querySelectorAll("a")) {
        link.href = payload;
        // Beside a code the link is there to be read.
        if (svg !== null) link.textContent = payload;
      }
    }
  }

  function fill(account) {
    for (const value of all("[data-username]"))
      value.textContent = account === undefined ? "" : fillTemplate(value.dataset.username, account);
    for (const area of all("textarea[data-known]"))
      area.value = account === undefined ? area.defaultValue : fillText(area.dataset.known, account);
    for (const place of all("[data-address]:not(main)")) place.textContent = account?.address ?? "";
    for (const place of all("[data-when]")) place.hidden = (place.dataset.when === "known") !== (account !== undefined);
    for (const input of all('input[name="emailaddress"]')) input.value = account?.address ?? "";
    for (const link of all('a[href^="/"], a[href^="?"]'))
      if (link.pathname === "/" || link.pathname.split("/")[2] === pageDomain)
        link.hash = account === undefined ? "" : toHash(account);
    // What a form of choices answers is the same person's.
    for (const form of all('form[method="get"]'))
      form.setAttribute(
        "action",
        form.getAttribute("action").split("#")[0] + (account === undefined ? "" : toHash(account)),
      );
    drawCodes(account);
  }

  /** What is folded opens for whoever was sent there. */
  function openNamed() {
    const named = document.getElementById(decode(location.hash.slice(1)));
    if (named instanceof HTMLDetailsElement) named.open = true;
  }

  /** The address as it last stood after "#". */
  let hash = "";

  function fillAndAnnounce() {
    // Anything else after "#" is a place on this page, and the address is put back once the browser has gone there.
    if (location.hash !== "" && !decode(location.hash).includes("@")) {
      openNamed();
      if (hash !== "") history.replaceState(history.state, "", hash);
      return;
    }
    const account = findAccount();
    hash = account === sent ? "" : location.hash;
    fill(account);
    if (account !== undefined && pageDomain !== undefined) announce(`${announcer.dataset.filled} ${account.address}`);
  }

  addEventListener("hashchange", fillAndAnnounce);

  for (const form of all("form[data-address-form]"))
    form.addEventListener("submit", (event) => {
      const account = parse(form.elements.emailaddress.value);
      // The server says what is wrong with it.
      if (account === undefined) return;
      event.preventDefault();
      const typed = toHash(account);
      // The same guide, at the other domain.
      const guide = location.pathname.split("/")[3];
      if (account.domain !== pageDomain)
        location.assign(
          `/guides/${account.domain}${guide === undefined ? "" : `/${guide}`}${new URL(form.action).search}${typed}`,
        );
      else if (location.hash === typed) fillAndAnnounce();
      else location.hash = typed;
    });

  for (const value of all("code[data-copy], textarea[data-copy]")) addCopyButton(value);
  const first = findAccount();
  if (location.hash !== "" && first !== undefined) {
    fill(first);
    if (first !== sent) hash = location.hash;
  } else drawCodes(first);
  openNamed();
}
