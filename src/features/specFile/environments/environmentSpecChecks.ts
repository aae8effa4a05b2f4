import * as vscode from "vscode";
import { checkInEnvironment } from "../../../core/environments/checkInEnvironment";
import type { CronEnvironment } from "../../../core/environments/environmentsFile";
import type { LocatedFinding } from "../../../core/specFile/json/locate";
import type { Spec } from "../../../core/specFile/parseSpecFile";
import { inSlices } from "../../../platform/host/inSlices";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { EnvironmentFiles } from "../../../platform/servers/environments/environmentFiles";
import { findingText } from "../../../platform/words/findingMessages";
import { plainText } from "../../../platform/words/plainText";
import { type SpecDiagnostics, toDiagnostic } from "../findings/specDiagnostics";
import type { SpecReader } from "../specReader";
import { environmentOptions } from "./environmentOptions";

interface Parts {
  readonly connections: Pick<Connections, "all">;
  readonly environments: EnvironmentFiles;
  readonly reader: SpecReader;
  readonly log: vscode.LogOutputChannel;
}

/** What is wrong with the values of a spec only in some environments, as separate diagnostics of its file. */
export class EnvironmentSpecChecks implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection("langgraphCrons.inEnvironments");
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly parts: Parts,
    diagnostics: Pick<SpecDiagnostics, "checkedDocuments" | "onDidCheck" | "onDidForget">,
  ) {
    const follow = (document: vscode.TextDocument) => {
      this.check(document).catch((failure) => parts.log.error(`Checking ${document.uri.toString()}`, failure));
    };
    this.listeners = vscode.Disposable.from(
      diagnostics.onDidCheck(follow),
      diagnostics.onDidForget((file) => this.collection.delete(file)),
    );
    // Those that were checked before this was loaded.
    for (const document of diagnostics.checkedDocuments()) follow(document);
  }

  dispose(): void {
    this.listeners.dispose();
    this.collection.dispose();
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const { environments, reader } = this.parts;
    const file = await environments.of(document.uri);
    const reading = file?.read.ok === true ? await reader.readSoon(document) : undefined;
    const isCurrent = () => reading !== undefined && reading.version === document.version && !document.isClosed;
    if (file?.read.ok !== true || reading === undefined || reading.problems.length > 0) {
      this.collection.delete(document.uri);
      return;
    }
    const specs = reading.specs.map(({ spec }) => spec);
    const found = await inSlices(this.findingsIn(specs, [...file.read.value.environments.values()]), isCurrent);
    if (found === undefined || !isCurrent()) return;
    this.collection.set(
      document.uri,
      found.map(({ located, names }) => toDiagnostic(document, located, textIn(names, located))),
    );
  }

  private *findingsIn(specs: readonly Spec[], environments: readonly CronEnvironment[]) {
    const checked = environments.map((environment) => ({
      environment,
      options: environmentOptions(environment, this.parts.connections, this.parts.reader),
    }));
    const found: { readonly located: LocatedFinding; readonly names: string[] }[] = [];
    for (const spec of specs) {
      const shared = new Map<string, { readonly located: LocatedFinding; readonly names: string[] }>();
      for (const { environment, options } of checked) {
        for (const finding of checkInEnvironment(spec, environment, options).inSpec) {
          const key = JSON.stringify(finding);
          const known = shared.get(key) ?? { located: spec.locate(finding), names: [] };
          shared.set(key, known);
          known.names.push(environment.name);
        }
      }
      for (const each of shared.values()) found.push(each);
      yield;
    }
    return found;
  }
}

function textIn(names: readonly string[], { finding }: LocatedFinding): string {
  return vscode.l10n.t("In {0}: {1}", names.map((name) => plainText(name)).join(", "), findingText(finding));
}
