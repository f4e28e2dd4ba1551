import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import * as z from "zod";
import {
  canExpressAsProfile,
  mobileconfig,
  type ProfileOptions,
  renderSharedProfile,
} from "../formats/mobileconfig.ts";
import { type Domain, findDomain } from "../model/domain.ts";
import { findAccount, findDomainSettings } from "../model/mail-account.ts";
import { text } from "../model/text.ts";
import type { SettingsReader } from "../store/settings-store.ts";
import { documentResponse, keptResponse, PRIVATE } from "./document.ts";
import type { DocumentCache } from "./document-cache.ts";
import { readForm } from "./form.ts";
import { otherMethods } from "./other-methods.ts";
import { type Problem, plainProblem, toProblem } from "./problem.ts";
import { findHostDomain, findQueryValues } from "./request.ts";

const PATH = "/profiles/apple.mobileconfig";

const Fields = z.object({
  emailaddress: z.string().optional(),
  domain: z.string().optional(),
  name: text(100).optional(),
  protocol: z.enum(["imap", "pop3"]).optional(),
});
const FIELD_NAMES = Fields.keyof().options;
type Fields = z.infer<typeof Fields>;

/**
 * `/profiles/apple.mobileconfig` by GET or by a form's POST, so that a page can ask without an address in a URL.
 * Without `emailaddress`, `domain` or the Host says whose profile it is, and the device asks for the rest.
 */
export function mobileconfigRoutes(store: SettingsReader, cache: DocumentCache): Hono {
  const limit = bodyLimit({ maxSize: 8 * 1024, onError: () => plainProblem(TOO_LARGE) });
  return new Hono()
    .get(PATH, (c) => answer(c, (name) => findQueryValues(c.req.url, name)))
    .post(PATH, limit, async (c) => {
      const form = await readForm(c);
      return form === undefined ? plainProblem(NOT_A_FORM) : answer(c, (name) => form.getAll(name).map(String));
    })
    .all(PATH, otherMethods("GET, HEAD, POST"));

  async function answer(c: Context, valuesOf: (name: string) => string[]): Promise<Response> {
    const given = FIELD_NAMES.flatMap((name) =>
      valuesOf(name)
        .filter((value) => value !== "")
        .map((value) => [name, value]),
    );
    const fields = Fields.safeParse(Object.fromEntries(given));
    if (!fields.success)
      return plainProblem(WRONG_FIELD[fields.error.issues[0]?.path[0] === "name" ? "name" : "protocol"]);
    const options = { protocol: fields.data.protocol, name: fields.data.name };
    return fields.data.emailaddress === undefined
      ? answerShared(c, fields.data, options)
      : answerPersonal(fields.data.emailaddress, options);
  }

  async function answerPersonal(address: string, options: ProfileOptions): Promise<Response> {
    const account = await findAccount(store.find, address);
    if (!account.ok) return plainProblem(toProblem(account.error));
    const { settings } = account.value;
    if (!canExpressAsProfile(settings, options)) return notExpressible(settings.domain);
    const profile = await cache.renderPersonal(mobileconfig, toVariant(options), account.value, options);
    return documentResponse(profile, { cacheControl: PRIVATE });
  }

  async function answerShared(c: Context, fields: Fields, options: ProfileOptions): Promise<Response> {
    const domain = fields.domain === undefined ? findHostDomain(c.req.url) : findDomain(fields.domain);
    if (domain === undefined)
      return plainProblem(fields.domain === undefined ? toProblem({ reason: "address_missing" }) : NOT_A_DOMAIN);
    const found = await findDomainSettings(store.find, domain);
    if (!found.ok) return plainProblem(toProblem(found.error));
    if (!canExpressAsProfile(found.value, options)) return notExpressible(domain);
    // A name belongs to a person, and nobody was named.
    const shared = { ...options, name: undefined };
    const kept = await cache.keep(found.value, `shared ${toVariant(shared)}`, () =>
      renderSharedProfile(found.value, shared),
    );
    return keptResponse(c, kept);
  }
}

function toVariant({ protocol, name }: ProfileOptions): string {
  return `profile ${protocol ?? "any"} ${name === undefined ? "unnamed" : "named"}`;
}

function notExpressible(domain: Domain): Response {
  return plainProblem(toProblem({ reason: "not_expressible", domain }));
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
  detail: "The form is larger than 8 KiB: send emailaddress, name and protocol only.",
  status: 413,
};
const WRONG_FIELD = {
  name: {
    title: "Not a name",
    detail: "The name has more than 100 characters, or one that names cannot have.",
    status: 400,
  },
  protocol: { title: "Unknown protocol", detail: "The protocol is neither imap nor pop3.", status: 400 },
} as const satisfies Record<string, Problem>;
