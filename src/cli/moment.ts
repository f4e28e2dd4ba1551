/** A moment as it is written on a command line: `2027-01-31` is its beginning in UTC, `2027-01-31T12:00:00+01:00` is exact. */
export function parseMoment(text: string): Date | undefined {
  const [, day, time] =
    /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  const start = new Date(`${day}T00:00:00Z`);
  // A day that no month has is the next month's to some engines.
  if (Number.isNaN(start.getTime()) || !start.toISOString().startsWith(day)) return undefined;
  const moment = time === undefined ? start : new Date(text);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
