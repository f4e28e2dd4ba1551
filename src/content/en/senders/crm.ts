/**
 * CRM systems and help desks that read and send with a mailbox, or only send with it.
 * @see HubSpot, knowledge base: technical requirements for connecting an inbox with IMAP (January 2024), IMAP settings and
 *   errors (January 2023); Jitbit, documentation of IMAP servers (read in November 2026). Their forms ask alike
 * @module
 */
import { type ClientGuide, choice, field, heading, password, sendingPassword } from "../../guide.ts";
import { sendWithoutLogin } from "../clients/without-login.ts";
import {
  noConnection,
  ownMailbox,
  refusedCertificate,
  refusedLogin,
  refusedSender,
  samePassword,
} from "./sender-parts.ts";

export const crm: ClientGuide = {
  verdict: "The service logs in to your mailbox from its own servers. You fill in one form by hand.",
  recognise: [
    {
      text: "For HubSpot, Zoho, Freshdesk, Pipedrive, Zendesk, osTicket and others that keep your correspondence with customers.",
    },
  ],
  before: [
    ownMailbox,
    {
      text: "The service keeps your password and reads all mail in that mailbox.",
    },
  ],
  manual: [
    {
      title: "It reads and sends (IMAP and SMTP)",
      when: ["imap"],
      steps: [
        {
          text: "In the service's settings look for “Email”, “Inbox” or “Channels”, and add an account. Choose “Other”, “IMAP” or “Custom”, not Google or Microsoft.",
        },
        {
          text: "Type {address} and the password. If it finds the servers by itself, compare them with this page; otherwise open “Advanced” or “Manual setup”.",
        },
        {
          text: "Fill in what is shown, for receiving and for sending.",
          screen: {
            title: "Connect a mailbox",
            parts: [
              heading("Incoming mail (IMAP)"),
              field("Server", "{in.host}"),
              field("Port", "{in.port}"),
              choice("Encryption", "{in.security}"),
              field("User name", "{user}"),
              password("Password"),
              heading("Outgoing mail (SMTP)"),
              field("Server", "{smtp.host}"),
              field("Port", "{smtp.port}"),
              choice("Encryption", "{smtp.security}"),
              field("User name", "{smtp.user}"),
              sendingPassword("Password"),
            ],
          },
        },
        {
          text: "Choose what happens to messages that it has fetched: leave them in the mailbox. Some services mark them as read.",
        },
        { text: "Save, and send a test message from the service." },
      ],
    },
    {
      title: "It only sends (SMTP)",
      intro: "Some help desks receive mail by forwarding, and need your server only for replies.",
      steps: [
        {
          when: ["webmail"],
          text: "Forward {address} to the address that the service shows you. Use an <guide:webmail-aliases|alias>, or the mailbox's settings in webmail.",
        },
        { unless: ["webmail"], text: "Forward {address} to the address that the service shows you." },
        sendWithoutLogin(),
        {
          text: "Under “Outgoing server” or “Custom mail server” type {smtp.host}, port {smtp.port}, encryption {smtp.security}, the user name ({smtp.user}) and the password.",
        },
        { text: "Set the sender to {address}, and send a test message." },
      ],
    },
  ],
  check: [
    { text: "Write to {address} from another address: a ticket or a contact appears." },
    { text: "Reply there: the reply arrives, and comes from {address}." },
  ],
  change: [samePassword],
  remove: [{ text: "Disconnect the mailbox in the service, and then change its password: the service had it." }],
  failures: [
    {
      message: "IMAP settings incorrect",
      exact: true,
      codes: ["SMTP Settings Incorrect", "IMAP authentication error", "UNAUTHORIZED"],
      cause: "The service cannot reach the server, or the server refuses the login.",
      cure: "Receiving: {in.host}, port {in.port}, {in.security}. Sending: {smtp.host}, port {smtp.port}, {smtp.security}. With two-step verification, an app password. If all that is right, ask the service which networks it connects from, and ask {support} to allow them.",
    },
    {
      message: "It worked, but stopped after a while",
      exact: false,
      codes: ["too many connections", "connection lost", "disconnected", "help desk", "tickets", "CRM"],
      cause: "The password was changed, or the service keeps more connections open than the server allows.",
      cure: "Connect the mailbox again. If that happens often, close other programs that use it, or ask {support} about the limit.",
    },
    refusedLogin,
    noConnection,
    refusedCertificate,
    refusedSender,
  ],
  privacy: [
    { text: "The company behind the service gets your password and every message in the mailbox." },
    {
      when: ["app-password"],
      text: "With an <app-password|app password> you can take this access away again at any time.",
    },
  ],
};
