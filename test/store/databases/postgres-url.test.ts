import { expect, test } from "vitest";
import { openPostgres } from "../../../src/store/databases/postgres.ts";
import { findHosts, findPostgresUrls } from "../../../src/store/databases/postgres-url.ts";

test.each([
  "postgres://host/name",
  "postgresql://u:p%23%2F%3F%25@host:5432/name?sslmode=require",
  "postgres://u:p@w@host/name",
  "postgres://u:p@one:5432,two:5433/name",
  "postgres://u:p@[::1],[fd00::2]:5433/name",
  "postgres://%2Frun%2Fpostgresql/name",
  "postgres:///name",
])("%s can be read", (url) => {
  expect(findPostgresUrls(url)).toBeDefined();
});

test.each([
  "postgres://u:Sec#ret@host/name",
  "postgres://u:12#34@host/name",
  "postgres://u:Sec/ret@host/name",
  "postgres://u:Sec?ret@host/name",
  "postgres://u:Sec%@host/name",
  "postgres://host:65536/name",
  "postgres://one:5432,two:port/name",
  "postgres://u:p@/name",
  "postgres://[::1/name",
  "https://host/name",
])("%s cannot", (url) => {
  expect(findPostgresUrls(url)).toBeUndefined();
});

test("IPv6 addresses are told to the driver without brackets, and all else is left to it", () => {
  expect(findHosts("postgres://u:p@[fd00::1]/name")).toEqual({ host: ["fd00::1"], port: [5432] });
  expect(findHosts("postgres://one:1,[::2]:2/name")).toEqual({ host: ["one", "::2"], port: [1, 2] });
  expect(findHosts("postgres://u:p@one:5432,two/name")).toBeUndefined();
});

test("a database at an IPv6 address is asked there", async () => {
  await expect(openPostgres("postgres://u:p@[::1]:1/name")).rejects.toMatchObject({
    cause: { message: expect.stringContaining(" ::1:1") },
  });
});

test("what the driver refuses of a URL is a database that cannot be asked", async () => {
  await expect(openPostgres("postgres://host/name?target_session_attrs=any-such")).rejects.toMatchObject({
    name: "StoreUnavailableError",
  });
});
