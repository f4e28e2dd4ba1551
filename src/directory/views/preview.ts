/**
 * What mail clients would be told otherwise after a change: every document of a domain, before and after.
 * @module
 */
import { createTwoFilesPatch } from "diff";
import { ENGLISH } from "../../content/language.ts";
import { renderAutoconfig } from "../../formats/autoconfig/autoconfig.ts";
import { autodiscoverPox, canExpressAsPox } from "../../formats/autodiscover/autodiscover-pox.ts";
import { toDnsRecords } from "../../formats/dns/dns-records.ts";
import { renderZone } from "../../formats/dns/forms/zone.ts";
import { renderPacc } from "../../formats/pacc.ts";
import { canExpressAsProfile, renderSharedProfile } from "../../formats/profile/mobileconfig.ts";
import { ProfileRequest } from "../../formats/profile/profile-request.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import type { Domain } from "../../model/domain/domain.ts";
import type { ServerSettings } from "../../model/server-settings.ts";

export const PREVIEWED_DOCUMENTS = ["autoconfig", "autodiscover", "profile", "pacc", "dns"] as const;
type PreviewedDocument = (typeof PREVIEWED_DOCUMENTS)[number];

/** Each as everybody at the domain gets it; one that the domain does not have is absent. */
export type PreviewedTexts = Readonly<Partial<Record<PreviewedDocument, string>>>;

/** The documents of a domain, or of one that has none because it is not served. */
export async function renderPreview(
  settings: ServerSettings | undefined,
  serviceHost: Domain,
): Promise<PreviewedTexts> {
  if (settings === undefined) return {};
  // As for whoever asks for nothing in particular.
  const { include } = ProfileRequest.parse({ include: [] });
  const profile = { name: undefined, protocol: undefined, include: include.parts };
  const documents: Readonly<Record<PreviewedDocument, RenderedDocument | undefined>> = {
    autoconfig: renderAutoconfig(settings),
    autodiscover: canExpressAsPox(settings)
      ? await autodiscoverPox.renderTemplate(settings, { withLogin: false })
      : undefined,
    profile: canExpressAsProfile(settings, profile)
      ? renderSharedProfile(settings, { ...profile, words: ENGLISH.words.profile, lang: ENGLISH.tag })
      : undefined,
    pacc: renderPacc(settings),
    dns: renderZone(settings.domain, await toDnsRecords(settings, { serviceHost })),
  };
  return Object.fromEntries(
    Object.entries(documents).flatMap(([name, document]) => (document === undefined ? [] : [[name, document.body]])),
  );
}

/** Unified diffs of what differs, one after the other; nothing where all stays as it is. */
export function diffPreviews(before: PreviewedTexts, after: PreviewedTexts): readonly PreviewDiff[] {
  return PREVIEWED_DOCUMENTS.flatMap((document) => {
    const [old = "", now = ""] = [before[document], after[document]];
    if (old === now) return [];
    return [{ document, diff: createTwoFilesPatch(document, document, old, now, "before", "after") }];
  });
}

export interface PreviewDiff {
  readonly document: PreviewedDocument;
  readonly diff: string;
}
