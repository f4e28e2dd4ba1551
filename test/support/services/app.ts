// Loaded beforehand: the first page of a test would wait for seconds while each of its modules is transformed.
import "../../../src/http/people/people.ts";
import { createApp, type Dependencies } from "../../../src/app.ts";
import { NOBODY, type Peer } from "../../../src/http/wire/peer.ts";
import { NO_SIGNER } from "../../../src/signing/profile-signer.ts";
import { memoryStore } from "../../../src/store/databases/memory.ts";
import { awkward } from "../domains/accounts.ts";

/** A proxy of ours; whoever reaches the service without one; and a program of the operator's own. */
export const PROXY: Peer = { ...NOBODY, isTrusted: true };
export const STRANGER = NOBODY;
export const OWN_PROGRAM: Peer = { ...PROXY, isLocal: () => true };

/** The whole service over the awkward settings, with a clock that stands still. */
export function createTestApp(differing: Partial<Dependencies> = {}) {
  const now = differing.now ?? (() => new Date("2026-11-24T12:34:56.789Z"));
  return createApp({
    store: memoryStore(awkward, now),
    now,
    findPeer: () => PROXY,
    serviceOrigin: awkward.service.origin,
    profileSigner: NO_SIGNER,
    ...differing,
  });
}
