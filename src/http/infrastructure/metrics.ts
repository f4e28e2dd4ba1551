import { Hono } from "hono";
import { NOT_KEPT } from "../wire/problem.ts";

/** A number that a monitor watches; with `of` as many as there are values, each under its label. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge";
  /** The number, or numbers by the value of one label. */
  readonly read: () => number | { readonly label: string; readonly values: Readonly<Record<string, number>> };
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
      : Object.entries(value.values).map(([of, number]) => `${name}{${value.label}="${of}"} ${number}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
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
