import * as z from "zod";
import { ClientId } from "./client-id.ts";

/** Guides about the provider's own side. */
export const TaskId = z.enum([
  "webmail-first-login",
  "webmail-users",
  "webmail-aliases",
  "webmail-migration",
  "webmail-two-step",
  "webmail-sync",
]);
export type TaskId = z.infer<typeof TaskId>;

/** Every page below `/guides/{domain}/`: one for each client, and the provider's own side. */
export const GuideId = z.enum([...ClientId.options, ...TaskId.options, "email-guide", "errors", "welcome"]);
export type GuideId = z.infer<typeof GuideId>;
