/**
 * The API's description as a page: each address with what it takes and answers.
 * @module
 */
import apiReference from "../../../templates/api-reference.eta";
import { ENGLISH } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { OWN_BRAND, renderPage } from "../frame/page.ts";
import { templates } from "../frame/templates.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@api-reference": {
      readonly heading: string;
      readonly lead: string;
      /** Where the description itself is. */
      readonly document: string;
      readonly groups: readonly { readonly name: string; readonly operations: readonly OperationView[] }[];
    };
  }
}

interface OperationView {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly rows: readonly { readonly name: string; readonly text: string }[];
}

templates.load("@api-reference", apiReference);

/** As much of an OpenAPI document as the page shows. */
export interface ApiDescription {
  readonly info: { readonly title: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface DescribedOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly description?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

export function renderApiReference({ info, paths }: ApiDescription, document: string): Promise<RenderedDocument> {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const operation = methods[method];
      // By the module that made the document: what stands at a method is an operation.
      return operation === undefined ? [] : [toView(method, path, operation as DescribedOperation)];
    }),
  );
  const names = [...new Set(operations.map(({ group }) => group))];
  const groups = names.map((name) => ({ name, operations: operations.filter(({ group }) => group === name) }));
  const title = `${info.title} API`;
  const body = templates.render("@api-reference", { heading: title, lead: info.description, document, groups });
  return renderPage({ title, language: ENGLISH, brand: OWN_BRAND, body, languages: [] });
}

const METHODS = ["get", "put", "patch", "post", "delete"] as const;

function toView(
  method: string,
  path: string,
  operation: DescribedOperation,
): OperationView & { readonly group: string } {
  const { operationId, summary, tags, parameters = [], requestBody, responses } = operation;
  const [group = ""] = tags;
  const types = Object.keys(requestBody?.content ?? {});
  return {
    group,
    id: operationId,
    method: method.toUpperCase(),
    path,
    summary,
    rows: [
      ...parameters.map(({ name, in: place, description = "" }) => ({
        name: place === "query" ? `?${name}=` : name,
        text: description,
      })),
      ...(types.length > 0 ? [{ name: "Content-Type", text: types.join(", ") }] : []),
      ...Object.entries(responses).map(([status, { description }]) => ({ name: status, text: description })),
    ],
  };
}
