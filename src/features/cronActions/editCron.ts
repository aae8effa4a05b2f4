import * as vscode from "vscode";
import type { RawArguments } from "../../core/arguments/cronArguments";
import { checkName } from "../../core/checks/checkName";
import type { Cron } from "../../core/server/cron";
import { managedCron } from "../../core/server/stored/managedCron";
import { plainFileName } from "../../core/specFile/specNameOfFile";
import { confirm } from "../../platform/host/confirm";
import { cronName } from "../../platform/words/cronName";
import { findingText } from "../../platform/words/findingMessages";
import { plainText } from "../../platform/words/plainText";
import { type ChosenCrons, type CronParts, distinctTitle, refsOf } from "./chosenCrons";
import { giveName } from "./giveName";
import { readSpec } from "./readSpec";

/** Opens the form of a cron, as it is on the server now but for `change`: its submit changes this cron. */
export async function editCron(
  { actions, forms }: CronParts,
  chosen: ChosenCrons,
  change: RawArguments = {},
): Promise<void> {
  const [cron] = chosen.crons;
  const [ref] = refsOf(chosen);
  if (cron === undefined || ref === undefined || !(await confirmManaged(cron))) return;
  const first = await readSpec(actions, ref);
  const name = first.name ?? (await askName(cron));
  if (name === undefined) return;
  if (first.name === null) await giveName(actions, ref, first.cron, name);
  const { spec } = first.name === null ? await readSpec(actions, ref) : first;
  await forms.openCron(chosen.connection, { ...spec, ...change }, { cron: ref, name });
}

/** A deploy of Managed Deep Agents deletes its crons and makes them again, without what somebody else has changed. */
async function confirmManaged(cron: Cron): Promise<boolean> {
  const managed = managedCron(cron.metadata);
  if (managed === undefined || managed.by === "runtime") return true;
  const { owner } = managed;
  return confirm(
    vscode.l10n.t("Edit “{0}”, which belongs to Managed Deep Agents?", distinctTitle(cron)),
    [
      ...(owner === undefined ? [] : [vscode.l10n.t("Owner: {0}", plainText(owner))]),
      vscode.l10n.t("Its next deploy makes it again, without your changes. To keep them, change it there."),
    ],
    vscode.l10n.t("Edit"),
  );
}

/** A submit finds its cron by the spec's name, which one of another tool does not have. */
function askName(cron: Cron): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Name the cron “{0}” to edit it", distinctTitle(cron)),
    prompt: vscode.l10n.t(
      "The name is written into its metadata (langgraph_crons_name), so that the form changes this cron instead of creating a second one.",
    ),
    value: plainFileName(cronName(cron) ?? "") || vscode.l10n.t("my-cron"),
    ignoreFocusOut: true,
    validateInput: (name) => {
      const [wrong] = checkName(name.trim());
      return wrong === undefined ? undefined : findingText(wrong);
    },
  });
}
