/**
 * Domains that are set up wrongly, each in its own way, against servers on loopback.
 * @module
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CheckReport, checkDomain } from "../../src/check/check-domain.ts";
import type { Probes } from "../../src/check/network/probes.ts";
import { ENGLISH } from "../../src/content/language.ts";
import type { FindingKind } from "../../src/model/finding-kind.ts";
import { createNodeProbes } from "../../src/node/probes/node-probes.ts";
import { findResolver } from "../../src/node/probes/resolvers.ts";
import { tellFinding } from "../../src/telling/check/told-check.ts";
import {
  a,
  aaaa,
  bare,
  type CheckedDomains,
  caa,
  cname,
  HOST,
  html,
  IMAPS,
  imap,
  mx,
  ORIGIN,
  openDomains,
  redirect,
  type Setup,
  SUBMISSIONS,
  srv,
  submission,
  txt,
  upgraded,
  xml,
} from "../support/domains/checked-domains.ts";
import { type DnsServer, startDnsServer } from "../support/services/dns-server.ts";

interface GoodRow {
  /** How it is set up, in words. */
  readonly what: string;
  readonly change: (setup: Setup) => unknown;
  /** Where somebody has to wait for what never comes. */
  readonly waitsFor?: "web" | "mail";
}

interface Row extends GoodRow {
  /** All that is found, worst first. */
  readonly kinds: readonly FindingKind[];
  /** What the first finding's remedy, or a record of it, has to say. */
  readonly remedy: RegExp;
  /** A client that it breaks; none where it is left out. */
  readonly breaks?: string;
}

const oldConfig = (domain: string, hostname = "mail.old.example") =>
  xml(`<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="${domain}"><domain>${domain}</domain><displayName>Old</displayName><displayShortName>Old</displayShortName>
<incomingServer type="imap"><hostname>${hostname}</hostname><port>993</port><socketType>SSL</socketType><authentication>password-cleartext</authentication><username>%EMAILADDRESS%</username></incomingServer>
<outgoingServer type="smtp"><hostname>${hostname}</hostname><port>465</port><socketType>SSL</socketType><authentication>password-cleartext</authentication><username>%EMAILADDRESS%</username></outgoingServer>
</emailProvider></clientConfig>`);

const CONFIG = /^\/mail\/config/;
const POX = /autodiscover\.xml$/i;

/** At the name that most clients ask first. */
const AT_AUTOCONFIG: readonly Row[] = [
  {
    what: "autoconfig is not there",
    change: (s) => s.without("autoconfig"),
    kinds: ["aliasMissing"],
    remedy: /^autoconfig\.\S+ 3600 IN CNAME setup\.hosting\.example\.$/,
    breaks: "KMail",
  },
  {
    what: "a wildcard with an address leads autoconfig to the web site",
    change: (s) =>
      s
        .without("autoconfig")
        .add(a(s.at("*")))
        .answer("autoconfig", html("Shop")),
    kinds: ["aliasByWildcard", "webSite"],
    remedy: /wins over the wildcard/,
    breaks: "KMail",
  },
  {
    what: "autoconfig leads to a former provider",
    change: (s) =>
      s
        .without("autoconfig")
        .add(cname(s.at("autoconfig"), "autoconfig.your-server.de"), a("autoconfig.your-server.de"))
        .answer("autoconfig", oldConfig(s.domain)),
    kinds: ["aliasElsewhere", "documentDiffers"],
    remedy: /^autoconfig\..* CNAME autoconfig\.your-server/,
    breaks: "Thunderbird",
  },
  {
    what: "autoconfig leads to a name that is gone",
    change: (s) => s.without("autoconfig").add(cname(s.at("autoconfig"), "gone.hosting.example")),
    kinds: ["aliasDangling"],
    remedy: /CNAME setup/,
    breaks: "KMail",
  },
  {
    what: "aliases in a circle",
    change: (s) =>
      s.without("autoconfig").add(cname(s.at("autoconfig"), s.at("b")), cname(s.at("b"), s.at("autoconfig"))),
    kinds: ["aliasLoop"],
    remedy: /CNAME setup/,
    breaks: "KMail",
  },
  {
    what: "an address in place of the alias",
    change: (s) =>
      s
        .without("autoconfig")
        .add(a(s.at("autoconfig")), a(s.at("autoconfig"), "127.0.0.3"))
        .answer("autoconfig", { status: 404 }),
    kinds: ["aliasIsAddress", "webNotFound"],
    remedy: /remove the A and AAAA/,
    breaks: "KMail",
  },
  {
    what: "our address copied",
    change: (s) => s.without("autoconfig").add(a(s.at("autoconfig"))),
    kinds: ["aliasCopied"],
    remedy: /replace the A and AAAA/,
  },
  {
    what: "the name servers fail for a name",
    change: (s) => s.failing.push(s.at("autoconfig")),
    kinds: ["dnsFails"],
    remedy: /name servers are up/,
    breaks: "KMail",
  },
  {
    what: "CAA forbids the certificate that is missing",
    change: (s) => s.add(caa(s.domain, "digicert.com")).certificate("autoconfig", "none"),
    kinds: ["webTlsFails", "caaForbids"],
    remedy: /get a certificate for autoconfig/,
    breaks: "Geary",
  },
  {
    what: "the certificate of another name",
    change: (s) => s.certificate("autoconfig", "wrong-name"),
    kinds: ["certificateWrongName"],
    remedy: /names autoconfig/,
    breaks: "Geary",
  },
  {
    what: "an expired certificate",
    change: (s) => s.certificate("autoconfig", "expired"),
    kinds: ["certificateExpired"],
    remedy: /Renew/,
    breaks: "Geary",
  },
  {
    what: "404",
    change: (s) => s.answer("autoconfig", { status: 404 }),
    kinds: ["webNotFound"],
    remedy: /serves the domain/,
    breaks: "KMail",
  },
  {
    what: "the customer's web site",
    change: (s) => s.answer("autoconfig", html("My shop"), CONFIG, /https/),
    kinds: ["webSite"],
    remedy: /Point autoconfig/,
    breaks: "KMail",
  },
  {
    what: "nothing",
    change: (s) => s.answer("autoconfig", { status: 204 }, CONFIG, /https/),
    kinds: ["webEmpty"],
    remedy: /Point autoconfig/,
    breaks: "Delta Chat",
  },
  {
    what: "the wrong content type",
    change: (s) =>
      s.web.set(
        s.at("autoconfig"),
        async (request) =>
          new Response(await ((await s.otherwise(request)) as Response).text(), {
            headers: { "content-type": "text/plain" },
          }),
      ),
    kinds: ["webWrongType"],
    remedy: /leave the content type/,
  },
  {
    what: "half a document",
    change: (s) => s.answer("autoconfig", xml("<clientConfig><emailProvider>"), CONFIG, /https/),
    kinds: ["webMalformed"],
    remedy: /no proxy change/,
    breaks: "KMail",
  },
  {
    what: "a document without end",
    change: (s) => s.answer("autoconfig", xml(" ".repeat(300_000)), CONFIG, /https/),
    kinds: ["webTooLarge"],
    remedy: /Point autoconfig/,
    breaks: "Geary",
  },
  {
    what: "a redirect elsewhere",
    change: (s) => s.answer("autoconfig", redirect("https://www.old.example/")),
    kinds: ["redirectElsewhere"],
    remedy: /remove the redirect/,
    breaks: "KMail",
  },
  {
    what: "a redirect in a circle",
    change: (s) => s.answer("autoconfig", redirect("/mail/config-v1.1.xml"), CONFIG, /https/),
    kinds: ["redirectLoop"],
    remedy: /Remove the redirect/,
    breaks: "Geary",
  },
  {
    what: "a redirect to plain http",
    change: (s) =>
      s.answer("autoconfig", redirect(`http://autoconfig.${s.domain}/mail/config-v1.1.xml`), CONFIG, /https/),
    kinds: ["redirectDowngrade"],
    remedy: /redirect to https/,
  },
  {
    what: "plain http that leads to a dead https",
    change: (s) =>
      s
        .certificate("autoconfig", "none")
        .answer("autoconfig", redirect(`https://autoconfig.${s.domain}/mail/config-v1.1.xml`), CONFIG, /http:/),
    kinds: ["webTlsFails", "redirectToDead"],
    remedy: /certificate for autoconfig/,
    breaks: "KMail",
  },
  {
    what: "the settings of a former provider",
    change: (s) => s.answer("autoconfig", oldConfig(s.domain), CONFIG, /https/),
    kinds: ["documentDiffers"],
    remedy: /earlier provider/,
    breaks: "Thunderbird",
  },
  {
    what: "the settings of another domain",
    change: (s) => s.answer("autoconfig", oldConfig("old.example"), CONFIG, /https/),
    kinds: ["documentForeign"],
    remedy: /earlier provider/,
    breaks: "Thunderbird",
  },
  {
    what: "a web server that hangs up",
    change: (s) => s.answer("autoconfig", "reset", CONFIG, /https/),
    kinds: ["webHangsUp"],
    remedy: /log of the web server/,
    breaks: "Geary",
  },
];

/** At the other one. */
const AT_AUTODISCOVER: readonly Row[] = [
  {
    what: "autodiscover leads to Microsoft",
    change: (s) =>
      s
        .without("autodiscover")
        .add(cname(s.at("autodiscover"), "autodiscover.outlook.com"), a("autodiscover.outlook.com"))
        .answer("autodiscover", { status: 404 }),
    kinds: ["aliasToMicrosoft", "webNotFound"],
    remedy: /no longer at Microsoft/,
    breaks: "Outlook (classic) for Windows",
  },
  {
    what: "no certificate",
    change: (s) => s.certificate("autodiscover", "none"),
    kinds: ["webTlsFails"],
    remedy: /get a certificate for autodiscover/,
    breaks: "Outlook (classic) for Windows",
  },
  {
    what: "autodiscover is not there",
    change: (s) => s.without("autodiscover"),
    kinds: ["aliasMissing"],
    remedy: /^autodiscover\.\S+ 3600 IN CNAME/,
    breaks: "Outlook (classic) for Windows",
  },
  {
    what: "a certificate of the future",
    change: (s) => s.certificate("autodiscover", "not-yet"),
    kinds: ["certificateNotYet"],
    remedy: /clock/,
    breaks: "Outlook (classic) for Windows",
  },
  {
    what: "a self-signed certificate",
    change: (s) => s.certificate("autodiscover", "self-signed"),
    kinds: ["certificateSelfSigned"],
    remedy: /public authority/,
    breaks: "Outlook (classic) for Windows",
  },
  {
    what: "a wildcard leads autodiscover to the web host",
    change: (s) =>
      s
        .without("autodiscover")
        .add(cname(s.at("*"), "web.hosting.example"))
        .answer("autodiscover", html("Shop"))
        .certificate("autodiscover", "wrong-name"),
    kinds: ["aliasByWildcard", "certificateWrongName", "webSite"],
    remedy: /^autodiscover\..* CNAME setup/,
    breaks: "Outlook (classic) for Windows",
  },
  {
    what: "a chain without its middle",
    change: (s) => s.certificate("autodiscover", "incomplete"),
    kinds: ["certificateIncomplete"],
    remedy: /full chain/,
    breaks: "Outlook (classic) for Windows",
  },
  {
    what: "an authority of one's own",
    change: (s) => s.certificate("autodiscover", "untrusted"),
    kinds: ["certificateUntrusted"],
    remedy: /public authority/,
    breaks: "Outlook (classic) for Windows",
  },
  {
    what: "500",
    change: (s) => s.answer("autodiscover", { status: 500 }),
    kinds: ["webServerError"],
    remedy: /log/,
    breaks: "Outlook (classic) for Windows",
  },
  {
    what: "a certificate that ends in three days",
    change: (s) => s.certificate("autodiscover", "ends"),
    kinds: ["certificateEnds"],
    remedy: /not renewed/,
  },
  {
    what: "a login",
    change: (s) =>
      s.answer("autodiscover", { status: 401, headers: { "www-authenticate": 'Basic realm="x"' } }, POX, /https/),
    kinds: ["webWantsLogin"],
    remedy: /from authentication/,
    breaks: "Outlook (classic) for Windows",
  },
  {
    what: "a firewall",
    change: (s) => s.answer("autodiscover", { status: 403 }, POX, /https/),
    kinds: ["webForbidden"],
    remedy: /firewall/,
    breaks: "Outlook (classic) for Windows",
  },
  {
    what: "Cloudflare's bot challenge",
    change: (s) =>
      s.answer("autodiscover", { ...html("Just a moment...", 403), headers: { "cf-mitigated": "challenge" } }),
    kinds: ["webChallenge"],
    remedy: /bot challenge off for autodiscover/,
    breaks: "Outlook (classic) for Windows",
  },
  {
    what: "a redirect that loses the request",
    change: (s) =>
      s.answer(
        "autodiscover",
        redirect(`https://autodiscover.${s.domain}/Autodiscover/Autodiscover.xml`),
        /^\/autodiscover\/autodiscover\.xml$/,
        /https/,
      ),
    kinds: ["redirectLosesPost"],
    remedy: /status 307 or 308/,
    breaks: "eM Client",
  },
  {
    what: "Autodiscover of Microsoft",
    change: (s) =>
      s.answer(
        "autodiscover",
        xml(
          '<?xml version="1.0"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"><Account><AccountType>email</AccountType><Action>redirectUrl</Action><RedirectUrl>https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml</RedirectUrl></Account></Response></Autodiscover>',
        ),
        POX,
        /https/,
      ),
    kinds: ["documentMicrosoft"],
    remedy: /from the tenant/,
    breaks: "Outlook (classic) for Windows",
  },
  {
    what: "Autodiscover that answers with an error",
    change: (s) =>
      s.answer(
        "autodiscover",
        xml(
          '<?xml version="1.0"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response><Error><ErrorCode>600</ErrorCode><Message>Invalid Request</Message></Error></Response></Autodiscover>',
        ),
        POX,
        /https/,
      ),
    kinds: ["documentError"],
    remedy: /Point autodiscover/,
    breaks: "Outlook (classic) for Windows",
  },
];

/** Records, and the web site of the domain. */
const RECORDS: readonly Row[] = [
  { what: "no MX", change: (s) => s.without("", "MX"), kinds: ["mxMissing"], remedy: /publish the MX/ },
  {
    what: "an MX that says that there is no mail",
    change: (s) => s.without("", "MX").add(mx(s.domain, ".")),
    kinds: ["mxNone"],
    remedy: /replace the MX/,
  },
  {
    what: "SRV of IMAP is not there",
    change: (s) => s.without("_imaps._tcp"),
    kinds: ["srvMissing"],
    remedy: /^_imaps\._tcp\.\S+ 3600 IN SRV 0 1 993 imap\./,
    breaks: "FairEmail (Play store)",
  },
  {
    what: "nothing says that POP3 is not offered",
    change: (s) => s.without("_pop3s._tcp").without("_pop3._tcp"),
    kinds: ["srvNotDenied"],
    remedy: /^_pop3\._tcp\.\S+ 3600 IN SRV 0 0 0 \.$/,
  },
  {
    what: "SRV of IMAP names the server of old",
    change: (s) => s.without("_imaps._tcp").add(srv(s.at("_imaps._tcp"), "mail.old.example", 993)),
    kinds: ["srvDiffers"],
    remedy: /IN SRV 0 1 993 imap\./,
    breaks: "FairEmail (Play store)",
  },
  {
    what: "a wildcard answers for SRV",
    change: (s) => s.without("_submissions._tcp").add(srv(s.at("*._tcp"), "web.hosting.example")),
    kinds: ["srvByWildcard"],
    remedy: /IN SRV 0 1 465 smtp/,
    breaks: "FairEmail (Play store)",
  },
  {
    what: "an SRV target is an alias",
    change: (s) => s.without("imap").add(cname(s.at("imap"), "real.hosting.example")),
    kinds: ["srvTargetAlias"],
    remedy: /A and AAAA records in place of the alias/,
  },
  {
    what: "Autodiscover by SRV leads elsewhere",
    change: (s) => s.add(srv(s.at("_autodiscover._tcp"), "mail.old.example")),
    kinds: ["srvUnwanted"],
    remedy: /^_autodiscover\._tcp\.\S+ 3600 IN SRV 0 1 443 mail\.old/,
  },
  {
    what: "mailconf is not there",
    change: (s) => s.without("", "TXT"),
    kinds: ["mailconfMissing"],
    remedy: /IN TXT "mailconf=https:/,
  },
  {
    what: "mailconf leads elsewhere",
    change: (s) => s.without("", "TXT").add(txt(s.domain, "mailconf=https://old.example/x")),
    kinds: ["mailconfDiffers"],
    remedy: /IN TXT "mailconf=https:/,
  },
  {
    what: "PACC's digest is not there",
    change: (s) => s.without("_ua-auto-config"),
    kinds: ["paccDigestMissing"],
    remedy: /IN TXT "v=UAAC1/,
  },
  {
    what: "PACC's digest is of other settings",
    change: (s) => s.without("_ua-auto-config").add(txt(s.at("_ua-auto-config"), "v=UAAC1; a=sha256; d=b2xk")),
    kinds: ["paccDigestDiffers"],
    remedy: /alongside the old one/,
  },
  {
    what: "mail arrives at Microsoft",
    change: (s) => s.without("", "MX").add(mx(s.domain, "shop.mail.protection.outlook.com")),
    kinds: ["mxElsewhere"],
    remedy: /mailElsewhere/,
  },
  {
    what: "an MX without an address",
    change: (s) => s.without("", "MX").add(mx(s.domain, "gone.hosting.example")),
    kinds: ["mxTargetMissing"],
    remedy: /Correct the name/,
  },
  {
    what: "an MX that is an alias",
    change: (s) => s.without("", "MX").add(mx(s.domain, "mx-alias.hosting.example")),
    kinds: ["mxTargetAlias"],
    remedy: /Name real\.hosting/,
  },
  {
    what: "an MX that is an address",
    change: (s) => s.without("", "MX").add(mx(s.domain, "192.0.2.7")),
    kinds: ["mxIsAddress"],
    remedy: /with an A record/,
  },
  {
    what: "calendars without their path",
    change: (s) => {
      Object.assign(s.overrides, { services: { caldav: { url: `https://dav.${s.domain}/cal/` } } });
      s.without("_caldavs._tcp", "TXT").add(a(s.at("dav")));
      s.answer("dav", { status: 401, headers: { "www-authenticate": "Basic" } });
    },
    kinds: ["davPathMissing"],
    remedy: /IN TXT "path=\/cal\/"/,
  },
  {
    what: "an old file at the web site",
    change: (s) => s.answer("", oldConfig(s.domain), /^\/\.well-known\/autoconfig/, /https/),
    kinds: ["documentDiffers"],
    remedy: /earlier provider/,
  },
  {
    what: "a login at the web site",
    change: (s) => s.answer("", { status: 401 }, POX, /https/),
    kinds: ["webWantsLogin"],
    remedy: /status 404/,
  },
];

/** Mail servers. */
const MAIL_SERVERS: readonly Row[] = [
  {
    what: "a closed port",
    change: (s) => s.serve("imap", undefined),
    kinds: ["serverRefuses"],
    remedy: /port 993/,
    breaks: "Thunderbird",
  },
  {
    what: "a mail server that hangs up",
    change: (s) => s.serve("imap", { ...IMAPS, greeting: "hang-up" }),
    kinds: ["serverHangsUp"],
    remedy: /log/,
    breaks: "Thunderbird",
  },
  {
    what: "a mail server in maintenance",
    change: (s) => s.serve("smtp", { ...SUBMISSIONS, greeting: "554 5.3.2 not now" }),
    kinds: ["serverTurnsAway"],
    remedy: /maintenance/,
    breaks: "Thunderbird",
  },
  {
    what: "a mail server without an address",
    change: (s) => s.without("imap"),
    kinds: ["serverNoAddress", "srvTargetMissing"],
    remedy: /A record for imap/,
    breaks: "Thunderbird",
  },
  {
    what: "another protocol at the port",
    change: (s) => s.serve("imap", { ...IMAPS, greeting: "220 mail ESMTP" }),
    kinds: ["serverOtherProtocol"],
    remedy: /what listens on port 993/,
    breaks: "Thunderbird",
  },
  {
    what: "no TLS at the port for it",
    change: (s) => s.serve("imap", { protocol: "imap" }),
    kinds: ["serverPlainAtTls"],
    remedy: /starttls in the settings/,
    breaks: "Thunderbird",
  },
  {
    what: "a mail server's expired certificate",
    change: (s) => s.certificate("smtp", "expired"),
    kinds: ["certificateExpired"],
    remedy: /Renew/,
    breaks: "Thunderbird",
  },
  {
    what: "a mail server without a certificate for its name",
    change: (s) => s.certificate("imap", "none"),
    kinds: ["serverTlsFails"],
    remedy: /TLS configuration/,
    breaks: "Thunderbird",
  },
  {
    what: "TLS of long ago",
    change: (s) => s.serve("imap", { ...IMAPS, oldTls: true }),
    kinds: ["tlsOld"],
    remedy: /TLS 1\.2/,
    breaks: "Thunderbird",
  },
  {
    what: "a mail server's chain without its middle",
    change: (s) => s.certificate("smtp", "incomplete"),
    kinds: ["certificateIncomplete"],
    remedy: /fullchain/,
    breaks: "Thunderbird",
  },
  {
    what: "a mail server's certificate of another name",
    change: (s) => s.certificate("imap", "wrong-name"),
    kinds: ["certificateWrongName"],
    remedy: /correct the name in the settings/,
    breaks: "Thunderbird",
  },
  {
    what: "a mail server's self-signed certificate",
    change: (s) => s.certificate("smtp", "self-signed"),
    kinds: ["certificateSelfSigned"],
    remedy: /public authority/,
    breaks: "Thunderbird",
  },
  {
    what: "a mail server's certificate that ends",
    change: (s) => s.certificate("smtp", "ends"),
    kinds: ["certificateEnds"],
    remedy: /renew it/,
  },
  {
    what: "no STARTTLS",
    change: (s) => upgraded(s, { starttls: "missing" }),
    kinds: ["starttlsMissing"],
    remedy: /STARTTLS on for port 143/,
    breaks: "Thunderbird",
  },
  {
    what: "STARTTLS that is refused",
    change: (s) => upgraded(s, { starttls: "refused" }),
    kinds: ["starttlsRefused"],
    remedy: /certificate and key/,
    breaks: "Thunderbird",
  },
  {
    what: "STARTTLS that breaks off",
    change: (s) => upgraded(s, { starttls: "broken" }),
    kinds: ["serverTlsFails"],
    remedy: /TLS configuration/,
    breaks: "Thunderbird",
  },
  {
    what: "passwords before TLS",
    change: (s) => upgraded(s, { early: true }),
    kinds: ["authenticationEarly"],
    remedy: /smtpd_tls_auth_only/,
  },
  {
    what: "no way to log in",
    change: (s) => s.serve("smtp", { ...SUBMISSIONS, mechanisms: [] }),
    kinds: ["authenticationMissing"],
    remedy: /password-cleartext on at the SMTP/,
    breaks: "Thunderbird",
  },
  {
    what: "one of two ways to log in",
    change: (s) =>
      Object.assign(s.overrides, {
        outgoingServers: [{ ...submission, authentication: ["password-encrypted", "password-cleartext"] }],
      }),
    kinds: ["authenticationPartly"],
    remedy: /Take password-encrypted out/,
  },
  {
    what: "a port that is none of mail",
    change: (s) => Object.assign(s.overrides, { incomingServers: [{ ...imap, port: 8993 }] }),
    kinds: ["portNotChecked"],
    remedy: /registered ports/,
  },
];

/** What is seen everywhere, or takes its time. */
const ALONE: readonly Row[] = [
  {
    what: "the domain does not exist",
    change: (s) => (s.records = []),
    kinds: ["domainMissing"],
    remedy: /registration/,
    breaks: "Thunderbird",
  },
  {
    what: "the name servers fail for the domain",
    change: (s) => s.failing.push(s.domain),
    kinds: ["dnsFails"],
    remedy: /name servers are up/,
    breaks: "KMail",
  },
  {
    what: "signatures are wrong",
    change: (s) => s.bogus.push(s.domain),
    kinds: ["dnssecBroken"],
    remedy: /DS record/,
    breaks: "KMail",
  },
  {
    what: "the resolver lies",
    change: (s) => (s.isLiedTo = true),
    kinds: ["resolverLies"],
    remedy: /another resolver/,
  },
  {
    what: "a web site that has browsers use https for names without certificates",
    change: (s) => {
      bare(s);
      s.answer("", { status: 404, headers: { "strict-transport-security": "max-age=31536000; includeSubDomains" } });
    },
    kinds: ["hstsBreaksHttp"],
    remedy: /certificatesOnlyFor/,
  },
  {
    what: "an answer that never comes",
    change: (s) => s.answer("autoconfig", "silent", CONFIG, /https/),
    kinds: ["webTimeout"],
    remedy: /firewall/,
    breaks: "Geary",
    waitsFor: "web",
  },
  {
    what: "a slow answer",
    change: (s) =>
      s.web.set(s.at("ua-auto-config"), (request) => {
        s.delay = 4000;
        return s.otherwise(request);
      }),
    kinds: ["webSlow"],
    remedy: /between the Internet/,
  },
  {
    what: "a mail server that says nothing",
    change: (s) => s.serve("imap", { ...IMAPS, greeting: "" }),
    kinds: ["serverSilent"],
    remedy: /log/,
    breaks: "Thunderbird",
    waitsFor: "mail",
  },
  {
    what: "TLS where STARTTLS is meant",
    change: (s) => upgraded(s, { tls: true }),
    kinds: ["serverSilent"],
    remedy: /socketType tls/,
    breaks: "Thunderbird",
    waitsFor: "mail",
  },
];

/** A check costs far more than a look at what it found: what is wrong in several places is wrong at one domain. */
const BROKEN_DOMAINS: readonly (readonly Row[])[] = [
  ...AT_AUTOCONFIG.map((row, index) => [
    row,
    ...[AT_AUTODISCOVER, RECORDS, MAIL_SERVERS].flatMap((rows) => rows[index] ?? []),
  ]),
  ...ALONE.map((row) => [row]),
];

const GOOD_DOMAINS: readonly (readonly GoodRow[])[] = [
  [
    {
      what: "mail servers that have IPv6 alone",
      change: (s) =>
        s
          .without("imap")
          .add(aaaa(s.at("imap"), "::1"))
          .serve("imap", { ...IMAPS, ipv6: true }),
    },
    {
      what: "aliases by way of another name",
      change: (s) =>
        s.without("autoconfig").add(cname(s.at("autoconfig"), s.at("mail-setup")), cname(s.at("mail-setup"), HOST)),
    },
    {
      what: "a web site that leads here",
      change: (s) =>
        s.answer("", redirect(`${ORIGIN}/d/${s.domain}/mail/config-v1.1.xml`), /^\/\.well-known\/autoconfig/),
    },
    { what: "CAA that allows Let's Encrypt", change: (s) => s.add(caa(s.domain, "letsencrypt.org")) },
  ],
  [
    { what: "STARTTLS", change: (s) => upgraded(s, {}) },
    { what: "a web site that knows nothing of mail", change: (s) => s.answer("", html("My shop", 404)) },
    {
      what: "CAA of an authority that issued a certificate which works",
      change: (s) => s.add(caa(s.domain, "digicert.com")),
    },
  ],
  [{ what: "as it is meant to be", change: () => {} }],
  [{ what: "names without certificates", change: bare }],
  [{ what: "a web site that takes no connection but by name", change: (s) => s.certificate("", "none") }],
];

const DOMAINS: readonly (readonly GoodRow[])[] = [...BROKEN_DOMAINS, ...GOOD_DOMAINS];

let opened: CheckedDomains;
let probes: Probes;
const liars: DnsServer[] = [];
const started = new Date();
const reports = new Map<readonly GoodRow[], Promise<CheckReport>>();

beforeAll(async () => {
  opened = await openDomains(
    DOMAINS.map((rows) => (setup) => {
      for (const { change } of rows) change(setup);
    }),
  );
  probes = createNodeProbes({
    resolver: findResolver(opened.dns.udp),
    authorities: [opened.world.authority],
    findPort: opened.world.findPort,
  });
  // They wait while others are checked.
  for (const rows of DOMAINS) if (rows.some(({ waitsFor }) => waitsFor !== undefined)) void begin(rows);
});

afterAll(async () => {
  await opened?.close();
  for (const server of liars) await server.close();
});

/** The report on the domain of these rows. That on the next is begun as well: each check waits for others now and then. */
async function check(rows: readonly GoodRow[]): Promise<CheckReport> {
  const [report] = DOMAINS.slice(DOMAINS.indexOf(rows)).slice(0, 2).map(begin);
  if (report === undefined) throw new Error("no such rows");
  return report;
}

function begin(rows: readonly GoodRow[]): Promise<CheckReport> {
  const report = reports.get(rows) ?? checkAnew(rows);
  reports.set(rows, report);
  return report;
}

async function checkAnew(rows: readonly GoodRow[], serviceOrigin: string = ORIGIN): Promise<CheckReport> {
  const found = opened.domains[DOMAINS.indexOf(rows)];
  if (found === undefined) throw new Error("no such rows");
  const { setup, settings } = found;
  // Long enough for those that do answer, on machines with other work to do.
  const limitOf = (of: "web" | "mail") => (rows.some(({ waitsFor }) => of === waitsFor) ? 2500 : 8000);
  return checkDomain(settings, {
    probes: setup.isLiedTo ? await lyingProbes(setup) : probes,
    serviceOrigin,
    // It stands still: machines with other work to do are slow.
    now: () => new Date(started.getTime() + setup.delay),
    allowPrivate: true,
    limits: { whole: 20_000, dns: 8000, web: limitOf("web"), mail: limitOf("mail") },
  });
}

/** Those of somebody whose resolver has an address for every name. */
async function lyingProbes(setup: Setup): Promise<Probes> {
  const lying = await startDnsServer([
    ...setup.records,
    a(HOST),
    a("mx.hosting.example"),
    a("waypost-asks-for-a-wildcard.invalid"),
  ]);
  liars.push(lying);
  return createNodeProbes({
    resolver: findResolver(lying.udp),
    authorities: [opened.world.authority],
    findPort: opened.world.findPort,
  });
}

describe("what is wrong is told by its own finding, with what mends it", () => {
  const rows = BROKEN_DOMAINS.flatMap((together) => together.map((row) => [row.what, row, together] as const));

  test.each(rows)("%s", async (_, row, together) => {
    const report = await check(together);
    const kinds = [...new Set(report.findings.map(({ kind }) => kind))];
    expect(kinds.filter((kind) => row.kinds.includes(kind))).toEqual(row.kinds);
    expect(kinds.toSorted()).toEqual(together.flatMap((one) => one.kinds).toSorted());
    const first = report.findings.find(({ kind }) => kind === row.kinds[0]);
    if (first === undefined) throw new Error("nothing was found");
    const told = tellFinding(first, report.domain, ENGLISH);
    expect(
      [told.remedy, ...told.publish, ...told.remove].filter((line) => row.remedy.test(line)),
      JSON.stringify(told),
    ).not.toEqual([]);
    expect([told.found, told.expected, told.remedy].join()).not.toMatch(/\{\w+\}/);
    if (row.breaks === undefined) expect(first.breaks).toEqual([]);
    else expect(first.breaks).toContain(row.breaks);
  });
});

test("a right alias of a service that has no address is not to be replaced by itself", async () => {
  const gone = "gone.hosting.example";
  const rows = BROKEN_DOMAINS.find((together) => together.some(({ what }) => what.includes("a name that is gone")));
  const { findings, domain } = await checkAnew(rows ?? [], `https://${gone}`);
  const finding = findings.find(({ kind }) => kind === "aliasHostMissing");
  if (finding === undefined) throw new Error("nothing was found");
  const told = tellFinding(finding, domain, ENGLISH);
  expect(told.remedy).toBe(`Give ${gone} an address, or correct its name in the settings.`);
  expect([...told.publish, ...told.remove]).toEqual([]);
});

describe("what is right is said to be right", () => {
  const rows = GOOD_DOMAINS.flatMap((together) => together.map((row) => [row.what, row, together] as const));

  test.each(rows)("%s", async (_, row, together) => {
    const report = await check(together);
    expect(report.findings).toEqual([]);
    expect(report.state).toBe("good");
    // Without certificates some find nothing, as it was planned.
    if (row.change !== bare) expect(report.clients.filter(({ state }) => state !== "right")).toEqual([]);
    expect(report.good.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        "aliasRight",
        "recordRight",
        "mxRight",
        "certificateRight",
        "documentRight",
        "serverRight",
      ]),
    );
  });
});
