import { type ConfigData, HtmlValidate, StaticConfigLoader } from "html-validate";

const CONFIG: ConfigData = {
  extends: ["html-validate:recommended"],
  rules: {
    // Ours is HTML as browsers and the standard take it; these are matters of taste or of line length.
    "doctype-style": ["error", { style: "lowercase" }],
    "void-style": "off",
    "no-trailing-whitespace": "off",
    "long-title": "off",
    "tel-non-breaking": "off",
    "no-inline-style": "error",
    // Boxes of one name are one choice of several, as radio buttons are of one.
    "form-dup-name": ["error", { shared: ["radio", "button", "reset", "submit", "checkbox"] }],
    // A third of the time of all rules, for what axe says too (landmark-unique).
    "unique-landmark": "off",
  },
};

const resolved = await new StaticConfigLoader(CONFIG).getConfigFor("page.html");

/** Resolved once: for each page it would take a fifth of the time. */
class KeptConfig extends StaticConfigLoader {
  override getConfigFor() {
    return resolved;
  }
}

const validator = new HtmlValidate(new KeptConfig());

/** What an HTML checker has to say against a page. */
export async function findHtmlFaults(body: string): Promise<string[]> {
  const { results } = await validator.validateString(body);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
  );
}

/** The same of a mail, whose styles stand at each element, with words for Outlook on Windows alone. */
export async function findMailFaults(body: string): Promise<string[]> {
  return (await findHtmlFaults(body)).filter((fault) => !/no-inline-style|no-conditional-comment/.test(fault));
}
