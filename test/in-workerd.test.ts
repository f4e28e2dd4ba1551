/**
 * Requests and databases in whose answers a runtime has a part, inside workerd: paths and hosts, bodies and their encodings,
 * digests and signatures, headers, and D1 with its migrations. One file, since each may get a runtime of its own, and that
 * loads the whole source. The API and the console of operators are asked of the built Worker: test/conformance/runtimes.test.ts.
 * @module
 */
import { describe } from "vitest";

describe("autoconfig", async () => void (await import("./http/autoconfig.test.ts")));
describe("Autodiscover", async () => void (await import("./http/autodiscover.test.ts")));
describe("base paths", async () => void (await import("./http/base.test.ts")));
describe("chains of handlers", async () => void (await import("./http/chain.test.ts")));
describe("compressed pages", async () => void (await import("./http/compress-pages.test.ts")));
describe("crashes", async () => void (await import("./http/crash.test.ts")));
describe("discovery", async () => void (await import("./http/discovery.test.ts")));
describe("what is drawn at random", async () => void (await import("./http/fuzz.test.ts")));
describe("guides", async () => void (await import("./http/guides.test.ts")));
describe("headers", async () => void (await import("./http/headers.test.ts")));
describe("whatever strangers send", async () => void (await import("./http/hostile.test.ts")));
describe("infrastructure", async () => void (await import("./http/infrastructure.test.ts")));
describe("Apple profiles", async () => void (await import("./http/mobileconfig.test.ts")));
describe("places", async () => void (await import("./http/place.test.ts")));
describe("codes", async () => void (await import("./http/qr.test.ts")));
describe("what failed once", async () => void (await import("./http/regressions.test.ts")));
describe("databases", async () => void (await import("./store/databases/d1.test.ts")));
