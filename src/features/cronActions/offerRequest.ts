import * as vscode from "vscode";
import { type ExactRequest, exactRequest } from "../../core/requestText/exactRequest";
import { type RequestForm, requestForms, requestText } from "../../core/requestText/requestForms";
import type { RequestSubject } from "../../platform/app/requestSubject";
import type { Connections } from "../../platform/servers/connections/connections";
import { requestTarget } from "../../platform/servers/connections/requestTarget";
import { plainText } from "../../platform/words/plainText";

type Way = "copy" | "open";

/** Asks in which form a request is wanted, and copies its text or opens it as a new document. */
export async function offerRequest(connections: Connections, subject: RequestSubject): Promise<void> {
  const title = vscode.l10n.t("Request that creates “{0}”", plainText(subject.title));
  const placeHolder = vscode.l10n.t("Each time it is sent, there is one more cron. Keys are variables in it.");
  const form = await vscode.window.showQuickPick(forms(), { title, placeHolder, matchOnDetail: true });
  const way = form && (await vscode.window.showQuickPick(ways(), { title, placeHolder: form.label }));
  if (form === undefined || way === undefined) return;
  const target = await requestTarget(connections, subject.connection);
  await give(way.value, form.value, exactRequest(subject.arguments, subject.name, target));
}

async function give(way: Way, form: RequestForm, request: ExactRequest): Promise<void> {
  const content = requestText[form]([request]);
  if (way === "copy") {
    await vscode.env.clipboard.writeText(content);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Copied: {0}", formWords(form).label), 3_000);
    return;
  }
  const known = await vscode.languages.getLanguages();
  const language = formWords(form).languages.find((each) => known.includes(each)) ?? "plaintext";
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document, { preview: false });
}

function forms() {
  return requestForms.map((value) => {
    const { detail, label } = formWords(value);
    return { value, label, detail };
  });
}

function ways(): readonly (vscode.QuickPickItem & { readonly value: Way })[] {
  return [
    { value: "copy", label: vscode.l10n.t("Copy to the Clipboard"), iconPath: new vscode.ThemeIcon("copy") },
    { value: "open", label: vscode.l10n.t("Open as a New Document"), iconPath: new vscode.ThemeIcon("go-to-file") },
  ];
}

/** `languages`: VS Code's, the first that it knows. */
function formWords(form: RequestForm): {
  readonly label: string;
  readonly detail: string;
  readonly languages: readonly string[];
} {
  switch (form) {
    case "http":
      return {
        label: vscode.l10n.t("HTTP"),
        detail: vscode.l10n.t("Method, address, headers and body, as in a .http file"),
        languages: ["http", "rest"],
      };
    case "curl":
      return {
        label: vscode.l10n.t("curl"),
        detail: vscode.l10n.t("A command for sh, bash and zsh; on Windows for Git Bash or WSL"),
        languages: ["shellscript"],
      };
    case "python":
      return {
        label: vscode.l10n.t("Python SDK"),
        detail: vscode.l10n.t("A script with langgraph_sdk"),
        languages: ["python"],
      };
    case "javascript":
      return {
        label: vscode.l10n.t("JavaScript SDK"),
        detail: vscode.l10n.t("A TypeScript module with @langchain/langgraph-sdk; says what it can't send"),
        languages: ["typescript"],
      };
    case "spec":
      return {
        label: vscode.l10n.t("Spec File"),
        detail: vscode.l10n.t("The text of a *.cron.json"),
        languages: ["jsonc", "json"],
      };
  }
}
