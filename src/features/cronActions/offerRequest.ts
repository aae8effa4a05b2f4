import * as vscode from "vscode";
import { type ExactRequest, exactRequest } from "../../core/requestText/exactRequest";
import { type RequestForm, requestForms } from "../../core/requestText/requestForms";
import { requestFormTexts } from "../../core/requestText/requestFormTexts";
import { requestText } from "../../core/requestText/requestText";
import { plainFileName, specSuffix } from "../../core/specFile/specNameOfFile";
import type { RequestSubject, WantedRequest } from "../../platform/app/requestSubject";
import type { Connections } from "../../platform/servers/connections/connections";
import { requestTarget } from "../../platform/servers/connections/requestTarget";
import { plainText } from "../../platform/words/plainText";

/** Asks in which form a request is wanted, unless that is said, and copies, opens or saves its text. */
export async function offerRequest(connections: Connections, subject: RequestSubject): Promise<void> {
  const wanted = subject.wanted ?? (await ask(subject));
  if (wanted === undefined) return;
  const target = await requestTarget(connections, subject.connection);
  await give(wanted, subject, exactRequest(subject.arguments, subject.name, target));
}

async function ask(subject: RequestSubject): Promise<WantedRequest | undefined> {
  const title = vscode.l10n.t("Request that creates “{0}”", plainText(subject.title));
  const placeHolder = vscode.l10n.t("Each time it is sent, there is one more cron. Keys are variables in it.");
  const form = await vscode.window.showQuickPick(forms(), { title, placeHolder, matchOnDetail: true });
  const way = form && (await vscode.window.showQuickPick(ways(), { title, placeHolder: form.label }));
  return form === undefined || way === undefined ? undefined : { form: form.value, way: way.value };
}

async function give({ form, way }: WantedRequest, { title }: RequestSubject, request: ExactRequest): Promise<void> {
  const content = requestText[form]([request]);
  const { ending, languages } = fileKinds[form];
  switch (way) {
    case "copy":
      await vscode.env.clipboard.writeText(content);
      vscode.window.setStatusBarMessage(
        vscode.l10n.t("Copied: {0}", vscode.l10n.t(requestFormTexts[form].label)),
        3_000,
      );
      return;
    case "open": {
      const known = await vscode.languages.getLanguages();
      const language = languages.find((each) => known.includes(each)) ?? "plaintext";
      const document = await vscode.workspace.openTextDocument({ content, language });
      await vscode.window.showTextDocument(document, { preview: false });
      return;
    }
    case "save": {
      const file = await askFile(`${plainFileName(title) || "cron"}${ending}`);
      if (file === undefined) return;
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
      await vscode.window.showTextDocument(file, { preview: false, viewColumn: vscode.ViewColumn.Beside });
    }
  }
}

function askFile(name: string): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t("Save the Request as"),
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
  });
}

function forms() {
  return requestForms.map((value) => {
    const { detail, label } = requestFormTexts[value];
    return { value, label: vscode.l10n.t(label), detail: vscode.l10n.t(detail) };
  });
}

function ways(): readonly (vscode.QuickPickItem & { readonly value: WantedRequest["way"] })[] {
  return [
    { value: "copy", label: vscode.l10n.t("Copy to the Clipboard"), iconPath: new vscode.ThemeIcon("copy") },
    { value: "open", label: vscode.l10n.t("Open as a New Document"), iconPath: new vscode.ThemeIcon("go-to-file") },
    { value: "save", label: vscode.l10n.t("Save as a File…"), iconPath: new vscode.ThemeIcon("save") },
  ];
}

/** VS Code's languages for each, best first, and how the name of a file ends. */
const fileKinds: Readonly<Record<RequestForm, { readonly languages: readonly string[]; readonly ending: string }>> = {
  http: { languages: ["http", "rest"], ending: ".http" },
  curl: { languages: ["shellscript"], ending: ".sh" },
  python: { languages: ["python"], ending: ".py" },
  javascript: { languages: ["typescript"], ending: ".ts" },
  spec: { languages: ["jsonc", "json"], ending: specSuffix },
};
