/** All elements of a kind. */
export function all<Kind extends Element = HTMLElement>(
  selector: string,
  within: ParentNode = document,
): Iterable<Kind> {
  return within.querySelectorAll<Kind>(selector);
}

/** An element that is on every page which asks for it. */
export function get<Kind extends Element>(selector: string, kind: new () => Kind, within: ParentNode = document): Kind {
  const found = within.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page has no ${selector}`);
  return found;
}
