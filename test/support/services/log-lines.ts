/** All addresses of tests are at `.example`; tokens look so; and these open a service that is tested. */
const PERSONAL =
  /[^\s@"'<>]+@[\w.-]+\.example\b|wp_[0-9a-f]{12}_[0-9a-f]{6}|an-admin-token-of-some-length|test-token-of-the-environment/i;

/** Throws at what no log may hold: somebody's address, or what opens the directory. */
export function checkLog(text: string): string {
  const found = PERSONAL.exec(text)?.[0];
  if (found !== undefined) throw new Error(`a log holds ${found}`);
  return text;
}
