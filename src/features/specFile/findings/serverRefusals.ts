import * as vscode from "vscode";
import { refusedParameter } from "../../../core/server/problems/refusedParameter";
import { ServerFailure } from "../../../core/server/problems/serverProblem";
import { serverProblemMessage } from "../../../platform/words/serverProblemMessage";

/** What a server refused in a spec, and in which version of the file: an edit may have fixed it. */
export interface ServerRefusal {
  readonly version: number;
  readonly spec: string;
  /** null if the server's message names none: then it is about the whole spec. */
  readonly parameter: string | null;
  readonly message: string;
}

/** What a failed submission says about the spec itself; undefined if the problem is the connection or the server. */
export function serverRefusalOf(failure: unknown): Pick<ServerRefusal, "parameter" | "message"> | undefined {
  if (!(failure instanceof ServerFailure)) return undefined;
  const parameter = refusedParameter(failure.problem);
  return parameter === undefined ? undefined : { parameter, message: serverProblemMessage(failure.problem) };
}

/** The servers' own refusals, shown at the key that they name until the document changes. */
export class ServerRefusals implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly byFile = new Map<string, readonly ServerRefusal[]>();

  of(document: vscode.TextDocument): readonly ServerRefusal[] {
    const refusals = this.byFile.get(document.uri.toString()) ?? [];
    return refusals.filter(({ version }) => version === document.version);
  }

  /** Replaces the earlier refusal of this spec. */
  add(file: vscode.Uri, refusal: ServerRefusal): void {
    this.replace(file, refusal.spec, [refusal]);
  }

  /** The spec was accepted. */
  clear(file: vscode.Uri, spec: string): void {
    this.replace(file, spec, []);
  }

  forget(file: vscode.Uri): void {
    this.byFile.delete(file.toString());
  }

  dispose(): void {
    this.changed.dispose();
  }

  private replace(file: vscode.Uri, spec: string, refusals: readonly ServerRefusal[]): void {
    const key = file.toString();
    const others = (this.byFile.get(key) ?? []).filter((other) => other.spec !== spec);
    this.byFile.set(key, [...others, ...refusals]);
    this.changed.fire(file);
  }
}
