import type { Context } from "hono";
import type * as z from "zod";
import { loadWording, type Wording } from "../../content/language.ts";
import {
  mobileconfig,
  type ProfileOptions,
  renderProfile,
  renderSharedProfile,
} from "../../formats/profile/mobileconfig.ts";
import { PROFILE_PARTS } from "../../formats/profile/profile-payloads.ts";
import { findRefusal, ProfileRequest } from "../../formats/profile/profile-request.ts";
import { type Bytes, encodeText, type RenderedDocument } from "../../formats/rendered-document.ts";
import { findAccounts } from "../../model/address/find-accounts.ts";
import { findDomainSettings, type MailAccount } from "../../model/address/mail-account.ts";
import { type Domain, findDomain, toUnicode } from "../../model/domain/domain.ts";
import { onceFor } from "../../model/once-for.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { type Soon, whenKnown } from "../../model/soon.ts";
import { noteLookup } from "../counting/counting.ts";
import { findExcess } from "../limits/costly.ts";
import type { Asked } from "../wire/asked.ts";
import { answerKept, answerKeptBytes, documentResponse, PRIVATE } from "../wire/document.ts";
import { type AskedLanguage, wordingOf } from "../wire/language.ts";
import { NOT_A_DOMAIN, type Problem, toAccountsProblem, toProblem } from "../wire/problem.ts";
import { refuse } from "../wire/served.ts";
import type { Site } from "../wire/site.ts";

/** What `/profiles/apple.mobileconfig` is answered with. */
export function profileAnswer(site: Site): (c: Context, asked: Asked) => Soon<Response> {
  const { find, cache, profileSigner: signer, now } = site;
  return answer;

  function answer(c: Context, asked: Asked): Soon<Response> {
    const { valuesOf } = asked;
    const [[name], [protocol], include] = [valuesOf("name"), valuesOf("protocol"), valuesOf("include")];
    const isPlain = name === undefined && protocol === undefined && include.length === 0;
    const request = isPlain ? PLAIN : ProfileRequest.safeParse({ name, protocol, include });
    if (!request.success) return refuse(c, toFieldProblem(request.error));
    const addresses = valuesOf("emailaddress");
    return addresses.length === 0
      ? answerShared(c, asked, request.data)
      : answerPersonal(c, asked, request.data, addresses);
  }

  function answerPersonal(
    c: Context,
    asked: Asked,
    request: ProfileRequest,
    addresses: readonly string[],
  ): Soon<Response> {
    return whenKnown(findAccounts(site, addresses), (accounts) => {
      if (!accounts.ok) {
        const { error } = accounts;
        if (error.reason !== "too_many_addresses" && error.reason !== "several_providers") noteLookup(c, error);
        return refuse(c, toAccountsProblem(error));
      }
      const [owner] = accounts.value;
      if (owner !== undefined) noteLookup(c, owner.settings);
      const problem = accounts.value.map(({ settings }) => findProblem(settings, request)).find(Boolean);
      if (problem !== undefined) return refuse(c, problem);
      const render = () =>
        whenKnown(findWording(c, asked), ({ language }) =>
          renderPersonal(accounts.value, toOptions(request, language)),
        );
      if (owner !== undefined && signer.isSigned(now())) return answerSigned(c, owner.settings.domain, render);
      return whenKnown(render(), (document) => documentResponse(c, document, { cacheControl: PRIVATE }));
    });
  }

  function answerSigned(c: Context, domain: Domain, render: () => Soon<RenderedDocument>): Soon<Response> {
    return whenKnown(findExcess(c, site, "signature", domain), (excess) => {
      if (excess !== undefined) return refuse(c, excess);
      return whenKnown(whenKnown(render(), toSigned), (document) =>
        documentResponse(c, document, { cacheControl: PRIVATE }),
      );
    });
  }

  function renderPersonal(accounts: readonly MailAccount[], options: ProfileOptions) {
    const [account, ...more] = accounts;
    return account === undefined || more.length > 0
      ? renderProfile(accounts, options)
      : cache.renderPersonal(mobileconfig, account, options);
  }

  async function answerShared(c: Context, asked: Asked, request: ProfileRequest): Promise<Response> {
    const [named] = asked.valuesOf("domain");
    const domain = named === undefined ? c.get("place").domain : findDomain(named);
    if (domain === undefined)
      return refuse(
        c,
        named === undefined ? toProblem({ reason: "address_missing" }) : { ...NOT_A_DOMAIN, status: 400 },
      );
    const found = await findDomainSettings(find, domain);
    noteLookup(c, found.ok ? found.value : found.error);
    if (!found.ok) return refuse(c, toProblem(found.error));
    const settings = found.value;
    const problem = findProblem(settings, request);
    if (problem !== undefined) return refuse(c, problem);
    const { language, headers } = await findWording(c, asked);
    // A name belongs to a person, and nobody was named.
    const options = { ...toOptions(request, language), name: undefined };
    if (!signer.isSigned(now())) return answerKept(c, site, settings, renderSharedProfile, options, headers);
    // Signed anew each hour, so that the time in the signature stays near the truth.
    const hour = Math.floor(now().getTime() / HOUR);
    return answerKeptBytes(c, site, settings, renderSigned, { ...options, hour }, headers);
  }

  function renderSigned(settings: ServerSettings, options: ProfileOptions & { readonly hour: number }) {
    return toSigned(renderSharedProfile(settings, options));
  }

  /** Signed, unless the time for it has just run out. */
  async function toSigned(document: RenderedDocument): Promise<RenderedDocument<Bytes>> {
    const body = encodeText(document.body);
    return { ...document, body: (await signer.sign(body, now())) ?? body };
  }
}

const HOUR = 60 * 60 * 1000;

/** By the form's own field, the query's, or as the browser asks. */
function findWording(
  c: Context,
  { isForm, valuesOf }: Asked,
): Soon<Pick<AskedLanguage<Wording>, "language" | "headers">> {
  const [named] = isForm ? valuesOf("lang") : [];
  if (named === undefined) return wordingOf(c);
  return whenKnown(loadWording(named), (language) => ({ language, headers: {} }));
}

/** What most ask for. */
const PLAIN = { success: true, data: ProfileRequest.parse({ include: [] }) } as const;

function toOptions(request: ProfileRequest, language: Wording): ProfileOptions {
  return request === PLAIN.data ? toPlainOptions(language) : createOptions(request, language);
}

/** One object for all who ask for it, so that their document is found by that. */
const toPlainOptions = onceFor((language: Wording) => createOptions(PLAIN.data, language));

function createOptions({ name, protocol, include }: ProfileRequest, { words, tag }: Wording): ProfileOptions {
  return { name, protocol, include: include.parts, words: words.profile, lang: tag };
}

function findProblem(settings: ServerSettings, request: ProfileRequest): Problem | undefined {
  return request === PLAIN.data ? findPlainProblem(settings).problem : describeRefusal(settings, request);
}

/** Found once for settings, since most profiles wait for it. */
const findPlainProblem = onceFor((settings: ServerSettings) => ({ problem: describeRefusal(settings, PLAIN.data) }));

function describeRefusal(settings: ServerSettings, request: ProfileRequest): Problem | undefined {
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

function toFieldProblem({ issues }: z.ZodError): Problem {
  const [field] = issues[0]?.path ?? [];
  return WRONG_FIELD[field === "name" || field === "include" ? field : "protocol"];
}

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
