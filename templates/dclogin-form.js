/*
 * Draws Delta Chat's code while the password is typed, with `dclogin.js` and `qr-code.js`.
 */

// The field stands outside any form, so that nothing can send it.
{
  const secret = document.querySelector("[data-dclogin]");
  const parts = secret?.parentElement;
  const figure = parts?.querySelector("figure");

  function draw() {
    const address = parts.querySelector("[data-username]").textContent;
    const account = { address, localPart: address.slice(0, address.lastIndexOf("@")) };
    const payload = toDclogin(secret.dataset.dclogin, account, secret.value);
    figure.hidden = payload === undefined;
    if (payload !== undefined) drawQrCode(figure.querySelector("svg"), payload, "M");
  }

  secret?.addEventListener("input", draw);
  // After the page's own script has filled the address in.
  if (secret !== undefined && secret !== null) addEventListener("hashchange", () => setTimeout(draw));
}
