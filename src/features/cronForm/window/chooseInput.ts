import * as vscode from "vscode";
import { limits } from "../../../core/arguments/limits";
import { decodeText } from "../../../core/base/decodeText";
import type { JsonValue } from "../../../core/base/json";
import type { AgentServer } from "../../../core/server/agentServer";
import type { Cron } from "../../../core/server/cron";
import { storedArgument } from "../../../core/server/stored/storedArguments";
import { parseJsonTree } from "../../../core/specFile/json/jsonTree";
import { cronTitle } from "../../../platform/words/cronTitle";
import { plainText } from "../../../platform/words/plainText";
import { windowWords } from "./windowWords";

interface InputSources {
  readonly server: () => Promise<AgentServer>;
  /** The form's thread; "": it has none. */
  readonly thread: string;
  /** Of the same server, without payloads. */
  readonly crons: readonly Cron[];
}

interface Source extends vscode.QuickPickItem {
  readonly read: () => Promise<JsonValue | undefined>;
}

/** Lets the user take an input from a run, a cron or a file. undefined: none was chosen, or there is none; that is said. */
export async function chooseInput({ crons, server, thread }: InputSources): Promise<JsonValue | undefined> {
  const sources: readonly Source[] = [
    ...(thread === ""
      ? []
      : [{ label: vscode.l10n.t("The last run of the thread"), read: async () => ofLastRun(await server(), thread) }]),
    ...(crons.length === 0
      ? []
      : [{ label: vscode.l10n.t("Another cron…"), read: async () => ofCron(await server(), crons) }]),
    { label: vscode.l10n.t("A JSON file…"), read: ofFile },
  ];
  const source = await vscode.window.showQuickPick(sources, {
    placeHolder: vscode.l10n.t("Take the input from where?"),
  });
  try {
    return await source?.read();
  } catch (failure) {
    return tell(windowWords.failure(failure));
  }
}

async function ofLastRun(server: AgentServer, thread: string): Promise<JsonValue | undefined> {
  const [last] = await server.runs(thread, { limit: 1, offset: 0 });
  const input = last && (await server.getRun(thread, last.run_id)).input;
  return input ?? tell(vscode.l10n.t("The thread has no run with an input."));
}

async function ofCron(server: AgentServer, crons: readonly Cron[]): Promise<JsonValue | undefined> {
  const items = crons.map((cron) => ({
    label: cronTitle(cron),
    description: plainText(cron.schedule),
    detail: cron.cron_id,
  }));
  const placeHolder = vscode.l10n.t("Take the input of which cron?");
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true });
  if (picked === undefined) return undefined;
  const input = storedArgument(await server.getCron(picked.detail), "input");
  return input ?? tell(vscode.l10n.t("The cron has no input."));
}

async function ofFile(): Promise<JsonValue | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ filters: { JSON: ["json", "jsonc"] } })) ?? [];
  if (file === undefined) return undefined;
  const { text } = decodeText(await vscode.workspace.fs.readFile(file));
  if (text.length > limits.valueLength) {
    const most = limits.valueLength / (1024 * 1024);
    return tell(vscode.l10n.t("The file is too large: an input has at most {0} MB.", most));
  }
  const { error, root, tooDeep } = parseJsonTree(text, limits.depth);
  if (root !== undefined && error === undefined && tooDeep === undefined) return root.value;
  return tell(vscode.l10n.t("The file is no JSON that can be an input."));
}

function tell(message: string): undefined {
  void vscode.window.showWarningMessage(message);
}
