import * as vscode from "vscode";
import type { CronArguments } from "../../../core/arguments/cronArguments";
import { findSameCrons, hasCronNamed, renameCron } from "../../../core/lifecycle/actions/sameCrons";
import { questionTexts } from "../../../core/lifecycle/texts/questionTexts";
import type { AgentServer, CallOptions } from "../../../core/server/agentServer";
import { messageWords } from "../../../platform/words/messageWords";

export interface RenamedSpec {
  readonly name: string;
  readonly arguments: CronArguments;
  /** The name of its connection. */
  readonly serverName: string;
}

/**
 * Runs before a new cron is created. If the same cron exists under the name of a spec that is gone, its file was
 * probably renamed, and a second cron would run in addition to the first. cancelled: the user wants neither of the two.
 * Throws `ServerFailure`.
 */
export async function settleRename(
  server: AgentServer,
  { arguments: given, name, serverName }: RenamedSpec,
  isGone: (name: string) => boolean,
  options: CallOptions,
): Promise<"goOn" | "cancelled"> {
  const same = (await findSameCrons(server, given, name, options)).find((other) => isGone(other.name));
  if (same === undefined || (await hasCronNamed(server, name, options))) return "goOn";
  const [rename, another] = [questionTexts.renamedYes, questionTexts.adoptAnother].map((text) =>
    messageWords({ text }),
  );
  const answer = await vscode.window.showWarningMessage(
    messageWords({ text: questionTexts.renamed, args: { name, old: same.name, server: serverName } }),
    { modal: true, detail: messageWords({ text: questionTexts.renamedDetail, args: { id: same.cron.cron_id } }) },
    ...[rename, another].filter((title) => title !== undefined),
  );
  if (answer === undefined) return "cancelled";
  if (answer === rename) await renameCron(server, same, name, options);
  return "goOn";
}
