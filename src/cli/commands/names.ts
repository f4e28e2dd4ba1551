import { NamesMark } from "../../directory/views/names-mark.ts";
import { NAME_LISTS, type NameListForm, toChangedList } from "../../formats/certificates/name-list.ts";
import { type Command, parseOptions } from "../command.ts";
import { Progress } from "../progress.ts";
import { type NamesPlace, openNames } from "../records/open-names.ts";
import { PLACE_OPTIONS, PLACE_USAGE } from "../records/open-records.ts";
import { endBy } from "../records/refuse.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

const HINT = "waypost names --help";

const usage = `usage: waypost names [--as FORM] [--since MARK] [options]

Prints the names that need certificates: the service's own, and under each domain those that mail clients ask over https.

options:
  --as FORM         list: a name a line (the default)
                    caddy: a block of a Caddyfile, for a snippet (waypost)
                    traefik: a file of dynamic configuration
                    lego, certbot: a shell script that gets or renews each certificate, with its own arguments in each call
                    nginx-map: lines of a map from each name to the domain whose certificate it is in
  --since MARK      only what may have changed since the mark that was told when last asked: a list then has + and - before
                    its names, scripts have the domains that changed, and the other forms are printed whole if any did.
                    Where the settings file says something else by now, all is told: a list begins with a line =
${PLACE_USAGE}

With --settings FILE alone, that file is asked; without any of these, the directory where there is one, over settings.json.

exit status: 0 printed, 2 misused or out of reach
`;

/** `waypost names` */
export const names: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parseOptions(args, {
      options: { ...PLACE_OPTIONS, as: { type: "string", default: "list" }, since: { type: "string" } },
    });
    if (typeof parsed === "string") return terminal.misused(parsed, HINT);
    const { as, since: text, ...values } = parsed.values;
    if (!isForm(as))
      return terminal.misused(`unknown form ${JSON.stringify(as)}`, `--as ${Object.keys(NAME_LISTS).join(", ")}`);
    const read = text === undefined ? undefined : NamesMark.safeParse(text);
    if (read?.success === false)
      return terminal.misused(`not a mark: ${JSON.stringify(text)}`, "the note at the end of each answer has one");
    const place = await openNames(values, terminal, HINT);
    if (typeof place === "number") return place;
    try {
      return await print(place, as, read?.data, terminal);
    } catch (error) {
      return endBy(error, terminal);
    } finally {
      await place.close();
    }
  },
};

function isForm(text: string): text is NameListForm {
  return Object.hasOwn(NAME_LISTS, text);
}

async function print(
  place: NamesPlace,
  form: NameListForm,
  since: NamesMark | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  const { mark, isWhole, items } = await place.list(since);
  const list = since === undefined ? NAME_LISTS[form] : toChangedList(form, isWhole);
  const told = list.isWhole && !isWhole ? await readWhole(place, items) : items;
  const progress = new Progress(terminal);
  let count = 0;
  for await (const item of told) {
    terminal.print(`${count === 0 ? list.begin : ""}${list.tell(item, count === 0)}`);
    count += 1;
    progress.tell(() => `${count} domains so far`);
  }
  const isOnlyToldGone = count === 0 && since !== undefined && isWhole && !list.isWhole;
  if (isOnlyToldGone) terminal.print(list.begin);
  if (count > 0 || isOnlyToldGone) terminal.print(list.end);
  if (count === 0) terminal.printNote(isWhole ? "no domain is served" : "nothing has changed");
  if (since !== undefined && isWhole) terminal.printNote("what has changed cannot be known: these are all there are");
  // Whoever goes on from it would never be told what is missing here.
  if (await terminal.hasPrinted()) terminal.printNote(`go on with --since ${mark}`);
  return 0;
}

/** All names, if there is any of those that changed. */
async function readWhole(place: NamesPlace, changed: AsyncIterable<unknown>) {
  for await (const _ of changed) return (await place.list(undefined)).items;
  return [];
}
