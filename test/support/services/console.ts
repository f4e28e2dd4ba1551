/**
 * The console in a browser, of a service with a directory of its own that is started once for a file.
 * @module
 */
import { afterAll, beforeAll } from "vitest";
import { type OpenPage, useBrowser, type View } from "../browser/browser.ts";
import { type Started, startProcess } from "./start-server.ts";

const TOKEN = "a-token-for-the-tests-of-the-console";

export function useConsole() {
  const { open } = useBrowser();
  let service: Started;
  const to = (path: string) => `${service.url}${path}`;

  beforeAll(async () => {
    service = await startProcess([], { env: { ADMIN_TOKEN: TOKEN } });
    if (service.url === "") throw new Error(service.output());
  });
  afterAll(async () => {
    service?.child.kill();
    await service?.ended;
  });

  return {
    /** The URL of a path of the service. */
    to,

    /** A page of it, of whoever has typed the token. */
    async logIn(path: string, view: View = {}): Promise<OpenPage> {
      const opened = await open(to(`/console/log-in?next=${encodeURIComponent(path)}`), view);
      await opened.page.fill("#token", TOKEN);
      await opened.page.press("#token", "Enter");
      await opened.page.waitForURL((url) => !url.pathname.endsWith("/log-in"));
      return opened;
    },

    /** The same of whoever has logged in before. */
    async enter(path: string, view: View = {}): Promise<OpenPage> {
      const opened = await open("about:blank", view);
      const answer = await opened.context.request.post(to("/console/log-in"), {
        form: { token: TOKEN },
        headers: { "sec-fetch-site": "same-origin" },
        maxRedirects: 0,
      });
      if (answer.status() !== 303) throw new Error(await answer.text());
      await opened.page.goto(to(path));
      return opened;
    },

    /** Puts something in by the API, for pages that show it. */
    async send(method: "PUT" | "POST", path: string, body: unknown): Promise<void> {
      const answer = await fetch(to(`/api/v1/${path}`), {
        method,
        headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
  };
}
