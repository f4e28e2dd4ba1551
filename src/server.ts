import { createApp } from "./app.ts";
import { Terminal } from "./cli/terminal.ts";
import { runServer } from "./node/run-server.ts";
import { createConnection } from "./store/cached-reader.ts";
import { describeReport, keptDirectory } from "./store/directory-reader.ts";
import { keptLogins } from "./store/login-reader.ts";
import { memoryStore } from "./store/memory.ts";

const now = () => new Date();

process.exitCode = await runServer(process.argv.slice(2), {
  terminal: new Terminal(process),
  events: process,
  createApp({ settings, profileSigner, directory, adminToken, findPeer, warn, log }) {
    const options = {
      runtime: "machine",
      now,
      report: (failure: unknown) => warn(describeReport(failure)),
      connection: createConnection(),
    } as const;
    const reader = directory && keptDirectory(directory, settings, options);
    const logins = directory && keptLogins(directory.logins, options);
    return createApp({
      store: reader ?? memoryStore(settings, now),
      findLogin: logins?.find,
      isStale: () => reader?.health.isFailing ?? false,
      operators: directory && {
        createOperators: async () =>
          (await import("./directory/operators.ts")).createOperators({
            directory,
            access: directory.access,
            logins: directory.logins,
            floor: settings,
            now,
            changed: (domain) => reader?.forget(domain),
            loginsChanged: () => logins?.forget(),
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
