import { expect, test } from "vitest";
import { findDevice } from "../../src/browser/find-device.ts";
import { ANDROID, CHROMEBOOK, IOS, LINUX, MAC, WINDOWS } from "../fixtures/user-agents.ts";

test.each([
  ["an iPhone", IOS, 5, "ios"],
  ["an iPad, which says that it is a Mac", MAC, 5, "ios"],
  ["a Mac", MAC, 0, "mac"],
  ["an Android phone, which says that it is Linux too", ANDROID, 5, "android"],
  ["Windows, touched or not", WINDOWS, 10, "windows"],
  ["Linux", LINUX, 0, "linux"],
  ["a Chromebook", CHROMEBOOK, 0, undefined],
])("%s is told from others", (_, userAgent, maxTouchPoints, device) => {
  expect(findDevice({ userAgent, maxTouchPoints })).toBe(device);
});
