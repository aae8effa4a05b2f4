import * as vscode from "vscode";
import { type AllowedValue, formSections, type Parameter } from "../../../core/arguments/parameter";
import { parameterByName } from "../../../core/arguments/parameters";
import { completionTexts } from "../../../core/specFile/completion/completionTexts";
import { docsPage } from "../../../platform/words/findingMessages";
import { plainMarkdown } from "./plainMarkdown";

/** The meaning of a spec's key: help, values, the server's default, the first version, and a link to more. */
export function keyHover(key: string): vscode.MarkdownString | undefined {
  if (key === "name") return withLink(vscode.l10n.t(completionTexts.name), "spec-file.md#name");
  if (key === "protect") return withLink(vscode.l10n.t(completionTexts.protect), "spec-file.md#protect");
  const parameter = parameterByName(key);
  if (parameter === undefined) return undefined;
  const lines = [vscode.l10n.t(parameter.help), ...valueLines(parameter), ...facts(parameter)];
  return withLink(lines.join("\n\n"), `parameters.md#${sectionAnchor(parameter)}`);
}

/** The effect of one of a parameter's values. */
export function valueHover(key: string, value: unknown): vscode.MarkdownString | undefined {
  const parameter = parameterByName(key);
  const found = parameter && allowedValues(parameter).find((each) => each.value === value);
  return found && plainMarkdown(vscode.l10n.t(found.help));
}

function allowedValues({ type }: Parameter): readonly AllowedValue[] {
  return type.kind === "choice" || type.kind === "choiceOrList" ? type.values : [];
}

function valueLines(parameter: Parameter): readonly string[] {
  return allowedValues(parameter).map(({ help, value }) => `${JSON.stringify(value)}: ${vscode.l10n.t(help)}`);
}

function facts({ deprecated, required, serverDefault, since }: Parameter): readonly string[] {
  return [
    ...(required ? [vscode.l10n.t("Required.")] : []),
    ...(serverDefault === null ? [] : [vscode.l10n.t("Default: {0}", JSON.stringify(serverDefault))]),
    ...(since === null ? [] : [vscode.l10n.t("Since Agent Server {0}; older ones ignore it.", since)]),
    ...(deprecated === undefined ? [] : [vscode.l10n.t("Deprecated: use {0}.", deprecated.use)]),
  ];
}

function withLink(text: string, page: string): vscode.MarkdownString {
  const link = `[${vscode.l10n.t("Documentation")}](${docsPage(page).toString()})`;
  return plainMarkdown(text).appendMarkdown(`\n\n${link}`);
}

/** The heading of its section in the table of parameters. */
function sectionAnchor({ section }: Parameter): string {
  return (formSections.find(({ id }) => id === section)?.title ?? "").toLowerCase().replaceAll(" ", "-");
}
