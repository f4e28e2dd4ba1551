import type { Context } from "hono";
import {
  findAccount,
  findDomainSettings,
  type LookupError,
  type MailAccount,
} from "../../model/address/mail-account.ts";
import { type Domain, findDomain } from "../../model/domain/domain.ts";
import { toLikelyDomains } from "../../model/domain/slips.ts";
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

/** What a person is told who asked for what is not here: for a domain that nobody has, the one that may have been meant. */
export async function toPersonsProblem(
  { find }: Pick<Site, "find">,
  error: LookupError,
  visited?: Domain,
): Promise<Problem> {
  const problem = toProblem(error);
  if (error.reason !== "domain_unknown") return problem;
  for (const likely of toLikelyDomains(error.domain, visited))
    if ((await findDomainSettings(find, likely)).ok) return { ...problem, likely };
  return problem;
}

/** The settings of the domain that the path names. */
export async function findNamedSettings(c: Context, { find }: Site): Promise<Result<ServerSettings, Problem>> {
  const domain = findDomain(c.req.param("domain") ?? "");
  if (domain === undefined) return err(NOT_A_DOMAIN);
  const found = await findDomainSettings(find, domain);
  return found.ok ? found : err(await toPersonsProblem({ find }, found.error));
}

interface SentVisit extends Visit {
  readonly account: MailAccount | undefined;
  /** What else was sent. */
  readonly form: FormData;
}

/** Who sends a form: of whatever domain the address in it is, and nobody where there is none. */
export async function readVisit(c: Context, site: Site): Promise<Result<SentVisit, Problem>> {
  const form = await readForm(c);
  if (form === undefined) return err(NOT_A_FORM);
  const address = String(form.get("emailaddress") ?? "");
  if (address.trim() === "") {
    const settings = await findNamedSettings(c, site);
    return settings.ok ? ok({ settings: settings.value, reader: "unknown", account: undefined, form }) : settings;
  }
  const account = await findAccount(site, address);
  if (!account.ok) return err(await toPersonsProblem(site, account.error, findDomain(c.req.param("domain") ?? "")));
  return ok({ settings: account.value.settings, reader: toReader(account.value), account: account.value, form });
}
