/** What stands around the steps of a guide. */
export const guideWords = {
  guide: {
    /** Heading of a client's guide. */
    heading: "Set up {client}",
    /** By whom the labels of the program were seen, and when. */
    reviewed: {
      source: "Checked against its source, {date}",
      maker: "Checked against its maker's help, {date}",
      hosts: "Checked against mail hosts' guides, {date}",
      nowhere: "Not checked: wording may differ",
    },
    minutes: { one: "About a minute", other: "About {count} minutes" },
    ways: {
      automatic: "Finds the settings itself",
      perhaps: "May find the settings itself",
      profile: "With a profile",
      manual: "You enter the settings",
      none: "Not possible here",
    },
    contents: "On this page",
    notice: "Good to know first",
    notThis: "Not this program?",
    recognise: "Is this your program?",
    /** Where the guide is about no program. */
    meant: "What this page is for",
    before: "Before you start",
    automatic: "The quick way",
    manual: "By hand",
    manualOnly: "Step by step",
    manualIntro: "Use this if the quick way doesn't work, or if you want to see every value.",
    withProtocol: "With {protocol} instead",
    protocols: {
      imap: "IMAP keeps your mail on the server, so it's the same on all your devices.",
      pop3: "POP3 downloads your mail to this one device.",
    },
    /** At a step of the other protocol that differs. */
    differs: "The steps are the same, except for these:",
    insteadOfStep: "Instead of step {number}",
    afterStep: "After step {number}",
    beforeSteps: "Before step 1",
    withoutStep: "Nothing: continue with the next step.",
    settings: "All values",
    check: "Did it work?",
    sync: "Calendars and contacts",
    aliases: "Send as an alias",
    change: "Change the settings later",
    remove: "Remove the account",
    instead: "What to use instead",
    failures: "If something goes wrong",
    privacy: "Who sees your mail",
    support: "Help",
    cause: "Why",
    cure: "What to do",
    /** At the end of the steps: two ways on. */
    outcome: {
      worked: "It works",
      failed: "It doesn't work",
      devices: "Your other devices",
      devicesText: "The same mailbox works on your phone, your tablet and other computers at the same time.",
      search: "Seeing a different message?",
      searchSubmit: "Look it up",
      searchHint: "Paste the message, or just its code. We don't keep it.",
    },
    more: "More about this program",
    /** On a computer, in a guide to a phone's program. */
    hand: {
      profile: {
        heading: "Scan this with your iPhone or iPad",
        text: "Point its camera at the code and tap the link that appears to download the profile. Then follow the steps below on the device.",
        link: "Or open this address in Safari on the device:",
      },
      guide: {
        heading: "Scan this with your phone",
        text: "Point its camera at the code and tap the link that appears. This guide opens on your phone, so you can follow it there.",
        link: "Or open this address on the phone:",
      },
    },
    /** For those who hear the drawing. */
    screenLabel: "{title}: {parts}",
    press: "Press {label}",
    ticked: "{label}: ticked",
    unticked: "{label}: not ticked",
    on: "{label}: on",
    off: "{label}: off",
    /** Of several that exclude each other. */
    chosen: "{label}: chosen",
    passwordValue: "your password",
    appPassword: "If you use two-step verification, enter an app password here instead of your normal one.",
    /** What a drawing shows in a field for a value that nobody knows but the reader, and what is typed as an example. */
    shownValues: {
      "your name": "your name",
      "your second address": "your second address",
      "another address of yours": "another address of yours",
      "your old user name": "your old user name",
      "as your old provider says": "as your old provider says",
      "where you read the alerts": "where you read the alerts",
      Sales: "Sales",
      Information: "Information",
      "Questions from the shop": "Questions from the shop",
      /** A time zone. */
      Yours: "Yours",
      "Your calendar": "Your calendar",
    },
    appPasswordLink: "Create an app password",
    testLogin: "Not sure about the password? Try it in webmail.",
    webmail: "Open webmail",
    appliesNot: {
      imap: "{client} only works with IMAP, and {domain} only offers POP3.",
      activesync:
        "{domain} offers calendars and contacts through Exchange ActiveSync: add an account of the kind “Exchange” on your device instead.",
      login: "{domain} requires a sign-in on a web page (OAuth2), which doesn't work here with {client}.",
      calendars: "{client} is for calendars and contacts, which {domain} doesn't offer. For mail, use another program.",
    },
    /** After why not. */
    otherwise: {
      program: "Use another program.",
      programOrWebmail: "Use another program or webmail.",
      webmail: "Use webmail.",
    },
    /** Where OAuth2 is the only way in: at a provider that some programs know, and at any other. */
    oauth2: {
      known:
        "{domain} requires a sign-in on a web page (OAuth2), which {client} may not support. If your password is refused, use Thunderbird.",
      unknown:
        "{domain} requires a sign-in on a web page (OAuth2). Most programs only offer that with a few large providers, and a password alone is refused.",
    },
    supportedHere: "{support} can help you.",
    supported: "{support} can help you with this program.",
    unsupported: "{support} may not be able to help with this program. They support: {clients}.",
    supportContact: { email: "Email", phone: "Phone", url: "Web" },
    moreTasks: "More about webmail",
    otherPrograms: "All programs for {domain}",
    asText: "This guide as text",
    markdown: "Markdown",
    plain: "Plain text",
    phone: "On your phone",
    profile: {
      download: "Download the profile",
      choose: "Choose what it sets up",
      name: "Your name, as people see it in your mail",
      parts: "It sets up",
      signed: "Your device shows it as verified.",
      unsigned: "Your device shows it as “Not Signed”. That is normal for this provider and nothing to worry about.",
    },
  },
  task: {
    appliesNot: "{domain} has no webmail here, so this page doesn't apply.",
    titles: {
      "webmail-first-login": "Log in to webmail for the first time",
      "webmail-users": "Create mailboxes",
      "webmail-aliases": "Create aliases",
      "webmail-migration": "Move your old mail here",
      "webmail-two-step": "Two-step verification and app passwords",
      "webmail-sync": "Sync with phones and programs",
    },
  },
};
