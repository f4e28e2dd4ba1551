/**
 * Domains and providers as the commands see them, wherever they are: in a directory, in a settings file, in a service.
 * @module
 */

import type { ImportItem } from "../../directory/import/imported.ts";
import type { ShownLogin } from "../../directory/operations/login-operations.ts";
import type { DirectoryFindings } from "../../directory/views/directory-findings.ts";
import type { HostnameState } from "../../directory/views/hostname-state.ts";
import type { PreviewDiff } from "../../directory/views/preview.ts";
import type { ServerMove } from "../../directory/views/server-moves.ts";
import type { CustomHostname } from "../../model/custom-hostname.ts";
import type { Result } from "../../model/result.ts";
import type { DomainState } from "../../model/settings/domain-state.ts";
import type { HostnameChange } from "../../store/hostname-roles.ts";

export type RecordKind = "domain" | "provider";

export interface AnyRecord {
  readonly name: string;
  /** Absent in a file. */
  readonly revision: number | undefined;
  /** Of a domain. */
  readonly state: DomainState | undefined;
  /** As it was written. */
  readonly body: unknown;
}

interface FormerRecord {
  readonly revision: number;
  readonly at: string;
  readonly author: string;
  /** `undefined` where it was removed. */
  readonly body: unknown;
}

export interface Changed {
  /** As it is now; absent where it is removed. */
  readonly record: AnyRecord | undefined;
  readonly outcome: "added" | "changed" | "unchanged" | "removed";
  /** Of a change that was only tried. */
  readonly preview: Preview | undefined;
}

/** What mail clients would be told otherwise. */
export interface Preview {
  /** How many domains the change reaches. */
  readonly domains: number;
  readonly samples: readonly PreviewSample[];
}

interface PreviewSample {
  readonly domain: string;
  /** How many domains it stands for. */
  readonly count: number;
  readonly diffs: readonly PreviewDiff[];
  /** From later moments on, where the change alters what was planned. */
  readonly planned: readonly { readonly at: string; readonly diffs: readonly PreviewDiff[] }[];
}

/** Why nothing came of it, fit for a terminal. */
export interface Refusal {
  readonly lines: readonly string[];
  readonly hint: string | undefined;
}

export interface ListFilter {
  readonly prefix?: string;
  readonly provider?: string;
  readonly state?: DomainState;
}

export interface ChangeRequest {
  /** The revision that the record must have; "none" where it must not be there. */
  readonly expected?: number | "none" | undefined;
  readonly dryRun?: boolean;
}

/** Records of one kind that can be looked at. */
export interface ReadableRecords {
  get(name: string): Promise<Result<AnyRecord, Refusal>>;
  /** In the order of names. */
  list(filter: ListFilter): AsyncIterable<AnyRecord>;
}

/** The same where they can be changed. */
export interface Records extends ReadableRecords {
  put(name: string, body: unknown, request?: ChangeRequest): Promise<Result<Changed, Refusal>>;
  patch(name: string, patch: unknown, request?: ChangeRequest): Promise<Result<Changed, Refusal>>;
  remove(name: string, request?: ChangeRequest): Promise<Result<Changed, Refusal>>;
  /** Latest first. */
  history(name: string, limit: number): Promise<Result<readonly FormerRecord[], Refusal>>;
  rollBack(name: string, revision: number, request?: ChangeRequest): Promise<Result<Changed, Refusal>>;
}

/** What became of an item of many. */
export type ItemOutcome = Changed["outcome"] | Refusal;

export interface ReadablePlace {
  readonly kind: "file" | "directory" | "service";
  readonly domains: ReadableRecords;
  readonly providers: ReadableRecords;
  /** Login names of one domain's addresses, or all; a settings file has none. */
  logins(filter: { readonly domain?: string; readonly prefix?: string }): AsyncIterable<ShownLogin>;
  /** Of a provider whose planned changes move servers: how many domains follow. A file alone does not tell. */
  moves?(provider: string): Promise<readonly ServerMove[]>;
  /** How a domain's names stand at Cloudflare; a file alone does not tell. */
  hostnames?(domain: string): Promise<readonly HostnameState[]>;
  close(): Promise<void>;
}

/** Where records can be changed. */
export interface RecordPlace extends ReadablePlace {
  readonly kind: "directory" | "service";
  readonly domains: Records;
  readonly providers: Records;
  /** Each by itself, in their order: one that is refused keeps no other from being made. */
  writeAll(items: readonly ImportItem[]): Promise<readonly ItemOutcome[]>;
  /** What was last seen of names at Cloudflare. */
  readonly customHostnames: HostnameRecords;
  /** What is wrong now. */
  findings(): Promise<DirectoryFindings>;
}

export interface HostnameRecords {
  /** A zone's, in the order of names. */
  list(zone: string): AsyncIterable<CustomHostname>;
  write(changes: readonly HostnameChange[]): Promise<void>;
}

/** No service answers, or it answers nonsense, or the database is gone: nothing that another name would help against. */
export class PlaceError extends Error {
  override readonly name = "PlaceError";
}
