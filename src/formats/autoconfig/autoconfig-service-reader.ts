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
  { element: "addressbook", type: "carddav", service: "carddav" },
  { element: "addressBook", type: "carddav", service: "carddav" },
  { element: "incomingServer", type: "jmap", service: "jmap" },
  { element: "incomingServer", type: "activeSync", service: "activesync" },
  { element: "incomingServer", type: "activesync", service: "activesync" },
] as const;

export function isService({ name, attributes, children }: XmlElement): boolean {
  return (
    children.some((child) => child.name === "url") &&
    URL_SERVICES.some(({ element, type }) => element === name && type === attributes.get("type"))
  );
}

export function readServices(root: XmlElement, provider: XmlElement, tell: Tell) {
  const services = new Map<string, unknown>();
  const add = (name: string, element: XmlElement, value: unknown) => {
    if (services.has(name)) return tell(element, "is left out: one of its kind is enough");
    if (keep(Provider.shape.services, { [name]: value }, element, tell) === undefined) return;
    for (const lost of [...findAll(element, "authentication"), ...findAll(element, "username")])
      tell(lost, `is left out: ${element.name} is carried over without its log-in`);
    services.set(name, value);
  };
  for (const element of [...provider.children, ...root.children]) {
    const type = element.attributes.get("type") ?? "";
    const known = URL_SERVICES.find((kind) => kind.element === element.name && kind.type === type);
    const url = findOne(element, "url", tell);
    if (known && url) {
      tellOthers(element, tell, { attributes: ["type"], children: ["url", "authentication", "username"] });
      add(known.service, element, { url: readTemplate(url, tell) });
    } else if (element.name === "setupServer" && type === "managesieve") {
      tellOthers(element, tell, { attributes: ["type"], children: SERVER_CHILDREN });
      const value = (name: string) => findAll(element, name)[0]?.text ?? "";
      add("managesieve", element, {
        hostname: toTemplate(value("hostname"), DOMAIN_PLACEHOLDER),
        port: toNumber(value("port")),
        socketType: SOCKET_TYPE.get(value("socketType")),
      });
    } else if (["calendar", "addressbook", "addressBook", "setupServer"].includes(element.name))
      tell(element, "is left out: it cannot be carried over");
  }
  return Object.fromEntries(services);
}
