import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { toDavx5Code } from "../../formats/codes/davx5.ts";
import { toGuideCode } from "../../formats/codes/guide-link.ts";
import { toProfileCode } from "../../formats/codes/profile-link.ts";
import { type QrCode, renderQrPng, renderQrSvg } from "../../formats/codes/qr-code.ts";
import { toThunderbirdCode, toThunderbirdPayloads } from "../../formats/codes/thunderbird-android.ts";
import { canExpressAsProfile } from "../../formats/profile/mobileconfig.ts";
import { findDomain, toUnicode } from "../../model/domain.ts";
import { findAccounts } from "../../model/find-accounts.ts";
import { GuideId } from "../../model/guide-id.ts";
import { type FindSettings, findDomainSettings, type MailAccount } from "../../model/mail-account.ts";
import { err, ok, type Result } from "../../model/result.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { text } from "../../model/text.ts";
import type { DocumentCache } from "../../store/document-cache.ts";
import { documentResponse, keptResponse, PRIVATE } from "../wire/document.ts";
import { readForm } from "../wire/form.ts";
import { otherMethods } from "../wire/other-methods.ts";
import { type Problem, plainProblem, toAccountsProblem, toProblem } from "../wire/problem.ts";
import { findHostDomain, findOrigin, findQueryValues, type PublicOrigin } from "../wire/request.ts";

const FORMATS = ["svg", "png"] as const;
type Format = (typeof FORMATS)[number];

/** A code, and the settings that it may be kept with where it depends on nothing else. */
interface Found {
  readonly code: QrCode;
  readonly keptWith?: ServerSettings;
}

/** What a request says: from its query, or from a form's body. */
interface Asked {
  readonly c: Context;
  readonly valuesOf: (name: string) => readonly string[];
  readonly isForm: boolean;
}

/**
 * `/qr/guide`, `/qr/profile`, `/qr/thunderbird-android` and `/qr/davx5`, each as `.svg` and `.png`, by GET or by a form's
 * POST, so that a page can ask without an address in a URL. Delta Chat's code is not among them: it holds the password,
 * and is drawn in the browser alone.
 */
export function qrRoutes(find: FindSettings, cache: DocumentCache, publicOrigin: PublicOrigin): Hono {
  const limit = bodyLimit({ maxSize: 8 * 1024, onError: () => plainProblem(TOO_LARGE) });
  const kinds = {
    guide: findGuideCode,
    profile: findProfileCode,
    "thunderbird-android": findThunderbirdCode,
    davx5: findDavx5Code,
  };
  const routes = new Hono();
  for (const [kind, findCode] of Object.entries(kinds))
    for (const format of FORMATS) {
      const path = `/qr/${kind}.${format}`;
      const answer = async (asked: Asked) => answerCode(asked.c, await findCode(asked), format);
      routes.get(path, (c) => answer({ c, valuesOf: (name) => findQueryValues(c.req.url, name), isForm: false }));
      routes.post(path, limit, async (c) => {
        const form = await readForm(c);
        if (form === undefined) return plainProblem(NOT_A_FORM);
        return answer({ c, valuesOf: (name) => form.getAll(name).map(String), isForm: true });
      });
      routes.all(path, otherMethods("GET, HEAD, POST"));
    }
  return routes;

  async function answerCode(c: Context, found: Result<Found, Problem>, format: Format): Promise<Response> {
    if (!found.ok) return plainProblem(found.error);
    const { code, keptWith } = found.value;
    if (keptWith === undefined) return documentResponse(await RENDER[format](code), { cacheControl: PRIVATE });
    const variant = `qr ${code.payload}`;
    return keptResponse(
      c,
      format === "svg"
        ? await cache.keep(keptWith, variant, () => renderQrSvg(code))
        : await cache.keepBytes(keptWith, variant, () => renderQrPng(code)),
    );
  }

  async function findGuideCode(asked: Asked): Promise<Result<Found, Problem>> {
    const guide = GuideId.optional().safeParse(firstOf(asked, "guide"));
    if (!guide.success) return err(UNKNOWN_GUIDE);
    const settings = await findNamedSettings(asked);
    if (!settings.ok) return settings;
    const code = toGuideCode(findOrigin(asked.c, publicOrigin), settings.value.domain, guide.data);
    return ok({ code, keptWith: settings.value });
  }

  async function findProfileCode(asked: Asked): Promise<Result<Found, Problem>> {
    const address = firstOf(asked, "emailaddress");
    if (address !== undefined && !asked.isForm) return err(ADDRESS_IN_URL);
    const account = address === undefined ? undefined : await findAccounts(find, [address]);
    if (account?.ok === false) return err(toAccountsProblem(account.error));
    const [owner] = account?.value ?? [];
    const settings = owner === undefined ? await findNamedSettings(asked) : ok(owner.settings);
    if (!settings.ok) return settings;
    const { domain } = settings.value;
    if (!canExpressAsProfile(settings.value, { protocol: undefined, name: undefined }))
      return err(toProblem({ reason: "not_expressible", domain }));
    const code = toProfileCode(findOrigin(asked.c, publicOrigin), domain);
    return ok(owner === undefined ? { code, keptWith: settings.value } : { code });
  }

  async function findThunderbirdCode(asked: Asked): Promise<Result<Found, Problem>> {
    const name = text(100).optional().safeParse(firstOf(asked, "name"));
    if (!name.success) return err(NOT_A_NAME);
    const said = firstOf(asked, "part") ?? "1";
    if (!/^[1-9]\d{0,2}$/.test(said)) return err(NOT_A_PART);
    const accounts = await findAccounts(find, allOf(asked, "emailaddress"));
    if (!accounts.ok) return err(toAccountsProblem(accounts.error));
    const payloads = toThunderbirdPayloads(accounts.value, name.data);
    if (payloads === undefined) return err(NO_THUNDERBIRD_CODE);
    const payload = payloads[Number(said) - 1];
    if (payload === undefined) return err(toNoPart(payloads.length));
    return ok({ code: toThunderbirdCode(payload, Number(said), payloads.length) });
  }

  async function findDavx5Code(asked: Asked): Promise<Result<Found, Problem>> {
    const addresses = allOf(asked, "emailaddress");
    if (addresses.length > 1) return err(ONE_ADDRESS);
    const accounts = await findAccounts(find, addresses);
    if (!accounts.ok) return err(toAccountsProblem(accounts.error));
    const [code] = accounts.value.map(toDavx5Code);
    return code === undefined ? err(toNoDav(accounts.value)) : ok({ code });
  }

  /** Of the domain that is named, else of the one that the host stands for. */
  async function findNamedSettings(asked: Asked): Promise<Result<ServerSettings, Problem>> {
    const named = firstOf(asked, "domain");
    const domain = named === undefined ? findHostDomain(asked.c.req.url) : findDomain(named);
    if (domain === undefined) return err(NOT_A_DOMAIN);
    const found = await findDomainSettings(find, domain);
    return found.ok ? found : err(toProblem(found.error));
  }
}

const RENDER = { svg: renderQrSvg, png: renderQrPng } as const satisfies Record<Format, unknown>;

/** The field's values; a form sends those that nobody filled in as nothing. */
function allOf({ valuesOf }: Asked, name: string): string[] {
  return valuesOf(name).filter((value) => value !== "");
}

function firstOf(asked: Asked, name: string): string | undefined {
  return allOf(asked, name)[0];
}

function toNoPart(parts: number): Problem {
  const detail =
    parts === 1 ? "There is 1 code: ask for part 1." : `There are ${parts} codes: ask for part 1 to ${parts}.`;
  return { title: "No such part", detail, status: 404 };
}

function toNoDav([account]: readonly MailAccount[]): Problem {
  const domain = account === undefined ? "this domain" : toUnicode(account.settings.domain);
  return {
    title: "No calendars and contacts",
    detail: `No calendars or contacts that DAVx⁵ could open are offered at ${domain}.`,
    status: 404,
  };
}

const UNKNOWN_GUIDE: Problem = { title: "Unknown guide", detail: "There is no guide of that name.", status: 404 };
const ADDRESS_IN_URL: Problem = {
  title: "Not in a URL",
  detail: "An address in a URL ends up in logs: send emailaddress as form data, or give domain instead.",
  status: 400,
};
const NOT_A_NAME: Problem = {
  title: "Not a name",
  detail: "The name has more than 100 characters, or one that names cannot have.",
  status: 400,
};
const NOT_A_PART: Problem = { title: "Not a part", detail: "The part is not a number from 1 on.", status: 400 };
const NO_THUNDERBIRD_CODE: Problem = {
  title: "Not possible in this code",
  detail:
    "A code cannot tell Thunderbird for Android how this mail is reached, or is too long: use the page of settings.",
  status: 404,
};
const ONE_ADDRESS: Problem = {
  title: "Too many addresses",
  detail: "This code holds one account: give one address.",
  status: 400,
};
const NOT_A_DOMAIN: Problem = {
  title: "Not a domain",
  detail: "That is not a domain name: give domain, such as shop.example.",
  status: 400,
};
const NOT_A_FORM: Problem = {
  title: "Not a form",
  detail: "The body is not a form: send the fields as form data.",
  status: 415,
};
const TOO_LARGE: Problem = {
  title: "Too large",
  detail: "The form is larger than 8 KiB: no code holds as much.",
  status: 413,
};
