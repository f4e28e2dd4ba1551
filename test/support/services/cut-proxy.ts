import { connect, createServer, type Server, type Socket } from "node:net";

/** A network between the directory and its server, which can swallow what is sent, and break. */
export async function startProxy(to: URL) {
  const sockets = new Set<Socket>();
  const state = { isSilent: false };
  const proxy: Server = createServer((client) => {
    const upstream = connect(Number(to.port || 5432), to.hostname);
    for (const [from, into] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on("data", (bytes) => state.isSilent || into.write(bytes));
      from.on("close", () => into.destroy());
      from.on("error", () => into.destroy());
    }
  });
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  const address = proxy.address();
  const own = new URL(to);
  own.hostname = "127.0.0.1";
  own.port = String(typeof address === "object" ? address?.port : "");
  return Object.assign(state, {
    url: own.href,
    cut() {
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
    stop() {
      this.cut();
      proxy.close();
    },
  });
}
