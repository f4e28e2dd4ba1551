import type { Context } from "hono";
import { findAccount, findDomainSettings } from "../../model/address/mail-account.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { err, ok, type Result } from "../../model/result.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { type Reader, toReader } from "../../telling/values/setting.ts";
import { readForm } from "../wire/asked.ts";
import { NOT_A_DOMAIN, NOT_A_FORM, type Problem, toProblem } from "../wire/problem.ts";
import type { Site } from "../wire/site.ts";

/** Whose page it is: everybody's of a domain, or that of one person there. */
export interface Visit {
  readonly settings: ServerSettings;
  readonly reader: Exclude<Reader, "hole">;
}

/** The settings of the domain that the path names. */
export async function findNamedSettings(c: Context, { find }: Site): Promise<Result<ServerSettings, Problem>> {
  const domain = findDomain(c.req.param("domain") ?? "");
  if (domain === undefined) return err(NOT_A_DOMAIN);
  const found = await findDomainSettings(find, domain);
  return found.ok ? found : err(toProblem(found.error));
}

/**
 * Who sends a form: of whatever domain the address in it is, and nobody where there is none.
 * `form` is what else was sent.
 */
export async function readVisit(c: Context, site: Site): Promise<Result<Visit & { readonly form: FormData }, Problem>> {
  const form = await readForm(c);
  if (form === undefined) return err(NOT_A_FORM);
  const address = String(form.get("emailaddress") ?? "");
  if (address.trim() === "") {
    const settings = await findNamedSettings(c, site);
    return settings.ok ? ok({ settings: settings.value, reader: "unknown", form }) : settings;
  }
  const account = await findAccount(site, address);
  if (!account.ok) return err(toProblem(account.error));
  return ok({ settings: account.value.settings, reader: toReader(account.value), form });
}
