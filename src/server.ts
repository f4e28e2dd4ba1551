import { createApp } from "./app.ts";
import { Terminal } from "./cli/terminal.ts";
import { runServer } from "./node/run-server.ts";
import { describeReport, keptDirectory } from "./store/directory-reader.ts";
import { memoryStore } from "./store/memory.ts";

const now = () => new Date();

process.exitCode = await runServer(process.argv.slice(2), {
  terminal: new Terminal(process),
  events: process,
  createApp({ settings, profileSigner, directory, adminToken, findPeer, warn, log }) {
    const reader =
      directory &&
      keptDirectory(directory, settings, {
        runtime: "machine",
        now,
        report: (failure) => warn(describeReport(failure)),
      });
    return createApp({
      store: reader ?? memoryStore(settings, now),
      isStale: () => reader?.health.isFailing ?? false,
      operators: directory && {
        createOperators: async () =>
          (await import("./directory/operators.ts")).createOperators({
            directory,
            access: directory.access,
            floor: settings,
            now,
            changed: (domain) => reader?.forget(domain),
            adminToken,
          }),
        log,
      },
      now,
      findPeer,
      serviceOrigin: settings.service.origin,
      profileSigner,
    });
  },
});
