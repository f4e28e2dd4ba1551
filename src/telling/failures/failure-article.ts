/**
 * What goes wrong, as every page tells it.
 * @module
 */
import { toFailureId } from "../../content/failure-ids.ts";
import type { Failure } from "../../content/guide.ts";
import type { ArticleFailure, Block } from "../article/article.ts";
import type { Teller } from "../article/teller.ts";

/** The failures that can happen at the domain. */
export function toFailures(failures: readonly Failure[], teller: Teller): Block[] {
  const told = failures.filter(teller.applies).map((failure) => toFailure(failure, teller));
  return told.length === 0 ? [] : [{ kind: "failures", failures: withOwnIds(told) }];
}

/** An anchor is there once on a page: messages that begin alike are told apart by a number. */
function withOwnIds(failures: readonly ArticleFailure[]): ArticleFailure[] {
  const taken = new Map<string, number>();
  return failures.map((failure) => {
    const number = (taken.get(failure.id) ?? 0) + 1;
    taken.set(failure.id, number);
    return number === 1 ? failure : { ...failure, id: `${failure.id}-${number}` };
  });
}

export function toFailure(failure: Failure, { tell, tellQuoted }: Teller): ArticleFailure {
  const { codes = [], exact } = failure;
  const quoted = exact ? tellQuoted(failure.message) : undefined;
  return {
    id: toFailureId(failure),
    message: quoted?.inlines ?? tell(failure.message),
    quotedIn: quoted?.lang,
    codes: codes.filter((code) => isCode(code) && !failure.message.includes(code)),
    cause: tell(failure.cause),
    cure: tell(failure.cure),
  };
}

/** Of what people search for, only codes are shown beside the message; words are in it anyway. */
function isCode(searched: string): boolean {
  return /^(?!.*\p{Ll}{4}).*\d|^[A-Z_\-[\]/ ]{3,}$/u.test(searched);
}
