import * as vscode from "vscode";

/** Thrown by whatever would send a request or start a process for a workspace that the user has not trusted. */
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
