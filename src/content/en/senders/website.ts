/**
 * Websites, shops and apps that send: WordPress with a plugin, other systems, programs of one's own.
 * @see WP Mail SMTP, `OptionsAbstract.php`, `ConnectionSettings.php` and `TestTab.php` (April 2026), for the labels; its
 *   documentation on the mailer "Other SMTP" (read in November 2026); PHPMailer, Nodemailer and Python's smtplib, for theirs
 * @module
 */
import { type ClientGuide, choice, field, sendingPassword, switchedOn } from "../../guide.ts";
import { sendWithoutLogin } from "../clients/without-login.ts";
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
      text: "For order confirmations, contact forms and password resets: WordPress, WooCommerce, Joomla, PrestaShop, Shopware, or your own script or app.",
    },
  ],
  before: [
    ownMailbox,
    {
      text: "Send as that mailbox. A visitor's address belongs in “Reply-To”: as the sender it is refused.",
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
          text: "Open [WP Mail SMTP] in the menu on the left, then its settings. Type {address} under [From Email] and switch on [Force From Email].",
          next: "Plugins that would send as someone else now send as you.",
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
              { ...switchedOn("Authentication"), when: ["login-smtp"] },
              field("SMTP Username", "{smtp.user}"),
              sendingPassword("SMTP Password"),
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
          text: "WooCommerce now sends through it as well. In its email settings, set the sender's address to {address} too.",
        },
      ],
    },
    {
      title: "Another shop or content system",
      steps: [
        {
          text: "Look in its settings for “Mail” or “Email”, and change the sending method from “PHP mail” or “sendmail” to “SMTP”.",
        },
        sendWithoutLogin(),
        {
          text: "Fill in the server {smtp.host}, the port {smtp.port}, the encryption {smtp.security}, the user name ({smtp.user}) and the password. Switch on authentication.",
        },
        { text: "Set the sender's address to {address}, in the settings for mail and in those of the shop." },
        { text: "Send a test message to an address at another provider." },
      ],
    },
    {
      title: "Your own program",
      intro: "Every language has a library for this. Do not write SMTP by hand.",
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
          when: ["login-smtp"],
          text: "Keep the password out of the code and its repository: put it in an environment variable or the host's secret store.",
        },
        { text: "Leave certificate checks on. Do not change options such as `rejectUnauthorized`." },
      ],
    },
  ],
  check: [
    {
      text: "Send a test message to an address at another provider: it arrives, not in the junk folder, and shows your address.",
    },
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
      cause: "The site still sends through its own server instead of your mailbox, and that server does not send mail.",
      cure: "Switch the site to SMTP, as described above.",
    },
    tooMany,
    inJunk,
  ],
  privacy: [
    {
      when: ["login-smtp"],
      text: "Everyone who manages the site can get at this password. That is one more reason to give it a mailbox of its own.",
    },
  ],
};
