import * as vscode from "vscode";
import type { JsonValue } from "../../core/base/json";
import { shortText } from "../../core/base/shortText";
import type { ReportBlock } from "../../protocol/report";
import type { PageSpecRow } from "./pageRow";

const mostOfValue = 160;

/** The parameters that change, with their old and new value; the diff has all of long ones. */
export function keysBlock({ action, change }: PageSpecRow): readonly ReportBlock[] {
  if (change === undefined || change.keys.length === 0) return [];
  const { keys } = change;
  const parameter = vscode.l10n.t("Parameter");
  if (action === "create") {
    const rows = keys.map(({ after, key }) => [key, valueText(after)]);
    return [
      { kind: "table", caption: vscode.l10n.t("What is created"), head: [parameter, vscode.l10n.t("Value")], rows },
    ];
  }
  return [
    {
      kind: "table",
      caption: vscode.l10n.t("What changes"),
      head: [parameter, vscode.l10n.t("On the server"), vscode.l10n.t("In the file")],
      rows: keys.map(({ after, before, key }) => [key, valueText(before), valueText(after)]),
    },
  ];
}

function valueText(value: JsonValue): string {
  return value === null ? vscode.l10n.t("not set") : shortText(JSON.stringify(value), mostOfValue);
}
