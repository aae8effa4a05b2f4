import * as vscode from "vscode";
import type { Cron } from "../../core/server/cron";
import { specName } from "../../core/server/stored/specName";
import type { ExportedText } from "../../core/specFile/exportedText";
import { exportNames } from "../../core/specFile/exportNames";
import { askVerb } from "../../platform/host/confirm";
import type { ActOptions } from "../../platform/servers/actOnCrons";
import type { Connection } from "../../platform/servers/connections/connection";
import type { OutcomeOf } from "../../platform/servers/cronOutcomes";
import type { CronRef } from "../../platform/servers/cronRef";
import { plainText } from "../../platform/words/plainText";
import { secretWords } from "../../platform/words/secretWords";
import { actTogether } from "./actTogether";
import type { CronParts } from "./chosenCrons";
import { productionLines } from "./confirmChange";
import { cronsWords, nameLines } from "./cronNames";
import { writeCron } from "./exportToFile";
import { readCrons } from "./readCrons";

type Written = { readonly kind: "written"; readonly file: ExportedText };

/** Writes each cron of a connection to a spec file of its own in a folder that the user chooses. */
export async function exportAll(parts: CronParts, connection: Connection): Promise<void> {
  const all = await readCrons(parts, connection);
  const server = plainText(connection.name);
  if (all.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("{0} has no crons.", server));
    return;
  }
  const folder = await askFolder(server);
  const named = folder && (await withNames(connection, all));
  if (folder === undefined || named === undefined) return;
  const files = await withoutKept(folder, await filesOf(parts, connection, { all, named }));
  const crons = named.filter(({ cron_id }) => files?.has(cron_id));
  if (files === undefined || crons.length === 0) return;
  const written: ExportedText[] = [];
  await actTogether<Written>(
    { connection, crons },
    {
      title: vscode.l10n.t("Exporting {0} from {1}", cronsWords(crons), server),
      act: (refs, options) => writeEach(parts, refs, options, (id) => vscode.Uri.joinPath(folder, files.get(id) ?? "")),
      onDone: (done) => {
        for (const each of done) if (each.kind === "written") written.push(each.file);
        void tell(written, folder);
      },
    },
  );
}

async function askFolder(server: string): Promise<vscode.Uri | undefined> {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Export all crons of {0} into a folder", server),
      openLabel: vscode.l10n.t("Export Here"),
      canSelectFiles: false,
      canSelectFolders: true,
      ...(workspace === undefined ? {} : { defaultUri: workspace }),
    })) ?? [];
  return folder;
}

/** Those with a spec's name, and the others if the user lets them be named. undefined: the user left. */
async function withNames(connection: Connection, all: readonly Cron[]): Promise<readonly Cron[] | undefined> {
  const unnamed = all.filter((cron) => specName(cron) === undefined);
  if (unnamed.length === 0) return all;
  const name = vscode.l10n.t("Name and Export All");
  const leave = vscode.l10n.t("Export Only the Others");
  const verbs = unnamed.length === all.length ? [name] : [name, leave];
  const answer = await askVerb(
    vscode.l10n.t("Name {0} on {1} after their files?", cronsWords(unnamed), plainText(connection.name)),
    [
      ...nameLines(unnamed),
      vscode.l10n.t(
        "They have no spec's name. With one in their metadata (langgraph_crons_name), a submit of the file updates the cron instead of creating a second one that runs too.",
      ),
      ...productionLines(connection),
    ],
    verbs,
  );
  if (answer === undefined) return undefined;
  return answer === leave ? all.filter((cron) => !unnamed.includes(cron)) : all;
}

/** File names by the ids of the crons. */
async function filesOf(
  { servers }: CronParts,
  connection: Connection,
  { all, named }: { readonly all: readonly Cron[]; readonly named: readonly Cron[] },
): Promise<ReadonlyMap<string, string>> {
  const names = exportNames(named, {
    dialect: connection.dialect,
    assistants: await servers.facts.assistants(connection).catch(() => []),
    taken: all.flatMap((cron) => specName(cron) ?? []),
    files: [],
  });
  return new Map([...names].map(([cronId, { file }]) => [cronId, file]));
}

/** Without those whose file is there already and is to be kept. undefined: the user left. */
async function withoutKept(
  folder: vscode.Uri,
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string> | undefined> {
  const there = new Set((await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name.toLowerCase()));
  const clashes = [...files.values()].filter((file) => there.has(file.toLowerCase()));
  if (clashes.length === 0) return files;
  const replace = vscode.l10n.t("Replace");
  const keep = vscode.l10n.t("Keep and Leave Out");
  const question = vscode.l10n.t("{0} of these files are there already. Replace them?", clashes.length);
  const answer = await askVerb(
    question,
    clashes.slice(0, 10).map((file) => `• ${plainText(file)}`),
    [replace, keep],
  );
  if (answer === undefined) return undefined;
  return answer === replace ? files : new Map([...files].filter(([, file]) => !clashes.includes(file)));
}

/** One after another, so that a cancel leaves no half of them. */
async function writeEach(
  parts: CronParts,
  refs: readonly CronRef[],
  { onProgress, signal }: ActOptions,
  fileOf: (cronId: string) => vscode.Uri,
): Promise<readonly OutcomeOf<Written>[]> {
  const outcomes: OutcomeOf<Written>[] = [];
  const variables = new Set<string>();
  for (const ref of refs) {
    if (signal?.aborted === true) {
      outcomes.push({ kind: "cancelled", ref });
      continue;
    }
    try {
      const file = await writeCron(parts, ref, fileOf(ref.cronId), async () => true, variables);
      outcomes.push(file === undefined ? { kind: "cancelled", ref } : { kind: "written", file, ref });
    } catch (failure) {
      outcomes.push({ kind: "failed", failure, ref });
    }
    onProgress?.(outcomes.length, refs.length);
  }
  return outcomes;
}

async function tell(written: readonly ExportedText[], folder: vscode.Uri): Promise<void> {
  const show = vscode.l10n.t("Show Folder");
  const count = vscode.l10n.t("Exported {0} crons.", written.length);
  const words = [count, secretWords(written)].filter((each) => each !== undefined).join(" ");
  if ((await vscode.window.showInformationMessage(words, show)) === show) {
    await vscode.commands.executeCommand("revealFileInOS", folder);
  }
}
