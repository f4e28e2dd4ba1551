/** Of the files that a process may open, those that are not connections: its own, and some to read settings with. */
const RESERVED = 64;
/** Each idle connection of a mail client or a proxy is an open file. */
const FEW = 10_000;

export interface ConnectionLimit {
  readonly connections: number;
  /** Whether a busy day could reach it. */
  readonly isLow: boolean;
}

/** How many connections this process can hold; `undefined` where the system names no limit. */
export function findConnectionLimit(): ConnectionLimit | undefined {
  // Node tells it in its diagnostic report alone, which would look up names of network interfaces as well.
  const source: NodeJS.ProcessReport & { excludeNetwork?: boolean } = process.report;
  source.excludeNetwork = true;
  const report = source.getReport() as { readonly userLimits?: { readonly open_files?: { readonly soft?: unknown } } };
  const files = report.userLimits?.open_files?.soft;
  return typeof files === "number" ? toConnectionLimit(files) : undefined;
}

export function toConnectionLimit(files: number): ConnectionLimit {
  return { connections: Math.max(files - RESERVED, 1), isLow: files < FEW };
}
