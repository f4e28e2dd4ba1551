/**
 * A Worker that asks its own D1, as the service at the edge does: `POST /find` with names, `POST /search` with a filter.
 * @module
 */
import { Domain } from "../src/model/domain/domain-schema.ts";
import { directoryReader } from "../src/store/cache/directory-reader.ts";
import { d1Database } from "../src/store/databases/d1.ts";
import { sqlDirectory } from "../src/store/sql/sql-directory.ts";

const NOTHING = { service: {}, providers: new Map(), domains: new Map(), wildcard: undefined };

export default {
  async fetch(request: Request, env: { readonly DB: D1Database }): Promise<Response> {
    const directory = sqlDirectory(d1Database(env.DB));
    if (new URL(request.url).pathname === "/find") {
      const find = directoryReader(
        directory,
        () => NOTHING,
        () => new Date(),
      );
      let found = 0;
      for (const name of (await request.json()) as string[])
        if (typeof (await find(Domain.parse(name))).answer === "object") found += 1;
      return Response.json(found);
    }
    const { filter, shown, counted } = (await request.json()) as { filter: object; shown: number; counted: number };
    const [page, count] = await Promise.all([
      directory.listDomains(filter, shown),
      directory.countDomains(filter, counted),
    ]);
    return Response.json([page.items.length, count]);
  },
};
