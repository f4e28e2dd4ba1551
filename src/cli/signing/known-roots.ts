import { rootCertificates } from "node:tls";
import { type Certificate, parseCertificate } from "../../signing/certificate.ts";
import { readPem } from "../../signing/pem.ts";

/** The authorities that Mozilla knows, as Node brings them: most of those that devices know, too. */
export function* readKnownRoots(): Generator<Certificate> {
  for (const pem of rootCertificates)
    for (const { bytes } of readPem(pem)) {
      const certificate = parseCertificate(bytes);
      if (certificate !== undefined) yield certificate;
    }
}
