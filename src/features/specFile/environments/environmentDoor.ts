import * as vscode from "vscode";
import { lazily } from "../../../platform/host/lazily";
import type { EnvironmentFiles } from "../../../platform/servers/environments/environmentFiles";
import { isSpecDocument } from "../../../platform/specs/specSelector";
import type { EnvironmentFeatures } from "./environmentFeatures";
import { isEnvironmentsDocument } from "./environmentsDocument";

/** Loads what the editor does with environments when the first document is open for which there are any. */
export class EnvironmentDoor implements vscode.Disposable {
  private readonly listeners: vscode.Disposable[] = [];
  private readonly features = lazily(async () => {
    const features = this.create(await import("./environmentFeatures"));
    this.listeners.push(features);
    return features;
  });

  constructor(
    private readonly environments: EnvironmentFiles,
    private readonly create: (loaded: typeof import("./environmentFeatures")) => EnvironmentFeatures,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const followAll = () => {
      for (const document of vscode.workspace.textDocuments) this.follow(document);
    };
    this.listeners.push(
      vscode.workspace.onDidOpenTextDocument((document) => this.follow(document)),
      environments.onDidChange(followAll),
    );
    followAll();
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  private follow(document: vscode.TextDocument): void {
    this.openFor(document).catch((failure) => this.log.error("Loading what environments need", failure));
  }

  private async openFor(document: vscode.TextDocument): Promise<void> {
    const isOurs = isEnvironmentsDocument(document);
    if (!isOurs && !isSpecDocument(document)) return;
    if (isOurs || (await this.environments.of(document.uri)) !== undefined) await this.features();
  }
}
