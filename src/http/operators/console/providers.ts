import { Hono } from "hono";
import { mayTouch } from "../../../directory/actor.ts";
import { renderProviderPage, renderProvidersPage } from "../../../pages/console/providers-page.ts";
import { answer, answerProblem, type ConsoleParts, findNotice, MOST_COUNTED, toVisitor } from "./console-context.ts";
import { CHANGES, toChanges } from "./domains.ts";
import { editingRoutes } from "./editing.ts";

/** Each is counted for. */
const PAGE = 20;

/** `/console/providers`: looked at, and changed. */
export function providerRoutes(parts: ConsoleParts): Hono {
  const { domains, providers, view, floor } = parts.operators;
  return new Hono()
    .get("/console/providers", async (c) => {
      const actor = c.get("actor");
      const { items, next } = await providers.list(actor, PAGE, c.req.query("after"));
      const counts = await Promise.all(items.map(({ id }) => domains.count(actor, { provider: id }, MOST_COUNTED)));
      const page = renderProvidersPage({
        visitor: toVisitor(c),
        notice: findNotice(c),
        providers: items.map(({ id, provider }, index) => ({
          id,
          displayName: provider.displayName,
          count: counts[index] ?? 0,
        })),
        fromFile: [...floor.providers]
          .filter(([id]) => actor.provider === undefined || actor.provider === id)
          .map(([id, { displayName }]) => ({ id, displayName })),
        mostCounted: MOST_COUNTED,
        next,
      });
      return answer(c, page);
    })
    .get("/console/providers/:name", async (c) => {
      const actor = c.get("actor");
      const id = c.req.param("name");
      const [found, history] = [await providers.get(actor, id), await providers.history(actor, id, CHANGES + 1)];
      if (!history.ok) {
        const text =
          floor.providers.has(id) && mayTouch(actor, id)
            ? "This provider is in the settings file, and is changed there."
            : "There is no provider with this name.";
        return answerProblem(c, 404, text, { section: "providers" });
      }
      const page = renderProviderPage({
        visitor: toVisitor(c),
        notice: findNotice(c),
        id,
        provider: found.ok ? found.value.provider : undefined,
        body: found.ok ? found.value.body : undefined,
        count: await domains.count(actor, { provider: id }, MOST_COUNTED),
        mostCounted: MOST_COUNTED,
        moves: found.ok ? await view.moves(found.value) : [],
        changes: toChanges(history.value),
        hasMoreChanges: history.value.length > CHANGES,
      });
      return answer(c, page);
    })
    .route(
      "/",
      editingRoutes(parts, {
        kind: "providers",
        get: providers.get,
        history: providers.history,
        put: providers.put,
        preview: view.previewProvider,
        toKeptName: (id) => id,
        toShownName: (id) => id,
        inherit: async () => undefined,
        first: () => ({}),
        actions: {
          remove: {
            title: "Remove",
            lead: "Only a provider that no domain uses can go. History keeps it, and it can be restored.",
            button: "Remove",
            isDangerous: true,
            done: "removed",
            run: (actor, id, _, options) => providers.remove(actor, id, options),
          },
          "roll-back": {
            title: "Go back with",
            lead: "The provider becomes what it was then, for all of its domains.",
            button: "Go back",
            isDangerous: false,
            done: "rolled",
            run: providers.rollBack,
          },
        },
      }),
    );
}
