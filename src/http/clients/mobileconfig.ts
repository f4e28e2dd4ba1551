import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type * as z from "zod";
import { ENGLISH, LANGUAGES, type Language } from "../../content/language.ts";
import {
  mobileconfig,
  type ProfileOptions,
  renderProfile,
  renderSharedProfile,
} from "../../formats/profile/mobileconfig.ts";
import { PROFILE_PARTS } from "../../formats/profile/profile-payloads.ts";
import { findRefusal, ProfileRequest } from "../../formats/profile/profile-request.ts";
import { type Bytes, encodeText, type RenderedDocument } from "../../formats/rendered-document.ts";
import { findDomain, toUnicode } from "../../model/domain.ts";
import { findAccounts } from "../../model/find-accounts.ts";
import { findDomainSettings, type MailAccount } from "../../model/mail-account.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import type { ProfileSigner } from "../../signing/profile-signer.ts";
import type { DocumentCache } from "../../store/document-cache.ts";
import type { SettingsReader } from "../../store/settings-store.ts";
import { documentResponse, keptResponse, PRIVATE, withLength } from "../wire/document.ts";
import { readForm } from "../wire/form.ts";
import { detectLanguage, languageOf } from "../wire/language.ts";
import { otherMethods } from "../wire/other-methods.ts";
import { type Problem, plainProblem, toAccountsProblem, toProblem } from "../wire/problem.ts";
import { findHostDomain, findQueryValues } from "../wire/request.ts";

const PATH = "/profiles/apple.mobileconfig";

interface ProfileService {
  readonly signer: ProfileSigner;
  readonly now: () => Date;
}

/** What a request says: from its query, or from a form's body. */
interface Asked {
  readonly c: Context;
  /** Those that are not empty: a form sends what nobody filled in as nothing. */
  valuesOf(name: string): readonly string[];
  readonly isForm: boolean;
}

/**
 * `/profiles/apple.mobileconfig` by GET or by a form's POST, so that a page can ask without an address in a URL.
 * Without `emailaddress`, `domain` or the Host says whose profile it is, and the device asks for the rest.
 */
export function mobileconfigRoutes(store: SettingsReader, cache: DocumentCache, service: ProfileService): Hono {
  const { signer, now } = service;
  const limit = bodyLimit({ maxSize: 8 * 1024, onError: () => plainProblem(TOO_LARGE) });
  return new Hono()
    .use(PATH, detectLanguage)
    .get(PATH, async (c) => {
      const valuesOf = (name: string) => present(findQueryValues(c.req.url, name));
      return withLength(c, await answer({ c, isForm: false, valuesOf }));
    })
    .post(PATH, limit, async (c) => {
      const form = await readForm(c);
      if (form === undefined) return plainProblem(NOT_A_FORM);
      return answer({ c, isForm: true, valuesOf: (name) => present(form.getAll(name).map(String)) });
    })
    .all(PATH, otherMethods("GET, HEAD, POST"));

  async function answer(asked: Asked): Promise<Response> {
    const { valuesOf } = asked;
    const request = ProfileRequest.safeParse({
      name: valuesOf("name")[0],
      protocol: valuesOf("protocol")[0],
      include: valuesOf("include"),
    });
    if (!request.success) return plainProblem(toFieldProblem(request.error));
    const addresses = valuesOf("emailaddress");
    return addresses.length === 0 ? answerShared(asked, request.data) : answerPersonal(asked, request.data, addresses);
  }

  async function answerPersonal(
    asked: Asked,
    request: ProfileRequest,
    addresses: readonly string[],
  ): Promise<Response> {
    const accounts = await findAccounts(store.find, addresses);
    if (!accounts.ok) return plainProblem(toAccountsProblem(accounts.error));
    const problem = accounts.value.map(({ settings }) => findProblem(settings, request)).find(Boolean);
    if (problem !== undefined) return plainProblem(problem);
    const profile = await renderPersonal(accounts.value, toOptions(request, findLanguage(asked).language));
    const document = signer.isSigned(now()) ? await toSigned(profile) : profile;
    return documentResponse(document, { cacheControl: PRIVATE });
  }

  async function renderPersonal(accounts: readonly MailAccount[], options: ProfileOptions) {
    const [account, ...more] = accounts;
    return account === undefined || more.length > 0
      ? renderProfile(accounts, options)
      : cache.renderPersonal(mobileconfig, toVariant(options), account, options);
  }

  async function answerShared(asked: Asked, request: ProfileRequest): Promise<Response> {
    const { c, valuesOf } = asked;
    const [named] = valuesOf("domain");
    const domain = named === undefined ? findHostDomain(c.req.url) : findDomain(named);
    if (domain === undefined)
      return plainProblem(named === undefined ? toProblem({ reason: "address_missing" }) : NOT_A_DOMAIN);
    const found = await findDomainSettings(store.find, domain);
    if (!found.ok) return plainProblem(toProblem(found.error));
    const settings = found.value;
    const problem = findProblem(settings, request);
    if (problem !== undefined) return plainProblem(problem);
    const { language, headers } = findLanguage(asked);
    // A name belongs to a person, and nobody was named.
    const shared = { ...toOptions(request, language), name: undefined };
    const variant = `shared ${toVariant(shared)}`;
    const kept = await cache.keep(settings, variant, () => renderSharedProfile(settings, shared));
    if (!signer.isSigned(now())) return keptResponse(c, kept, headers);
    // Signed anew each hour, so that the time in the signature stays near the truth.
    const hour = Math.floor(now().getTime() / HOUR);
    const signed = await cache.keepBytes(settings, `signed ${hour} ${variant}`, () => toSigned(kept.document));
    return keptResponse(c, signed, headers);
  }

  /** Signed, unless the time for it has just run out. */
  async function toSigned(document: RenderedDocument): Promise<RenderedDocument<Bytes>> {
    const body = encodeText(document.body);
    return { ...document, body: (await signer.sign(body, now())) ?? body };
  }
}

const HOUR = 60 * 60 * 1000;

function present(values: readonly string[]): string[] {
  return values.filter((value) => value !== "");
}

/** By the form's own field, the query's, or as the browser asks. */
function findLanguage({ c, isForm, valuesOf }: Asked) {
  const [named] = isForm ? valuesOf("lang") : [];
  return named === undefined ? languageOf(c) : { language: LANGUAGES.get(named) ?? ENGLISH, headers: {} };
}

function toOptions({ name, protocol, include }: ProfileRequest, { words, tag }: Language): ProfileOptions {
  return { name, protocol, include: include.parts, words: words.profile, lang: tag };
}

function findProblem(settings: ServerSettings, request: ProfileRequest): Problem | undefined {
  const { domain } = settings;
  const refusal = findRefusal(settings, request);
  if (refusal?.reason !== "not_offered") return refusal && toProblem({ reason: refusal.reason, domain });
  const [asked, others] = [request.include.parts.join(" or "), refusal.others.join(", ")];
  return {
    title: "Not offered here",
    detail: `A profile for ${toUnicode(domain)} cannot have ${asked}: ask for ${others} instead.`,
    status: 404,
  };
}

function toVariant({ protocol, name, include, lang }: ProfileOptions): string {
  return `profile ${protocol ?? "any"} ${name === undefined ? "unnamed" : "named"} ${include.join()} ${lang}`;
}

function toFieldProblem({ issues }: z.ZodError): Problem {
  const [field] = issues[0]?.path ?? [];
  return WRONG_FIELD[field === "name" || field === "include" ? field : "protocol"];
}

const NOT_A_DOMAIN: Problem = {
  title: "Not a domain",
  detail: "That is not a domain name: give one such as shop.example.",
  status: 400,
};
const NOT_A_FORM: Problem = {
  title: "Not a form",
  detail: "The body is not a form: send emailaddress as form data.",
  status: 415,
};
const TOO_LARGE: Problem = {
  title: "Too large",
  detail: "The form is larger than 8 KiB: send emailaddress, name, protocol, include and lang only.",
  status: 413,
};
const WRONG_FIELD = {
  name: {
    title: "Not a name",
    detail: "The name has more than 100 characters, or one that names cannot have.",
    status: 400,
  },
  protocol: { title: "Unknown protocol", detail: "The protocol is neither imap nor pop3.", status: 400 },
  include: {
    title: "Unknown part",
    detail: `A profile includes ${PROFILE_PARTS.join(", ")}: name some of these, with commas between them.`,
    status: 400,
  },
} as const satisfies Record<string, Problem>;
