/** Few of several that hold all that all of them hold: always the next one that holds most of what is still missing. */
export function chooseCover<Key>(holdings: ReadonlyMap<Key, ReadonlySet<string>>): Key[] {
  const chosen: Key[] = [];
  const missing = new Set([...holdings.values()].flatMap((held) => [...held]));
  while (missing.size > 0) {
    const news = (held: ReadonlySet<string>) => [...held].filter((one) => missing.has(one)).length;
    const [next] = [...holdings].reduce((best, other) => (news(other[1]) > news(best[1]) ? other : best));
    chosen.push(next);
    for (const one of holdings.get(next) ?? []) missing.delete(one);
  }
  return chosen;
}

/** Elements by what style and axe tell them by. */
export const listKinds = (html: string) => new Set(Array.from(html.matchAll(/<\w+[^>]*>/g), toKind));

function toKind([element]: RegExpMatchArray): string {
  const [tag, ...told] = element.match(/^<\w+| (?:class|role|type)="[^"]*"/g) ?? [];
  return [tag, ...told].join("");
}
