/**
 * Appliances at home and in the office that send alerts: network storage, routers, cameras, recorders.
 * @see manuals of recorders and cameras (Amcrest, Swann, read in November 2026): they ask for the same values, and each calls
 *   them otherwise. No label here belongs to one of them
 * @module
 */
import { type ClientGuide, choice, field, heading, sendingPassword, switchedOn } from "../../guide.ts";
import {
  noConnection,
  ownMailbox,
  refusedCertificate,
  refusedLogin,
  refusedSender,
  samePassword,
  tooMany,
  wrongEncryption,
} from "./sender-parts.ts";

export const nasCamera: ClientGuide = {
  verdict: "The device sends through your mailbox: give it the outgoing server and a login.",
  recognise: [
    {
      text: "For Synology and QNAP, routers such as FRITZ!Box, alarm systems, cameras and recorders: anything with a page “Notifications”, “Alerts” or “Email” in its settings.",
    },
  ],
  before: [ownMailbox, { text: "The password of the device's administrator." }],
  manual: [
    {
      steps: [
        {
          text: "Open the device's settings, most often a page in your browser, and look for “Notifications”, “Alerts”, “Events” or “Email”.",
        },
        {
          text: "Check that its clock is right, or let it get the time from the network: encryption fails if the date is wrong.",
        },
        {
          text: "If it offers a list of providers, choose “Custom” or “Other”: your provider is not on the list.",
        },
        {
          text: "Fill in what is shown. Your device may use other words: “SMTP server” is the server, and “sender” is the address it writes from.",
          screen: {
            title: "E-mail notifications",
            parts: [
              field("SMTP server", "{smtp.host}"),
              field("Port", "{smtp.port}"),
              choice("Encryption", "{smtp.security}"),
              { ...switchedOn("Server requires authentication"), when: ["login-smtp"] },
              field("User name", "{smtp.user}"),
              sendingPassword("Password"),
              heading("Messages"),
              field("Sender", "{address}"),
              field("Recipient", "where you read the alerts"),
            ],
          },
        },
        { text: "Save, and press the button that sends a test message.", next: "It arrives within a minute or two." },
        {
          text: "Set how often it may send, such as once every ten minutes. Otherwise a camera that sees a tree move sends hundreds of messages.",
        },
      ],
    },
  ],
  check: [{ text: "The test message arrives. If it does not, the device's log says why." }],
  change: [samePassword],
  failures: [
    refusedLogin,
    noConnection,
    wrongEncryption,
    refusedCertificate,
    refusedSender,
    {
      message: "The device has no field for encryption, or doesn't support TLS 1.2",
      exact: false,
      codes: ["no TLS", "SSLv3", "TLS 1.0", "old camera", "handshake failure", "camera", "recorder"],
      cause: "It is older than today's rules for mail, and would send the password unencrypted.",
      cure: "Look for an update of its firmware. Otherwise have it notify you through its app, or send through a NAS or a program that supports encryption.",
    },
    tooMany,
    {
      message: "No alerts arrive, although the test message did",
      exact: false,
      codes: ["camera alerts", "notification failed", "Synology", "QNAP", "NAS"],
      cause: "Alerts are switched off for this kind of event, or the device's own limit holds them back.",
      cure: "In its settings, switch on mail for each event that you want to hear about, and check how often it may send.",
    },
  ],
  privacy: [
    { text: "The device keeps the password. Reset it before you sell it or throw it away, and change the password." },
  ],
};
