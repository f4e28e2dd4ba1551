import { expect, test } from "vitest";
import type { Step } from "../../src/content/guide.ts";
import { toPlainText } from "../../src/telling/article/inline.ts";
import { toTeller } from "../../src/telling/article/teller.ts";
import { toDifferences } from "../../src/telling/guides/other-protocol.ts";
import { findPair } from "../../src/telling/values/server-pair.ts";
import type { Setting } from "../../src/telling/values/setting.ts";
import { ENGLISH_PAGE } from "../support/browser/english-page.ts";
import { settingsOf } from "../support/domains/accounts.ts";

const { language } = ENGLISH_PAGE;
const settings = settingsOf("fish.example");
const setting: Setting = { settings, language, reader: "unknown", origin: "", query: "" };
type Protocol = "imap" | "pop3";
const tellingOf = (protocol: Protocol) => ({
  protocol,
  teller: toTeller(setting, "other", findPair(settings, protocol)),
});

/** What the other protocol is told to do otherwise than the first, with its place. */
function tell(steps: readonly Step[], first: Protocol = "imap"): string[] {
  const drawing = { layout: "web-page", words: language.words.guide } as const;
  const other = first === "imap" ? "pop3" : "imap";
  const blocks = toDifferences({ manual: [{ steps }] }, tellingOf(first), tellingOf(other), drawing);
  return blocks.flatMap((block) =>
    block.kind === "steps" ? block.steps.map(({ place, inlines }) => `${place}: ${toPlainText(inlines)}`) : [],
  );
}

const same: Step = { text: "Press [Next]." };
const imap: Step = { only: "imap", text: "Choose [IMAP]." };
const pop3: Step = { only: "pop3", text: "Choose [POP]." };
const leave: Step = { only: "pop3", text: "Leave messages on the server." };
const save: Step = { only: "imap", text: "Press [Save]." };

test.each<[string, readonly Step[], readonly string[]]>([
  ["nothing, where all is the same", [same, same], []],
  ["a step in another's place", [same, imap, pop3, same], ["Instead of step 2: Choose POP."]],
  [
    "a value that differs",
    [same, { text: "Type {in.port}." }],
    [expect.stringMatching(/^Instead of step 2: Type 995/)],
  ],
  ["a step more", [same, pop3, same, pop3], ["After step 1: Choose POP.", "After step 2: Choose POP."]],
  ["a step before all others", [pop3, same], ["Before step 1: Choose POP."]],
  ["a step less", [same, imap, same], ["Instead of step 2: Nothing. Leave this step out."]],
  [
    "a step more before one in another's place",
    [same, leave, imap, pop3, same],
    ["After step 1: Leave messages on the server.", "Instead of step 2: Choose POP."],
  ],
  [
    "steps in others' places, told together",
    [same, imap, save, pop3, leave],
    ["Instead of step 2: Choose POP.", "Instead of step 3: Leave messages on the server."],
  ],
  [
    "one for two",
    [imap, save, pop3, same],
    ["Instead of step 1: Choose POP.", "Instead of step 2: Nothing. Leave this step out."],
  ],
  ["two for one", [same, imap, pop3, pop3], ["Instead of step 2: Choose POP.", "After step 2: Choose POP."]],
  [
    "places after a step that only IMAP has",
    [imap, same, pop3],
    [expect.stringMatching(/^Instead of step 1/), "After step 2: Choose POP."],
  ],
])("what differs: %s", (_, steps, told) => expect(tell(steps)).toEqual(told));

test.each<[string, readonly Step[], readonly string[]]>([
  ["a step in another's place", [same, imap, pop3, same], ["Instead of step 2: Choose IMAP."]],
  [
    "a step less before one in another's place",
    [same, leave, imap, pop3, same],
    ["Instead of step 2: Nothing. Leave this step out.", "Instead of step 3: Choose IMAP."],
  ],
  ["two for one", [same, imap, save, pop3], ["Instead of step 2: Choose IMAP.", "After step 2: Press Save."]],
])("what differs where POP3 is told in full: %s", (_, steps, told) => expect(tell(steps, "pop3")).toEqual(told));

test("a drawing that differs is told again", () => {
  const screen = { title: "Server", parts: [{ kind: "field", label: "Port", value: "{in.port}" }] } as const;
  expect(tell([same, { text: "Fill it in.", screen }])).toEqual(["Instead of step 2: Fill it in."]);
});
