import * as z from "zod";
import { ClientId } from "./client-id.ts";

/** Every page below `/guides/{domain}/`: one for each client, and the provider's own side. */
export const GuideId = z.enum([
  ...ClientId.options,
  "webmail-first-login",
  "webmail-users",
  "webmail-aliases",
  "webmail-migration",
  "webmail-two-step",
  "webmail-sync",
  "errors",
  "welcome",
]);
export type GuideId = z.infer<typeof GuideId>;
