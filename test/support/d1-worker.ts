/**
 * A Worker that asks its D1 what it is told by `POST`, one statement or several: from outside, by Miniflare's proxy, each
 * question takes a hundred times as long.
 * @module
 */
import { d1Database } from "../../src/store/databases/d1.ts";
import type { SqlStatement } from "../../src/store/sql/sql-database.ts";

export default {
  async fetch(request: Request, { DB }: { readonly DB: D1Database }): Promise<Response> {
    const database = d1Database(DB);
    const asked = await request.json<SqlStatement | SqlStatement[]>();
    try {
      return Response.json(await (Array.isArray(asked) ? database.batch(asked) : database.query(asked)));
    } catch (error) {
      // The one kind that a database has: what D1 said is its cause.
      return new Response(String((error as Error).cause), { status: 503 });
    }
  },
};
