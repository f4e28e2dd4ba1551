import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { RelaxNGValidator, XmlDocument, XmlLibError, XsdValidator } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";

/** What is wrong with a document, one line each; empty when it is valid. */
export type Validate = (xml: string) => string[];

/** Checks against a RELAX NG grammar in a file. */
export function createRelaxNgValidator(path: string): Validate {
  return withSchema(path, (schema) => RelaxNGValidator.fromDoc(schema));
}

/** Checks against an XML Schema in a file, which may import the files beside it. */
export function createXsdValidator(path: string): Validate {
  return withSchema(path, (schema) => XsdValidator.fromDoc(schema));
}

function withSchema(
  path: string,
  create: (schema: XmlDocument) => { validate(document: XmlDocument): void },
): Validate {
  xmlRegisterFsInputProviders();
  const schema = XmlDocument.fromBuffer(readFileSync(path), { url: pathToFileURL(path).href });
  const validator = create(schema);
  return (xml) => {
    let document: XmlDocument | undefined;
    try {
      document = XmlDocument.fromString(xml);
      validator.validate(document);
      return [];
    } catch (error) {
      if (error instanceof XmlLibError) return error.message.trim().split("\n");
      throw error;
    } finally {
      document?.dispose();
    }
  };
}
