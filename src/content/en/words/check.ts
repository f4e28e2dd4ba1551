import type { FindingKind, GoodKind, Severity } from "../../../model/finding-kind.ts";

/** What is said of a finding: what was found, what should be there, and what to do. */
interface FindingWords {
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

const ALIAS = "{place} is an alias (CNAME) of {target}.";
const PUBLISH = "At the DNS provider, publish the record below.";
const REPLACE = "At the DNS provider, remove what is there and publish the record below.";
const CERTIFICATE = "A certificate for {host} from a public authority, with its whole chain.";
const DOCUMENT = "The mail settings of this domain, as XML or JSON, with status 200.";
const SERVICE = "{service} asks for a login (401) at the URL that the settings name.";
const ELSEWHERE = "The mail of this domain is at {provider}, and every record says so.";
const NAMED_SERVER = "The {protocol} server that the settings name answers at {place}.";

const findings: Readonly<Record<FindingKind, FindingWords>> = {
  domainMissing: {
    found: "The domain {place} does not exist in DNS.",
    expected: "The domain is registered and its name servers answer.",
    remedy: "Check the spelling, the registration and the name servers of the domain.",
  },
  dnsFails: {
    found: "The resolver could not look up {place}: {because}.",
    expected: "The name servers of the domain answer.",
    remedy: "Check that the domain's name servers are up and know the domain, then run the check again.",
  },
  dnssecBroken: {
    found: "The signatures (DNSSEC) of {place} are wrong: resolvers that verify them refuse to answer.",
    expected: "Signatures that are valid, or no DS record at the registrar.",
    remedy: "Have the DNS provider sign the zone again, or remove the DS record at the registrar.",
  },
  resolverLies: {
    found: "The resolver answers {address} for a name that does not exist.",
    expected: "A resolver that says such a name does not exist.",
    remedy: "Choose another resolver for the check: this one gives wrong answers for missing names.",
  },
  aliasMissing: {
    found: "{place} does not exist.",
    expected: ALIAS,
    remedy: PUBLISH,
  },
  aliasByWildcard: {
    found: "{place} has no record of its own: the wildcard {wildcard} sends it to {found}.",
    expected: ALIAS,
    remedy: "At the DNS provider, publish the record below: it wins over the wildcard.",
  },
  aliasToMicrosoft: {
    found: "{place} points to Microsoft 365 ({found}).",
    expected: ALIAS,
    remedy: "If the mail of this domain is no longer at Microsoft, replace the record with the one below.",
  },
  aliasElsewhere: {
    found: "{place} points to {found} ({provider}).",
    expected: ALIAS,
    remedy: REPLACE,
  },
  aliasDangling: {
    found: "{place} points to {found}, which has no address.",
    expected: ALIAS,
    remedy: REPLACE,
  },
  aliasHostMissing: {
    found: "{place} points to {found}, which has no address.",
    expected: ALIAS,
    remedy: "Give {target} an address, or correct its name in the settings.",
  },
  aliasLoop: {
    found: "The aliases of {place} form a loop: {found}.",
    expected: ALIAS,
    remedy: REPLACE,
  },
  aliasIsAddress: {
    found: "{place} has addresses of its own: {found}.",
    expected: ALIAS,
    remedy: "At the DNS provider, remove the A and AAAA records of this name and publish the record below.",
  },
  aliasCopied: {
    found: "{place} has the addresses of {target}, but is not an alias: it will not follow when they change.",
    expected: ALIAS,
    remedy: "At the DNS provider, replace the A and AAAA records of this name with the record below.",
  },
  addressInward: {
    found: "{place} points to an address that is not on the Internet: {addresses}.",
    expected: "Public addresses only.",
    remedy: "At the DNS provider, remove these A and AAAA records.",
  },
  srvMissing: {
    found: "{place} has no SRV record.",
    expected: "{wanted}",
    remedy: PUBLISH,
  },
  srvNotDenied: {
    found: "No record says that these services are not offered: {place}",
    expected: "Records with a dot as their target, so that programs need not try.",
    remedy: "At the DNS provider, publish the records below; nothing breaks without them.",
  },
  srvDiffers: {
    found: "{place} says something else: {found}",
    expected: "{wanted}",
    remedy: REPLACE,
  },
  srvByWildcard: {
    found: "{place} is answered by the wildcard {wildcard}: {found}",
    expected: "{wanted}",
    remedy: "At the DNS provider, publish the record below: it wins over the wildcard.",
  },
  srvTargetAlias: {
    found: "{place} names {target}, which is an alias of {found}; clients may refuse that.",
    expected: "The target of an SRV record has addresses of its own.",
    remedy: "Give {target} A and AAAA records in place of the alias, or name {found} in the settings.",
  },
  srvTargetMissing: {
    found: "{place} names {target}, which has no address.",
    expected: "The target of an SRV record has addresses of its own.",
    remedy: "Give {target} an address, or correct its name in the settings.",
  },
  srvUnwanted: {
    found: "{place} sends Autodiscover elsewhere: {found}",
    expected: "No such record: autodiscover is an alias of this service.",
    remedy: "At the DNS provider, remove the record below.",
  },
  mailconfMissing: {
    found: "{place} has no mailconf text record.",
    expected: "{wanted}",
    remedy: PUBLISH,
  },
  mailconfDiffers: {
    found: "The mailconf text of {place} points elsewhere: {found}",
    expected: "{wanted}",
    remedy: REPLACE,
  },
  paccDigestMissing: {
    found: "{place} has no digest: PACC clients do not use the settings.",
    expected: "{wanted}",
    remedy: PUBLISH,
  },
  paccDigestDiffers: {
    found: "{place} has the digest of other settings: {found}",
    expected: "{wanted}",
    remedy:
      "At the DNS provider, publish the record below alongside the old one, and remove the old one after an hour.",
  },
  davPathMissing: {
    found: "{place} does not say the right path.",
    expected: "{wanted}",
    remedy: PUBLISH,
  },
  mxMissing: {
    found: "{place} has no MX record: mail to it may not arrive.",
    expected: "MX records that name the servers that accept the domain's mail.",
    remedy: "At the DNS provider, publish the MX records that your mail provider gives you.",
  },
  mxNone: {
    found: "The MX record of {place} says that the domain accepts no mail.",
    expected: "MX records that name the servers that accept the domain's mail.",
    remedy: "If the domain should receive mail, replace the MX record with those of your mail provider.",
  },
  mxElsewhere: {
    found: "Mail of {place} arrives at {provider} ({found}), but the settings name other servers.",
    expected: "MX records and settings of the same provider.",
    remedy:
      "If the mail has moved to {provider}, say so in the domain's settings (mailElsewhere); else correct the MX record.",
  },
  mxTargetMissing: {
    found: "The MX record of {place} names {found}, which has no address.",
    expected: "MX records that name servers with addresses.",
    remedy: "Correct the name in the MX record, or give it an address.",
  },
  mxTargetAlias: {
    found: "The MX record of {place} names {found}, which is an alias of {target}; some servers refuse that.",
    expected: "MX records that name servers with addresses of their own.",
    remedy: "Name {target} in the MX record.",
  },
  mxIsAddress: {
    found: "The MX record of {place} holds an address, {found}, where a name should be.",
    expected: "MX records that name servers with addresses of their own.",
    remedy: "Give the server a name with an A record, and put that name into the MX record.",
  },
  caaForbids: {
    found: "The CAA record of {place} lets only {found} issue certificates, and {name} has none that works.",
    expected: "A CAA record that allows whoever issues the certificates of this service, or no CAA record.",
    remedy: 'At the DNS provider, add to {place}: CAA 0 issue "letsencrypt.org"',
  },
  webRefused: {
    found: "{place} accepts no connections ({because}).",
    expected: "A web server that answers.",
    remedy: "Check that {host} points to this service and that ports 80 and 443 are open there.",
  },
  webTimeout: {
    found: "{place} does not answer in time.",
    expected: "An answer within three seconds.",
    remedy: "Check that {host} points to this service and that no firewall drops its connections.",
  },
  webHangsUp: {
    found: "{place} hangs up without an answer ({because}).",
    expected: "A web server that answers.",
    remedy: "Check the log of the web server or proxy at {host}.",
  },
  webTlsFails: {
    found: "{place} cannot be reached over TLS ({because}).",
    expected: CERTIFICATE,
    remedy: "Have the proxy in front of this service get a certificate for {host}.",
  },
  certificateWrongName: {
    found: "The certificate at {place} is for {names}, not for {host}.",
    expected: CERTIFICATE,
    remedy: "Install a certificate that names {host}, or correct the name in the settings or in DNS.",
  },
  certificateExpired: {
    found: "The certificate at {place} expired on {ends}.",
    expected: CERTIFICATE,
    remedy: "Renew the certificate, and make sure that it renews automatically.",
  },
  certificateNotYet: {
    found: "The certificate at {place} is not valid before {begins}.",
    expected: CERTIFICATE,
    remedy: "Install the certificate that is valid now, and check the clock of the server.",
  },
  certificateSelfSigned: {
    found: "The certificate at {place} is self-signed: no client trusts it.",
    expected: CERTIFICATE,
    remedy: "Install a certificate from a public authority, such as Let's Encrypt.",
  },
  certificateIncomplete: {
    found: "The server at {place} leaves out the intermediate certificate of {issuer}.",
    expected: CERTIFICATE,
    remedy: "Configure the server with the full chain (fullchain.pem), not with the certificate alone.",
  },
  certificateUntrusted: {
    found: "The certificate at {place} is from {issuer}, which clients do not trust.",
    expected: CERTIFICATE,
    remedy: "Install a certificate from a public authority, such as Let's Encrypt.",
  },
  certificateEnds: {
    found: "The certificate at {place} expires on {ends}, in {days} days.",
    expected: "A certificate that is renewed well before it expires.",
    remedy: "Find out why it was not renewed automatically, and renew it.",
  },
  webNotFound: {
    found: "{place} answers with status {status}.",
    expected: DOCUMENT,
    remedy: "Check that {host} points to this service, and that it serves the domain.",
  },
  webServerError: {
    found: "{place} fails with status {status}.",
    expected: DOCUMENT,
    remedy: "Check the log of the web server or proxy at {host}.",
  },
  webWantsLogin: {
    found: "{place} asks for a user name and password (status 401), and programs then ask the user.",
    expected: "An answer for everyone, without logging in.",
    remedy: "Exempt this path from authentication, or answer it with status 404.",
  },
  webForbidden: {
    found: "{place} refuses mail programs (status {status}).",
    expected: DOCUMENT,
    remedy: "Exempt this path from the firewall and the limits of the web server.",
  },
  webChallenge: {
    found: "{place} asks for proof that the visitor is not a robot, which mail programs cannot give.",
    expected: DOCUMENT,
    remedy: "Switch the bot challenge off for {host}: at Cloudflare, with a rule that skips it for this name.",
  },
  webSite: {
    found: "{place} answers with a web page: {title}",
    expected: "The mail settings, or status 404 where there are none.",
    remedy: "Point {host} to this service; if it is the domain's own website, have it answer 404 at this path.",
  },
  webEmpty: {
    found: "{place} answers with nothing.",
    expected: "The mail settings, or status 404 where there are none.",
    remedy: "Point {host} to this service; if it is the domain's own website, have it answer 404 at this path.",
  },
  webWrongType: {
    found: "{place} has the content type {found}, which some programs do not read.",
    expected: "text/xml, application/xml or application/json, to match the document.",
    remedy: "Have the web server or proxy at {host} leave the content type as this service sends it.",
  },
  webMalformed: {
    found: "{place} answers with a document that cannot be read: {because}.",
    expected: DOCUMENT,
    remedy: "Point {host} to this service, and let no proxy change what it sends.",
  },
  webTooLarge: {
    found: "{place} sends more than any such document would contain.",
    expected: DOCUMENT,
    remedy: "Point {host} to this service.",
  },
  webSlow: {
    found: "{place} takes {seconds} seconds to answer; some programs wait three.",
    expected: "An answer within three seconds.",
    remedy: "Look at what stands between the Internet and this service at {host}.",
  },
  redirectElsewhere: {
    found: "{place} redirects to {found} ({provider}).",
    expected: "An answer there, or a redirect to this service.",
    remedy: "Point {host} to this service, or remove the redirect.",
  },
  redirectLoop: {
    found: "{place} redirects without end ({found}).",
    expected: "An answer after a few redirects at most.",
    remedy: "Remove the redirect at the web server or proxy of {host}.",
  },
  redirectDowngrade: {
    found: "{place} redirects from https to http ({found}): some programs stop, others continue unprotected.",
    expected: "Redirects to https only.",
    remedy: "Have the web server or proxy at {host} redirect to https.",
  },
  redirectToDead: {
    found: "{place} redirects to {found}, which programs cannot reach.",
    expected: "An answer there, or a redirect to a place that can be reached.",
    remedy: "Get a certificate for the target, or answer on http without a redirect.",
  },
  redirectLosesPost: {
    found: "{place} redirects with a status that turns POST into GET: the request is lost on the way to {found}.",
    expected: "An answer there, or a redirect with status 307.",
    remedy: "Have the web server or proxy at {host} answer itself, or redirect with status 307 or 308.",
  },
  hstsBreaksHttp: {
    found:
      "The website of {place} makes browsers use https for all names under it ({found}), where this service answers over http.",
    expected: "Certificates for the discovery names, or HSTS without includeSubDomains.",
    remedy: "Let the discovery names have certificates (service.certificatesOnlyFor), or leave out includeSubDomains.",
  },
  documentDiffers: {
    found: "{place} gives other settings: {found}",
    expected: "{wanted}",
    remedy: "Point {host} to this service; if a file from an earlier provider is left on the website, remove it.",
  },
  documentForeign: {
    found: "{place} gives somebody else's settings: {found}",
    expected: "{wanted}",
    remedy: "Point {host} to this service; if a file from an earlier provider is left on the website, remove it.",
  },
  documentMicrosoft: {
    found: "{place} sends programs to Microsoft 365 ({found}).",
    expected: "The mail settings of this domain.",
    remedy:
      "If the mail is no longer at Microsoft, remove the domain from the tenant there and point {host} to this service.",
  },
  documentError: {
    found: "{place} answers that it has no settings: {because}",
    expected: DOCUMENT,
    remedy: "Point {host} to this service.",
  },
  serverNoAddress: {
    found: "The {protocol} server {host} has no address in DNS.",
    expected: NAMED_SERVER,
    remedy: "Publish an A record for {host}, or correct the server's name in the settings.",
  },
  serverInward: {
    found: "The {protocol} server {host} has only addresses that are not on the Internet: {addresses}.",
    expected: "A public address.",
    remedy: "Publish the server's public address for {host}.",
  },
  serverRefuses: {
    found: "{place} accepts no connections ({because}).",
    expected: NAMED_SERVER,
    remedy: "Start the {protocol} service on port {port}, open the port in the firewall, or correct the settings.",
  },
  serverTimeout: {
    found: "{place} does not answer in time.",
    expected: NAMED_SERVER,
    remedy: "Open port {port} in the firewall of {host}, or correct the settings.",
  },
  serverHangsUp: {
    found: "{place} hangs up before it has said what it offers ({because}).",
    expected: NAMED_SERVER,
    remedy: "Check the mail server's log: it may refuse unknown addresses, or be out of connections.",
  },
  serverSilent: {
    found: "{place} accepts the connection and then says nothing.",
    expected: NAMED_SERVER,
    remedy:
      "If TLS begins with the first byte on port {port}, say so in the settings (socketType tls); otherwise check the mail server's log.",
  },
  serverTlsFails: {
    found: "TLS fails at {place} ({because}).",
    expected: CERTIFICATE,
    remedy: "Check the TLS configuration of the {protocol} service at {host}: certificate, key, and TLS 1.2 or later.",
  },
  serverPlainAtTls: {
    found: "{place} does not begin with TLS, though the settings say so.",
    expected: "TLS from the first byte on port {port}.",
    remedy: "Switch TLS on for port {port}, or set socketType to starttls in the settings.",
  },
  serverTlsAtStarttls: {
    found: "{place} begins with TLS, though the settings say STARTTLS.",
    expected: "A conversation that begins without TLS on port {port}.",
    remedy: "Set socketType to tls in the settings, or configure STARTTLS for port {port}.",
  },
  serverOtherProtocol: {
    found: "Something other than {protocol} answers at {place}: {found}",
    expected: NAMED_SERVER,
    remedy: "Correct the port in the settings, or what listens on port {port} of {host}.",
  },
  serverTurnsAway: {
    found: "{place} turns programs away: {found}",
    expected: NAMED_SERVER,
    remedy: "Check the mail server's log: it is overloaded, in maintenance, or has blocked the address of this check.",
  },
  starttlsMissing: {
    found: "{place} does not offer STARTTLS.",
    expected: "STARTTLS, as the settings say.",
    remedy: "Switch STARTTLS on for port {port}, or offer TLS on a port of its own and change the settings.",
  },
  starttlsRefused: {
    found: "{place} offers STARTTLS and then refuses it.",
    expected: "STARTTLS, as the settings say.",
    remedy: "Check certificate and key of the {protocol} service at {host}.",
  },
  authenticationMissing: {
    found: "{place} offers none of the ways to log in that the settings name ({missing}). It offers: {found}",
    expected: "A way to log in that the settings name.",
    remedy: "Switch {missing} on at the {protocol} server, or correct authentication in the settings.",
  },
  authenticationPartly: {
    found: "{place} does not offer {missing}, which the settings name. It offers: {found}",
    expected: "Every way to log in that the settings name.",
    remedy: "Take {missing} out of authentication in the settings, or switch it on at the server.",
  },
  authenticationEarly: {
    found:
      "{place} takes passwords before TLS has begun ({found}): a program that does not insist on TLS sends them in the clear.",
    expected: "Logins after STARTTLS only.",
    remedy: "Have the server offer no login before TLS: smtpd_tls_auth_only = yes (Postfix), ssl = required (Dovecot).",
  },
  loginWithoutTls: {
    found: "The settings send passwords to {place} without TLS.",
    expected: "TLS from the first byte, or STARTTLS.",
    remedy: "Offer TLS at the server, and change socketType in the settings.",
  },
  tlsOld: {
    found: "{place} speaks {version} at best, which current programs refuse.",
    expected: "TLS 1.2 or later.",
    remedy: "Switch TLS 1.2 and 1.3 on at the server.",
  },
  portNotChecked: {
    found: "{place} is not on a mail port, so it was not contacted.",
    expected: "993, 995, 465, 587, 143 or 110.",
    remedy: "Use the registered ports: other networks may block this one, too.",
  },
  serverUnseen: {
    found: "{place} was not checked from here: {because}.",
    expected: NAMED_SERVER,
    remedy: "Nothing is wrong so far: check again, or run waypost check on a machine of your own.",
  },
  serviceUnreachable: {
    found: "{service} cannot be reached at {place} ({because}).",
    expected: SERVICE,
    remedy: "Check that {host} accepts connections on port 443, or correct the URL in the settings.",
  },
  serviceNotChecked: {
    found: "{place} was not contacted: checks use port 443 only, at hosts that the settings name.",
    expected: SERVICE,
    remedy: "Nothing is wrong so far: open {place} in a browser, which should ask for a login.",
  },
  serviceNotFound: {
    found: "{service} is not at {place}: the answer has the status {status}.",
    expected: SERVICE,
    remedy: "Correct the URL in the settings, or what is installed at {host}.",
  },
  serviceAsksNothing: {
    found: "{service} at {place} refuses (401) without saying how to log in.",
    expected: SERVICE,
    remedy: "Have the server at {host} send WWW-Authenticate, such as Basic; some proxies remove it.",
  },
  serviceOpen: {
    found: "{service} at {place} answers without a login.",
    expected: SERVICE,
    remedy: "Have the server at {host} ask for a login.",
  },
  servicePathMissing: {
    found: "{place} does not lead to {service}: the answer has the status {status}.",
    expected: "A redirect to {url}, for programs that only know the host.",
    remedy: "Have the web server at {host} redirect this path to {url}.",
  },
  leftoverRecord: {
    found: "{place} still sends mail programs to this service.",
    expected: "No record that sends mail programs to this service.",
    remedy: "At the DNS provider, remove the record below.",
  },
  leftoverExchange: {
    found: "Mail of {place} arrives at {found}.",
    expected: ELSEWHERE,
    remedy: "Set the MX records that {provider} names, or correct mailElsewhere in the settings.",
  },
  elsewhereMissing: {
    found: "{place} does not send mail programs to {provider}.",
    expected: "The record below, as {provider} asks for it.",
    remedy: PUBLISH,
  },
};

const good: Readonly<Record<GoodKind, string>> = {
  aliasRight: "{place} points to {target}.",
  recordRight: "{place} has the right {type} record.",
  mxRight: "Mail of {place} arrives at {found}.",
  signed: "{place} is signed with DNSSEC, and the signatures are valid.",
  certificateRight: "The certificate at {place} is valid until {ends} ({days} days).",
  documentRight: "{place} gives the right settings.",
  serviceRight: "{service} at {place} asks for a login.",
  serverRight: "{protocol} at {place} is as the settings say.",
};

const severities: Readonly<Record<Severity, string>> = {
  error: "Broken",
  warning: "Warning",
  note: "Note",
};

/** What the check of a domain says. */
export const checkWords = {
  title: "Check · {domain}",
  heading: "Domain check",
  lead: "What mail programs get when they look up {domain}: its DNS records, every place they ask, and the mail servers, compared with the settings.",
  /** Of a domain whose mail is elsewhere by now. */
  elsewhere: {
    lead: "Mail for {domain} is with another provider. This looks for records that still send mail programs to this service.",
    leadAt:
      "Mail for {domain} is with {place}. This looks for records that still send mail programs to this service, and for those that {place} needs.",
  },
  submit: "Check now",
  hint: "This takes a few seconds. The result is kept for three minutes and shown to everyone who asks.",
  clientsLink: "What each mail program finds, step by step",
  waiting: "Asking DNS, web servers and mail servers …",
  failed: "Something went wrong here. Please try again.",
  at: "Checked at {time} UTC, in {seconds} s",
  states: {
    error: "Some mail programs do not work",
    warning: "Mail programs work, but something is not right",
    note: "Everything works, with something to note",
  },
  counts: {
    error: { one: "{count} fault", other: "{count} faults" },
    warning: { one: "{count} warning", other: "{count} warnings" },
    note: { one: "{count} note", other: "{count} notes" },
  },
  paste: "Text to paste",
  findings,
  good,
  severities,
  expected: "Expected",
  remedy: "Remedy",
  breaks: "Doesn't work in",
  hinders: "Works less well in",
  publish: "Publish",
  remove: "Remove",
  isGood: "Everything is as it should be.",
  well: "What works",
  clients: "Mail programs now",
  incomplete: "Time ran out: what did not answer is missing here.",
  unseen: {
    certificates:
      "Not checked from here: which names the certificates are for, who issued them, and when they expire. Only connections with a certificate that is trusted today succeed.",
    tlsVersions: "Not checked from here: which versions of TLS the servers offer.",
  },
  clientStates: {
    right: "finds the right settings",
    other: "finds other settings",
    nothing: "finds nothing",
  },
};
