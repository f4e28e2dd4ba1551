import { type Context, Hono } from "hono";
import type { Operator } from "../../../directory/actor.ts";
import { type Logins, renderLoginsPage } from "../../../pages/console/logins-page.ts";
import type { DomainRecord } from "../../../store/records.ts";
import {
  answer,
  answerProblem,
  type ConsoleParts,
  findNotice,
  leadTo,
  limitForm,
  readFields,
  toVisitor,
} from "./console-context.ts";

const PATH = "/console/domains/:name/logins";
const PAGE = 50;
/** On the domain's own page. */
const FEW = 10;

/** `/console/domains/{name}/logins`: login names that break the rule, found, set and removed. */
export function loginRoutes({ operators }: ConsoleParts): Hono {
  const { domains, logins } = operators;
  return new Hono()
    .get(PATH, (c) => show(c, {}))
    .post(PATH, limitForm, async (c) => {
      const fields = await readFields(c);
      return show(c, { prefix: fields?.get("prefix")?.trim() ?? "", after: fields?.get("after") });
    })
    .post(`${PATH}/set`, limitForm, async (c) => {
      const fields = Object.fromEntries((await readFields(c)) ?? []);
      const { address = "", username = "", mailbox = "" } = fields;
      const entry = { ...(username !== "" && { username }), ...(mailbox.trim() !== "" && { mailbox: mailbox.trim() }) };
      return write(c, { address: address.trim(), entry }, "saved", fields);
    })
    .post(`${PATH}/remove`, limitForm, async (c) => {
      const fields = Object.fromEntries((await readFields(c)) ?? []);
      return write(c, { address: fields.address ?? "", entry: undefined }, "login_removed", {});
    });

  async function write(
    c: Context,
    item: { readonly address: string; readonly entry: unknown },
    done: "saved" | "login_removed",
    typed: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const name = c.req.param("name") ?? "";
    const written = await logins.write(c.get("actor"), name, [item]);
    const [outcome] = written.ok ? written.value : [written];
    if (outcome === undefined || (!outcome.ok && outcome.error.reason !== "faulty")) return notFound(c);
    if (outcome.ok)
      return leadTo(
        c,
        `/console/domains/${encodeURIComponent(name)}/logins`,
        outcome.value === "unchanged" ? "same" : done,
      );
    const faults = outcome.error.reason === "faulty" ? outcome.error.faults : [];
    return show(c, { typed, faults }, 422);
  }

  async function show(
    c: Context,
    {
      prefix = "",
      after,
      ...more
    }: Partial<Pick<Logins, "prefix" | "typed" | "faults">> & { readonly after?: string | undefined },
    status = 200,
  ): Promise<Response> {
    const found = await domains.get(c.get("actor"), c.req.param("name") ?? "");
    const shown = found.ok
      ? await readLogins(operators, c.get("actor"), found.value, { prefix, after, limit: PAGE })
      : undefined;
    if (!found.ok || shown === undefined) return notFound(c);
    const page = {
      visitor: toVisitor(c),
      notice: findNotice(c),
      name: found.value.name,
      logins: { ...shown, ...more },
    };
    return answer(c, renderLoginsPage(page), status);
  }
}

function notFound(c: Context): Promise<Response> {
  return answerProblem(c, 404, "There is no domain with this name.", { section: "domains" });
}

/** Of a domain's table as much as its page shows; `undefined` for what has none. */
export async function readLogins(
  { logins }: ConsoleParts["operators"],
  actor: Operator,
  { name, entry, state }: DomainRecord,
  {
    prefix = "",
    after,
    limit = FEW,
  }: { readonly prefix?: string; readonly after?: string | undefined; readonly limit?: number } = {},
): Promise<Logins | undefined> {
  const found = await logins.list(actor, { domain: name, prefix }, limit, after?.includes("@") ? after : undefined);
  return found.ok
    ? { ...found.value, prefix, isOn: entry.explicitLogins, isElsewhere: state === "elsewhere" }
    : undefined;
}
