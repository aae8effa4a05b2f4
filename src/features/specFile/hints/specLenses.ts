import * as vscode from "vscode";
import type { CronUsage } from "../../../core/cost/cronUsage";
import { needsAttention } from "../../../core/health/attention";
import type { Cron } from "../../../core/server/cron";
import type { Spec } from "../../../core/specFile/parseSpecFile";
import { inSlices } from "../../../platform/host/inSlices";
import { readSetting } from "../../../platform/host/settings";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { Connections } from "../../../platform/servers/connections/connections";
import { documentRange } from "../../../platform/specs/documentRange";
import { isSpecDocument } from "../../../platform/specs/specSelector";
import { findingText } from "../../../platform/words/findingMessages";
import { plainText } from "../../../platform/words/plainText";
import type { KnownHealth } from "../drift/healthLens";
import type { SpecStanding, SpecStates } from "../drift/specStates";
import { cronLenses, type LensSubject, stateLens } from "../drift/stateLens";
import type { CheckedSpec, SpecReader, SpecReading } from "../specReader";
import type { Submissions } from "../submit/submissions";
import { scheduleLine } from "./scheduleText";

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

/** Characters: a longer text would push the next lens out of sight. The squiggle has the whole text. */
const longestObstacle = 40;

/** The command behind the schedule's lens: private, because only a lens knows which spec it is for. */
export const showRunsCommand = "_langgraphCrons.spec.showRuns";

/**
 * In a file with more specs, a lens shows the state of each when it becomes visible, and the actions are one more click
 * away: comparing all of them at each key press would take too long.
 */
const mostCompared = 200;

/**
 * Above each spec: Submit or what prevents it, the result of the last submit, how it compares with the server and what
 * can be done about that, Edit Cron. Above its schedule: the words for it, with the next run. All in one row would
 * be wider than most windows.
 */
export class SpecLenses implements vscode.CodeLensProvider<SpecLens> {
  constructor(
    private readonly reader: SpecReader,
    private readonly connections: Connections,
    private readonly submissions: Submissions,
    private readonly states: SpecStates,
    private readonly known: KnownOfCron,
    readonly onDidChangeCodeLenses: vscode.Event<void>,
  ) {}

  async provideCodeLenses(document: vscode.TextDocument): Promise<SpecLens[]> {
    if (!readSetting("codeLens") || !isSpecDocument(document)) return [];
    const reading = await this.reader.readSoon(document);
    return (reading && (await inSlices(this.lensesIn(document, reading)))) ?? [];
  }

  async resolveCodeLens(lens: SpecLens): Promise<SpecLens> {
    const command = await lens.words();
    lens.command = { ...command, title: withSpaceAfterIcon(command.title) };
    return lens;
  }

  private *lensesIn(document: vscode.TextDocument, reading: SpecReading): Generator<void, SpecLens[]> {
    const lenses: SpecLens[] = [];
    for (const checked of reading.specs) {
      lenses.push(...this.lensesOf(document, reading, checked));
      yield;
    }
    return lenses;
  }

  private lensesOf(document: vscode.TextDocument, reading: SpecReading, checked: CheckedSpec): SpecLens[] {
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
      lens(() => this.submitLens(document, reading, checked)),
      ...(submission?.kind === "done" ? [lens(() => ({ title: plainText(submission.words), command: "" }))] : []),
      ...this.serverLenses(document, reading, checked).map(lens),
      lens(() => ({
        title: vscode.l10n.t("Edit Cron…"),
        command: "langgraphCrons.spec.openInForm",
        arguments: target,
      })),
    ];
  }

  /** None while the spec is being submitted, because its state is about to change. */
  private serverLenses(
    document: vscode.TextDocument,
    { specs }: SpecReading,
    { spec }: CheckedSpec,
  ): readonly SpecLens["words"][] {
    const connection = this.connections.chosen();
    if (connection === undefined || this.submissions.state(document, spec.name)?.kind === "running") return [];
    const subject: LensSubject = { file: document.uri, name: spec.name, connection };
    if (specs.length > mostCompared) return this.states.knows(spec) ? [() => this.stateLens(spec, subject)] : [];
    const standing = this.states.standing(spec);
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

  private stateLens(spec: Spec, subject: LensSubject): vscode.Command {
    return stateLens(this.states.standing(spec) ?? { kind: "asking" }, subject);
  }

  private submitLens(document: vscode.TextDocument, reading: SpecReading, checked: CheckedSpec): vscode.Command {
    const { name } = checked.spec;
    const running = this.submissions.state(document, name);
    if (running?.kind === "running") {
      return {
        title: vscode.l10n.t("$(sync~spin) Submitting to {0}…", plainText(running.connectionName)),
        command: "",
      };
    }
    const obstacle =
      firstObstacle(document, reading, checked) ?? unsaved(document) ?? untrusted() ?? this.missingConnection();
    return obstacle ?? submitTo(this.connections.chosen(), [document.uri, name]);
  }

  private missingConnection(): vscode.Command | undefined {
    if (this.connections.chosen() !== undefined) return undefined;
    return this.connections.all().length === 0
      ? { title: vscode.l10n.t("Add a connection to submit"), command: "langgraphCrons.connection.add" }
      : { title: vscode.l10n.t("Choose a connection to submit"), command: "langgraphCrons.connection.choose" };
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

function submitTo(connection: Connection | undefined, target: unknown[]): vscode.Command {
  const name = plainText(connection?.name ?? "");
  return {
    title: connection?.production
      ? vscode.l10n.t("$(warning) Submit to {0} (production)", name)
      : vscode.l10n.t("$(cloud-upload) Submit to {0}", name),
    command: "langgraphCrons.spec.submit",
    arguments: target,
  };
}

/** The first error, in the text or in this spec; a click jumps to it. */
function firstObstacle(
  document: vscode.TextDocument,
  { problems }: SpecReading,
  { firstError }: CheckedSpec,
): vscode.Command | undefined {
  const first = problems.find(({ finding }) => finding.severity === "error") ?? firstError;
  if (first === undefined) return undefined;
  return {
    title: vscode.l10n.t("$(error) Can't be submitted: {0}", plainText(findingText(first.finding), longestObstacle)),
    command: "vscode.open",
    arguments: [document.uri, { selection: documentRange(document, first.range) }],
  };
}

function unsaved({ isUntitled }: vscode.TextDocument): vscode.Command | undefined {
  return isUntitled
    ? { title: vscode.l10n.t("Save the file to submit"), command: "workbench.action.files.save" }
    : undefined;
}

function untrusted(): vscode.Command | undefined {
  return vscode.workspace.isTrusted
    ? undefined
    : { title: vscode.l10n.t("Trust the workspace to submit"), command: "workbench.trust.manage" };
}
