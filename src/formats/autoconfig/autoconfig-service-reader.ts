/**
 * What an autoconfig document says of services beside mail: calendars, contacts, filters, and what is spoken over HTTP.
 * @module
 */
import { Provider } from "../../model/settings/provider.ts";
import {
  DOMAIN_PLACEHOLDER,
  findAll,
  findOne,
  keep,
  readTemplate,
  readUsername,
  SERVER_CHILDREN,
  SOCKET_TYPE,
  type Tell,
  tellOthers,
  toNumber,
  toTemplate,
} from "./autoconfig-element.ts";
import type { XmlElement } from "./xml-element.ts";

const URL_SERVICES = [
  { element: "calendar", type: "caldav", service: "caldav" },
  { element: "calendar", type: "dav", service: "caldav" },
  { element: "addressbook", type: "carddav", service: "carddav" },
  { element: "addressbook", type: "dav", service: "carddav" },
  { element: "addressBook", type: "carddav", service: "carddav" },
  { element: "addressBook", type: "dav", service: "carddav" },
  { element: "incomingServer", type: "jmap", service: "jmap" },
  { element: "incomingServer", type: "activeSync", service: "activesync" },
  { element: "incomingServer", type: "activesync", service: "activesync" },
] as const;

/** Beside servers: they stand at the root, or in the provider. */
export const SERVICE_ELEMENTS: readonly string[] = ["calendar", "addressbook", "addressBook", "setupServer"];

/** The draft's name, and that of Mozilla's page of the format. */
const URL_NAMES = ["url", "serverURL"];

export function isService({ name, attributes, children }: XmlElement): boolean {
  return (
    children.some((child) => URL_NAMES.includes(child.name)) &&
    URL_SERVICES.some(({ element, type }) => element === name && type === attributes.get("type"))
  );
}

/** Those that may have another login than the mailbox. */
function hasUsername(service: string): boolean {
  return service === "caldav" || service === "carddav";
}

export function readServices(root: XmlElement, provider: XmlElement, tell: Tell) {
  const services = new Map<string, unknown>();
  const add = (name: string, element: XmlElement, value: unknown) => {
    if (services.has(name)) return tell(element, "is left out: one of its kind is enough");
    if (keep(Provider.shape.services, { [name]: value }, element, tell) === undefined) return;
    for (const lost of findAll(element, "authentication"))
      tell(lost, `is left out: ${element.name} is carried over with the login of its kind`);
    if (!hasUsername(name))
      for (const lost of findAll(element, "username"))
        tell(lost, `is left out: ${element.name} is carried over with the mailbox's login`);
    services.set(name, value);
  };
  for (const element of [...provider.children, ...root.children]) {
    const type = element.attributes.get("type") ?? "";
    const known = URL_SERVICES.find((kind) => kind.element === element.name && kind.type === type);
    const [address] = known === undefined ? [] : URL_NAMES.flatMap((name) => findOne(element, name, tell) ?? []);
    if (known && address) {
      tellOthers(element, tell, { attributes: ["type"], children: [...URL_NAMES, "authentication", "username"] });
      const url = readTemplate(address, tell);
      const username = hasUsername(known.service) ? findOne(element, "username", tell) : undefined;
      const login = username === undefined ? {} : { username: readUsername(username, tell) };
      if (url !== undefined) add(known.service, element, { url, ...login });
    } else if (element.name === "setupServer" && type === "managesieve") {
      tellOthers(element, tell, { attributes: ["type"], children: SERVER_CHILDREN });
      const value = (name: string) => findAll(element, name)[0]?.text ?? "";
      add("managesieve", element, {
        hostname: toTemplate(value("hostname"), DOMAIN_PLACEHOLDER),
        port: toNumber(value("port")),
        socketType: SOCKET_TYPE.get(value("socketType")),
      });
    } else if (SERVICE_ELEMENTS.includes(element.name))
      tell(element, `is left out: ${known ? "it has no url" : "of its type nothing is carried over"}`);
  }
  return Object.fromEntries(services);
}
