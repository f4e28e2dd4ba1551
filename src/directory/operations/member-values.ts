/**
 * `member=value` as people write it, on a command line or in a column of a table: a dotted name, and text that becomes
 * what the schema has there.
 * @module
 */
import * as z from "zod";
import { isObject } from "../../model/resolving/merge-patch.ts";

/** Of what a record is made, by a member's dotted name such as `variables.storeHost`; `undefined` where nothing is called so. */
export function findMember(schema: z.ZodType, name: string): z.ZodType | undefined {
  return name.split(".").reduce<z.ZodType | undefined>((outer, member) => {
    const inner = outer && unwrap(outer);
    if (inner instanceof z.ZodObject)
      return Object.hasOwn(inner.shape, member) ? toZodType(inner.shape[member]) : undefined;
    if (inner instanceof z.ZodRecord)
      return toZodType(inner.keyType).safeParse(member).success ? toZodType(inner.valueType) : undefined;
    return undefined;
  }, schema);
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unwrap(toZodType(schema.unwrap()));
  if (schema instanceof z.ZodPipe) return unwrap(toZodType(schema.in));
  return schema;
}

/** Every schema of this project is made by the full `zod`, whose classes all extend ZodType. */
function toZodType(schema: unknown): z.ZodType {
  return schema as z.ZodType;
}

/** `null` removes; what may be text is text; anything else is JSON where it can be, and else text for the schema to refuse. */
export function toMemberValue(member: z.ZodType | undefined, text: string): unknown {
  if (text === "null") return null;
  if (member?.safeParse(text).success) return text;
  const value = parseOrText(text);
  return typeof value === "object" || member === undefined || member.safeParse(value).success ? value : text;
}

function parseOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The members as one object, or as a patch: later ones win. */
export function toObject(members: Iterable<readonly [name: string, value: unknown]>): Record<string, unknown> {
  let object: Record<string, unknown> = {};
  for (const [name, value] of members) {
    const nested = name.split(".").reduceRight<unknown>((inner, member) => ({ [member]: inner }), value);
    object = merge(object, nested);
  }
  return object;
}

function merge(one: Record<string, unknown>, other: unknown): Record<string, unknown> {
  const merged = new Map(Object.entries(one));
  for (const [name, value] of Object.entries(isObject(other) ? other : {})) {
    const known = merged.get(name);
    merged.set(name, isObject(known) && isObject(value) ? merge(known, value) : value);
  }
  return Object.fromEntries(merged);
}
