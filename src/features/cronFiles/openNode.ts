import * as vscode from "vscode";
import { runCommand } from "../../platform/app/app";
import type { FileNode } from "../../platform/app/fileNode";
import { documentRange } from "../../platform/specs/documentRange";

/** Shows a spec in its file, or the page of a cron without a file. */
export async function openNode(node: FileNode | undefined): Promise<void> {
  if (node?.kind === "spec") {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(node.row.file));
    const selection = documentRange(document, { offset: node.row.offset, length: 0 });
    await vscode.window.showTextDocument(document, { preview: true, selection });
  }
  const connectionId = node?.scope.connectionId;
  if (node?.kind === "serverCron" && connectionId !== undefined) {
    await runCommand("langgraphCrons.cron.page", { connectionId, cronId: node.cron.cron_id }, "glance");
  }
}
