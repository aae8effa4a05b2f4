import * as vscode from "vscode";
import { findPlaceholders } from "../../../core/arguments/placeholders";
import type { PlaceholderNameLists } from "../../../core/specFile/completion/placeholderProposals";
import { isSpecDocument } from "../specSelector";

/** Names that open spec files use already, and those of the environment. Values are never looked at. */
export function placeholderNames(environment: readonly string[]): PlaceholderNameLists {
  const used = vscode.workspace.textDocuments
    .filter(isSpecDocument)
    .flatMap((document) => findPlaceholders(document.getText()));
  const named = (kind: "env" | "secret") => used.filter((each) => each.kind === kind).map(({ name }) => name);
  return { env: [...new Set([...named("env"), ...environment])], secret: [...new Set(named("secret"))] };
}
