import { Hono, type MiddlewareHandler } from "hono";
import { later } from "../../model/soon.ts";
import type { Place } from "../wire/place.ts";

/** What is known of a request where the routes stand, and what answers it there if none of them does. */
interface Outer {
  readonly path: string;
  readonly place: Place;
  readonly otherwise: () => Promise<Response>;
}

interface Standing {
  Bindings: { readonly outer: Outer };
}

/** Routes whose modules are loaded when a request first comes their way: who is never asked has no such part to start with. */
export function laterRoutes(load: () => Promise<Hono>): MiddlewareHandler {
  const loadRoutes = later(async () => standAlone(await load()));
  return async (c, next) => {
    const otherwise = async () => {
      await next();
      return c.res;
    };
    const outer: Outer = { path: c.req.path, place: c.get("place"), otherwise };
    // With what the runtime says of the request, such as its connection.
    c.res = await (await loadRoutes()).fetch(c.req.raw, { ...c.env, outer });
  };
}

/** The same routes within an app of their own, which gives back what it does not answer. */
function standAlone(routes: Hono): Hono<Standing> {
  const app = new Hono<Standing>({
    getPath: (_, options) => options?.env?.outer.path ?? "",
  });
  app.use((c, next) => {
    c.set("place", c.env.outer.place);
    return next();
  });
  app.route("/", routes);
  app.notFound((c) => c.env.outer.otherwise());
  app.onError((error) => {
    throw error;
  });
  return app;
}
