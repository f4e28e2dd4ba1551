/**
 * Codes that stand on pages: this page on a phone, and one's account in an app that scans. The page's script draws what
 * holds an address (`src/browser/codes.ts`, `dclogin-code.ts`).
 * @module
 */
import { fillWords, type Language } from "../../content/language.ts";
import { toGuideCode } from "../../formats/codes/guide-link.ts";
import { type QrCode, renderEmptyQrMarkup, renderQrMarkup } from "../../formats/codes/qr-code.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import type { GuideId } from "../../model/guides/guide-id.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { findCodeTemplate } from "../../telling/values/code-template.ts";
import type { Setting } from "../../telling/values/setting.ts";

/** What `templates/parts/code.eta` prints. */
export interface Code {
  /** Which payload the page's script makes for the address after "#". */
  readonly kind: "guide" | "thunderbird-android" | "davx5" | "deltachat";
  /** What it makes it of. */
  readonly from: string;
  readonly level: QrCode["errorCorrection"];
  readonly drawn: boolean;
  readonly svg: string;
  readonly heading?: string;
  readonly text: string;
  readonly link?: string;
  readonly note?: string;
}

/** What `templates/parts/account-code.eta` prints. */
export interface AccountCode extends Code {
  readonly heading: string;
  readonly needsAddress: string;
  /** Where the code cannot be without a password: what is said where it is typed. */
  readonly secret?: { readonly intro: string; readonly label: string; readonly hint: string };
}

/** The code that takes a phone's camera to this page. */
export function toPageCode(
  settings: ServerSettings,
  guide: GuideId | undefined,
  origin: string,
  { words }: Language,
): Code {
  const code = toGuideCode(origin, settings.domain, guide);
  const title = fillWords(words.qrCodes.guide.title, { domain: toUnicode(settings.domain) });
  return {
    kind: "guide",
    from: code.payload,
    level: code.errorCorrection,
    drawn: true,
    svg: renderQrMarkup(code, title),
    text: words.qrCodes.guide.text,
    link: code.payload,
  };
}

/** The code that sets a client up by itself, where the client has such a thing. */
export function toAccountCode({ settings, language }: Setting, id: ClientId): AccountCode | undefined {
  const template = findCodeTemplate(settings, id);
  if (template === undefined) return undefined;
  const { qrCodes: codes } = language.words;
  const { title, ...words } = codes[template.kind];
  return {
    ...template,
    ...words,
    level: template.kind === "thunderbird-android" ? "L" : "M",
    drawn: false,
    svg: renderEmptyQrMarkup(title),
    needsAddress: codes.needsAddress,
    // DAVx⁵ opens its link on the phone itself, so it is printed beside the code.
    ...(template.kind === "davx5" ? { link: "davx5://" } : {}),
  };
}
