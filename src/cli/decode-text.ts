import { err, ok, type Result } from "../model/result.ts";

/**
 * The text of a file in UTF-8, without the byte order mark that some editors write; or why it is none. Each byte that is no
 * UTF-8 would else be U+FFFD, and stand so on pages and in profiles.
 * @param line where in the file the bytes begin
 */
export function decodeText(bytes: Uint8Array, line = 1): Result<string, string> {
  try {
    return ok(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    const [first, second] = bytes;
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
      return err("UTF-16, expected UTF-8: save the file with that encoding");
    const [before = ""] = new TextDecoder().decode(bytes).split("\u{FFFD}", 1);
    return err(`line ${line + before.split("\n").length - 1} is not UTF-8: save the file with that encoding`);
  }
}
