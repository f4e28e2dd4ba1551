/**
 * Windows Mail, and Windows Live Mail before it: no longer made.
 * @see Neowin, 9 November 2024, quoting Microsoft on the end of Mail, Calendar and People
 * @module
 */
import type { ClientGuide } from "../../../guide.ts";

export const windowsMail: ClientGuide = {
  verdict:
    "Windows Mail was discontinued on 31 December 2024 and can no longer send or receive. Choose a replacement below.",
  recognise: [
    {
      text: "“Mail”, with a white envelope, came with Windows 10 and 11. “Windows Live Mail” is older and was discontinued in 2017.",
    },
    {
      text: "Neither receives mail any more: Microsoft shut down the first, and the second does not support today's encryption.",
    },
  ],
  check: [{ text: "Your messages appear in the program that you chose." }],
  remove: [
    {
      text: "Choose a replacement: <guide:outlook-windows-new|the new Outlook>, which Windows offers by itself; <guide:outlook-windows-classic|Outlook (classic)>, if you have Microsoft 365; or <guide:thunderbird-desktop|Thunderbird>, which is free.",
    },
    {
      text: "With IMAP, all your mail is on the server and appears in the new program by itself.",
    },
    {
      when: ["pop3"],
      text: "With POP3, messages that were removed from the server exist only in the old program: export them first.",
    },
    {
      text: "Messages, appointments and contacts that exist only on this computer can still be exported: in Windows Mail open the settings and look for “Export”. In Windows Live Mail choose “File”, then “Export email”. Do this before you remove the program.",
    },
  ],
  failures: [
    {
      id: "error-windows-mail-opens-the",
      message: "Windows Mail opens the new Outlook instead",
      exact: false,
      codes: ["Windows Mail stopped working", "Windows Mail disappeared"],
      cause: "Microsoft has replaced the program.",
      cure: "Set up your mail <guide:outlook-windows-new|in the new Outlook>, or in another program.",
    },
    {
      message: "Windows Live Mail cannot connect to a secure server",
      exact: false,
      codes: ["0x800CCC0D", "0x800CCC0F", "Windows Live Mail stopped working", "Windows Live Mail no longer works"],
      cause: "The program is too old for the encryption that servers require.",
      cure: "Do not switch encryption off. Use a newer program instead.",
    },
  ],
};
