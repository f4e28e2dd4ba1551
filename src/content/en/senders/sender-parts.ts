/**
 * What guides say alike about things that only send: sites, appliances, services. They log in at the outgoing server as a
 * mail program does.
 * @see PHPMailer, `PHPMailer.php`, for the messages that most PHP sites show; Nodemailer, `smtp-connection`, for its codes
 * @module
 */
import type { Failure, Paragraph } from "../../guide.ts";

/** A password in a site or an appliance is read by more people than one in a mail program. */
export const ownMailbox: Paragraph = {
  when: ["webmail"],
  text: "A separate mailbox for this, such as `alerts@{domain}`: <guide:webmail-users|create one>.",
};

export const samePassword: Paragraph = {
  when: ["login-smtp"],
  text: "When the password of the mailbox changes, type the new one here too: nothing is sent until you do.",
};

const compare = "{smtp.host}, port {smtp.port}, {smtp.security}";

export const refusedLogin: Failure = {
  message: "SMTP Error: Could not authenticate.",
  exact: true,
  codes: ["535", "535 5.7.8", "EAUTH", "Invalid login", "SMTPAuthenticationError", "PHPMailer"],
  cause: "User name or password is wrong, or the mailbox needs an app password.",
  cure: "The user name is {smtp.user}. Type the password again, without spaces before or after it. With two-step verification, create an <app-password|app password> and type that.",
};

export const noConnection: Failure = {
  message: "SMTP Error: Could not connect to SMTP host.",
  exact: true,
  codes: [
    "SMTP connect() failed.",
    "PHPMailer Troubleshooting",
    "Connection could not be established with host",
    "ECONNREFUSED",
    "ETIMEDOUT",
    "Connection timed out",
    "Greeting never received",
    "getaddrinfo ENOTFOUND",
  ],
  cause: "Server or port is mistyped, or the network blocks outgoing mail, as many web hosts do.",
  cure: `Compare: ${compare}. If they are right, ask whoever runs the network or hosts the site to open port {smtp.port} to {smtp.host}.`,
};

export const wrongEncryption: Failure = {
  message: "wrong version number, or a long wait and then a timeout",
  exact: false,
  codes: ["wrong version number", "SSL routines", "ESOCKET", "STARTTLS failed", "stream_socket_enable_crypto"],
  cause: "Port and kind of encryption don't match.",
  cure: "Port {smtp.port} goes with {smtp.security}.",
};

export const refusedCertificate: Failure = {
  message: "certificate verify failed",
  exact: true,
  codes: ["Peer certificate CN", "did not match expected CN", "Hostname/IP does not match certificate", "self signed"],
  cause:
    "The server's name was typed differently from the one in its certificate, or the system's list of certificate authorities is out of date.",
  cure: "Type {smtp.host} exactly. Do not switch off the check: update the system instead, or tell {support}.",
};

export const refusedSender: Failure = {
  message: "The following From address failed",
  exact: true,
  codes: ["553 5.7.1", "550 5.7.1", "Sender address rejected", "not owned by user", "5.7.60"],
  cause: "The sender's address is not that of the mailbox that logs in.",
  cure: "Set the sender to the address of the mailbox, {address}. For an alias, ask {support} to allow it.",
};

export const tooMany: Failure = {
  message: "Sending stops after a number of messages",
  exact: false,
  codes: ["421", "450 4.7.1", "452 4.5.3", "rate limit", "too many messages", "too many recipients"],
  cause: "The server lets one mailbox send only so many messages in an hour.",
  cure: "Wait an hour. A mailbox is for individual messages: use a newsletter service for newsletters.",
};

export const inJunk: Failure = {
  message: "Messages arrive in the junk folder",
  exact: false,
  codes: ["spam", "SPF", "DKIM", "DMARC", "contact form", "order confirmation"],
  cause: "The sender is not at {domain}, or the messages are not sent through {smtp.host}.",
  cure: "Send from an address at {domain}, through {smtp.host}, with authentication. If you already do, ask {support} whether SPF and DKIM are set up for {domain}.",
};
