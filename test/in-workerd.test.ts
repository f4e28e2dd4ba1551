/**
 * Requests and databases in whose answers a runtime has a part, inside workerd: bodies and their encodings, digests and
 * signatures, URLs, headers, and D1 with its migrations. One file, since each may get a runtime of its own, and that loads
 * the whole source.
 * @module
 */
import { describe } from "vitest";

describe("bodies of Autodiscover", async () => void (await import("./http/autodiscover.test.ts")));
describe("headers", async () => void (await import("./http/headers.test.ts")));
describe("whatever strangers send", async () => void (await import("./http/hostile.test.ts")));
describe("Apple profiles", async () => void (await import("./http/mobileconfig.test.ts")));
describe("databases", async () => void (await import("./store/databases/d1.test.ts")));
