/**
 * Where somebody who asked for names left off.
 * @module
 */
import * as z from "zod";
import type { NamesOfDomain } from "../../formats/certificates/certificate-names.ts";
import type { Settings } from "../../model/settings/parse-settings.ts";
import type { Revision, RevisionRecord } from "../../store/records.ts";

/** All that names change by. */
export interface NamesState {
  /** Of the directory; 0 where there is none. */
  readonly revision: Revision;
  /** In milliseconds: planned changes come about by themselves. */
  readonly at: number;
  /** Of the change that made the revision, and of what the settings file says of names: it has no revisions. */
  readonly digest: string;
}

const TEXT = /^(\d{1,15})-(\d{1,15})-([0-9a-f]{16})$/;

/** The same as it is told, to be sent again by who wants to know what has changed. */
export const NamesMark = z
  .string()
  .regex(TEXT, { error: "expected the mark of an earlier answer, such as 4711-1796000000000-0123456789abcdef" })
  .brand<"NamesMark">();
export type NamesMark = z.infer<typeof NamesMark>;

export function toMark({ revision, at, digest }: NamesState): NamesMark {
  return NamesMark.parse(`${revision}-${at}-${digest}`);
}

export function readMark(mark: NamesMark): NamesState {
  const [, revision, at, digest = ""] = TEXT.exec(mark) ?? [];
  return { revision: Number(revision), at: Number(at), digest };
}

/** Another as soon as the file says something else of names: its own, or those of the directory's domains by its providers. */
export function digestFile({ service, providers }: Settings, names: Iterable<NamesOfDomain>): Promise<string> {
  return digestOf([service.certificatesOnlyFor ?? null, [...names], [...providers]]);
}

/** Another where a back-up was put back: it is followed by other changes with the same revisions. */
export function digestState(file: string, change: RevisionRecord | undefined): Promise<NamesState["digest"]> {
  return digestOf([file, change && [change.revision, change.kind, change.name, change.at, change.author]]);
}

async function digestOf(value: unknown): Promise<string> {
  const text = JSON.stringify(value);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
