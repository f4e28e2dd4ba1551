/**
 * Printers and scanners that send what they scan.
 * @see Epson, documents on the settings of the mail server (EM-C800, WF-C21000, WF-3720, read in November 2026), for the labels
 *   of the drawing and the 20 characters of a password; Canon, service manual DU7-1178, for its error codes
 * @module
 */
import { type ClientGuide, choice, field, sendingPassword } from "../../guide.ts";
import { ownMailbox, refusedCertificate, refusedSender, samePassword, wrongEncryption } from "./sender-parts.ts";

export const printer: ClientGuide = {
  verdict: "The printer logs in and sends scans through your mailbox. You fill in one page of its settings.",
  recognise: [
    {
      text: "For “Scan to email” on Epson, HP, Canon, Brother, Ricoh, Sharp, Xerox, Konica Minolta, Kyocera, Lexmark. Each uses its own words, but the values are the same.",
    },
  ],
  before: [
    ownMailbox,
    {
      text: "A password of **at most 20 characters**: many printers, such as Epson's, accept no more.",
    },
    {
      text: "The printer's address on your network: look under “Network” on its panel.",
    },
  ],
  manual: [
    {
      steps: [
        {
          text: "Type the printer's address into a browser on a computer on the same network.",
          next: "The printer's own page opens. The browser may warn about its certificate. That is fine: this is your own printer.",
        },
        {
          text: "Log in as administrator. The first password is often on the back of the printer or in its manual. Check that the date and time are right: encryption fails if they are wrong.",
        },
        {
          text: "Look for “Email server”, “SMTP”, “Outgoing email” or “Scan to email”. It is usually under “Network” or “Scan”.",
        },
        {
          text: "Fill in the values, shown here as on an Epson. Press the button to save.",
          screen: {
            title: "Email Server",
            parts: [
              { ...choice("Authentication Method", "SMTP AUTH"), when: ["login-smtp"] },
              field("Authenticated Account", "{smtp.user}"),
              sendingPassword("Authenticated Password"),
              field("Sender's Email Address", "{address}"),
              field("SMTP Server Address", "{smtp.host}"),
              field("SMTP Server Port Number", "{smtp.port}"),
              choice("Secure Connection", "{smtp.security}"),
            ],
          },
        },
        {
          text: "Look for a button that tests the connection, and press it.",
          next: "It says whether the server was reached, and whether it accepted the login.",
        },
        { text: "Scan a page and send it to yourself from the printer's panel." },
      ],
    },
    {
      title: "What your printer may call it",
      steps: [
        {
          text: "Server {smtp.host}: “SMTP server”, “SMTP gateway”, “mail server”, “primary server”. Type the name, not a number.",
        },
        {
          when: ["tls-smtp"],
          text: "Encryption {smtp.security}: “SSL”, “SMTPS”, “SMTP over SSL” or “Always use SSL”.",
        },
        { when: ["starttls-smtp"], text: "Encryption {smtp.security}: “TLS”, “STARTTLS” or “Start TLS”." },
        {
          when: ["login-smtp"],
          text: "Login: “SMTP AUTH”, “authentication”, “login”. Not “POP before SMTP”, and not “NTLM” or “Kerberos”.",
        },
        {
          text: "Sender {address}: “from”, “device email”, “administrator's address”, “reply address”. Some printers send nothing without it.",
        },
      ],
    },
  ],
  check: [
    { text: "Scan a page and send it to yourself: it arrives within a minute or two." },
    { text: "Scan ten pages in colour too: a file that is too large is refused." },
  ],
  change: [samePassword],
  failures: [
    {
      message: "The printer says that login or authentication failed",
      exact: false,
      codes: ["535", "#839", "login error", "scan to email", "password too long", "20 characters"],
      cause: "User name or password is wrong, or the password is longer than the printer accepts.",
      cure: "The user name is {smtp.user}. Give the mailbox a password of at most 20 letters and digits, and type it again. With two-step verification, create an <app-password|app password>.",
    },
    {
      message: "The printer cannot reach the server",
      exact: false,
      codes: [
        "#801",
        "SMTP server communication error",
        "connection error",
        "cannot connect",
        "timeout",
        "scan to email",
        "scanner",
      ],
      cause: "The server's name is mistyped, the printer has no DNS server or gateway, or a firewall stops it.",
      cure: "Compare: {smtp.host}, port {smtp.port}, {smtp.security}. Under “Network”, let the printer get its address by itself (DHCP), and switch it off and on.",
    },
    {
      message: "The printer has no encryption, or the connection is not trusted",
      exact: false,
      codes: [
        "#843",
        "TLS 1.0",
        "SSL error",
        "untrusted",
        "certificate",
        "old printer",
        "copier",
        "scanner",
        "scan to email",
      ],
      cause:
        "Its software is older than today's rules, its clock is wrong, or its list of certificate authorities is out of date.",
      cure: "Set date and time, and look for an update of its firmware at its maker. If it doesn't support TLS 1.2, have it scan to a folder or to its app: **do not send the password without encryption.**",
    },
    {
      message: "Small scans arrive, large ones do not",
      exact: false,
      codes: ["552", "5.3.4", "message too large"],
      cause: "The message is larger than a server along the way allows.",
      cure: "Scan in black and white or at a lower resolution (200 dpi), or have the printer split the file.",
    },
    wrongEncryption,
    refusedCertificate,
    refusedSender,
  ],
  privacy: [
    {
      text: "The printer keeps the password. Before you sell or return it, reset it to factory settings, and change the password.",
    },
  ],
};
