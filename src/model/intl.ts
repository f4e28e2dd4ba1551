/**
 * How a language writes numbers, lists and dates. What writes them is made once for each language and way: making it takes
 * longer than most of a page.
 * @module
 */

const made = new Map<string, unknown>();

/** Tags and options are ours, and few: nothing of a request is kept. */
function once<Format, Options>(
  Kind: new (tag: string, options?: Options) => Format,
  tag: string,
  options?: Options,
): Format {
  const key = `${Kind.name} ${tag} ${JSON.stringify(options)}`;
  const known = made.get(key) as Format | undefined;
  if (known !== undefined) return known;
  const format = new Kind(tag, options);
  made.set(key, format);
  return format;
}

export function formatNumber(tag: string, number: number, options?: Intl.NumberFormatOptions): string {
  return once(Intl.NumberFormat, tag, options).format(number);
}

export function formatList(tag: string, items: readonly string[], options?: Intl.ListFormatOptions): string {
  return once(Intl.ListFormat, tag, options).format(items);
}

export function formatDate(tag: string, moment: Date | number, options: Intl.DateTimeFormatOptions): string {
  return once(Intl.DateTimeFormat, tag, options).format(moment);
}

/** Which of the words of a number a language takes. */
export function selectPlural(tag: string, number: number): Intl.LDMLPluralRule {
  return once(Intl.PluralRules, tag).select(number);
}
