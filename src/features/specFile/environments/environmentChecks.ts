import * as vscode from "vscode";
import { checkInEnvironment } from "../../../core/environments/checkInEnvironment";
import { type EnvironmentsFile, forAll } from "../../../core/environments/environmentsFile";
import { strayOverrides } from "../../../core/environments/strayOverrides";
import type { Finding } from "../../../core/finding/finding";
import type { LocatedFinding } from "../../../core/specFile/json/locate";
import type { Spec } from "../../../core/specFile/parseSpecFile";
import { DrawSoon } from "../../../platform/host/drawSoon";
import { inSlices } from "../../../platform/host/inSlices";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { EnvironmentFiles } from "../../../platform/servers/environments/environmentFiles";
import type { FolderSpecs } from "../../../platform/specs/folderSpecs";
import { findingText } from "../../../platform/words/findingMessages";
import { plainText } from "../../../platform/words/plainText";
import { OpenChecks } from "../findings/openChecks";
import { isSaidByJsonSupport, toDiagnostic } from "../findings/specDiagnostics";
import type { SpecReader } from "../specReader";
import { environmentOptions } from "./environmentOptions";
import { isEnvironmentsDocument } from "./environmentsDocument";

/** Milliseconds: while specs are typed, the file of environments beside them waits. */
const gathering = 300;

interface Parts {
  readonly connections: Pick<Connections, "all">;
  readonly environments: EnvironmentFiles;
  readonly folderSpecs: FolderSpecs;
  readonly reader: SpecReader;
  readonly log: vscode.LogOutputChannel;
}

/** A finding, and the specs about which it is said; none: it is about the file itself. */
interface ToldFinding {
  readonly located: LocatedFinding;
  readonly specs: readonly string[];
}

/** Keeps the diagnostics of open files of environments up to date: about the file, and about each spec as each one has it. */
export class EnvironmentChecks implements vscode.Disposable {
  private readonly found = new Map<string, { readonly version: number; readonly told: readonly ToldFinding[] }>();
  private readonly owned: vscode.Disposable;

  constructor(
    private readonly parts: Parts,
    recheckAll: vscode.Event<unknown>,
  ) {
    const checks = new OpenChecks({
      isOurs: isEnvironmentsDocument,
      check: (document, isCurrent) => this.check(document, isCurrent),
      log: parts.log,
      collection: "langgraphCrons.environments",
    });
    const soon = new DrawSoon(async () => checks.recheck(), gathering);
    this.owned = vscode.Disposable.from(
      checks,
      soon,
      checks.onDidForget((file) => this.found.delete(file.toString())),
      parts.folderSpecs.onDidChange(() => soon.ask()),
      recheckAll(() => soon.ask()),
    );
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** The findings that the document's diagnostics show; empty while it is checked. */
  of(document: vscode.TextDocument): readonly Finding[] {
    const found = this.found.get(document.uri.toString());
    return found?.version === document.version ? found.told.map(({ located }) => located.finding) : [];
  }

  private async check(
    document: vscode.TextDocument,
    isCurrent: () => boolean,
  ): Promise<readonly vscode.Diagnostic[] | undefined> {
    const { version } = document;
    const told = await this.findingsIn(document, isCurrent);
    if (told === undefined || !isCurrent()) return undefined;
    this.found.set(document.uri.toString(), { version, told });
    return told
      .filter(({ located }) => !isSaidByJsonSupport(located.finding))
      .map(({ located, specs }) => toDiagnostic(document, located, toldText(located.finding, specs)));
  }

  private async findingsIn(
    document: vscode.TextDocument,
    isCurrent: () => boolean,
  ): Promise<readonly ToldFinding[] | undefined> {
    const { environments, folderSpecs } = this.parts;
    const file = await environments.at(document.uri);
    if (file === undefined) return [];
    if (!file.read.ok) return file.read.failure.map((located) => ({ located, specs: [] }));
    const specs = await folderSpecs.of(file.uri);
    return isCurrent() ? inSlices(this.findingsAbout(file.read.value, specs), isCurrent) : undefined;
  }

  private *findingsAbout(file: EnvironmentsFile, specs: readonly Spec[]): Generator<void, readonly ToldFinding[]> {
    const names = new Set(specs.map(({ name }) => name));
    const told: ToldFinding[] = file.warnings.map((located) => ({ located, specs: [] }));
    for (const environment of file.environments.values()) {
      for (const located of strayOverrides(environment, names, file)) told.push({ located, specs: [] });
      const options = environmentOptions(environment, this.parts.connections, this.parts.reader);
      const shared = new Map<string, { finding: Finding; specs: string[] }>();
      for (const spec of specs) {
        for (const finding of checkInEnvironment(spec, environment, options).inOverrides) {
          const key = JSON.stringify([finding.code, finding.path, finding.span, finding.args]);
          const known = shared.get(key) ?? { finding, specs: [] };
          shared.set(key, known);
          known.specs.push(spec.name);
        }
        yield;
      }
      for (const { finding, specs: of } of shared.values()) {
        told.push({ located: file.places.locate(finding), specs: of });
      }
    }
    return told;
  }
}

const mostNames = 3;

/** An override for all says about which specs it is: in others the value may be right. */
function toldText(finding: Finding, specs: readonly string[]): string {
  const text = findingText(finding);
  if (specs.length === 0 || finding.path[3] !== forAll) return text;
  const names = specs.slice(0, mostNames).map((name) => plainText(name));
  const more = specs.length - names.length;
  const list = more > 0 ? vscode.l10n.t("{0} and {1} more", names.join(", "), more) : names.join(", ");
  return vscode.l10n.t("For {0}: {1}", list, text);
}
