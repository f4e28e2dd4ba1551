import { toDavx5Template } from "../../formats/codes/davx5.ts";
import { toDcloginTemplate } from "../../formats/codes/dclogin.ts";
import { toThunderbirdTemplate } from "../../formats/codes/thunderbird-android.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import type { ServerSettings } from "../../model/server-settings.ts";

/** The clients that a code can set up, with what the page's script makes the code of. */
const TEMPLATES = {
  "thunderbird-android": toThunderbirdTemplate,
  davx5: toDavx5Template,
  deltachat: toDcloginTemplate,
} as const satisfies Partial<Record<ClientId, (settings: ServerSettings) => string | undefined>>;

export interface CodeTemplate {
  readonly kind: keyof typeof TEMPLATES;
  readonly from: string;
}

/** `undefined` where the client takes no code, or the domain's mail cannot be told in one. */
export function findCodeTemplate(settings: ServerSettings, id: ClientId): CodeTemplate | undefined {
  if (!hasTemplate(id)) return undefined;
  const from = TEMPLATES[id](settings);
  return from === undefined ? undefined : { kind: id, from };
}

function hasTemplate(id: ClientId): id is CodeTemplate["kind"] {
  return Object.hasOwn(TEMPLATES, id);
}
