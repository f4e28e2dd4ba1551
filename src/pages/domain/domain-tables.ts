/**
 * All that a domain offers, as tables: its servers, the recommended ones first, and its other services.
 * @module
 */
import type { ServerSettings } from "../../model/server-settings.ts";
import { type Badge, type Row, type SettingsTable, toHostRow } from "../../telling/article/settings-table.ts";
import { toDavTable, toPlainServerTable } from "../../telling/values/server-tables.ts";
import type { Setting } from "../../telling/values/setting.ts";

/** The pair of servers that most people want, and all the others. */
export interface DomainTables {
  readonly best: readonly SettingsTable[];
  readonly others: readonly SettingsTable[];
}

export function toDomainTables(setting: Setting): DomainTables {
  const { values } = setting.language.words;
  const { incomingServers, outgoingServers }: ServerSettings = setting.settings;
  const [incoming, ...otherIncoming] = incomingServers;
  const [outgoing, ...otherOutgoing] = outgoingServers;
  const recommended = (others: readonly unknown[]): Badge[] =>
    others.length > 0 ? [{ kind: "good", text: values.recommended }] : [];
  const best = [
    withBadges(toPlainServerTable(setting, incoming.protocol, incoming), recommended(otherIncoming)),
    withBadges(toPlainServerTable(setting, outgoing.protocol, outgoing), recommended(otherOutgoing)),
  ];
  // An alternative is one to a server of the same protocol; POP3 beside IMAP is another way altogether.
  const seen = new Map<string, number>([
    [incoming.protocol, 1],
    [outgoing.protocol, 1],
  ]);
  const others = [...otherIncoming, ...otherOutgoing].map((server) => {
    const rank = (seen.get(server.protocol) ?? 0) + 1;
    seen.set(server.protocol, rank);
    const id = rank === 1 ? server.protocol : `${server.protocol}-${rank}`;
    return withBadges(
      toPlainServerTable(setting, id, server),
      rank > 1 ? [{ kind: "plain", text: values.alternative }] : [],
    );
  });
  return { best, others };
}

function withBadges(table: SettingsTable, badges: readonly Badge[]): SettingsTable {
  return { ...table, badges: [...badges, ...table.badges] };
}

/** What is offered beside mail. */
export function toServiceTables(setting: Setting): SettingsTable[] {
  const { settings, language } = setting;
  const { values, domain: words } = language.words;
  const { jmap, activesync, managesieve } = settings.services ?? {};
  const toUrlRow = (label: string, service: { readonly url: string } | undefined): Row[] =>
    service === undefined ? [] : [{ label, text: service.url, copy: `${label} URL` }];
  const toTable = (id: string, icon: string, heading: string, rows: readonly Row[]): SettingsTable[] =>
    rows.length === 0 ? [] : [{ id, icon, heading, badges: [], rows }];
  const dav = toDavTable(setting, true).flatMap(({ rows }) => rows);
  return [
    ...toTable("dav", "calendar", words.services.sync, [...dav, ...toUrlRow("Exchange ActiveSync", activesync)]),
    ...toTable("jmap", "automatic", "JMAP", toUrlRow(words.services.session, jmap)),
    ...toTable(
      "managesieve",
      "incoming",
      words.services.filters,
      managesieve === undefined
        ? []
        : [
            toHostRow(values.server, managesieve.hostname, `ManageSieve ${values.server}`, values),
            { label: values.port, text: String(managesieve.port), copy: `ManageSieve ${values.port}` },
            { label: values.security, text: values.socketType[managesieve.socketType] },
          ],
    ),
  ];
}
