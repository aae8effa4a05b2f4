import * as vscode from "vscode";
import type { Cron } from "../../core/server/cron";
import type { CronActions } from "../../platform/servers/cronActions";
import type { CronRef } from "../../platform/servers/cronRef";
import { plainText } from "../../platform/words/plainText";
import { failureOf } from "./outcomes";

/** Writes a spec's name into a cron's metadata, by which a submit finds it. `cron` as it is now. Throws what to show. */
export async function giveName(actions: CronActions, ref: CronRef, cron: Cron, name: string): Promise<void> {
  const outcome = await actions.name(ref, cron, name);
  if (outcome.kind === "taken") {
    throw new Error(vscode.l10n.t("The server already has a cron “{0}”. Choose another name.", plainText(name)));
  }
  if (outcome.kind === "namedOtherwise") {
    throw new Error(vscode.l10n.t("Somebody has given this cron the name “{0}” meanwhile.", plainText(outcome.name)));
  }
  if (outcome.kind !== "named") throw failureOf(outcome);
}
