import { ProviderEntry } from "../../../model/settings/settings.ts";
import { PLACE_USAGE } from "../../records/open-records.ts";
import { recordsCommand } from "./records-command.ts";

/** `waypost provider …` */
export const provider = recordsCommand({
  kind: "provider",
  schema: ProviderEntry,
  patches: {},
  usage: `usage: waypost provider add ID FILE [MEMBER=VALUE …]
       waypost provider set ID FILE | MEMBER=VALUE … | --patch FILE
       waypost provider show ID
       waypost provider list [PREFIX]
       waypost provider remove ID
       waypost provider history ID
       waypost provider roll-back ID REVISION

add         makes a provider of FILE, which is its entry as a settings file has it under the provider's name (- reads it
            from stdin)
set         changes one: FILE is all of its entry; MEMBER=VALUE changes one member: displayName="Example Mail"
            support.phone=null, where null removes it; --patch FILE changes what stands in FILE (RFC 7396)
show        prints the entry, and how many domains follow where planned changes move the servers
list        prints a line for each provider: its id and its name
remove      is refused while domains use the provider, and done as well where there is no such provider
history     prints the changes, latest first: revision, time, who, entry
roll-back   makes the provider what it was after that revision

A change that one of the provider's domains cannot bear is refused, with the domain's name.

options:
${PLACE_USAGE}
  --dry-run         change nothing; print what mail clients of its domains would be told otherwise
  --if-revision N   change nothing if the provider has another revision by now
  --limit N         how many to print
  --json            print JSON, an object a line

With --settings FILE alone, show and list look into that file.

exit status: 0 done, 1 refused or not there, 2 misused or out of reach
`,
});
