import * as vscode from "vscode";
import { positionFinder } from "../../../core/base/positionFinder";
import { checkArguments } from "../../../core/checks/checkArguments";
import type { CronEnvironment } from "../../../core/environments/environmentsFile";
import type { SpecThere } from "../../../core/environments/specThere";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { FolderEnvironments } from "../../../platform/servers/environments/environmentFiles";
import { findingText } from "../../../platform/words/findingMessages";
import { listWords } from "../../../platform/words/messageWords";
import { plainText } from "../../../platform/words/plainText";
import { thereOn } from "../environments/thereOn";
import type { CheckedSpec, SpecReader, SpecReading } from "../specReader";
import { type FindingPlace, placeOfFinding } from "../submit/draftsThere";

/** A spec, and all that a submit of it depends on. */
export interface SubmitSubject {
  readonly document: vscode.TextDocument;
  readonly reading: SpecReading;
  readonly checked: CheckedSpec;
  /** The environments that count for it. */
  readonly found: FolderEnvironments | undefined;
}

interface Parts {
  readonly connections: Pick<Connections, "all" | "chosen">;
  readonly reader: Pick<SpecReader, "checkOptions">;
}

/** Characters: a longer text would push the next lens out of sight. The squiggle has the whole text. */
const longestObstacle = 40;

/** Submit to the chosen connection, or what prevents it: a click leads there. */
export function submitLens(subject: SubmitSubject, { connections, reader }: Parts): vscode.Command {
  const { checked, document, found } = subject;
  const { spec } = checked;
  const connection = connections.chosen();
  const there = connection && thereOn(connection, found, spec);
  const error = firstError(subject, there, () => reader.checkOptions(connection));
  const obstacle =
    (error && errorLens(error, subject)) ??
    (there?.kind === "unclear" ? unclearLens(there.environments, found) : undefined) ??
    unsaved(document) ??
    untrusted() ??
    missingConnection(connections);
  const environment = there?.kind === "overridden" ? there.environment : undefined;
  return obstacle ?? submitTo(connection, environment, [document.uri, spec.name]);
}

/** In the text, in this spec as its server is to have it, or in the file of environments. */
function firstError(
  { checked, document, found, reading }: SubmitSubject,
  there: SpecThere | undefined,
  options: () => ReturnType<SpecReader["checkOptions"]>,
): FindingPlace | undefined {
  const inFile = (located: FindingPlace["located"] | undefined) => located && { file: document.uri, located };
  const inText = inFile(reading.problems.find(({ finding }) => finding.severity === "error"));
  if (inText !== undefined) return inText;
  if (found?.read.ok === false) {
    const located = found.read.failure.find(({ finding }) => finding.severity === "error");
    if (located !== undefined) return { file: found.uri, located };
  }
  if (there?.kind !== "overridden" || found?.read.ok !== true) return inFile(checked.firstError);
  const environment = { ...there.environment, file: found.uri, places: found.read.value.places };
  const findings = [...checked.ownFindings, ...checkArguments(there.arguments, options())];
  const error = findings.find(({ severity }) => severity === "error");
  const { spec } = checked;
  return error && placeOfFinding(error, { document, environment, name: spec.name, spec });
}

function errorLens({ file, located }: FindingPlace, { document, found }: SubmitSubject): vscode.Command {
  const text = file.toString() === document.uri.toString() ? document.getText() : (found?.text ?? "");
  const positionOf = positionFinder(text);
  const { length, offset } = located.range;
  const [start, end] = [positionOf(offset), positionOf(offset + length)];
  return {
    title: vscode.l10n.t("$(error) Can't be submitted: {0}", plainText(findingText(located.finding), longestObstacle)),
    command: "vscode.open",
    arguments: [file, { selection: new vscode.Range(start.line, start.character, end.line, end.character) }],
  };
}

function unclearLens(environments: readonly CronEnvironment[], found: FolderEnvironments | undefined): vscode.Command {
  const names = listWords(environments.map(({ name }) => plainText(name)));
  return {
    title: vscode.l10n.t("$(error) Can't be submitted: {0} are one server", names),
    command: "vscode.open",
    arguments: [found?.uri],
  };
}

function submitTo(
  connection: Connection | undefined,
  environment: CronEnvironment | undefined,
  target: unknown[],
): vscode.Command {
  const name = plainText(connection?.name ?? "");
  const title =
    connection?.production || environment?.production
      ? vscode.l10n.t("$(warning) Submit to {0} (production)", name)
      : vscode.l10n.t("$(cloud-upload) Submit to {0}", name);
  return {
    title: environment === undefined ? title : vscode.l10n.t("{0} as {1} has it", title, plainText(environment.name)),
    command: "langgraphCrons.spec.submit",
    arguments: target,
  };
}

function missingConnection(connections: Parts["connections"]): vscode.Command | undefined {
  if (connections.chosen() !== undefined) return undefined;
  return connections.all().length === 0
    ? { title: vscode.l10n.t("Add a connection to submit"), command: "langgraphCrons.connection.add" }
    : { title: vscode.l10n.t("Choose a connection to submit"), command: "langgraphCrons.connection.choose" };
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
