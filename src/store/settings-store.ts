import type { Domain } from "../model/domain/domain.ts";
import type { FoundSettings } from "../model/server-settings.ts";
import type { Soon } from "../model/soon.ts";

export interface SettingsReader {
  /**
   * Settings that answer for `domain`; its state when it is not served and every endpoint steps aside; `undefined` when
   * nobody has registered it. While nothing changes, the same object comes back, so that what was
   * rendered from it can be kept with it (`http/wire/document-cache.ts`).
   */
  find(domain: Domain): Soon<FoundSettings>;
}
