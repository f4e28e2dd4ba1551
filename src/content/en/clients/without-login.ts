/**
 * What guides tell where the outgoing server asks for no login (`unless: ["login-smtp"]`), in place of a step that names
 * `{smtp.user}`: that one is not told there.
 * @see RFC 4954 (login for sending)
 * @module
 */
import type { Screen, Step } from "../../guide.ts";

/** `screen` is the page for sending, without what it has pressed. */
export function sendWithoutLogin(screen?: Screen): Step {
  return {
    unless: ["login-smtp"],
    text: "Fill in the server for sending, which may be called outgoing or SMTP server. It asks for no login: leave user name and password empty.",
    ...(screen === undefined ? {} : { screen: toUnpressed(screen) }),
  };
}

/** The same on a page for both servers. */
export function fillInWithoutLogin(screen: Screen): Step {
  return {
    unless: ["login-smtp"],
    text: "Fill in what is shown, for receiving and for sending.",
    screen: toUnpressed(screen),
  };
}

/** The same where a server does without encryption (`unless: ["encrypted"]`), in place of a step that asks for it. */
export function fillInUnencrypted(screen: Screen): Step {
  return { ...fillInWithoutLogin(screen), unless: ["encrypted"] };
}

/** A profile asks for what it does not contain. */
export const completeProfileWithoutLogin: Step = {
  unless: ["login-smtp"],
  asksPassword: true,
  text: "Type your name, {address} and your password, and continue.",
};

function toUnpressed({ press: _, ...screen }: Screen): Screen {
  return screen;
}
