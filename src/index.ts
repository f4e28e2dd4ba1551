import { env } from "cloudflare:workers";
import settings from "../settings.json" with { type: "json" };
import { createApp } from "./app.ts";
import { findWarnings, parseConfig } from "./config.ts";
import { createProfileSigner } from "./signing/profile-signer.ts";
import { memoryStore } from "./store/memory.ts";

const config = parseConfig(env, settings);
for (const warning of findWarnings(config.settings)) console.warn(warning);

export default createApp({
  store: memoryStore(config.settings),
  now: () => new Date(),
  trustForwarded: config.trustForwarded,
  serviceOrigin: config.settings.service.origin,
  profileSigner: await createProfileSigner(config.profileSigning, console.warn),
});
