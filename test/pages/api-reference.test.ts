import { expect, test } from "vitest";
import document from "../../src/http/operators/description/openapi.json" with { type: "json" };
import { renderApiReference } from "../../src/pages/operators/api-reference.ts";
import { findHtmlFaults } from "../support/reading/html-faults.ts";

test("the API's reference is whole HTML, and has every operation", async () => {
  const { body } = await renderApiReference(document, "/api/v1/openapi.json");
  expect(await findHtmlFaults(body)).toEqual([]);
  for (const [path, methods] of Object.entries(document.paths))
    for (const method of Object.keys(methods).filter((name) => name !== "parameters"))
      expect(body).toContain(`${method.toUpperCase()} ${path}`);
});
