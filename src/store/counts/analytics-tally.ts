import type { Tally } from "../../model/request-count.ts";

/** What a binding to Analytics Engine takes; `AnalyticsEngineDataset` of Cloudflare's types is one. */
export interface AnalyticsDataset {
  writeDataPoint(point: { readonly indexes?: string[]; readonly blobs?: string[]; readonly doubles?: number[] }): void;
}

/** Bytes of an index, by Cloudflare's limit. */
const MOST_OF_INDEX = 96;

/**
 * Counts at the edge: Analytics Engine takes a point without anybody waiting for it. Points are sampled by their index,
 * so that a domain which is asked for seldom does not vanish beside one that is asked for often.
 */
export function analyticsTally(dataset: AnalyticsDataset): Tally {
  return {
    count({ family, mechanism, outcome, domain = "" }) {
      dataset.writeDataPoint({
        indexes: [domain.slice(0, MOST_OF_INDEX)],
        blobs: [domain, family, mechanism, outcome],
        doubles: [1],
      });
    },
  };
}
