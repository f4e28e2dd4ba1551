/** A warning about one domain, with its place in the domain's own settings. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly value: unknown;
  readonly problem: string;
  readonly remedy: string;
}
