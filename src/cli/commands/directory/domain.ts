import { DomainEntry } from "../../../model/settings/settings.ts";
import { PLACE_USAGE } from "../../records/open-records.ts";
import { recordsCommand } from "./records-command.ts";

/** `waypost domain …` */
export const domain = recordsCommand({
  kind: "domain",
  schema: DomainEntry,
  patches: { suspend: { suspended: true }, unsuspend: { suspended: null } },
  usage: `usage: waypost domain add NAME [FILE] [MEMBER=VALUE …]
       waypost domain set NAME FILE | MEMBER=VALUE … | --patch FILE
       waypost domain show NAME
       waypost domain list [PREFIX] [--provider ID] [--state STATE]
       waypost domain remove | suspend | unsuspend NAME
       waypost domain history NAME
       waypost domain roll-back NAME REVISION

add         makes a domain: waypost domain add shop.example provider=example-shop-hosting
set         changes one: FILE is all of its entry, as a settings file has it under the domain's name (- reads it from
            stdin); MEMBER=VALUE changes one member: launched=false variables.storeHost=x.example mailElsewhere=null, where
            null removes it; --patch FILE changes what stands in FILE (RFC 7396)
show        prints the entry
list        prints a line for each domain: its name, its state, its provider; STATE is served, elsewhere or suspended
remove      is done as well where there is no such domain
suspend     lets nothing be answered for the domain, until unsuspend
history     prints the changes, latest first: revision, time, who, entry
roll-back   makes the domain what it was after that revision

options:
${PLACE_USAGE}
  --dry-run         change nothing; print what mail clients would be told otherwise
  --if-revision N   change nothing if the domain has another revision by now
  --limit N         how many to print
  --json            print JSON, an object a line

With --settings FILE alone, show and list look into that file. A service that runs on the same directory shows a change
within ten seconds.

exit status: 0 done, 1 refused or not there, 2 misused or out of reach
`,
});
