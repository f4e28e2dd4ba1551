/**
 * Who may do what, and who did what: login, tokens, audit.
 * @module
 */
import auditTemplate from "../../../templates/console/console-audit.eta";
import endedTemplate from "../../../templates/console/console-ended.eta";
import logInTemplate from "../../../templates/console/console-log-in.eta";
import revokeTemplate from "../../../templates/console/console-revoke.eta";
import tokensTemplate from "../../../templates/console/console-tokens.eta";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import type { Fault } from "../../model/settings/fault.ts";
import { templates } from "../frame/templates.ts";
import { type Badge, CONSOLE, type Notice, renderConsolePage, toHref, toTime, type Visitor } from "./console-page.ts";
import { type FormView, toFormView } from "./form-view.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-log-in": { readonly next: string };
    "@console-ended": {
      readonly action: string;
      readonly fields: readonly { readonly name: string; readonly value: string }[];
    };
    "@console-tokens": TokensView;
    "@console-revoke": { readonly id: string; readonly name: string; readonly action: string };
    "@console-audit": AuditView;
  }
}

templates.load("@console-log-in", logInTemplate);
templates.load("@console-ended", endedTemplate);
templates.load("@console-tokens", tokensTemplate);
templates.load("@console-revoke", revokeTemplate);
templates.load("@console-audit", auditTemplate);

/** What the login page may have to say. */
export type LogInProblem = "none" | "refused" | "too_many" | "not_secure";

const LOG_IN_PROBLEMS: Readonly<Record<LogInProblem, string | undefined>> = {
  none: undefined,
  refused: "That token is not in use. Please check that you copied all of it.",
  too_many: "Too many attempts. Please wait a quarter of an hour.",
  not_secure: "This page was not opened over https: logging in is only possible where nobody can read along.",
};

/** `next` is the page that was asked for. */
export function renderLogInPage(problem: LogInProblem, next: string): Promise<RenderedDocument> {
  const text = LOG_IN_PROBLEMS[problem];
  return renderConsolePage({
    title: "Log in",
    notice: text === undefined ? undefined : { kind: "problem", text },
    content: templates.render("@console-log-in", { next }),
  });
}

/** `fields` is what was sent to `action` when the session was over. */
export function renderEndedPage(action: string, fields: ReadonlyMap<string, string>): Promise<RenderedDocument> {
  return renderConsolePage({
    title: "Your session has ended",
    notice: { kind: "problem", text: "Nothing was done yet, and nothing that you typed is lost." },
    content: templates.render("@console-ended", {
      action,
      fields: Array.from(fields, ([name, value]) => ({ name, value })),
    }),
  });
}

export interface TokensPage {
  readonly visitor: Visitor;
  readonly now: Date;
  readonly notice?: Notice | undefined;
  readonly tokens: readonly {
    readonly id: string;
    readonly name: string;
    readonly access: "read" | "write";
    readonly provider: string | undefined;
    readonly createdAt: string;
    readonly createdBy: string;
    readonly expiresAt: string | undefined;
    readonly usedAt: string | undefined;
    readonly revokedAt: string | undefined;
  }[];
  readonly next: string | undefined;
  /** A token that was just made: this is the only time that it is there. */
  readonly made: { readonly name: string; readonly text: string } | undefined;
  /** What was typed for one that could not be made. */
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
  readonly providers: readonly string[];
}

interface TokensView {
  readonly mayWrite: boolean;
  readonly made: { readonly name: string; readonly text: string } | undefined;
  readonly tokens: readonly {
    readonly name: string;
    readonly scope: string;
    readonly badge: Badge;
    readonly made: string;
    readonly used: string;
    readonly ends: string;
    readonly revoke: string | undefined;
  }[];
  readonly next: string | undefined;
  readonly form: FormView;
  readonly providers: readonly string[];
}

const TOKEN_FIELDS = [
  [
    { name: "name", label: "Name", kind: "text", hint: "Stands in history and logs, such as “billing panel”." },
    {
      name: "access",
      label: "May",
      kind: "select",
      options: [
        { value: "read", text: "Read" },
        { value: "write", text: "Read and write" },
      ],
    },
  ],
  [
    {
      name: "provider",
      label: "Only of the provider",
      kind: "text",
      list: "providers",
      hint: "Leave empty for all of them.",
    },
    { name: "expiresAt", label: "Ends after the day", kind: "date", hint: "Leave empty for never." },
  ],
] as const;

export function renderTokensPage(page: TokensPage): Promise<RenderedDocument> {
  const { visitor, now, notice, tokens, next, made, typed, faults, providers } = page;
  return renderConsolePage({
    title: "Tokens",
    section: "tokens",
    visitor,
    notice,
    content: templates.render("@console-tokens", {
      mayWrite: visitor.mayWrite,
      made,
      tokens: tokens.map((token) => {
        const isOver = token.expiresAt !== undefined && token.expiresAt <= now.toISOString();
        const isInUse = token.revokedAt === undefined && !isOver;
        const scope = token.provider === undefined ? "all providers" : token.provider;
        return {
          name: token.name,
          scope: `${token.access === "write" ? "Read and write" : "Read"}, ${scope}`,
          badge: isInUse ? IN_USE : token.revokedAt === undefined ? EXPIRED : REVOKED,
          made: `${toTime(token.createdAt)} by ${token.createdBy}`,
          used: token.usedAt === undefined ? "never" : toTime(token.usedAt),
          ends: token.expiresAt === undefined ? "never" : toTime(token.expiresAt),
          revoke: isInUse && visitor.mayWrite ? toHref("tokens", token.id, "revoke") : undefined,
        };
      }),
      next: next === undefined ? undefined : `${CONSOLE}/tokens?${new URLSearchParams({ after: next })}`,
      form: toFormView("", TOKEN_FIELDS, typed, { heading: "Not made yet: please correct this", faults }),
      providers,
    }),
  });
}

/** Before a token ends. */
export function renderRevokePage(
  visitor: Visitor,
  { id, name }: Readonly<Record<"id" | "name", string>>,
): Promise<RenderedDocument> {
  return renderConsolePage({
    title: `Revoke the token ${name}?`,
    section: "tokens",
    visitor,
    above: { href: `${CONSOLE}/tokens`, text: "Tokens" },
    content: templates.render("@console-revoke", { id, name, action: toHref("tokens", id, "revoke") }),
  });
}

const IN_USE: Badge = { text: "In use", kind: "good" };
const EXPIRED: Badge = { text: "Expired", kind: "" };
const REVOKED: Badge = { text: "Revoked", kind: "warn" };

export interface AuditPage {
  readonly visitor: Visitor;
  readonly entries: readonly {
    readonly at: string;
    readonly author: string;
    readonly action: string;
    readonly name: string | undefined;
    readonly provider: string | undefined;
    readonly revision: number | undefined;
  }[];
  readonly next: string | undefined;
}

interface AuditView {
  readonly entries: readonly {
    readonly at: string;
    readonly author: string;
    readonly action: string;
    readonly name: string;
    readonly href: string | undefined;
  }[];
  readonly next: string | undefined;
}

const ACTIONS: Readonly<Record<string, string>> = {
  domain_changed: "changed the domain",
  domain_removed: "removed the domain",
  provider_changed: "changed the provider",
  provider_removed: "removed the provider",
  log_in: "logged in",
  log_in_refused: "was refused at login",
  log_out: "logged out",
  token_created: "made the token",
  token_revoked: "revoked the token",
  logins_changed: "changed login names of the domain",
};

export function renderAuditPage({ visitor, entries, next }: AuditPage): Promise<RenderedDocument> {
  return renderConsolePage({
    title: "Audit",
    section: "audit",
    visitor,
    content: templates.render("@console-audit", {
      entries: entries.map(({ at, author, action, name }) => ({
        at: toTime(at),
        author: author === "" ? "Somebody" : author,
        action: ACTIONS[action] ?? action,
        name: name ?? "",
        href:
          name === undefined
            ? undefined
            : action.startsWith("domain_") || action === "logins_changed"
              ? toHref("domains", name)
              : action.startsWith("provider_")
                ? toHref("providers", name)
                : undefined,
      })),
      next: next === undefined ? undefined : `${CONSOLE}/audit?${new URLSearchParams({ after: next })}`,
    }),
  });
}
