/**
 * How the welcome mail looks, at each element: what forwards a mail, or shows it in a web page, takes its `<style>` away.
 * Only what depends on the window or the theme stands there (`templates/mail/welcome-mail.css`).
 * @module
 */
import type { BrandColors } from "../frame/brand-color.ts";

/** No value needs quoting in an attribute. */
const SANS = "-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif";
const MONO = "Consolas,Menlo,Liberation Mono,monospace";
const INK = "#14171d";
const SOFT = "#525b69";
const PAPER = "#ffffff";
/** Addresses and names of servers go on to the next line rather than make the mail wider. */
const BREAKS = "overflow-wrap:anywhere;word-break:break-word";
const FONT = `font-family:${SANS};line-height:1.5`;
const TEXT = `${FONT};font-size:16px;color:${INK}`;
const CELL = "padding:6px 0;border-top:1px solid #dce0e6;vertical-align:top";

export type MailStyles = ReturnType<typeof toMailStyles>;

/** @param start where lines begin: mail programs know no other word for it */
export function toMailStyles({ fill, text, ink }: BrandColors, start: "left" | "right") {
  return {
    page: `margin:0;padding:0;background-color:#f4f5f7;color:${INK}`,
    /** 600 pixels where there are so many; Outlook on Windows has a table of that width around it. */
    sheet: "width:100%;max-width:600px;margin:0 auto;border-collapse:collapse",
    head: `padding:16px 24px;background-color:${PAPER};border-top:6px solid ${fill};${TEXT}`,
    frame: "border-collapse:collapse",
    logo: "padding:0 14px 0 0",
    picture: "display:block;height:40px",
    brand: `padding:0;${FONT};font-size:18px;font-weight:bold;color:${INK}`,
    body: `padding:8px 24px 24px;background-color:${PAPER};${TEXT}`,
    h1: `margin:0 0 12px;font-size:24px;line-height:1.25;${BREAKS}`,
    h2: "margin:28px 0 8px;font-size:18px;line-height:1.3",
    h3: "margin:16px 0 4px;font-size:15px",
    p: "margin:0 0 10px",
    ul: `margin:0 0 10px;padding:0;padding-${start}:22px`,
    notice: `margin:20px 0 0;padding:12px 14px;background-color:#fff4d9;color:${INK}`,
    /** The cell is the button: Outlook gives links no room of their own. */
    button: `padding:12px 28px;border-radius:8px;background-color:${fill}`,
    action: `font-size:17px;font-weight:bold;text-decoration:none;color:${ink}`,
    code: "margin:18px 0 14px;border-collapse:collapse",
    image: "display:block",
    caption: `padding:0;padding-${start}:18px;vertical-align:middle;${FONT};font-size:16px;color:${SOFT}`,
    values: "width:100%;margin:0 0 12px;border-collapse:collapse",
    label: `${CELL};width:34%;padding-${start === "left" ? "right" : "left"}:12px;text-align:${start};font-weight:normal;color:${SOFT}`,
    value: `${CELL};text-align:${start}`,
    link: `color:${text};${BREAKS}`,
    mono: `font-family:${MONO};font-size:15px;${BREAKS}`,
    strong: BREAKS,
  };
}
