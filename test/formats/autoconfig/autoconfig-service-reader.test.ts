import { expect, test } from "vitest";
import { good, toDocument } from "../../support/reading/autoconfig-document.ts";

const SIEVE =
  '<setupServer type="managesieve"><hostname>mail.example.com</hostname><port>4190</port><socketType>STARTTLS</socketType></setupServer>';

test("services of the draft, whose way to log in is told", () => {
  const outside = `<calendar type="caldav"><url>https://dav.example.com/</url><username>%EMAILLOCALPART%</username>
      <authentication system="http">Basic</authentication></calendar>
    ${SIEVE}`;
  const { provider, warnings } = good(toDocument({ outside }));
  expect(provider.services).toEqual({
    caldav: { url: "https://dav.example.com/", username: "{localPart}" },
    managesieve: { hostname: "mail.example.com", port: 4190, socketType: "starttls" },
  });
  expect(warnings.map(({ element }) => element)).toEqual(["authentication"]);
});

test("braces that settings would take for a template are told, in a URL and in a user name", () => {
  const outside = `<calendar type="caldav"><url>https://dav.example.com/{user}/</url></calendar>
    <addressBook type="carddav"><url>https://dav.example.com/</url><username>{user}</username></addressBook>`;
  const { provider, warnings } = good(toDocument({ outside }));
  expect(provider.services).toEqual({ carddav: { url: "https://dav.example.com/" } });
  const what = "is left out: settings would take {user} in it for a template";
  expect(warnings).toEqual([
    { element: "url", what },
    { element: "username", what },
  ]);
});

const rows: [parts: Parameters<typeof toDocument>[0], services: object][] = [
  [
    { outside: '<addressBook type="carddav"><url>https://a.example/</url></addressBook>' },
    { carddav: { url: "https://a.example/" } },
  ],
  [
    { outside: '<addressbook type="carddav"><url>https://a.example/</url></addressbook>' },
    { carddav: { url: "https://a.example/" } },
  ],
  [
    { outside: '<addressBook type="carddav"><serverURL>https://a.example/</serverURL></addressBook>' },
    { carddav: { url: "https://a.example/" } },
  ],
  [
    { inside: '<addressbook type="dav"><url>https://a.example/</url></addressbook>' },
    { carddav: { url: "https://a.example/" } },
  ],
  [
    { inside: '<calendar type="caldav"><serverURL>https://a.example/</serverURL></calendar>' },
    { caldav: { url: "https://a.example/" } },
  ],
  [
    { outside: '<calendar type="dav"><serverURL>https://a.example/</serverURL></calendar>' },
    { caldav: { url: "https://a.example/" } },
  ],
  [
    { inside: '<incomingServer type="jmap"><url>https://j.example/%EMAILDOMAIN%</url></incomingServer>' },
    { jmap: { url: "https://j.example/{domain}" } },
  ],
  [
    { inside: '<incomingServer type="activeSync"><url>https://e.example/</url></incomingServer>' },
    { activesync: { url: "https://e.example/" } },
  ],
  [
    { inside: '<IncomingServer type="Exchange"><easUrl>https://e.example/</easUrl></IncomingServer>' },
    { activesync: { url: "https://e.example/" } },
  ],
];
test.each(rows)("%j", (parts, services) => {
  const { provider, warnings } = good(toDocument(parts));
  expect(provider.services).toEqual(services);
  expect(warnings).toEqual([]);
});

test.each([
  ['fileShare type="webdav"', { outside: '<fileShare type="webdav"/>' }],
  ['calendar type="other"', { outside: '<calendar type="other"/>' }],
  ['calendar type="caldav"', { outside: '<calendar type="caldav"><url>https://a.example/</url></calendar>'.repeat(2) }],
  ['calendar type="caldav"', { outside: '<calendar type="caldav"><url>no URL</url></calendar>' }],
  [
    "serverURL",
    {
      outside:
        '<calendar type="caldav"><url>https://a.example/</url><serverURL>https://b.example/</serverURL></calendar>',
    },
  ],
  ["hostname", { outside: SIEVE.replace("<port>", "<hostname>b.example.com</hostname><port>") }],
  ["hostname", { outside: SIEVE.replace("<hostname>", '<hostname lang="en">') }],
  [
    'setupServer type="managesieve"',
    { outside: '<setupServer type="managesieve"><hostname>10.0.0.1</hostname></setupServer>' },
  ],
])("%s is left out and told once, in %j", (element, parts) => {
  expect(good(toDocument(parts)).warnings.map((warning) => warning.element)).toEqual([element]);
});
