/**
 * Appliances at home and in the office that send alerts: network storage, routers, cameras, recorders.
 * @see manuals of recorders and cameras (Amcrest, Swann, read in November 2026): they ask for the same values, and each calls
 *   them otherwise. No label here belongs to one of them
 * @module
 */
import { type ClientGuide, choice, field, heading, password, switchedOn } from "../../guide.ts";
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
  verdict: "The device logs in and sends through your mailbox: give it the outgoing server and a log-in.",
  recognise: [
    {
      text: "For Synology and QNAP, routers such as FRITZ!Box, alarm systems, cameras and recorders: whatever has a page “Notifications”, “Alerts” or “E-mail” in its settings.",
    },
  ],
  before: [ownMailbox, { text: "The password of the device's administrator." }],
  manual: [
    {
      steps: [
        {
          text: "Open the device's settings, most often a page in your browser, and look for “Notifications”, “Alerts”, “Events” or “E-mail”.",
        },
        {
          text: "See that its clock is right, or let it take the time from the network: with a wrong date, encryption fails.",
        },
        {
          text: "Where it offers a list of providers, choose “Custom” or “Other”: none of the names in the list is yours.",
        },
        {
          text: "Fill in what is shown. Your device may use other words: “SMTP server” is the server, “sender” the address it writes from.",
          screen: {
            title: "E-mail notifications",
            parts: [
              field("SMTP server", "{smtp.host}"),
              field("Port", "{smtp.port}"),
              choice("Encryption", "{smtp.security}"),
              switchedOn("Server requires authentication"),
              field("User name", "{smtp.user}"),
              password("Password"),
              heading("Messages"),
              field("Sender", "{address}"),
              field("Recipient", "where you read the alerts"),
            ],
          },
        },
        { text: "Save, and press the button that sends a test message.", next: "It arrives within a minute or two." },
        {
          text: "Set how often it may write, such as once in ten minutes. A camera that sees a tree move sends hundreds of messages otherwise.",
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
      message: "The device has no field for encryption, or knows no TLS 1.2",
      exact: false,
      codes: ["no TLS", "SSLv3", "TLS 1.0", "old camera", "handshake failure", "camera", "recorder"],
      cause: "It is older than today's rules for mail, and would send the password in the open.",
      cure: "Look for an update of its firmware. Otherwise let it notify you by its app, or send through a NAS or a program that can encrypt.",
    },
    tooMany,
    {
      message: "No alerts arrive, though the test message did",
      exact: false,
      codes: ["camera alerts", "notification failed", "Synology", "QNAP", "NAS"],
      cause: "Alerts are switched off for this kind of event, or the device's own limit holds them back.",
      cure: "In its settings, switch mail on for each event that you want to hear of, and look how often it may write.",
    },
  ],
  privacy: [
    { text: "The device keeps the password. Reset it before you sell it or throw it away, and change the password." },
  ],
};
