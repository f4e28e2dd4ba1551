/*
 * Delta Chat's log-in code, which cannot be without the password: made here, in the browser, and nowhere else. To the
 * server this file is text, which it could not run if it would.
 * See https://github.com/deltachat/interface/blob/main/uri-schemes.md and `dclogin_scheme.rs` of chatmail core.
 */

/**
 * What the code holds; undefined without a password, which Delta Chat would refuse. `from` is what
 * src/formats/codes/dclogin.ts put into the page.
 */
globalThis.toDclogin = (from, { address, localPart }, password) => {
  if (password === "") return undefined;
  const values = { address, localPart };
  const servers = JSON.parse(from).map(([name, value]) => [
    name,
    String(value).replace(/\{(address|localPart)\}/g, (_, key) => values[key]),
  ]);
  // Form-decoded by the app, and the first "://" anywhere in the text is rewritten: nothing of either is left.
  const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  const query = [["v", 1], ["p", password], ...servers].map(([name, value]) => `${name}=${encode(value)}`);
  return `dclogin:${encode(address).replace("%40", "@")}?${query.join("&")}`;
};
