export type Device = "ios" | "android" | "windows" | "mac" | "linux";

/** What a browser says of itself: its `navigator`. */
interface Visitor {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
}

/** An iPad says that it is a Mac, which has no touch screen; Android says that it is Linux; a Chromebook is none of these. */
export function findDevice({ userAgent, maxTouchPoints }: Visitor): Device | undefined {
  const devices: readonly (readonly [device: Device, isIt: boolean])[] = [
    ["ios", /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes("Macintosh") && maxTouchPoints > 0)],
    ["android", userAgent.includes("Android")],
    ["windows", userAgent.includes("Windows")],
    ["mac", userAgent.includes("Macintosh")],
    ["linux", userAgent.includes("Linux")],
  ];
  return devices.find(([, isIt]) => isIt)?.[0];
}
