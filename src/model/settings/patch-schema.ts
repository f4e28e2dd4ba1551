import * as z from "zod";

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
