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
import type { Domain } from "../model/domain/domain.ts";
import { toServiceHost } from "../model/domain/service-host.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import { type ClientRequest, NoAnswerError, type ServerAnswer, type World } from "../simulator/world.ts";

export interface WorldOptions {
  /** The service's own name, which has a certificate. */
  readonly serviceHost: Domain;
  /** Names under the domain that have one. */
  readonly certificates: readonly string[];
  /** Absent where the rule makes every login name. */
  readonly findLogin?: FindLogin | undefined;
}

/** Those of a domain as its settings have it: with a certificate for each name that is to have one. */
export function toWorldOptions(settings: ServerSettings, origin: string | undefined): WorldOptions {
  return { serviceHost: toServiceHost(origin, settings.domain), certificates: toCertificateNames(settings) };
}

export async function createDomainWorld(
  settings: ServerSettings,
  { serviceHost, certificates, findLogin }: WorldOptions,
): Promise<World> {
  const { domain } = settings;
  const records = await toDnsRecords(settings, { serviceHost });
  const aliases = records.flatMap(({ type, name }) => (type === "CNAME" ? [`${name}.${domain}`] : []));
  const answer = answerOf(settings, findLogin);
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
      return answer(request);
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

/**
 * By path, as the service has them: in any case, and below the path that names the domain. Many clients ask the same in many ways:
 * what they get is made once, since rendering takes longer than all else that they do.
 */
function answerOf(settings: ServerSettings, findLogin?: FindLogin): (request: ClientRequest) => Promise<ServerAnswer> {
  const autoconfigOf = once(async (address) => toAnswer(await renderXml(settings, address, findLogin)));
  const poxOf = once(async (address) => toAnswer(await renderPox(settings, address, findLogin)));
  return async ({ method, url: asked, body = "" }) => {
    const url = new URL(asked);
    const path = url.pathname.toLowerCase().replace(`/d/${settings.domain}/`, "/");
    switch (path) {
      case "/mail/config-v1.1.xml":
      case "/.well-known/autoconfig/mail/config-v1.1.xml":
      case "/.well-known/mail-v1.xml": {
        // Where a table has login names, the address decides.
        const address = settings.explicitLogins === true ? url.searchParams.get("emailaddress") : null;
        return method === "GET" ? autoconfigOf(address ?? "") : NOTHING;
      }
      case "/autodiscover/autodiscover.xml":
        return url.protocol === "http:"
          ? { status: 302, headers: { location: toPoxUrl(settings) }, body: "" }
          : poxOf(method === "POST" ? (parseAutodiscoverRequest(body).address ?? "") : "");
      case "/autodiscover/autodiscover.json":
        return answerJson(settings, url);
      case "/.well-known/user-agent-configuration.json":
        return toAnswer(renderPacc(settings));
      default:
        return NOTHING;
    }
  };
}

/** What was made of a text, the next time too. */
function once<Made>(make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    const made = known.get(text) ?? make(text);
    known.set(text, made);
    return made;
  };
}

async function renderXml(settings: ServerSettings, text: string, findLogin?: FindLogin): Promise<RenderedDocument> {
  const address = parseAddress(text);
  if (!address.ok) return renderAutoconfig(settings);
  return renderPersonal(personalAutoconfig, await completeAccount({ findLogin }, address.value, settings), {});
}

async function renderPox(settings: ServerSettings, text: string, findLogin?: FindLogin) {
  if (!canExpressAsPox(settings)) return undefined;
  const address = parseAddress(text);
  return address.ok
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
