/**
 * A URL for programs: some follow it by an HTTP header, some refuse a file for it, and none has to know how one in other
 * letters is written in ASCII. What is in ASCII stays as it is. People get URLs as they were written.
 */
export function toAsciiUrl(url: string): string {
  return /^[\x20-\x7e]*$/.test(url) ? url : (URL.parse(url)?.href ?? url);
}
