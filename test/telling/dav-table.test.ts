import { expect, test } from "vitest";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import { toDavTable } from "../../src/telling/values/server-tables.ts";
import { ENGLISH_PAGE } from "../support/browser/english-page.ts";
import { settingsOf } from "../support/domains/accounts.ts";

const fish = settingsOf("fish.example");
const url = "https://dav.fish.example/";
const labelsOf = (services: ServerSettings["services"], hasMailTables: boolean) =>
  toDavTable({ ...ENGLISH_PAGE, settings: { ...fish, services }, reader: "unknown" }, hasMailTables).flatMap(
    ({ rows }) => rows.map(({ label }) => label),
  );

const [CALENDARS, CONTACTS, LOGIN] = ["Calendars (CalDAV)", "Contacts (CardDAV)", "User name"];

test("calendars and contacts each have their login beside them, where one is not the mailbox's", () => {
  const services = { caldav: { url }, carddav: { url, username: "{localPart}" } };
  expect(labelsOf(services, true)).toEqual([CALENDARS, LOGIN, CONTACTS, LOGIN]);
});

test("the mailbox's login stands there where no table of mail does", () => {
  const services = { caldav: { url }, carddav: { url } };
  expect(labelsOf(services, true)).toEqual([CALENDARS, CONTACTS]);
  expect(labelsOf(services, false)).toEqual([CALENDARS, LOGIN, CONTACTS, LOGIN]);
});
