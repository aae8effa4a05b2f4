import * as vscode from "vscode";
import { withOverrides } from "../../../core/environments/withOverrides";
import { specWithArguments } from "../../../core/specFile/specWithArguments";
import type { EnvironmentFiles } from "../../../platform/servers/environments/environmentFiles";
import { SpecVersions, type VersionSubject } from "../../../platform/specs/specVersions";
import type { SpecReader } from "../specReader";
import { environmentScheme } from "./environmentUri";

/** A spec file's text with one spec as an environment has it; it follows the spec and the file of environments. */
export class EnvironmentDocuments implements vscode.Disposable {
  readonly versions = new SpecVersions(environmentScheme, (subject, document) => this.text(subject, document));
  private readonly owned: vscode.Disposable;

  constructor(
    private readonly environments: EnvironmentFiles,
    private readonly reader: SpecReader,
  ) {
    this.owned = vscode.Disposable.from(
      this.versions,
      environments.onDidChange(() => this.versions.update()),
    );
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async text({ name, of }: VersionSubject, document: vscode.TextDocument): Promise<string | undefined> {
    const read = (await this.environments.of(document.uri))?.read;
    const environment = read?.ok === true ? read.value.environments.get(of) : undefined;
    const spec = this.reader.wellFormed(document, name);
    if (environment === undefined || spec === undefined) return undefined;
    return specWithArguments(document.getText(), spec, withOverrides(spec.arguments, name, environment));
  }
}
