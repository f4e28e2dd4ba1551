/**
 * The values that a guide's reader types, as tables: the servers in the client's own words.
 * @module
 */
import { toDavLoginTemplate, toLoginTemplate } from "../../model/address/login-names.ts";
import { asksForLogin } from "../../model/authentication.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import type { MailServer } from "../../model/server.ts";
import { findTemplateNames } from "../../model/settings/template.ts";
import { type Row, type SettingsTable, toHostRow } from "../article/settings-table.ts";
import { authenticationOf, securityOf } from "./find-value.ts";
import { LOGIN, toPersonalValue } from "./personal-value.ts";
import type { ServerPair } from "./server-pair.ts";
import type { Setting } from "./setting.ts";

const NAMES = { imap: "IMAP", pop3: "POP3", submission: "SMTP" } as const satisfies Record<
  MailServer["protocol"],
  string
>;

/** The incoming servers that a guide tells of, and the outgoing one. */
export function toServerTables(setting: Setting, id: ClientId, pairs: readonly ServerPair[]): SettingsTable[] {
  const [first] = pairs;
  if (first === undefined) return [];
  return [...pairs.flatMap(({ incoming }) => incoming ?? []), first.outgoing].map((server) =>
    toServerTable(setting, id, server),
  );
}

/** In the words of a client. */
export function toServerTable(setting: Setting, id: ClientId, server: MailServer): SettingsTable {
  const { language } = setting;
  const { words } = language;
  return toTable(setting, server, `values-${server.protocol}`, [
    { label: words.values.security, ...securityOf(server, id, language) },
    { label: words.values.authentication, ...authenticationOf(server, id, language) },
  ]);
}

/** In the words of no client, with every login that the server takes. */
export function toPlainServerTable(setting: Setting, id: string, server: MailServer): SettingsTable {
  const { values } = setting.language.words;
  const methods = server.authentication.map((method) => values.authentications[method]);
  return toTable(setting, server, id, [
    { label: values.security, text: values.socketType[server.socketType] },
    { label: values.authentication, text: methods.join(values.or) },
  ]);
}

function toTable(setting: Setting, server: MailServer, id: string, howToConnect: readonly Row[]): SettingsTable {
  const { values } = setting.language.words;
  const name = NAMES[server.protocol];
  const isOutgoing = server.protocol === "submission";
  return {
    id,
    icon: isOutgoing ? "outgoing" : "incoming",
    heading: `${isOutgoing ? values.outgoing : values.incoming} · ${name}`,
    badges: server.socketType === "plain" ? [{ kind: "warn", text: values.notEncrypted }] : [],
    rows: [
      toHostRow(values.server, server.hostname, `${name} ${values.server}`, values),
      { label: values.port, text: String(server.port), copy: `${name} ${values.port}` },
      ...howToConnect,
      ...toPathPrefixRow(setting, server, name),
      toUserRow(setting, server, name),
    ],
  };
}

function toPathPrefixRow({ language }: Setting, server: MailServer, name: string): Row[] {
  if (server.protocol === "submission" || server.pathPrefix === undefined) return [];
  const { pathPrefix } = language.words.values;
  return [{ label: pathPrefix, text: server.pathPrefix, copy: `${name} ${pathPrefix}` }];
}

function toUserRow(setting: Setting, server: MailServer, name: string): Row {
  const { none, userName } = setting.language.words.values;
  if (!asksForLogin(server)) return { label: userName, text: none };
  return toLoginRow(setting, toLoginTemplate(setting.settings, server.username), userName, `${name} ${userName}`);
}

function toLoginRow({ language, reader }: Setting, username: string, label: string, copy: string): Row {
  const { values } = language.words;
  const { template, text, words } = toPersonalValue(username, reader, language.words);
  if (findTemplateNames(template).length === 0) return { label, text: template, copy };
  const inCell: Readonly<Record<string, string>> = values.userNameWords;
  const described = LOGIN.test(template) ? values.userNameWords.logIn : (inCell[template] ?? words);
  return {
    label,
    text: text ?? "",
    copy,
    person: { template, words: described, isKnown: text !== undefined },
  };
}

/** Where calendars and contacts are, and with which login: where `hasMailTables`, that of the mailbox stands in those already. */
export function toDavTable(setting: Setting, hasMailTables: boolean): SettingsTable[] {
  const { caldav, carddav } = setting.settings.services ?? {};
  const ownLogins = [caldav, carddav].filter((service) => service?.username !== undefined);
  const tellsLogins = !hasMailTables || ownLogins.length > 0;
  const { values, guide } = setting.language.words;
  const toRows = (label: string, name: "caldav" | "carddav", service: typeof caldav): Row[] =>
    service === undefined
      ? []
      : [
          { label, text: service.url, copy: `${label} URL` },
          ...(!tellsLogins
            ? []
            : [
                toLoginRow(
                  setting,
                  toDavLoginTemplate(setting.settings, name),
                  values.userName,
                  `${label} ${values.userName}`,
                ),
              ]),
        ];
  const rows = [...toRows(values.calendars, "caldav", caldav), ...toRows(values.contacts, "carddav", carddav)];
  return rows.length === 0 ? [] : [{ id: "values-dav", icon: "calendar", heading: guide.sync, badges: [], rows }];
}
