import { defineConfig } from "vitest/config";
import { textModules } from "./vitest.config.ts";

const root = `${import.meta.dirname}/..`;

/** The tests that `npm run mutate` runs: all that call the product as functions, in plain Node. */
export default defineConfig({
  root,
  plugins: [textModules],
  test: {
    root,
    include: ["test/{check,model,lint,content,formats,telling,pages,signing,http,store}/**/*.test.ts"],
    // Only workerd has D1.
    exclude: ["test/store/databases/d1.test.ts", "test/http/access.test.ts", "test/http/api.test.ts"],
    environment: "node",
    testTimeout: 60_000,
  },
});
