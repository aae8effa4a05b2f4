import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { pageHtml } from "./pageHtml";

/** Puts one of our pages (`dist/<page>.js` and `.css`) into a tab. */
export function fillPanel(
  panel: vscode.WebviewPanel,
  extensionUri: vscode.Uri,
  page: "cronForm" | "report" | "upcoming",
): void {
  const { webview } = panel;
  const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, "media", "icons", `form-${theme}.svg`);
  panel.iconPath = { light: icon("light"), dark: icon("dark") };
  webview.options = pageOptions(extensionUri);
  const uri = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, "dist", file)).toString();
  webview.html = pageHtml({
    nonce: randomBytes(16).toString("hex"),
    cspSource: webview.cspSource,
    scriptUri: uri(`${page}.js`),
    styleUri: uri(`${page}.css`),
    language: vscode.env.language,
    title: panel.title,
  });
}

export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    enableForms: false,
    localResourceRoots: ["dist", "media"].map((folder) => vscode.Uri.joinPath(extensionUri, folder)),
  };
}
