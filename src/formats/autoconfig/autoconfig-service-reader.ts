/**
 * What an autoconfig document says of services beside mail: calendars, contacts, filters, and what is spoken over HTTP.
 * @module
 */
import { Provider } from "../../model/settings/provider.ts";
import type { XmlElement } from "../xml-element.ts";
import {
  findAll,
  findOne,
  findWord,
  isSameWord,
  keep,
  readChild,
  type Tell,
  tellOthers,
  toNumber,
} from "../xml-reading.ts";
import { readTemplate, readUsername, SERVER_CHILDREN, SOCKET_TYPE, toHostname } from "./autoconfig-element.ts";

/** The draft's name, and that of Mozilla's page of the format. */
const URLS = ["url", "serverURL"];

const URL_SERVICES = [
  { element: "calendar", type: "caldav", service: "caldav", urls: URLS },
  { element: "calendar", type: "dav", service: "caldav", urls: URLS },
  { element: "addressbook", type: "carddav", service: "carddav", urls: URLS },
  { element: "addressbook", type: "dav", service: "carddav", urls: URLS },
  { element: "incomingServer", type: "jmap", service: "jmap", urls: URLS },
  { element: "incomingServer", type: "activeSync", service: "activesync", urls: URLS },
  // Before the draft this was EWS and Outlook on the web as well, in one element.
  { element: "incomingServer", type: "exchange", service: "activesync", urls: ["easURL"] },
] as const;

/** Beside servers: they stand at the root, or in the provider. */
export const SERVICE_ELEMENTS: readonly string[] = ["calendar", "addressbook", "setupServer"];

function findKind({ name, attributes }: XmlElement) {
  return URL_SERVICES.find(
    ({ element, type }) => isSameWord(name, element) && isSameWord(attributes.get("type") ?? "", type),
  );
}

export function isService(element: XmlElement): boolean {
  return findKind(element)?.urls.some((name) => findAll(element, name).length > 0) ?? false;
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
    const known = findKind(element);
    const address = known && findOne(element, known.urls, tell);
    if (known !== undefined && address !== undefined) {
      tellOthers(element, tell, { attributes: ["type"], children: [...known.urls, "authentication", "username"] });
      const url = readTemplate(address, tell);
      const username = hasUsername(known.service) ? findOne(element, "username", tell) : undefined;
      const login = username === undefined ? {} : { username: readUsername(username, tell) };
      if (url !== undefined) add(known.service, element, { url, ...login });
    } else if (isSameWord(element.name, "setupServer") && isSameWord(type, "managesieve")) {
      tellOthers(element, tell, { attributes: ["type"], children: SERVER_CHILDREN });
      const value = (name: string) => readChild(element, name, tell) ?? "";
      add("managesieve", element, {
        hostname: toHostname(value("hostname")),
        port: toNumber(value("port")),
        socketType: findWord(SOCKET_TYPE, value("socketType")),
      });
    } else if (SERVICE_ELEMENTS.some((name) => isSameWord(element.name, name)))
      tell(element, `is left out: ${known ? "it has no url" : "of its type nothing is carried over"}`);
  }
  return Object.fromEntries(services);
}
