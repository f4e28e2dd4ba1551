import { Hono } from "hono";
import { expect, test } from "vitest";
import { laterAnswer } from "../../src/http/routing/later-answer.ts";
import { laterRoutes } from "../../src/http/routing/later-routes.ts";
import { findPlace } from "../../src/http/wire/place.ts";
import { STRANGER } from "../support/services/app.ts";

/** An app with routes that come later, and how often they were loaded. */
function createApp() {
  const loaded: string[] = [];
  const routes = new Hono()
    .get("/later/peer", (c) => c.json(c.get("place").peer))
    .get("/later/place", (c) => c.text(c.get("place").host))
    .get("/later/name/:name", (c) => c.text(c.req.param("name")))
    .post("/later/body", async (c) => c.text(await c.req.text()))
    .get("/later/fails", () => {
      throw new Error("a bug");
    });
  const app = new Hono({ getPath: (request) => new URL(request.url).pathname.toLowerCase() })
    .use(findPlace({ serviceOrigin: undefined, findPeer: () => STRANGER }))
    .use(async (c, next) => {
      await next();
      c.header("x-outer", "yes");
    })
    .use(
      "/later/*",
      laterRoutes(async () => {
        loaded.push("routes");
        return routes;
      }),
    )
    .get("/later/after", (c) => c.text("after"))
    .get("/now", (c) => c.text("now"));
  app.notFound((c) => c.text("nowhere", 404));
  app.onError((error, c) => c.text(error.message, 500));
  return { app, loaded };
}

test.each([
  ["sees the place that was found before", "/later/place", {}, 200, "setup.example"],
  ["has the path as the app around it reads it", "/Later/Name/UP", {}, 200, "up"],
  ["reads the body", "/later/body", { method: "POST", body: "text" }, 200, "text"],
  ["answers HEAD without a body", "/later/place", { method: "HEAD" }, 200, ""],
  ["leaves what it does not know to what comes after", "/later/after", {}, 200, "after"],
  ["leaves what nobody knows to the app around it", "/later/none", {}, 404, "nowhere"],
  ["leaves its faults to the app around it", "/later/fails", {}, 500, "a bug"],
])("a route that comes later %s", async (_, path, init: RequestInit, status, text) => {
  const { app } = createApp();
  const response = await app.request(`https://setup.example${path}`, init);
  expect([response.status, await response.text(), response.headers.get("x-outer")]).toEqual([status, text, "yes"]);
});

test("routes are loaded for the first who asks, and once", async () => {
  const { app, loaded } = createApp();
  await app.request("https://setup.example/now");
  expect(loaded).toEqual([]);
  await Promise.all(["place", "none", "place"].map((name) => app.request(`https://setup.example/later/${name}`)));
  expect(loaded).toEqual(["routes"]);
});

test("an answer that was loaded once is given at once, to whatever is asked", async () => {
  const answer = laterAnswer(async () => (name: string, status: number) => new Response(name, { status }));
  const first = answer("first", 200);
  expect(first).toBeInstanceOf(Promise);
  expect(await (await first).text()).toBe("first");
  expect(answer("second", 404)).toMatchObject({ status: 404 });
});
