import * as vscode from "vscode";
import { callComment } from "../../core/fromCode/callComment";
import { agentFiles, agentIn, type CodeCall, codeCalls } from "../../core/fromCode/codeCalls";
import { codeSpec, codeSpecText } from "../../core/fromCode/codeSpec";
import { type CodeLanguage, languageOfCode } from "../../core/fromCode/tokens/token";
import { SpecFileNames } from "../../core/specFile/specFileNames";
import { isSpecFileName, specNameOfFile } from "../../core/specFile/specNameOfFile";
import { messageWords } from "../../platform/words/messageWords";
import { plainText } from "../../platform/words/plainText";
import { secretWords } from "../../platform/words/secretWords";

type ReadCall = CodeCall & { readonly reading: Extract<CodeCall["reading"], { kind: "read" }> };

/** Turns calls in code into spec files. Nothing is executed or sent, so no trust is needed. */
export class CallMoves {
  /** The action at a call; disabled, with the reason, for one that can't be read. */
  async actions(document: vscode.TextDocument, at: vscode.Position): Promise<vscode.CodeAction[]> {
    const offset = document.offsetAt(at);
    const call = await callAt(document, offset);
    if (call === undefined) return [];
    const title = vscode.l10n.t("Move to Spec File");
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorMove);
    action.command = { command: "langgraphCrons.code.moveToSpec", title, arguments: [document.uri, offset] };
    if (call.reading.kind === "refused") action.disabled = { reason: messageWords(call.reading.message) };
    return [action];
  }

  /** Moves the call at an offset, or at the cursor of the active editor. */
  async move(file: unknown, at: unknown): Promise<void> {
    const active = vscode.window.activeTextEditor;
    const document = file instanceof vscode.Uri ? await vscode.workspace.openTextDocument(file) : active?.document;
    const offset = typeof at === "number" ? at : active?.document.offsetAt(active.selection.active);
    const call = document && offset !== undefined ? await callAt(document, offset) : undefined;
    if (document === undefined || call === undefined) {
      const place = vscode.l10n.t("Put the cursor into a call of client.crons.create, or of define_schedule.");
      void vscode.window.showInformationMessage(place);
    } else if (call.reading.kind === "read") await moveToFile(document, { ...call, reading: call.reading });
    else {
      const { offset: start, length } = call.reading.range;
      const range = new vscode.Range(document.positionAt(start), document.positionAt(start + length));
      await vscode.window.showTextDocument(document, { selection: range });
      const why = messageWords(call.reading.message);
      void vscode.window.showWarningMessage(vscode.l10n.t("This call can't be moved to a spec file. {0}", why));
    }
  }
}

/** The call around an offset. Only in a file, beside which a spec file can be. */
async function callAt(document: vscode.TextDocument, offset: number): Promise<CodeCall | undefined> {
  const language = languageOf(document);
  if (language === undefined) return undefined;
  const isAround = ({ range }: CodeCall) => range.offset <= offset && offset <= range.offset + range.length;
  const call = codeCalls(document.getText(), language).find(isAround);
  if (call?.kind !== "schedule") return call;
  return codeCalls(document.getText(), language, await agentBeside(document.uri)).find(isAround);
}

function languageOf({ uri }: vscode.TextDocument): CodeLanguage | undefined {
  const isFile = uri.scheme === "file" || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return isFile ? languageOfCode(uri.path) : undefined;
}

/** The name of the agent in the folder above that of a schedule. */
async function agentBeside(schedule: vscode.Uri): Promise<string | undefined> {
  for (const name of agentFiles) {
    const language = languageOfCode(name);
    const text = await readText(vscode.Uri.joinPath(schedule, "..", "..", name));
    const agent = text === undefined || language === undefined ? undefined : agentIn(text, language);
    if (agent !== undefined) return agent;
  }
  return undefined;
}

async function readText(file: vscode.Uri): Promise<string | undefined> {
  return vscode.workspace.fs.readFile(file).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
}

/** One edit, which one undo takes back: the new file, and a comment above the call, which stays. */
async function moveToFile(document: vscode.TextDocument, call: ReadCall): Promise<void> {
  const folder = vscode.Uri.joinPath(document.uri, "..");
  const there = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const taken = new Set(there.filter(isSpecFileName).map(specNameOfFile));
  const fileName = document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1);
  const named = codeSpec(call.reading.arguments, { fileName, kind: call.kind, taken });
  const specFile = new SpecFileNames("cron", there).next(named.name);
  const { text, ...secrets } = codeSpecText(named, specNameOfFile(specFile));
  const target = vscode.Uri.joinPath(folder, specFile);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(target, { contents: new TextEncoder().encode(text) });
  const words = commentWords(call, specFile);
  const language = languageOf(document) ?? "script";
  const comment = callComment(document.getText(), language, call, words);
  if (comment !== undefined) edit.insert(document.uri, document.positionAt(comment.offset), comment.text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t("the editor refused the change"));
  await vscode.window.showTextDocument(target, { preview: false, viewColumn: vscode.ViewColumn.Beside });
  const told = vscode.l10n.t("“{0}” is in {1} now.", plainText(named.name), plainText(specFile));
  void vscode.window.showInformationMessage([told, words, secretWords([secrets]) ?? ""].join(" ").trim());
}

function commentWords({ kind }: CodeCall, file: string): string {
  return kind === "cron"
    ? vscode.l10n.t("In {0} now: remove this call, because each run of it creates another cron.", file)
    : vscode.l10n.t("In {0} now: delete this file and deploy, or its cron runs as well.", file);
}
