/** Those of a provider's texts that are in a page's language or say nothing of theirs; where there are none, all. */
export function inLanguage<Text extends { readonly lang?: string | undefined }>(
  texts: readonly Text[],
  tag: string,
): readonly Text[] {
  const primary = (lang: string) => lang.split("-")[0];
  const own = texts.filter(({ lang = tag }) => primary(lang) === primary(tag));
  return own.length === 0 ? texts : own;
}
