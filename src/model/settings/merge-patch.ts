import * as z from "zod";

/** Objects merge member by member, `null` removes a member, anything else replaces (JSON Merge Patch, RFC 7396). */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

/** The schema of a patch for `shape`: every member optional, `null` to remove it, objects likewise within. */
export function mergePatchOf(shape: z.core.$ZodShape): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(shape).map(([name, member]) => [name, toPatchMember(member).nullable().optional()]),
    ),
  );
}

function toPatchMember(member: z.core.$ZodType): z.ZodType {
  if (member instanceof z.ZodOptional || member instanceof z.ZodDefault) return toPatchMember(member.unwrap());
  if (member instanceof z.ZodObject) return mergePatchOf(member.shape);
  // Every schema of this project is made by the full `zod`, whose classes all extend ZodType.
  return member as z.ZodType;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
