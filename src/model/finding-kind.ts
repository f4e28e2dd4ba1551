/**
 * What a check of a domain can find, and how grave each is where no simulated client shows more.
 * @module
 */
export const SEVERITIES = ["error", "warning", "note"] as const;
/** `error` keeps some client from its mail or its settings, `warning` hinders or endangers one, `note` is worth knowing. */
export type Severity = (typeof SEVERITIES)[number];

export const FINDING_KINDS = {
  // The name, and who tells of it.
  domainMissing: "error",
  dnsFails: "warning",
  dnssecBroken: "error",
  resolverLies: "warning",
  // Aliases that lead clients here.
  aliasMissing: "warning",
  aliasByWildcard: "note",
  aliasToMicrosoft: "note",
  aliasElsewhere: "note",
  aliasDangling: "warning",
  aliasHostMissing: "warning",
  aliasLoop: "warning",
  aliasIsAddress: "note",
  aliasCopied: "note",
  addressInward: "warning",
  // Other records to publish.
  srvMissing: "note",
  srvNotDenied: "note",
  srvDiffers: "warning",
  srvByWildcard: "note",
  srvTargetAlias: "warning",
  srvTargetMissing: "warning",
  srvUnwanted: "note",
  mailconfMissing: "note",
  mailconfDiffers: "note",
  paccDigestMissing: "note",
  paccDigestDiffers: "note",
  davPathMissing: "note",
  // Mail that arrives, and who may issue certificates.
  mxMissing: "warning",
  mxNone: "warning",
  mxElsewhere: "warning",
  mxTargetMissing: "warning",
  mxTargetAlias: "note",
  mxIsAddress: "warning",
  caaForbids: "warning",
  // Connections to web servers.
  webRefused: "note",
  webTimeout: "note",
  webHangsUp: "note",
  webTlsFails: "note",
  // Certificates, of web and mail.
  certificateWrongName: "warning",
  certificateExpired: "warning",
  certificateNotYet: "warning",
  certificateSelfSigned: "warning",
  certificateIncomplete: "warning",
  certificateUntrusted: "warning",
  certificateEnds: "warning",
  // Answers of web servers.
  webNotFound: "note",
  webServerError: "note",
  webWantsLogin: "warning",
  webForbidden: "note",
  webChallenge: "note",
  webSite: "note",
  webEmpty: "note",
  webWrongType: "note",
  webMalformed: "note",
  webTooLarge: "note",
  webSlow: "warning",
  redirectElsewhere: "note",
  redirectLoop: "note",
  redirectDowngrade: "warning",
  redirectToDead: "note",
  redirectLosesPost: "note",
  hstsBreaksHttp: "note",
  // Documents.
  documentDiffers: "warning",
  documentForeign: "warning",
  documentMicrosoft: "warning",
  documentError: "note",
  // Mail servers.
  serverNoAddress: "error",
  serverInward: "error",
  serverRefuses: "error",
  serverTimeout: "error",
  serverHangsUp: "error",
  serverSilent: "error",
  serverTlsFails: "error",
  serverPlainAtTls: "error",
  serverTlsAtStarttls: "error",
  serverOtherProtocol: "error",
  serverTurnsAway: "error",
  starttlsMissing: "error",
  starttlsRefused: "error",
  authenticationMissing: "error",
  authenticationPartly: "warning",
  authenticationEarly: "warning",
  loginWithoutTls: "warning",
  tlsOld: "warning",
  portNotChecked: "note",
  serverUnseen: "note",
  // Calendars, contacts, JMAP.
  serviceUnreachable: "warning",
  serviceNotChecked: "note",
  serviceNotFound: "warning",
  serviceAsksNothing: "warning",
  serviceOpen: "warning",
  servicePathMissing: "note",
  // Of domains whose mail is elsewhere.
  leftoverRecord: "warning",
  leftoverExchange: "warning",
  elsewhereMissing: "note",
} as const satisfies Readonly<Record<string, Severity>>;

export type FindingKind = keyof typeof FINDING_KINDS;

/** With what only a check of all domains meets: what the directory holds of one is nobody's settings. */
const FLEET_KINDS = { ...FINDING_KINDS, settingsFaulty: "error" } as const;

export type FleetKind = keyof typeof FLEET_KINDS;

/** Whether it is one that this version knows. */
export function isFleetKind(kind: unknown): kind is FleetKind {
  return typeof kind === "string" && Object.hasOwn(FLEET_KINDS, kind);
}

/** What a check finds well. */
export type GoodKind =
  | "aliasRight"
  | "recordRight"
  | "mxRight"
  | "signed"
  | "certificateRight"
  | "documentRight"
  | "serverRight"
  | "serviceRight";
