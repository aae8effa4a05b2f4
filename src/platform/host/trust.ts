import * as vscode from "vscode";

/** Thrown before a request or a process is started for a workspace that the user has not trusted. */
export class UntrustedWorkspace extends Error {
  override readonly name = "UntrustedWorkspace";

  constructor() {
    super(vscode.l10n.t("Nothing is sent to a server, and no key is read, until you trust this workspace."));
  }
}

export function requireTrust(): void {
  if (!vscode.workspace.isTrusted) {
    throw new UntrustedWorkspace();
  }
}
