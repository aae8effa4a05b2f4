import * as vscode from "vscode";
import { repository } from "../../../package.json";
import { docsAddress } from "../../core/finding/docsAddress";
import { durationOf } from "../../core/finding/durations";
import type { Finding } from "../../core/finding/finding";
import { type FindingCode, findingCatalogue } from "../../core/finding/findingCatalogue";

/** The finding's sentence in the user's language. */
export function findingText(finding: Finding): string {
  const { args, code } = finding;
  // One of our words inside one of our sentences: the name of the schedule's field.
  const field = typeof args.field === "string" ? { field: vscode.l10n.t(args.field) } : {};
  return vscode.l10n.t(findingCatalogue[code].message, { ...args, ...field, ...apart(args) });
}

function apart({ seconds }: Finding["args"]): Record<string, string> {
  if (typeof seconds !== "number") return {};
  const { text, count } = durationOf(seconds);
  return { apart: vscode.l10n.t(text, { count }) };
}

/** The page that explains a finding. */
export function findingHelp(code: FindingCode): vscode.Uri {
  return docsPage(findingCatalogue[code].help);
}

/** A page of `docs/`, with or without a fragment. */
export function docsPage(page: string): vscode.Uri {
  return vscode.Uri.parse(docsAddress(repository.url, page));
}

/** The label of the button that applies the finding's fix; undefined if it has none. */
export function fixTitle(finding: Finding): string | undefined {
  const { fix } = finding;
  const key = String(finding.path.at(-1) ?? "");
  switch (fix?.kind) {
    case undefined:
      return undefined;
    case "removeKey":
      return vscode.l10n.t("Remove “{0}”", key);
    case "replaceText":
      return fix.text === "" ? vscode.l10n.t("Remove this part") : vscode.l10n.t("Replace with “{0}”", fix.text);
    case "moveUp":
      return vscode.l10n.t("Move “{0}” one level up", key);
    case "replaceProperty":
    case "setKeys":
      return vscode.l10n.t("Replace with {0}", fix.text);
    case "setValue":
      return vscode.l10n.t("Set “{0}” to {1}", key, fix.text);
  }
}
