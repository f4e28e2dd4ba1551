/**
 * The world as mail clients find it for one domain whose records are published: what `src/http/clients` answers, said of
 * settings alone. `test/directory/certificate-plan.test.ts` holds it against the service.
 * @module
 */
import { personalAutoconfig, renderAutoconfig } from "../formats/autoconfig/autoconfig.ts";
import { renderAutodiscoverJson } from "../formats/autodiscover/autodiscover-json.ts";
import { autodiscoverPox, canExpressAsPox, toPoxUrl } from "../formats/autodiscover/autodiscover-pox.ts";
import { parseAutodiscoverRequest } from "../formats/autodiscover/autodiscover-request.ts";
import { toCertificateNames } from "../formats/certificates/certificate-names.ts";
import { type DnsRecord, toDnsRecords } from "../formats/dns/dns-records.ts";
import { renderPersonal } from "../formats/document-template.ts";
import { renderPacc } from "../formats/pacc.ts";
import type { RenderedDocument } from "../formats/rendered-document.ts";
import { completeAccount, type FindLogin, parseAddress } from "../model/address/mail-account.ts";
import { type Domain, findDomain } from "../model/domain/domain.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import { type ClientRequest, NoAnswerError, type ServerAnswer, type World } from "../simulator/world.ts";

export interface WorldOptions {
  /** The service's own name, which has a certificate. */
  readonly serviceHost: Domain;
  /** Names under the domain that have one. */
  readonly certificates: readonly string[];
  /** Absent where the rule makes every log-in name. */
  readonly findLogin?: FindLogin | undefined;
}

/** Those of a domain as its settings have it: with a certificate for each name that is to have one. */
export function toWorldOptions(settings: ServerSettings, origin: string | undefined): WorldOptions {
  const { domain } = settings;
  const serviceHost = findDomain(URL.parse(origin ?? "")?.hostname ?? "") ?? findDomain(`setup.${domain}`) ?? domain;
  return { serviceHost, certificates: toCertificateNames(settings) };
}

export async function createDomainWorld(
  settings: ServerSettings,
  { serviceHost, certificates, findLogin }: WorldOptions,
): Promise<World> {
  const { domain } = settings;
  const records = await toDnsRecords(settings, { serviceHost });
  const aliases = records.flatMap(({ type, name }) => (type === "CNAME" ? [`${name}.${domain}`] : []));
  const answers = new Map<string, Promise<ServerAnswer>>();
  const at = (name: string) => {
    const relative = name === domain ? "@" : name.slice(0, -domain.length - 1);
    return records.filter((record) => record.name === relative);
  };
  return {
    async fetch(request) {
      const { protocol, hostname } = new URL(request.url);
      // The domain's own web site, which knows nothing of mail.
      if (hostname === domain) return NOTHING;
      const isHere = hostname === serviceHost || aliases.includes(hostname);
      const isReached = protocol === "http:" || hostname === serviceHost || certificates.includes(hostname);
      if (!isHere) throw new NoAnswerError("no such name");
      if (!isReached) throw new NoAnswerError("its name has no certificate");
      // Many clients ask the same, and rendering takes longer than all else that they do.
      const { method, url, body = "" } = request;
      const key = `${method} ${url} ${body}`;
      const answered = answers.get(key) ?? answer(settings, request, findLogin);
      answers.set(key, answered);
      return answered;
    },
    resolveMx: async () => [],
    resolveSrv: async (name) => at(name).flatMap(toSrv),
    resolveTxt: async (name) => at(name).flatMap((record) => (record.type === "TXT" ? [record.value] : [])),
    // No answer depends on it.
    md5: async () => "0".repeat(32),
  };
}

const NOTHING: ServerAnswer = {
  status: 404,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body: "Not found.\n",
};

/** By path, as the service has them: in any case, and below the path that names the domain. */
async function answer(settings: ServerSettings, request: ClientRequest, findLogin?: FindLogin): Promise<ServerAnswer> {
  const url = new URL(request.url);
  const path = url.pathname.toLowerCase().replace(`/d/${settings.domain}/`, "/");
  switch (path) {
    case "/mail/config-v1.1.xml":
    case "/.well-known/autoconfig/mail/config-v1.1.xml":
    case "/.well-known/mail-v1.xml":
      return request.method === "GET" ? toAnswer(await renderXml(settings, url, findLogin)) : NOTHING;
    case "/autodiscover/autodiscover.xml":
      return url.protocol === "http:"
        ? { status: 302, headers: { location: toPoxUrl(settings) }, body: "" }
        : toAnswer(await renderPox(settings, request, findLogin));
    case "/autodiscover/autodiscover.json":
      return answerJson(settings, url);
    case "/.well-known/user-agent-configuration.json":
      return toAnswer(renderPacc(settings));
    default:
      return NOTHING;
  }
}

/** Where a table has log-in names, the address decides. */
async function renderXml(settings: ServerSettings, url: URL, findLogin?: FindLogin): Promise<RenderedDocument> {
  const address = parseAddress(url.searchParams.get("emailaddress") ?? "");
  if (settings.explicitLogins !== true || !address.ok) return renderAutoconfig(settings);
  return renderPersonal(personalAutoconfig, await completeAccount({ findLogin }, address.value, settings), {});
}

async function renderPox(settings: ServerSettings, { method, body = "" }: ClientRequest, findLogin?: FindLogin) {
  if (!canExpressAsPox(settings)) return undefined;
  const address = method === "POST" ? parseAddress(parseAutodiscoverRequest(body).address ?? "") : undefined;
  return address?.ok === true
    ? renderPersonal(autodiscoverPox, await completeAccount({ findLogin }, address.value, settings), {
        withLogin: true,
      })
    : autodiscoverPox.renderTemplate(settings, { withLogin: false });
}

function answerJson(settings: ServerSettings, { searchParams }: URL): ServerAnswer {
  const protocol = [...searchParams].find(([name]) => name.toLowerCase() === "protocol")?.[1] ?? "";
  const document = renderAutodiscoverJson(settings, protocol);
  return { ...toAnswer(document), status: document.found ? 200 : 400 };
}

function toAnswer(document: RenderedDocument | undefined): ServerAnswer {
  if (document === undefined) return NOTHING;
  return { status: 200, headers: { "content-type": document.contentType }, body: document.body };
}

function toSrv(record: DnsRecord) {
  return record.type === "SRV" ? [{ ...record, target: record.target.replace(/\.$/, "") }] : [];
}
