import type { Context } from "hono";
import { ENGLISH, fillWords } from "../../content/language.ts";
import { toDavx5Code } from "../../formats/codes/davx5.ts";
import { toGuideCode } from "../../formats/codes/guide-link.ts";
import { toProfileCode } from "../../formats/codes/profile-link.ts";
import { type QrCode, renderQrPng, renderQrSvg } from "../../formats/codes/qr-code.ts";
import { toThunderbirdCode, toThunderbirdPayloads } from "../../formats/codes/thunderbird-android.ts";
import { canExpressAsProfile } from "../../formats/profile/mobileconfig.ts";
import { findAccounts } from "../../model/address/find-accounts.ts";
import { findDomainSettings, type MailAccount } from "../../model/address/mail-account.ts";
import { findDomain, toUnicode } from "../../model/domain/domain.ts";
import { GuideId } from "../../model/guides/guide-id.ts";
import { err, ok, type Result } from "../../model/result.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { text } from "../../model/text.ts";
import { findExcess } from "../limits/costly.ts";
import type { Asked } from "../wire/asked.ts";
import { answerKept, answerKeptBytes, documentResponse, PRIVATE } from "../wire/document.ts";
import { findOrigin } from "../wire/place.ts";
import { NOT_A_DOMAIN, type Problem, toAccountsProblem, toProblem } from "../wire/problem.ts";
import { refuse } from "../wire/served.ts";
import type { Site } from "../wire/site.ts";
import type { CodeFormat, CodeKind } from "./code-kinds.ts";

/** An image says what it is in English whoever asks, so that shared caches keep one for everybody. */
const words = ENGLISH.words.qrCodes;

const Name = text(100).optional();
const AskedGuide = GuideId.optional();

/** A link that names nobody, for anybody to keep; else the code of somebody's account. */
type Found = { readonly link: Link; readonly settings: ServerSettings } | Named;

interface Named {
  readonly code: QrCode;
  readonly title: string;
  /** Of whom its account is. */
  readonly domain: string;
}

/** Where a code leads, and from where: what there is to know of it besides the domain. */
type Link =
  | { readonly to: "guide"; readonly origin: string; readonly guide: GuideId | undefined }
  | { readonly to: "profile"; readonly origin: string };

/** What codes are answered with: by what kind is asked for, and in which form. */
export function codeAnswer(site: Site) {
  const { find } = site;
  const kinds = {
    guide: findGuideLink,
    profile: findProfileLink,
    "thunderbird-android": findThunderbirdCode,
    davx5: findDavx5Code,
  } satisfies Record<CodeKind, unknown>;
  return async (c: Context, asked: Asked, kind: CodeKind, format: CodeFormat) =>
    answer(c, await kinds[kind](c, asked), format);

  async function answer(c: Context, found: Result<Found, Problem>, format: CodeFormat): Promise<Response> {
    if (!found.ok) return refuse(c, found.error);
    const { headers } = FORMAT[format];
    if ("code" in found.value) {
      const excess = await findExcess(c, site, "code", found.value.domain);
      if (excess !== undefined) return refuse(c, excess);
      const document = await FORMAT[format].render(found.value.code, found.value.title);
      return documentResponse(c, document, { cacheControl: PRIVATE, headers });
    }
    const { link, settings } = found.value;
    return format === "svg"
      ? answerKept(c, site, settings, renderLinkSvg, link, headers)
      : answerKeptBytes(c, site, settings, renderLinkPng, link, headers);
  }

  async function findGuideLink(c: Context, asked: Asked): Promise<Result<Found, Problem>> {
    const guide = AskedGuide.safeParse(asked.valuesOf("guide")[0]);
    if (!guide.success) return err(UNKNOWN_GUIDE);
    const settings = await findNamedSettings(c, asked);
    if (!settings.ok) return settings;
    return ok({ link: { to: "guide", origin: findOrigin(c, site), guide: guide.data }, settings: settings.value });
  }

  async function findProfileLink(c: Context, asked: Asked): Promise<Result<Found, Problem>> {
    const [address] = asked.valuesOf("emailaddress");
    if (address !== undefined && !asked.isForm) return err(ADDRESS_IN_URL);
    const account = address === undefined ? undefined : await findAccounts(site, [address]);
    if (account?.ok === false) return err(toAccountsProblem(account.error));
    const [owner] = account?.value ?? [];
    const settings = owner === undefined ? await findNamedSettings(c, asked) : ok(owner.settings);
    if (!settings.ok) return settings;
    const { domain } = settings.value;
    if (!canExpressAsProfile(settings.value, { protocol: undefined, name: undefined }))
      return err(toProblem({ reason: "not_expressible", domain }));
    const link: Link = { to: "profile", origin: findOrigin(c, site) };
    return ok(owner === undefined ? { link, settings: settings.value } : toNamedLink(settings.value, link));
  }

  async function findThunderbirdCode(_: Context, { valuesOf }: Asked): Promise<Result<Found, Problem>> {
    const name = Name.safeParse(valuesOf("name")[0]);
    if (!name.success) return err(NOT_A_NAME);
    const said = valuesOf("part")[0] ?? "1";
    if (!/^[1-9]\d{0,2}$/.test(said)) return err(NOT_A_PART);
    const accounts = await findAccounts(site, valuesOf("emailaddress"));
    if (!accounts.ok) return err(toAccountsProblem(accounts.error));
    const payloads = toThunderbirdPayloads(accounts.value, name.data);
    if (payloads === undefined) return err(NO_THUNDERBIRD_CODE);
    const payload = payloads[Number(said) - 1];
    const [owner] = accounts.value;
    if (payload === undefined || owner === undefined) return err(toNoPart(payloads.length));
    const title =
      payloads.length === 1
        ? words["thunderbird-android"].title
        : fillWords(words.thunderbirdPart, { part: said, parts: payloads.length });
    return ok({ code: toThunderbirdCode(payload), title, domain: owner.settings.domain });
  }

  async function findDavx5Code(_: Context, { valuesOf }: Asked): Promise<Result<Found, Problem>> {
    const addresses = valuesOf("emailaddress");
    if (addresses.length > 1) return err(ONE_ADDRESS);
    const accounts = await findAccounts(site, addresses);
    if (!accounts.ok) return err(toAccountsProblem(accounts.error));
    const [owner] = accounts.value;
    const code = owner && toDavx5Code(owner);
    return owner === undefined || code === undefined
      ? err(toNoDav(accounts.value))
      : ok({ code, title: words.davx5.title, domain: owner.settings.domain });
  }

  /** Of the domain that is named, else of the one that the host stands for. */
  async function findNamedSettings(c: Context, { valuesOf }: Asked): Promise<Result<ServerSettings, Problem>> {
    const [named] = valuesOf("domain");
    const domain = named === undefined ? c.get("place").domain : findDomain(named);
    if (domain === undefined) return err({ ...NOT_A_DOMAIN, status: 400 });
    const found = await findDomainSettings(find, domain);
    return found.ok ? found : err(toProblem(found.error));
  }
}

const FORMAT = {
  // A picture that is opened by itself is a document, and could run what a page can.
  svg: { render: renderQrSvg, headers: { "content-security-policy": "default-src 'none'" } },
  png: { render: renderQrPng, headers: {} },
} as const satisfies Record<CodeFormat, unknown>;

function renderLinkSvg(settings: ServerSettings, link: Link) {
  const { code, title } = toNamedLink(settings, link);
  return renderQrSvg(code, title);
}

function renderLinkPng(settings: ServerSettings, link: Link) {
  return renderQrPng(toNamedLink(settings, link).code);
}

function toNamedLink({ domain }: ServerSettings, link: Link): Named {
  const shown = { domain: toUnicode(domain) };
  return link.to === "guide"
    ? { domain, code: toGuideCode(link.origin, domain, link.guide), title: fillWords(words.guide.title, shown) }
    : { domain, code: toProfileCode(link.origin, domain), title: fillWords(words.profile, shown) };
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
