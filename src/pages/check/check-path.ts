/** Where anybody sees what a check of a domain finds, and what to do about it. */
export function toCheckPath(domain: string): string {
  return `/check/${domain}`;
}

/** Where all mail programs are played for it, or one of them. */
export function toClientsPath(domain: string, client?: string): string {
  const path = `${toCheckPath(domain)}/clients`;
  return client === undefined ? path : `${path}/${client}`;
}
