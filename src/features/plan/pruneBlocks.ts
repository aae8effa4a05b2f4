import * as vscode from "vscode";
import { action } from "../../platform/pages/reportBlocks";
import { plainText } from "../../platform/words/plainText";
import type { ReportBlock } from "../../protocol/report";
import { unreadableWords } from "./pagePrune";
import type { PlanView } from "./planView";

/** Offers to prune, where there is a set; a saved plan says by itself whether it is done. */
export function pruneBlocks({ phase, plan }: PlanView): readonly ReportBlock[] {
  const { environment, prune, saved } = plan;
  const set = environment?.file.set;
  if (set === undefined || (saved !== undefined && prune === undefined)) return [];
  const label = vscode.l10n.t(
    "Also pause, and later delete, crons of the set “{0}” that no file names any more",
    plainText(set),
  );
  const box = { kind: "check", id: "prune", label, isChecked: prune !== undefined } as const;
  const canChoose = phase === "planned" && saved === undefined;
  if (prune === undefined) return canChoose ? [box] : [];
  return [
    ...(canChoose ? [box] : []),
    ...("unreadable" in prune
      ? [{ kind: "notice", tone: "bad", text: unreadableWords(prune.unreadable) } as const]
      : [{ kind: "text", text: graceWords(prune.grace) } as const]),
    ...(canChoose
      ? [{ kind: "actions", actions: [action("grace", vscode.l10n.t("Change the Grace…"), "link")] } as const]
      : []),
  ];
}

function graceWords(grace: string): string {
  return grace === "0"
    ? vscode.l10n.t("A cron that no file names any more is deleted at once.")
    : vscode.l10n.t("A cron that no file names any more is paused now; an apply after {0} or more deletes it.", grace);
}
