import { env } from "cloudflare:workers";
import settings from "../settings.json" with { type: "json" };
import { createApp } from "./app.ts";
import { parseConfig } from "./config.ts";
import { createProfileSigner } from "./signing/profile-signer.ts";
import { memoryStore } from "./store/memory.ts";

const config = parseConfig(env, settings);

export default createApp({
  store: memoryStore(config.settings),
  now: () => new Date(),
  trustForwardedProto: config.trustForwardedProto,
  serviceOrigin: config.settings.service.origin,
  profileSigner: await createProfileSigner(config.profileSigning, console.warn),
});
