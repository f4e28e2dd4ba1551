import { env } from "cloudflare:workers";
import settings from "../settings.json" with { type: "json" };
import { createApp } from "./app.ts";
import { findWarnings, parseConfig } from "./config.ts";
import { createProfileSigner } from "./signing/profile-signer.ts";
import { d1Database } from "./store/d1.ts";
import { keptDirectory } from "./store/directory-reader.ts";
import { memoryStore } from "./store/memory.ts";
import { sqlDirectory } from "./store/sql/sql-directory.ts";

const config = parseConfig(env, settings);
for (const warning of findWarnings(config.settings)) console.warn(warning);

const now = () => new Date();
/** What wrangler.toml binds where there is a directory; the built-in file is its floor, and else all there is. */
const database: D1Database | undefined = "DB" in env ? (env.DB as D1Database) : undefined;
const reader =
  database &&
  keptDirectory(sqlDirectory(d1Database(database)), config.settings, {
    runtime: "edge",
    now,
    report: (failure) => console.warn(failure === undefined ? "the directory answers again" : "the directory fails"),
  });

export default createApp({
  store: reader ?? memoryStore(config.settings),
  isStale: () => reader?.health.isFailing ?? false,
  now,
  trustForwarded: config.trustForwarded,
  serviceOrigin: config.settings.service.origin,
  profileSigner: await createProfileSigner(config.profileSigning, console.warn),
});
