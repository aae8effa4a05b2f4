import * as vscode from "vscode";
import type { CronUsage } from "../../../core/cost/cronUsage";
import { needsAttention } from "../../../core/health/attention";
import type { Cron } from "../../../core/server/cron";
import type { Spec } from "../../../core/specFile/parseSpecFile";
import { inSlices } from "../../../platform/host/inSlices";
import { readSetting } from "../../../platform/host/settings";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { EnvironmentFiles, FolderEnvironments } from "../../../platform/servers/environments/environmentFiles";
import { isSpecDocument } from "../../../platform/specs/specSelector";
import { plainText } from "../../../platform/words/plainText";
import type { KnownHealth } from "../drift/healthLens";
import type { SpecStanding, SpecStates } from "../drift/specStates";
import { cronLenses, type LensSubject, stateLens } from "../drift/stateLens";
import { environmentLenses } from "../environments/environmentLenses";
import { thereOn } from "../environments/thereOn";
import type { CheckedSpec, SpecReader, SpecReading } from "../specReader";
import type { Submissions } from "../submit/submissions";
import { scheduleLine } from "./scheduleText";
import { type SubmitSubject, submitLens } from "./submitLens";

/** The text of a lens is computed when it becomes visible; before that, it only has a place. */
class SpecLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly words: () => vscode.Command | Promise<vscode.Command>,
  ) {
    super(range);
  }
}

/** What is known of a spec's cron without asking. */
interface KnownOfCron {
  healthOf(connection: Connection, cron: Cron): KnownHealth;
  /** By its spec's name. */
  usageOf(connection: Connection, name: string): CronUsage | undefined;
}

/** The command behind the schedule's lens: private, because only a lens knows which spec it is for. */
export const showRunsCommand = "_langgraphCrons.spec.showRuns";

/**
 * In a file with more specs, a lens shows the state of each when it becomes visible, and the actions are one more click
 * away: comparing all of them at each key press would take too long.
 */
const mostCompared = 200;

/**
 * Above each spec: Submit or what prevents it, the result of the last submit, how it compares with the server and what
 * can be done about that, Edit Cron, and what environments have otherwise. Above its schedule: the words for it, with the next run. All in one row would
 * be wider than most windows.
 */
export class SpecLenses implements vscode.CodeLensProvider<SpecLens> {
  constructor(
    private readonly reader: SpecReader,
    private readonly connections: Connections,
    private readonly environments: Pick<EnvironmentFiles, "of">,
    private readonly submissions: Submissions,
    private readonly states: SpecStates,
    private readonly known: KnownOfCron,
    readonly onDidChangeCodeLenses: vscode.Event<void>,
  ) {}

  async provideCodeLenses(document: vscode.TextDocument): Promise<SpecLens[]> {
    if (!readSetting("codeLens") || !isSpecDocument(document)) return [];
    const reading = await this.reader.readSoon(document);
    const found = await this.environments.of(document.uri);
    return (reading && (await inSlices(this.lensesIn(document, reading, found)))) ?? [];
  }

  async resolveCodeLens(lens: SpecLens): Promise<SpecLens> {
    const command = await lens.words();
    lens.command = { ...command, title: withSpaceAfterIcon(command.title) };
    return lens;
  }

  private *lensesIn(
    document: vscode.TextDocument,
    reading: SpecReading,
    found: FolderEnvironments | undefined,
  ): Generator<void, SpecLens[]> {
    const lenses: SpecLens[] = [];
    for (const checked of reading.specs) {
      lenses.push(...this.lensesOf({ document, reading, checked, found }));
      yield;
    }
    return lenses;
  }

  private lensesOf(subject: SubmitSubject): SpecLens[] {
    const { checked, document, found } = subject;
    const { spec } = checked;
    const lensAt = (offset: number, words: SpecLens["words"]) => {
      const place = document.positionAt(offset);
      return new SpecLens(new vscode.Range(place, place), words);
    };
    const lens = (words: SpecLens["words"]) => lensAt(spec.range.offset, words);
    const target = [document.uri, spec.name];
    const submission = this.submissions.state(document, spec.name);
    return [
      lensAt(spec.rangeOf(["schedule"]).offset, () => scheduleLens(checked, target, this.usageOf(spec))),
      lens(() => this.submitLens(subject)),
      ...(submission?.kind === "done" ? [lens(() => ({ title: plainText(submission.words), command: "" }))] : []),
      ...this.serverLenses(subject).map(lens),
      lens(() => ({
        title: vscode.l10n.t("Edit Cron…"),
        command: "langgraphCrons.spec.openInForm",
        arguments: target,
      })),
      ...environmentLenses(document.uri, spec, found).map((command) => lens(() => command)),
    ];
  }

  /** None while the spec is being submitted, because its state is about to change. */
  private serverLenses({ checked: { spec }, document, found, reading }: SubmitSubject): readonly SpecLens["words"][] {
    const connection = this.connections.chosen();
    if (connection === undefined || this.submissions.state(document, spec.name)?.kind === "running") return [];
    const subject: LensSubject = { file: document.uri, name: spec.name, connection };
    const there = thereOn(connection, found, spec);
    const standingNow = () => this.states.standing(spec, there);
    if (reading.specs.length > mostCompared) {
      return this.states.knows(spec) ? [() => stateLens(standingNow() ?? { kind: "asking" }, subject)] : [];
    }
    const standing = standingNow();
    if (standing === undefined) return [];
    const lenses = [stateLens(standing, subject), ...cronLenses(standing, subject)].map((command) => () => command);
    return [...lenses.slice(0, 1), ...this.healthLenses(standing, connection), ...lenses.slice(1)];
  }

  /** The tokens of its cron on the chosen server, as far as they were measured. */
  private usageOf({ name }: Spec): CronUsage | undefined {
    const connection = this.connections.chosen();
    return connection && this.known.usageOf(connection, name);
  }

  /** Its words are loaded only where something is wrong. */
  private healthLenses(standing: SpecStanding, connection: Connection): readonly SpecLens["words"][] {
    if (standing.kind !== "inSync" && standing.kind !== "differs") return [];
    const known = this.known.healthOf(connection, standing.cron);
    if (!needsAttention(known.health)) return [];
    const words = () => import("../drift/healthLens");
    return [
      async () => (await words()).healthLens(known, connection, Date.now()),
      async () => (await words()).doctorLens(known, connection),
    ];
  }

  private submitLens(subject: SubmitSubject): vscode.Command {
    const running = this.submissions.state(subject.document, subject.checked.spec.name);
    if (running?.kind !== "running") return submitLens(subject, { connections: this.connections, reader: this.reader });
    return {
      title: vscode.l10n.t("$(sync~spin) Submitting to {0}…", plainText(running.connectionName)),
      command: "",
    };
  }
}

/** VS Code shows a space after an icon only if it is a non-breaking one. */
function withSpaceAfterIcon(title: string): string {
  return title.replace(/^(\$\([a-z~-]+\)) /, "$1\u00a0");
}

async function scheduleLens(
  { schedule, spec }: CheckedSpec,
  target: readonly unknown[],
  usage: CronUsage | undefined,
): Promise<vscode.Command> {
  const title = await scheduleLine(spec.arguments, schedule, usage, Date.now());
  if (title === undefined) return { title: vscode.l10n.t("Schedule not understood"), command: "" };
  return { title: plainText(title), command: showRunsCommand, arguments: [...target] };
}
