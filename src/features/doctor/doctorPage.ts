import * as vscode from "vscode";
import { inTurn } from "../../core/base/inTurn";
import { diagnose } from "../../core/doctor/diagnose";
import type { Diagnoses } from "../../core/doctor/diagnosis";
import { doctorDocument } from "../../core/doctor/doctorDocument";
import type { DoctorFacts } from "../../core/doctor/doctorFacts";
import { examine } from "../../core/doctor/examine";
import { isLoopback } from "../../core/server/address/serverUrl";
import type { Cron } from "../../core/server/cron";
import { failureMessage } from "../../platform/app/reportFailure";
import { keyOf, type ReportSource } from "../../platform/pages/reportSource";
import { noConnectionWords, unreadReport } from "../../platform/pages/unreadReport";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { ServerStore } from "../../platform/servers/serverStore";
import { cronTitle } from "../../platform/words/cronTitle";
import { plainText } from "../../platform/words/plainText";
import type { Report } from "../../protocol/report";
import { doctorReport } from "./doctorReport";
import { carryOut } from "./remedies";

export interface DoctorPageParts {
  readonly connections: Connections;
  readonly servers: ServerStore;
}

/** A cron, or all of a connection. */
export interface DoctorSubject {
  readonly connectionId: string;
  readonly cronId: string | undefined;
}

export function keyOfSubject({ connectionId, cronId }: DoctorSubject): string {
  return cronId === undefined ? keyOf(connectionId) : keyOf(connectionId, cronId);
}

/** What was found at one moment. */
interface Examined {
  readonly facts: DoctorFacts;
  readonly diagnoses: Diagnoses;
}

/** The doctor's page: examines when it is opened and when somebody asks for it again, never by itself. */
export class DoctorPage implements ReportSource {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private examined: Examined | undefined;
  private failure: unknown;
  private isBusy = false;
  private wasSeen = false;
  private isClosed = false;

  constructor(
    private readonly subject: DoctorSubject,
    private readonly parts: DoctorPageParts,
  ) {}

  dispose(): void {
    this.isClosed = true;
    this.changed.dispose();
  }

  get key(): string {
    return keyOfSubject(this.subject);
  }

  get title(): string {
    return vscode.l10n.t("Why: {0}", this.subjectTitle());
  }

  setVisible(isVisible: boolean): void {
    if (!isVisible || this.wasSeen || this.connection === undefined) return;
    this.wasSeen = true;
    void this.examine();
  }

  report(): Report {
    const { connection, examined, failure, isBusy } = this;
    const about = vscode.l10n.t("Why does it not run?");
    if (connection === undefined) return unreadReport({ about, connection, because: noConnectionWords() });
    if (examined === undefined) {
      return unreadReport({ about, connection, because: failure === undefined ? undefined : failureMessage(failure) });
    }
    return doctorReport({ ...examined, connection, isBusy, title: this.subjectTitle(), now: Date.now() });
  }

  async act(id: string): Promise<void> {
    const [, finding, place] = /^remedy (\d+) (\d+)$/.exec(id) ?? [];
    const remedy = this.examined?.diagnoses.found[Number(finding)]?.remedies[Number(place)];
    if (remedy !== undefined && this.connection !== undefined) await carryOut(remedy, this.connection);
    if (id === "copy" || id === "copyAll") return this.copy(id === "copyAll");
    // Whoever only looks at something comes back to what they have read.
    const changes = remedy !== undefined && !["openRun", "edit"].includes(remedy.kind);
    if (id === "refresh" || changes) await this.examine();
  }

  private async copy(withDetails: boolean): Promise<void> {
    if (this.examined === undefined) return;
    const { diagnoses, facts } = this.examined;
    const lines = doctorDocument(facts, diagnoses, { withDetails });
    await vscode.env.clipboard.writeText(`${lines.join("\n")}\n`);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Copied."), 3_000);
  }

  private readonly examine = inTurn(async () => {
    const { connection } = this;
    if (this.isClosed || connection === undefined) return;
    this.isBusy = true;
    this.changed.fire();
    try {
      const facts = await this.ask(connection);
      this.examined = { facts, diagnoses: diagnose(facts) };
      this.failure = undefined;
    } catch (failure) {
      this.failure = failure;
    }
    this.isBusy = false;
    if (!this.isClosed) this.changed.fire();
  });

  private async ask(connection: Connection): Promise<DoctorFacts> {
    const { cronId } = this.subject;
    const { servers } = this.parts;
    const reading = await servers.reading(connection);
    return examine({
      ...reading,
      dialect: connection.dialect,
      now: Date.now,
      seenRuns: (cron) => servers.knownRuns(connection, cron),
      onLoopback: isLoopback(connection.url),
      isAsked: cronId === undefined ? undefined : ({ cron_id }: Cron) => cron_id === cronId,
    });
  }

  private get connection(): Connection | undefined {
    return this.parts.connections.get(this.subject.connectionId);
  }

  private subjectTitle(): string {
    const { connection, examined, subject } = this;
    const { cronId } = subject;
    if (connection === undefined) return vscode.l10n.t("unknown connection");
    if (cronId === undefined) return plainText(connection.name);
    const facts = examined?.facts;
    const known = facts?.kind === "read" ? facts.crons.find(({ cron }) => cron.cron_id === cronId)?.cron : undefined;
    const cron = known ?? this.parts.servers.cron(connection, cronId);
    return cron === undefined ? vscode.l10n.t("Cron") : cronTitle(cron);
  }
}
