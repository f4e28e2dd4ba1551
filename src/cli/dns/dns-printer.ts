import { compareRecords } from "../../check/compare-records.ts";
import type { DnsResolver } from "../../check/dns-resolver.ts";
import { type DnsChanges, findLeftOut, toChanges } from "../../formats/dns/dns-changes.ts";
import { type DnsForm, renderDnsForm } from "../../formats/dns/dns-forms.ts";
import { type DnsRecord, toDnsRecords } from "../../formats/dns/dns-records.ts";
import { toMoveRecords } from "../../formats/dns/elsewhere-records.ts";
import { type FindSettings, findDomainSettings, type LookupError } from "../../model/address/mail-account.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { isObject } from "../../model/resolving/merge-patch.ts";
import { FaultyRecordError } from "../../store/roles.ts";
import { endBy } from "../records/refuse.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

export interface DnsPrinting {
  readonly find: FindSettings;
  /** What an operator wrote of a domain. */
  readonly findEntry: (domain: Domain) => Promise<unknown>;
  readonly form: DnsForm;
  readonly serviceHost: Domain;
  readonly withoutAliases: boolean;
  /** Where only what differs from DNS is printed. */
  readonly resolver: DnsResolver | undefined;
  readonly replacesAliases: boolean;
  readonly terminal: Terminal;
}

/** Prints domain after domain, as they come, and remembers what to end with. */
export class DnsPrinter {
  readonly #printing: DnsPrinting;
  readonly #leftOut: Domain[] = [];
  #status: ExitCode = 0;
  #isBegun = false;

  constructor(printing: DnsPrinting) {
    this.#printing = printing;
  }

  async printNamed(domains: readonly Domain[]): Promise<ExitCode> {
    for (const domain of domains) await this.print(domain, domains.length === 1);
    return this.finish();
  }

  /** One whose record is faulty is told, and keeps no other from being printed. */
  async print(domain: Domain, isOnlyOne: boolean): Promise<void> {
    try {
      await this.#print(domain, isOnlyOne);
    } catch (error) {
      if (!(error instanceof FaultyRecordError)) throw error;
      this.#status = endBy(error, this.#printing.terminal);
    }
  }

  async #print(domain: Domain, isOnlyOne: boolean): Promise<void> {
    const { find, serviceHost, withoutAliases } = this.#printing;
    const found = await findDomainSettings(find, domain);
    if (found.ok) {
      const records = await toDnsRecords(found.value, { serviceHost, withoutAliases });
      await this.#printChanges(domain, records, [], isOnlyOne);
      return;
    }
    this.#explain(domain, found.error);
    if (found.error.reason === "mail_elsewhere") await this.#printElsewhere(domain, isOnlyOne);
  }

  /** Tells once for all what was not printed; what the command ends with. */
  finish(): ExitCode {
    const [first, ...others] = this.#leftOut;
    if (first !== undefined) {
      this.#printing.terminal.printWarnings(
        `${first}${others.length > 0 ? ` and ${others.length} more` : ""}: left out what this form would write over unseen, such as SPF`,
      );
      this.#printing.terminal.printHint("with --against, what stands there stays");
    }
    return this.#status;
  }

  async #printElsewhere(domain: Domain, isOnlyOne: boolean): Promise<void> {
    const { findEntry, serviceHost, terminal } = this.#printing;
    const entry = await findEntry(domain);
    const mailElsewhere = isObject(entry) ? String(entry.mailElsewhere) : "";
    const { remove, add, provider } = toMoveRecords(domain, mailElsewhere, serviceHost);
    await this.#printChanges(domain, add, remove, isOnlyOne);
    terminal.printHint("remove SRV such as _imaps._tcp as well where they name the servers of old");
    if (provider !== undefined) terminal.printHint(`what else ${provider.name} wants: ${provider.source}`);
  }

  /** `unwanted` is what to remove where nobody has looked. */
  async #printChanges(
    domain: Domain,
    wanted: readonly DnsRecord[],
    unwanted: readonly DnsRecord[],
    isOnlyOne: boolean,
  ): Promise<void> {
    const { resolver, serviceHost, replacesAliases, terminal } = this.#printing;
    if (resolver === undefined) {
      this.#write({ ...toChanges(domain, wanted), remove: unwanted }, isOnlyOne);
      return;
    }
    const compared = { domain, wanted, serviceHost, isServed: unwanted.length === 0, replacesAliases };
    const { changes, notes, conflicts } = await compareRecords(compared, resolver);
    for (const note of notes) terminal.printNote(note);
    terminal.printWarnings(...conflicts);
    const isDifferent = changes.add.length > 0 || changes.remove.length > 0;
    if (isDifferent) this.#write(changes, isOnlyOne);
    else if (conflicts.length === 0) terminal.printNote(`${domain}: nothing differs`);
    if (isDifferent || conflicts.length > 0) this.#status = 1;
  }

  #write(changes: DnsChanges, isOnlyOne: boolean): void {
    const { form, terminal } = this.#printing;
    if (!this.#isBegun && form.kind === "text" && form.head !== undefined) terminal.print(form.head);
    this.#isBegun = true;
    terminal.print(renderDnsForm(form, changes, isOnlyOne));
    if (form.writesSets && findLeftOut(changes).length > 0) this.#leftOut.push(changes.domain);
    if (!form.removes && changes.remove.length > 0)
      terminal.printWarnings(
        ...changes.remove.map(
          ({ name, type }) => `${changes.domain}: remove ${type} of ${name} by hand: this form does not`,
        ),
      );
  }

  #explain(domain: Domain, error: LookupError): void {
    const { terminal } = this.#printing;
    this.#status = 1;
    const why =
      error.reason === "mail_elsewhere"
        ? "the mail of this domain is elsewhere"
        : error.reason === "domain_suspended"
          ? "this domain is suspended"
          : "the settings have no such domain";
    terminal.printErrors(`${domain}: ${why}`);
    const orAdd = error.reason === "domain_unknown" ? ", or add the domain under domains" : "";
    terminal.printHint(`publish nothing that points here${orAdd}`);
  }
}
