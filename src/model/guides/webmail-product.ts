import * as z from "zod";

/** Web mail that has guides of its own; `other` stands for any that has none, and gets the general ones. */
export const WebmailProduct = z.enum(["smartermail", "other"]);
export type WebmailProduct = z.infer<typeof WebmailProduct>;
