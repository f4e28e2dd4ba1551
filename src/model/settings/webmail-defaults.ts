/** What a provider's webmail is where nothing is said of it; in a file of its own, since what is merged needs no schema to be read. */
export const WEBMAIL_DEFAULTS = { product: "other", generation: "current" } as const;
