import * as vscode from "vscode";
import { checkArguments } from "../../core/checks/checkArguments";
import type { Finding } from "../../core/finding/finding";
import { findingCatalogue } from "../../core/finding/findingCatalogue";
import { isLoopback } from "../../core/server/address/serverUrl";
import type { Cron } from "../../core/server/cron";
import { confirm } from "../../platform/host/confirm";
import { readSetting } from "../../platform/host/settings";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Servers } from "../../platform/servers/servers";
import { findingText } from "../../platform/words/findingMessages";
import { plainText } from "../../platform/words/plainText";
import { actTogether } from "./actTogether";
import type { ChosenCrons, CronParts } from "./chosenCrons";
import { productionLines } from "./confirmChange";
import { cronsWords, nameLines } from "./cronNames";
import { notDoneFailure } from "./outcomes";

/** Asks for the moment from which crons run no more, and sets it. What a spec file would be warned of is asked. */
export async function changeEnd(parts: CronParts, chosen: ChosenCrons): Promise<void> {
  const { connection, crons } = chosen;
  const options = checkOptions(parts.servers, connection);
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("End of {0}", cronsWords(crons)),
    prompt: vscode.l10n.t("A moment with its offset, such as 2027-01-31T18:00:00+01:00. Empty: no end."),
    value: commonEnd(crons) ?? "",
    ignoreFocusOut: true,
    validateInput: (text) => inputMessage(endFindings(text.trim(), crons, options)),
  });
  if (typed === undefined) return;
  const end = typed.trim() === "" ? null : typed.trim();
  if (!(await confirmEnd(chosen, end, endFindings(typed.trim(), crons, options)))) return;
  await actTogether(chosen, {
    title: vscode.l10n.t("Changing the end of {0}", cronsWords(crons)),
    act: (refs, given) => parts.actions.changeEnd(refs, end, given),
    failureOf: (outcome) => (outcome.kind === "notTaken" ? new Error(notTakenWords()) : notDoneFailure(outcome)),
    onDone: (done) => {
      const count = done.length === 1 ? cronsWords(crons.slice(0, 1)) : vscode.l10n.t("{0} crons", done.length);
      const words =
        end === null ? vscode.l10n.t("{0}: no end", count) : vscode.l10n.t("{0}: ends {1}", count, plainText(end));
      vscode.window.setStatusBarMessage(words, 5_000);
    },
  });
}

function commonEnd(crons: readonly Cron[]): string | null {
  const ends = new Set(crons.map(({ end_time }) => end_time));
  return ends.size === 1 ? ([...ends][0] ?? null) : null;
}

function checkOptions(servers: Servers, connection: Connection) {
  const { dialect, url } = connection;
  const state = servers.state(connection);
  return {
    now: Date.now(),
    minimumMinutes: readSetting("minimumMinutes"),
    dialect,
    onLoopback: isLoopback(url),
    ...(state.kind === "ready" ? { server: state.info } : {}),
  };
}

/** What the rules for spec files say about this end: the worst of all crons first. */
function endFindings(
  text: string,
  crons: readonly Cron[],
  options: ReturnType<typeof checkOptions>,
): readonly Finding[] {
  if (text === "") return [];
  const findings = crons.flatMap(({ thread_id, assistant_id, schedule, timezone, enabled }) =>
    checkArguments(
      { thread_id, assistant_id, schedule, ...(timezone === null ? {} : { timezone }), enabled, end_time: text },
      options,
    ).filter(({ path }) => path[0] === "end_time"),
  );
  return [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))];
}

function isError({ code }: Finding): boolean {
  return findingCatalogue[code].severity === "error";
}

function inputMessage([first]: readonly Finding[]): vscode.InputBoxValidationMessage | undefined {
  if (first === undefined) return undefined;
  const { Error: error, Warning: warning } = vscode.InputBoxValidationSeverity;
  return { message: findingText(first), severity: isError(first) ? error : warning };
}

/** Asks on a production server, and where the rules have a warning. */
async function confirmEnd(
  { connection, crons }: ChosenCrons,
  end: string | null,
  findings: readonly Finding[],
): Promise<boolean> {
  const warnings = [...new Set(findings.map(findingText))];
  if (warnings.length === 0 && !connection.production) return true;
  const server = plainText(connection.name);
  const question =
    end === null
      ? vscode.l10n.t("Let {0} on {1} run without an end?", cronsWords(crons), server)
      : vscode.l10n.t("Let {0} on {1} end {2}?", cronsWords(crons), server, plainText(end));
  const lines = [...nameLines(crons), ...warnings, ...productionLines(connection)];
  return confirm(question, lines, vscode.l10n.t("Change End"));
}

function notTakenWords(): string {
  return vscode.l10n.t(
    "The server answered, and kept the end that the cron had. Only a new cron can have another one.",
  );
}
