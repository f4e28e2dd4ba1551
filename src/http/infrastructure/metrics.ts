import { Hono } from "hono";
import type { RequestTally } from "../../store/counts/request-tally.ts";
import { NOT_KEPT } from "../wire/problem.ts";

/** A number that a monitor watches, or several, each under its labels. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge";
  readonly read: () => number | readonly Sample[];
}

interface Sample {
  /** Their values are words of ours: no text of a request gets there. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** `GET /metrics` in the text format of Prometheus (0.0.4). Nothing in it names a customer. */
export function metricsRoutes(metrics: readonly Metric[]): Hono {
  return new Hono().get("/metrics", (c) => {
    const body = metrics.map(describe).join("");
    return c.body(body, 200, { ...NOT_KEPT, "content-type": "text/plain; version=0.0.4; charset=utf-8" });
  });
}

function describe({ name, help, type, read }: Metric): string {
  const value = read();
  const lines =
    typeof value === "number"
      ? [`${name} ${value}`]
      : value.map((sample) => `${name}{${toLabels(sample)}} ${sample.value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
}

function toLabels({ labels }: Sample): string {
  return Object.entries(labels)
    .map(([label, text]) => `${label}="${text}"`)
    .join(",");
}

/** Of requests of mail clients since this process began, by what there are few of: neither domain nor address. */
export function countMetrics({ readTotals }: Pick<RequestTally, "readTotals">): Metric[] {
  return [
    {
      name: "waypost_requests_total",
      help: "Requests of mail clients.",
      type: "counter",
      read: () =>
        readTotals().map(({ family, mechanism, outcome, count }) => ({
          labels: { family, mechanism, outcome },
          value: count,
        })),
    },
  ];
}

/** Of answers from a directory that may be gone. */
export function directoryMetrics(
  readHealth: () => { readonly staleAnswers: number; readonly isFailing: boolean },
): Metric[] {
  return [
    {
      name: "waypost_stale_answers_total",
      help: "Answers that could not be confirmed, because the directory could not be asked.",
      type: "counter",
      read: () => readHealth().staleAnswers,
    },
    {
      name: "waypost_directory_failing",
      help: "1 while the directory cannot be asked.",
      type: "gauge",
      read: () => Number(readHealth().isFailing),
    },
  ];
}
