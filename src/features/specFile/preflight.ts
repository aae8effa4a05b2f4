import * as vscode from "vscode";
import type { Finding } from "../../core/finding";
import type { LocatedFinding, Spec } from "../../core/spec/parseSpecFile";
import { findingText } from "../../platform/findingMessages";
import { plainText } from "../../platform/plainText";
import { type CheckedSpec, documentRange, type SpecReader } from "./specReader";
import type { SpecSchedule } from "./specSchedule";
import type { SubmitTargets } from "./submitTargets";

/** A spec without errors, as the editor shows it now, saved or not. */
export interface SubmittableSpec {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly spec: Spec;
  readonly schedule: SpecSchedule | undefined;
  readonly warnings: readonly Finding[];
}

/**
 * Reads what is to be submitted, all of it before anything is sent. The first error, and two specs that would be the
 * same cron, stop it: the user is led there, and the answer is undefined.
 */
export async function preflight(
  targets: SubmitTargets,
  reader: SpecReader,
): Promise<readonly SubmittableSpec[] | undefined> {
  const ready: SubmittableSpec[] = [];
  for (const file of targets.files) {
    const document = await vscode.workspace.openTextDocument(file);
    const { problems, specs, version } = reader.readNow(document);
    const wanted = specs.filter(({ spec }) => targets.name === undefined || spec.name === targets.name);
    const error = firstError(problems, wanted);
    if (error !== undefined) {
      await leadTo(document, error.located, error.name);
      return undefined;
    }
    ready.push(...wanted.map((checked) => submittable(document, version, checked)));
  }
  if (ready.length === 0) throw new Error(nothingToSubmit(targets));
  rejectSameNames(ready);
  return ready;
}

/** Shows the place, and says what is wrong there: the place alone may be out of sight for a screen reader. */
export async function leadTo(document: vscode.TextDocument, error: LocatedFinding, name: string): Promise<void> {
  await vscode.window.showTextDocument(document, { selection: documentRange(document, error.range) });
  const words = plainText(findingText(error.finding));
  void vscode.window.showErrorMessage(vscode.l10n.t("“{0}” can't be submitted: {1}", plainText(name), words));
}

function firstError(
  problems: readonly LocatedFinding[],
  specs: readonly CheckedSpec[],
): { readonly located: LocatedFinding; readonly name: string } | undefined {
  const name = specs[0]?.spec.name ?? "";
  const [problem] = problems.filter(({ finding }) => finding.severity === "error");
  if (problem !== undefined) return { located: problem, name };
  const failing = specs.find(({ firstError: located }) => located !== undefined);
  const located = failing?.firstError;
  return located === undefined ? undefined : { located, name: failing?.spec.name ?? name };
}

function submittable(document: vscode.TextDocument, version: number, checked: CheckedSpec): SubmittableSpec {
  const { spec, schedule, findings } = checked;
  return { document, version, spec, schedule, warnings: findings.filter(({ severity }) => severity === "warning") };
}

function nothingToSubmit({ name }: SubmitTargets): string {
  return name === undefined
    ? vscode.l10n.t("There is no cron in this file.")
    : vscode.l10n.t("There is no cron “{0}” in this file any more.", plainText(name));
}

/** One file's specs are told apart by its findings; here it is several files that claim one cron. */
function rejectSameNames(specs: readonly SubmittableSpec[]): void {
  const files = new Map<string, vscode.TextDocument>();
  for (const { spec, document } of specs) {
    const other = files.get(spec.name);
    if (other !== undefined) {
      throw new Error(
        vscode.l10n.t(
          "{0} and {1} both describe the cron “{2}”. Nothing was submitted; give one of them another “name”.",
          plainText(vscode.workspace.asRelativePath(other.uri)),
          plainText(vscode.workspace.asRelativePath(document.uri)),
          plainText(spec.name),
        ),
      );
    }
    files.set(spec.name, document);
  }
}
