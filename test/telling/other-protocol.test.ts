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
const tellingOf = (protocol: "imap" | "pop3") => ({
  protocol,
  teller: toTeller(setting, "other", findPair(settings, protocol)),
});

/** What POP3 is told to do otherwise than IMAP, with its place. */
function tell(steps: readonly Step[]): string[] {
  const drawing = { layout: "web-page", words: language.words.guide } as const;
  const blocks = toDifferences({ manual: [{ steps }] }, tellingOf("imap"), tellingOf("pop3"), drawing);
  return blocks.flatMap((block) =>
    block.kind === "steps" ? block.steps.map(({ place, inlines }) => `${place}: ${toPlainText(inlines)}`) : [],
  );
}

const same: Step = { text: "Press [Next]." };
const imap: Step = { only: "imap", text: "Choose [IMAP]." };
const pop3: Step = { only: "pop3", text: "Choose [POP]." };

test.each<[string, readonly Step[], readonly string[]]>([
  ["nothing, where all is the same", [same, same], []],
  ["a step in another's place", [same, imap, pop3, same], ["Instead of step 2: Choose POP."]],
  ["the same, told the other way round", [same, pop3, imap, same], ["Instead of step 2: Choose POP."]],
  [
    "a value that differs",
    [same, { text: "Type {in.port}." }],
    [expect.stringMatching(/^Instead of step 2: Type 995/)],
  ],
  ["a step more", [same, pop3, same, pop3], ["After step 1: Choose POP.", "After step 2: Choose POP."]],
  ["a step before all others", [pop3, same], ["Before step 1: Choose POP."]],
  ["a step less", [same, imap, same], ["Instead of step 2: Nothing: continue with the next step."]],
  ["two for one", [same, imap, pop3, pop3], ["Instead of step 2: Choose POP.", "After step 2: Choose POP."]],
  [
    "places after a step that only IMAP has",
    [imap, same, pop3],
    [expect.stringMatching(/^Instead of step 1/), "After step 2: Choose POP."],
  ],
])("what differs: %s", (_, steps, told) => expect(tell(steps)).toEqual(told));

test("a drawing that differs is told again", () => {
  const screen = { title: "Server", parts: [{ kind: "field", label: "Port", value: "{in.port}" }] } as const;
  expect(tell([same, { text: "Fill it in.", screen }])).toEqual(["Instead of step 2: Fill it in."]);
});
