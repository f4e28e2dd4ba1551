/**
 * The hooks of docs/panels, run as each panel runs them, against a service of their own.
 * @module
 */
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWithPrograms } from "../support/reading/conformance.ts";
import { PLAIN } from "../support/services/api.ts";
import { root, type Started, startProcess } from "../support/services/start-server.ts";

const TOKEN = "the-token-of-the-environment";
const AUTHORIZED = { authorization: `Bearer ${TOKEN}` };

interface Run {
  /** The name that the script is called by. */
  readonly name: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: object;
}

/** What a panel does to make, suspend, take back and remove the domain. */
const PANELS: Readonly<Record<string, readonly [Run, Run, Run, Run]>> = {
  directadmin: [
    { name: "domain_create_post.sh", env: { username: "alice", domain: "shop.example" } },
    { name: "user_suspend_post.sh", env: { username: "alice" } },
    { name: "user_activate_post.sh", env: { username: "alice" } },
    { name: "domain_destroy_post.sh", env: { username: "alice", domain: "shop.example" } },
  ],
  cpanel: [
    { name: "waypost", stdin: toHook("Accounts::Create", { user: "alice", domain: "shop.example", plan: "default" }) },
    { name: "waypost", stdin: toHook("Accounts::suspendacct", { args: { user: "alice", reason: "late" } }) },
    { name: "waypost", stdin: toHook("Accounts::unsuspendacct", { args: { user: "alice" } }) },
    { name: "waypost", stdin: toHook("Accounts::Remove", { killdns: 1, user: "alice" }) },
  ],
  plesk: [
    { name: "waypost-plesk", env: { NEW_DOMAIN_NAME: "shop.example" } },
    {
      name: "waypost-plesk",
      args: ["suspend"],
      env: { OLD_DOMAIN_NAME: "shop.example", NEW_DOMAIN_NAME: "shop.example" },
    },
    { name: "waypost-plesk", args: ["unsuspend"], env: { NEW_DOMAIN_NAME: "shop.example" } },
    { name: "waypost-plesk", env: { OLD_DOMAIN_NAME: "shop.example" } },
  ],
  whmcs: [
    { name: "waypost-whmcs", args: ["create", "shop.example"] },
    { name: "waypost-whmcs", args: ["suspend", "shop.example"] },
    { name: "waypost-whmcs", args: ["unsuspend", "shop.example"] },
    { name: "waypost-whmcs", args: ["terminate", "shop.example"] },
  ],
};

function toHook(event: string, data: object): object {
  return { hook: { stage: "post", exectype: "script" }, context: { event, stage: "post", category: "Whostmgr" }, data };
}

let service: Started;
let folder: string;

describeWithPrograms("the hooks of panels", ["curl", "sh"], () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "waypost-panels-"));
    service = await startProcess([], { env: { ADMIN_TOKEN: TOKEN } });
    writeFileSync(
      join(folder, "curl"),
      `fail-with-body\nsilent\nshow-error\nheader = "Authorization: Bearer ${TOKEN}"\n`,
    );
    writeFileSync(join(folder, "owners"), "other.example: bob\nshop.example: alice\n");
    await fetch(`${service.url}/api/v1/providers/hosting`, {
      method: "PUT",
      headers: { ...AUTHORIZED, "content-type": "application/json" },
      body: JSON.stringify(PLAIN),
    });
  });
  afterAll(async () => {
    service.child.kill("SIGKILL");
    await service.ended;
    rmSync(folder, { recursive: true });
  });

  async function findState(): Promise<unknown> {
    const response = await fetch(`${service.url}/api/v1/domains/shop.example`, { headers: AUTHORIZED });
    const body: unknown = await response.json();
    return response.ok ? Object(body).state : response.status;
  }

  /** The service may stand elsewhere than the documents say. */
  function places(): Record<string, string> {
    const owners = join(folder, "owners");
    return {
      PATH: process.env.PATH ?? "",
      WAYPOST_API: `${service.url}/api/v1/domains`,
      WAYPOST_CURL: join(folder, "curl"),
      DOMAIN_OWNERS: owners,
      USER_DOMAINS: owners,
    };
  }

  test.each(Object.entries(PANELS))("of %s make, suspend, take back and remove a domain", async (panel, runs) => {
    const document = readFileSync(join(root, `docs/panels/${panel}.md`), "utf8");
    const [, hook = ""] = /^```sh\n([\s\S]*?)^```/m.exec(document) ?? [];
    expect(hook.trim().split("\n").length).toBeLessThanOrEqual(12);
    const script = join(folder, `${panel}.sh`);
    writeFileSync(script, hook);
    chmodSync(script, 0o700);
    const states: unknown[] = [];
    for (const { name, args = [], env = {}, stdin } of runs) {
      const link = join(folder, name);
      rmSync(link, { force: true });
      symlinkSync(script, link);
      for (const _ of ["once", "twice"]) {
        const run = promisify(execFile)(link, [...args], { env: { ...places(), ...env } });
        run.child.stdin?.end(stdin === undefined ? "" : JSON.stringify(stdin));
        await run;
        states.push(await findState());
      }
    }
    expect(states).toEqual(["served", "served", "suspended", "suspended", "served", "served", 404, 404]);
  });
});
