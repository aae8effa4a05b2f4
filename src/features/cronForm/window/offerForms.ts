import * as vscode from "vscode";
import { plainText } from "../../../platform/words/plainText";
import { relativeTime } from "../../../platform/words/timeWords";
import { nameOf } from "../controller/formRecord";
import type { OfferAnswer, OfferedForm } from "../controller/formRegistry";

/** Lets the user continue an unfinished form, or start a new one. */
export async function offerForms(forms: readonly OfferedForm[]): Promise<OfferAnswer> {
  const isOfFile = forms[0]?.record.subject.kind === "spec";
  // A spec can have only one draft.
  const fresh = isOfFile
    ? [{ label: vscode.l10n.t("Start from the file, without the draft"), chosen: "inPlace" as const }]
    : [
        { label: vscode.l10n.t("New cron"), chosen: "beside" as const },
        { label: vscode.l10n.t("New cron, without these drafts"), chosen: "inPlace" as const },
      ];
  const items: readonly (vscode.QuickPickItem & { readonly chosen: OfferAnswer })[] = [...forms.map(item), ...fresh];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("A form was closed with unsaved input"),
    ignoreFocusOut: true,
  });
  return picked?.chosen;
}

function item(form: OfferedForm) {
  const { record, isSubmitting } = form;
  const when = relativeTime(record.changedAt, Date.now(), vscode.env.language, "long");
  return {
    label: vscode.l10n.t("Continue with “{0}”", plainText(nameOf(record))),
    description: plainText(record.destination.name),
    detail: isSubmitting ? vscode.l10n.t("It is being submitted.") : vscode.l10n.t("Changed {0}.", when),
    chosen: form,
  };
}
