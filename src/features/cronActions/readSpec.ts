import * as vscode from "vscode";
import type { CronActions } from "../../platform/servers/cronActions";
import type { ReadOutcome } from "../../platform/servers/cronOutcomes";
import type { CronRef } from "../../platform/servers/cronRef";
import { failureOf } from "./outcomes";

/** A cron in the form of a spec file, as it is on the server now. Throws an error to show. */
export async function readSpec(
  actions: CronActions,
  ref: CronRef,
): Promise<Extract<ReadOutcome, { readonly kind: "read" }>> {
  const outcome = await actions.read(ref);
  if (outcome.kind === "unsayable") throw new Error(unsayable(outcome.parameter));
  if (outcome.kind !== "read") throw failureOf(outcome);
  return outcome;
}

function unsayable(parameter: string): string {
  return vscode.l10n.t(
    "The cron can't be written to a file: its {0} contains a placeholder as text, and a submit of the file would replace it.",
    parameter,
  );
}
