import { beforeEach, expect, test } from "vitest";
import type { CustomHostname } from "../../src/model/custom-hostname.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import type { HostnameStore } from "../../src/store/hostname-roles.ts";

const [ZONE, OTHER_ZONE] = ["0".repeat(32), "f".repeat(32)];

function state(hostname: string, differing: Partial<CustomHostname> = {}): CustomHostname {
  return {
    hostname: Domain.parse(hostname),
    domain: Domain.parse(hostname.slice(hostname.indexOf(".") + 1)),
    zone: ZONE,
    id: "a1",
    made: true,
    status: "pending",
    certificateStatus: null,
    errors: [`it's "so" 😀`],
    checkedAt: "2026-11-29T10:00:00.000Z",
    ...differing,
  };
}

const change = (state: CustomHostname) => ({ hostname: state.hostname, zone: state.zone, state });

/** What every store of custom hostnames promises. `open` gives an empty one. */
export function hostnameContract(open: () => Promise<HostnameStore>): void {
  let store: HostnameStore;
  beforeEach(async () => {
    store = await open();
  });

  test("what was written last is found by the domain, and what was forgotten is not", async () => {
    const [first, second] = [state("autoconfig.shop.example"), state("autodiscover.shop.example")];
    await store.writeHostnames([change(second), change(first), change(state("autoconfig.other.example"))]);
    expect(await store.findHostnames(first.domain)).toEqual([first, second]);
    const active = state("autoconfig.shop.example", { status: "active", certificateStatus: "active", errors: [] });
    await store.writeHostnames([change(active), { hostname: second.hostname, zone: ZONE, state: undefined }]);
    expect(await store.findHostnames(first.domain)).toEqual([active]);
    await store.writeHostnames([]);
  });

  test("a zone's are listed by name, in pages, without another zone's of the same names", async () => {
    const names = ["autoconfig.a.example", "autoconfig.b.example", "autodiscover.a.example"];
    await store.writeHostnames([...names].reverse().map((name) => change(state(name))));
    await store.writeHostnames([change(state("autoconfig.a.example", { zone: OTHER_ZONE, made: false }))]);
    const page = await store.listHostnames(ZONE, 2);
    expect(page.items.map(({ hostname }) => hostname)).toEqual(names.slice(0, 2));
    expect(page.next).toBe("autoconfig.b.example");
    const rest = await store.listHostnames(ZONE, 2, page.next);
    expect(rest).toEqual({ items: [state("autodiscover.a.example")], next: undefined });
    expect(await store.findHostnames(Domain.parse("a.example"))).toHaveLength(3);
    await store.writeHostnames([{ hostname: Domain.parse("autoconfig.a.example"), zone: ZONE, state: undefined }]);
    expect((await store.listHostnames(OTHER_ZONE, 9)).items).toHaveLength(1);
  });
}
