/**
 * Lists of the names that need certificates, as programs read them that get certificates or serve with them. Each is made
 * piece by piece, as domains are read: of a million of them no text is made at once.
 * @module
 */
import { DISCOVERY_LABELS } from "../../model/domain/discovery-name.ts";
import type { NamesOfDomain } from "./certificate-names.ts";

export interface NameList {
  /**
   * Whether the program reads one file that holds all names: then it is printed whole or not at all. Of the others what has
   * changed is enough.
   */
  readonly isWhole: boolean;
  readonly begin: string;
  /** Of one domain; `isFirst` where none was before it. Absent names are told only by lists that are not whole. */
  readonly tell: (domain: NamesOfDomain, isFirst: boolean) => string;
  readonly end: string;
}

const SCRIPT = "#!/bin/sh\nstatus=0\n";
/** What a program does with names of which it has certificates is its own. */
const ALL = "# all there are: certificates of other names are needed no more\n";
const SCRIPT_END = "exit $status\n";

/** Names: `+` before one that was added or stays, `-` before one that is none any more, `=` before all if these are all. */
const changes: NameList = {
  isWhole: false,
  begin: "",
  tell: ({ domain, names }) => {
    const gone = DISCOVERY_LABELS.map((label) => `${label}.${domain}`).filter((name) => !names.includes(name));
    return [...names.map((name) => `+${name}\n`), ...gone.map((name) => `-${name}\n`)].join("");
  },
  end: "",
};

const all: NameList = {
  isWhole: false,
  begin: "=\n",
  tell: ({ names }) => names.map((name) => `+${name}\n`).join(""),
  end: "",
};

export const NAME_LISTS = {
  list: { isWhole: true, begin: "", tell: ({ names }) => names.map((name) => `${name}\n`).join(""), end: "" },
  /** One block of a Caddyfile with the snippet `waypost` in it: Caddy has a certificate for each address of a block. */
  caddy: {
    isWhole: true,
    begin: "",
    tell: ({ names }, isFirst) => `${isFirst ? "" : ",\n"}${names.join(",\n")}`,
    end: " {\n\timport waypost\n}\n",
  },
  /** Dynamic configuration as JSON. Names of one rule would share a certificate, so each has a router. */
  traefik: {
    isWhole: true,
    begin: '{"http":{"routers":{',
    tell: ({ names }, isFirst) => `${isFirst ? "" : ","}\n${names.map((name) => toRouter(name)).join(",\n")}`,
    end: "\n}}}\n",
  },
  /**
   * A script whose arguments say how: account, challenge, where to. lego has nothing for a name that fails among others, so
   * each has a certificate of its own.
   */
  lego: {
    isWhole: false,
    begin: SCRIPT,
    tell: ({ domain, names }) =>
      names.length === 0
        ? `# ${domain}: gone, and so not renewed\n`
        : names.map((name) => `lego run "$@" --domains=${name} || status=1\n`).join(""),
    end: SCRIPT_END,
  },
  /** The same for certbot, which leaves out a name that fails: so a domain has one certificate, named for it. */
  certbot: {
    isWhole: false,
    begin: SCRIPT,
    tell: ({ domain, names }) =>
      names.length === 0
        ? `certbot delete "$@" --non-interactive --cert-name ${domain} || status=1\n`
        : `certbot certonly "$@" --non-interactive --keep-until-expiring --renew-with-new-domains --allow-subset-of-names --cert-name ${domain} ${names.map((name) => `-d ${name}`).join(" ")} || status=1\n`,
    end: SCRIPT_END,
  },
  /** Lines of a map from a name to the domain whose certificate it is in. */
  "nginx-map": {
    isWhole: true,
    begin: "",
    tell: ({ domain, names }) => names.map((name) => `${name} ${domain};\n`).join(""),
    end: "",
  },
} as const satisfies Readonly<Record<string, NameList>>;

export type NameListForm = keyof typeof NAME_LISTS;

/** A form as it is when told what changed, or, where that cannot be known, all that there is. */
export function toChangedList(form: NameListForm, isAll: boolean): NameList {
  const list = NAME_LISTS[form];
  if (form === "list") return isAll ? all : changes;
  return isAll && !list.isWhole ? { ...list, begin: `${list.begin}${ALL}` } : list;
}

/** What Traefik's own files call the service that it sends requests to, and the resolver that has certificates. */
export interface TraefikNames {
  readonly service: string;
  readonly resolver: string;
}

const TRAEFIK: TraefikNames = { service: "waypost@file", resolver: "waypost" };

/** A member of `routers`, under its name. */
export function toRouter(name: string, { service, resolver }: TraefikNames = TRAEFIK): string {
  const router = { rule: `Host(\`${name}\`)`, service, tls: { certResolver: resolver } };
  return `${JSON.stringify(name)}:${JSON.stringify(router)}`;
}
