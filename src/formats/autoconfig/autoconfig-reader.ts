/**
 * Mail Autoconfig, `config-v1.1.xml`, as others write it: version 1.1 with its legacy elements, as the ISPDB has them,
 * and the draft's 1.2. What the model cannot hold is left out and told, element by element: nothing goes in silence.
 * @see https://datatracker.ietf.org/doc/draft-ietf-mailmaint-autoconfig/
 * @module
 */
import { parseXml, type XmlElement } from "../xml-element.ts";
import {
  findAll,
  formatWarning,
  isSameWord,
  type ReadWarning,
  type Tell,
  tellOthers,
  toLabel,
} from "../xml-reading.ts";
import {
  type AutoconfigFault,
  type AutoconfigProvider,
  readProvider,
  type ServedDomain,
  WHEREVER,
} from "./autoconfig-provider-reader.ts";
import { SERVICE_ELEMENTS } from "./autoconfig-service-reader.ts";

/** What one `clientConfig` gives. */
export interface AutoconfigDocument {
  readonly providers: readonly AutoconfigProvider[];
  readonly warnings: readonly ReadWarning[];
  readonly faults: readonly AutoconfigFault[];
}

/**
 * Reads the text of a `clientConfig` document. What stands beside its providers, such as calendars, belongs to each.
 * @param namedDomains whom providers are for that name no domain themselves
 */
export function parseAutoconfig(xml: string, namedDomains: readonly ServedDomain[] = []): AutoconfigDocument {
  const root = parseXml(xml);
  if (!root.ok) return failed("xml_malformed", root.error);
  if (!isSameWord(root.value.name, "clientConfig"))
    return failed("config_unusable", `the root element is <${root.value.name}>, not <clientConfig>`);
  const elements = findAll(root.value, "emailProvider");
  if (elements.length === 0) return failed("config_unusable", "there is no <emailProvider>");
  const told: { readonly element: XmlElement; readonly what: string }[] = [];
  const tell: Tell = (element, what) => told.push({ element, what });
  tellOthers(root.value, tell, {
    attributes: ["version"],
    children: ["emailProvider", ...WHEREVER, ...SERVICE_ELEMENTS],
  });
  const providers: AutoconfigProvider[] = [];
  const faults: AutoconfigFault[] = [];
  for (const element of elements) {
    const before = told.length;
    const provider = readProvider(root.value, element, namedDomains, tell);
    if (provider.ok) providers.push(provider.value);
    else {
      const reasons = told.splice(before).map((warning) => formatWarning(toWarning(warning)));
      faults.push({ ...provider.error, because: [provider.error.because, ...reasons].join("; ") });
    }
  }
  // Of two providers, each has read what stands beside them.
  const once = told.filter(
    ({ element, what }, index) => told.findIndex((other) => other.element === element && other.what === what) === index,
  );
  return { providers, warnings: once.map(toWarning), faults };
}

function toWarning({ element, what }: { readonly element: XmlElement; readonly what: string }): ReadWarning {
  return { element: toLabel(element), what };
}

function failed(reason: AutoconfigFault["reason"], because: string): AutoconfigDocument {
  return { providers: [], warnings: [], faults: [{ reason, because }] };
}
