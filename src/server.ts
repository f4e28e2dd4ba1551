import { createApp } from "./app.ts";
import { Terminal } from "./cli/terminal.ts";
import { runServer } from "./node/run-server.ts";
import { memoryStore } from "./store/memory.ts";

process.exitCode = await runServer(process.argv.slice(2), {
  terminal: new Terminal(process),
  events: process,
  createApp: (settings, profileSigner) =>
    createApp({
      store: memoryStore(settings),
      now: () => new Date(),
      trustForwarded: true,
      serviceOrigin: settings.service.origin,
      profileSigner,
    }),
});
