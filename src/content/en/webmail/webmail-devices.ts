/**
 * How mail, calendars and contacts come to a device, whatever web mail shows them too.
 * @module
 */
import type { Failure, Paragraph, Path } from "../../guide.ts";

export const devices: readonly Path[] = [
  {
    title: "Mail",
    steps: [
      {
        text: "Open the guide of your program: <guide:outlook-windows-classic|Outlook>, <guide:thunderbird-desktop|Thunderbird>, <guide:apple-mail-ios|iPhone and iPad>, <guide:apple-mail-macos|Mac>, <guide:thunderbird-android|Android>, or <guide:other|any other>.",
      },
      { when: ["imap"], text: "Choose IMAP. Every device then shows the same messages and folders as webmail." },
      {
        when: ["pop3"],
        unless: ["imap"],
        text: "Set the program to leave a copy on the server. Otherwise POP3 removes the messages, and webmail is empty.",
      },
    ],
  },
  {
    title: "Calendars and contacts on an iPhone, iPad or Mac",
    when: ["calendars"],
    steps: [
      {
        text: "Follow the guide <guide:apple-calendar-contacts|Calendar and Contacts on iPhone, iPad and Mac>.",
        next: "It asks for the calendars' address {caldav.url} and for the login {caldav.user}.",
      },
    ],
  },
  {
    title: "Calendars and contacts on Android",
    when: ["calendars"],
    steps: [
      {
        text: "Install DAVx⁵, which brings both to the calendar and contacts apps already on your phone. Follow its <guide:davx5|guide>.",
      },
    ],
  },
  {
    title: "Calendars and contacts on a computer",
    when: ["calendars"],
    steps: [
      {
        text: "Thunderbird and Evolution handle both along with your mail: see the guides <guide:thunderbird-desktop|Thunderbird> and <guide:evolution|Evolution>.",
        next: "The address they may ask for is {caldav.url}.",
      },
      { when: ["contacts"], text: "For contacts, give {carddav.url} if the program asks for an address of their own." },
      { text: "Outlook for Windows cannot do this by itself: use webmail for calendars, or ask {support}." },
    ],
  },
  {
    title: "Contacts",
    when: ["contacts"],
    unless: ["calendars"],
    steps: [
      {
        text: "Follow the guide of your device: <guide:apple-calendar-contacts|iPhone, iPad and Mac>, <guide:davx5|Android>, or <guide:thunderbird-desktop|Thunderbird> on a computer.",
        next: "The address it may ask for is {carddav.url}.",
      },
    ],
  },
];

export const noCalendars: Paragraph = {
  unless: ["calendars", "contacts", "activesync"],
  text: "{domain} does not offer calendars and contacts to other programs. Use the ones in webmail, in your browser.",
};

/** Only of webmail that has app passwords. */
export const passwordFailure: Failure = {
  when: ["app-password"],
  message: "The password is refused, although webmail accepts it",
  exact: false,
  cause: "Two-step verification is on: programs then need an app password.",
  cure: "Create an app password and type it in the program: <guide:webmail-two-step|see how>.",
};

export const syncFailures: readonly Failure[] = [
  {
    when: ["pop3"],
    message: "Mail is in a program, but no longer in webmail",
    exact: false,
    cause: "A program fetches mail by POP3 and removes the messages from the server.",
    cure: "Set that program to leave a copy on the server. If you can choose, set it up with IMAP instead.",
  },
  {
    message: "Folders appear twice, such as two for sent mail",
    exact: false,
    cause: "Programs and webmail call the same folder by different names.",
    cure: "In the program, choose which folder is for sent, deleted and junk mail. Check the language in webmail too: it names the folders there.",
  },
];
