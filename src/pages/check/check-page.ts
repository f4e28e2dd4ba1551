/**
 * The page that checks a domain: what was found, what it breaks and what mends it, worst first.
 * @module
 */
import checkStyle from "../../../templates/built/check.min.css";
import checkPage from "../../../templates/check/check-page.eta";
import checkResult from "../../../templates/check/check-result.eta";
import { fillCount, fillWords, type Words } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import { SEVERITIES, type Severity } from "../../model/finding-kind.ts";
import { formatNumber } from "../../model/intl.ts";
import { findMailPlace, isMoved, type MovedDomain } from "../../model/mail-place.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import type { TellableReport } from "../../telling/check/check-body.ts";
import { type ToldFinding, tellFinding, tellGood, toSupportText } from "../../telling/check/told-check.ts";
import { toPageUrl } from "../../telling/values/page-url.ts";
import { tellProgram } from "../../telling/values/program-name.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { OWN_BRAND, renderPage, toBrand } from "../frame/page.ts";
import { templates } from "../frame/templates.ts";
import { toCheckPath, toClientsPath } from "./check-path.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@check-page": CheckPageView;
    "@check-result": CheckResultView;
  }
}

templates.load("@check-page", checkPage);
templates.load("@check-result", checkResult);

interface CheckSetting extends Pick<Setting, "language" | "query"> {
  readonly checked: ServerSettings | MovedDomain;
}

interface CheckPageView {
  readonly above: { readonly url: string; readonly text: string };
  readonly action: string;
  /** Where mail programs are played; none where mail is elsewhere. */
  readonly clientsUrl: string | undefined;
  readonly domain: string;
  readonly lead: string;
  readonly words: Words["check"];
  /** Ready markup. */
  readonly content: string;
}

type BadgeKind = "good" | "warn" | "bad" | "";

interface CheckResultView {
  readonly state: { readonly text: string; readonly kind: BadgeKind };
  readonly counts: string;
  readonly at: string;
  /** What the result leaves out. */
  readonly remarks: readonly string[];
  readonly findings: readonly (ToldFinding & {
    readonly id: string;
    readonly badge: { readonly text: string; readonly kind: BadgeKind };
    readonly breaksText: string;
    readonly hindersText: string;
    readonly supportText: string;
  })[];
  readonly clients: readonly { readonly text: string; readonly kind: BadgeKind; readonly names: string }[];
  readonly good: readonly string[];
  readonly words: Words["check"];
}

const BADGES = { error: "bad", warning: "warn", note: "" } as const satisfies Record<Severity, BadgeKind>;
const CLIENT_BADGES = { nothing: "bad", other: "warn", right: "good" } as const;

/** Where the part of the page stands that comes last. No text of a page holds such a character. */
const GAP = "\u{1}";

/** The page with a result, or with what there is to be had. */
export function renderCheckPage(setting: CheckSetting, report: TellableReport | undefined): Promise<RenderedDocument> {
  return render(setting, report === undefined ? "" : renderResult(setting, report));
}

/** The page in two pieces, to be sent before the result is there and after it. */
export async function renderCheckFrame(
  setting: CheckSetting,
): Promise<{ readonly page: RenderedDocument; readonly begin: string; readonly end: string }> {
  const page = await render(setting, GAP);
  const [begin = "", end = ""] = page.body.split(GAP);
  return { page, begin: `${begin}<p class="waiting" role="status">${setting.language.words.check.waiting}</p>`, end };
}

export function renderResult({ language }: CheckSetting, report: TellableReport): string {
  const { check: words } = language.words;
  const { domain, findings, good, clients, checkedAt, milliseconds, state, isComplete, unseen } = report;
  const told = findings.map((finding) => tellFinding(finding, domain, language));
  const counts = SEVERITIES.flatMap((severity) => {
    const count = told.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [fillCount(language, words.counts[severity], count)];
  });
  return templates.render("@check-result", {
    state:
      state === "good"
        ? { text: words.isGood, kind: "good" }
        : { text: words.states[state], kind: state === "error" ? "bad" : state === "warning" ? "warn" : "good" },
    counts: counts.join(" · "),
    at: fillWords(words.at, {
      time: checkedAt.slice(0, 16).replace("T", " "),
      seconds: formatNumber(language.tag, Math.round(milliseconds / 100) / 10),
    }),
    remarks: [...(isComplete ? [] : [words.incomplete]), ...unseen.map((what) => words.unseen[what])],
    findings: told.map((finding, index) => ({
      ...finding,
      id: `finding-${index + 1}`,
      badge: { text: words.severities[finding.severity], kind: BADGES[finding.severity] },
      breaksText: finding.breaks.join(", "),
      hindersText: finding.hinders.join(", "),
      supportText: toSupportText(finding, language),
    })),
    clients: (["nothing", "other", "right"] as const).flatMap((of) => {
      const names = clients
        .filter(({ state }) => state === of)
        .map(({ client }) => tellProgram(client, language.words));
      return names.length === 0
        ? []
        : [{ text: words.clientStates[of], kind: CLIENT_BADGES[of], names: names.join(", ") }];
    }),
    good: good.map((one) => tellGood(one, language)),
    words,
  });
}

function render(setting: CheckSetting, content: string): Promise<RenderedDocument> {
  const { checked, language, query } = setting;
  const { check: words } = language.words;
  const domain = toUnicode(checked.domain);
  return renderPage({
    title: fillWords(words.title, { domain }),
    language,
    query,
    brand: isMoved(checked) ? OWN_BRAND : toBrand(checked),
    body: templates.render("@check-page", {
      above: { url: toPageUrl({ settings: checked, origin: "", query }), text: domain },
      action: `${toCheckPath(checked.domain)}${query}`,
      clientsUrl: isMoved(checked) ? undefined : `${toClientsPath(checked.domain)}${query}`,
      domain,
      lead: toLead(checked, words),
      words,
      content,
    }),
    styles: [checkStyle],
  });
}

/** The operator's own note of where mail is, is for nobody else. */
function toLead(checked: CheckSetting["checked"], { lead, elsewhere }: Words["check"]): string {
  const domain = toUnicode(checked.domain);
  const place = isMoved(checked) ? findMailPlace(checked.mailElsewhere) : undefined;
  if (place !== undefined) return fillWords(elsewhere.leadAt, { domain, place: place.name });
  return fillWords(isMoved(checked) ? elsewhere.lead : lead, { domain });
}
