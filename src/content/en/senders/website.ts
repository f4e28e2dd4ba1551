/**
 * Websites, shops and apps that send: WordPress with a plugin, other systems, programs of one's own.
 * @see WP Mail SMTP, `OptionsAbstract.php`, `ConnectionSettings.php` and `TestTab.php` (April 2026), for the labels; its
 *   documentation on the mailer "Other SMTP" (read in November 2026); PHPMailer, Nodemailer and Python's smtplib, for theirs
 * @module
 */
import { type ClientGuide, choice, field, password, switchedOn } from "../../guide.ts";
import {
  inJunk,
  noConnection,
  ownMailbox,
  refusedCertificate,
  refusedLogin,
  refusedSender,
  samePassword,
  tooMany,
  wrongEncryption,
} from "./sender-parts.ts";

export const website: ClientGuide = {
  verdict: "Your site logs in and sends through your mailbox, as a mail program does: it needs five values.",
  recognise: [
    {
      text: "For order confirmations, contact forms and password resets: WordPress, WooCommerce, Joomla, PrestaShop, Shopware, a script or an app of your own.",
    },
  ],
  before: [
    ownMailbox,
    {
      text: "Send as that mailbox. A visitor's address belongs in “Reply-To”: as sender it is refused.",
    },
  ],
  manual: [
    {
      title: "WordPress and WooCommerce",
      steps: [
        {
          text: "In WordPress install and activate the plugin `WP Mail SMTP`. Other plugins for SMTP ask for the same values.",
        },
        {
          text: "Open [WP Mail SMTP] in the menu at the left, then its settings. Type {address} under [From Email] and switch on [Force From Email].",
          next: "Plugins that would send as somebody else now send as you.",
        },
        {
          text: "As mailer choose [Other SMTP]. Fill in what is shown, and press [Save Settings].",
          screen: {
            title: "WP Mail SMTP",
            parts: [
              field("From Email", "{address}"),
              switchedOn("Force From Email"),
              choice("Mailer", "Other SMTP"),
              field("SMTP Host", "{smtp.host}"),
              choice("Encryption", "{smtp.security}"),
              field("SMTP Port", "{smtp.port}"),
              switchedOn("Auto TLS"),
              switchedOn("Authentication"),
              field("SMTP Username", "{smtp.user}"),
              password("SMTP Password"),
            ],
            buttons: ["Save Settings"],
            press: "Save Settings",
          },
        },
        {
          text: "Open the tools of WP Mail SMTP, then [Email Test]. Type an address at another provider and press [Send Email].",
          next: "The message arrives there within a minute.",
        },
        {
          text: "WooCommerce now sends through it as well. In its settings for e-mail, set the sender's address to {address} too.",
        },
      ],
    },
    {
      title: "Another shop or content system",
      steps: [
        {
          text: "Look in its settings for “Mail” or “E-mail”, and change the way of sending from “PHP mail” or “sendmail” to “SMTP”.",
        },
        {
          text: "Fill in the server {smtp.host}, the port {smtp.port}, the encryption {smtp.security}, the user name {smtp.user} and the password. Switch log-in (“authentication”) on.",
        },
        { text: "Set the sender's address to {address}, in the settings for mail and in those of the shop." },
        { text: "Send a test message to an address at another provider." },
      ],
    },
    {
      title: "A program of your own",
      intro: "Every language has a library that does this. Do not speak SMTP by hand.",
      steps: [
        {
          when: ["tls-smtp"],
          text: "Connect to {smtp.host} on port {smtp.port} with TLS from the first byte: `ENCRYPTION_SMTPS` in PHPMailer, `secure: true` in Nodemailer, `SMTP_SSL` in Python, the scheme `smtps` in Symfony and Laravel.",
        },
        {
          when: ["starttls-smtp"],
          text: "Connect to {smtp.host} on port {smtp.port} and switch to TLS: `ENCRYPTION_STARTTLS` in PHPMailer, `requireTLS: true` in Nodemailer, `starttls()` in Python, the scheme `smtp` in Symfony and Laravel.",
        },
        { text: "Log in as {smtp.user}, and set the sender to {address}." },
        {
          text: "Keep the password out of the code and its repository: put it into a variable of the environment or into the host's store for secrets.",
        },
        { text: "Leave the check of certificates on. Options such as `rejectUnauthorized` stay as they are." },
      ],
    },
  ],
  check: [
    { text: "Send a test message to an address at another provider: it arrives, not as junk, and shows your address." },
    { text: "Order something in your own shop, or fill in your contact form." },
  ],
  change: [samePassword],
  failures: [
    refusedLogin,
    noConnection,
    wrongEncryption,
    refusedCertificate,
    refusedSender,
    {
      message: "Could not instantiate mail function.",
      exact: true,
      codes: ["mail() function", "PHP mail", "sendmail", "WordPress does not send", "no order confirmation"],
      cause: "The site still sends without your mailbox, by way of its own server, and that server does not send mail.",
      cure: "Switch the site to SMTP, as told above.",
    },
    tooMany,
    inJunk,
  ],
  privacy: [
    {
      text: "Everybody who manages the site can get at this password. It is one more reason for a mailbox of its own.",
    },
  ],
};
