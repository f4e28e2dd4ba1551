/** Any free port of this machine, for nobody else. */
export const LOOPBACK = { host: "127.0.0.1", port: 0 };
