import { expect, test } from "vitest";
import { type Offered, talkTo } from "../../src/check/mail/mail-talk.ts";
import type { MailConnection } from "../../src/check/network/probes.ts";
import type { MailServer } from "../../src/model/server.ts";

/** A server behind TLS that greets, and answers each command by its first word. */
function serve(greeting: string, answers: Readonly<Record<string, string>>): MailConnection {
  const said = [greeting];
  return {
    tls: undefined,
    read: async () => new TextEncoder().encode(said.shift()),
    async write(text) {
      const word = Object.keys(answers).find((command) => text.includes(command));
      said.push(answers[word ?? ""] ?? "");
    },
    startTls: () => Promise.reject(new Error("it is there")),
    close: () => {},
  };
}

async function listen(protocol: MailServer["protocol"], connection: MailConnection): Promise<Offered | undefined> {
  return (await talkTo(connection, { protocol, socketType: "tls" }, "check.example")).offered;
}

const GREETING = { imap: "* OK ready\r\n", pop3: "+OK ready\r\n", submission: "220 ready\r\n" } as const;

test.each([
  ["* CAPABILITY IMAP4rev1", true],
  ["* CAPABILITY IMAP4rev1 LOGINDISABLED", false],
  // RFC 9051 section 6.2.3 is of the command LOGIN alone.
  ["* CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN", true],
  ["* CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=CRAM-MD5", false],
])("IMAP with %s takes a password: %s", async (told, takesPassword) => {
  const connection = serve(GREETING.imap, { CAPABILITY: `${told}\r\nw1 OK done\r\n` });
  expect(await listen("imap", connection)).toMatchObject({ takesPassword });
});

test.each([
  ["-ERR what?\r\n", true],
  ["+OK\r\nUSER\r\n.\r\n", true],
  ["+OK\r\nSASL CRAM-MD5\r\n.\r\n", false],
  ["+OK\r\nSASL plain\r\n.\r\n", true],
])("POP3 that answers CAPA with %j takes a password: %s", async (answer, takesPassword) =>
  expect(await listen("pop3", serve(GREETING.pop3, { CAPA: answer }))).toMatchObject({ takesPassword }),
);

test.each([
  ["one line", GREETING.submission],
  ["several lines", "220-mail.example\r\n220-no bulk mail\r\n220 ready\r\n"],
])("what a submission server offers is read after a greeting of %s", async (_, greeting) => {
  const connection = serve(greeting, { EHLO: "250-mail.example\r\n250-AUTH=LOGIN\r\n250 AUTH LOGIN XOAUTH2\r\n" });
  expect(await listen("submission", connection)).toMatchObject({
    mechanisms: ["LOGIN", "XOAUTH2"],
    takesPassword: true,
  });
});
