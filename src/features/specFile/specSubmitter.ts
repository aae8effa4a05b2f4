import * as vscode from "vscode";
import type { SubmitQuestion } from "../../core/lifecycle/submission";
import type { Cron } from "../../core/server/cron";
import { redact } from "../../core/server/redact";
import { ServerFailure, type ServerProblem } from "../../core/server/serverProblem";
import type { ParameterName } from "../../core/spec/cronArguments";
import { runCommand } from "../../platform/app";
import { askConnection } from "../../platform/askConnection";
import { askOverwrite } from "../../platform/askOverwrite";
import type { Connection } from "../../platform/connection";
import { listWords } from "../../platform/messageWords";
import type { PlaceholderValues } from "../../platform/placeholderValues";
import { plainText } from "../../platform/plainText";
import { withCancellableProgress } from "../../platform/progress";
import type { Connections, CronService } from "../../platform/services";
import { outcomeWords, progressWords } from "../../platform/submissionWords";
import { requireTrust } from "../../platform/trust";
import { confirmSubmit } from "./confirmSubmit";
import { preflight, type SubmittableSpec } from "./preflight";
import { type PreparedSpec, prepareSpecs } from "./prepareSpecs";
import { previewOf } from "./scheduleText";
import { refusalOf, type ServerRefusals } from "./serverRefusals";
import type { SpecReader } from "./specReader";
import type { Submissions } from "./submissions";
import type { SubmitReport } from "./submitReport";
import type { SubmitResult } from "./submitResults";
import { submitTargets } from "./submitTargets";

export interface SubmitterParts {
  readonly connections: Connections;
  readonly crons: CronService;
  readonly reader: SpecReader;
  readonly placeholders: PlaceholderValues;
  readonly submissions: Submissions;
  readonly refusals: ServerRefusals;
  readonly report: SubmitReport;
}

/** The way of a spec from the editor to the server: read, ask, resolve, send, tell. */
export class SpecSubmitter {
  constructor(private readonly parts: SubmitterParts) {}

  /** Takes what a lens, a menu or the palette passes. */
  async submit(file: unknown, which: unknown): Promise<void> {
    requireTrust();
    const targets = await submitTargets(file, which);
    const connection = targets && (await this.connection());
    const specs = connection && (await preflight(targets, this.parts.reader));
    if (specs === undefined || connection === undefined) return;
    const results = await this.once(connection, specs, () => this.confirmAndSend(connection, specs));
    if (results !== undefined) await this.parts.report.tell(connection, results, specs.length);
  }

  private async connection(): Promise<Connection | undefined> {
    const { connections } = this.parts;
    return connections.chosen() ?? askConnection(connections, undefined, vscode.l10n.t("Submit to which server?"));
  }

  /** Refuses specs that are on their way already: two submissions at once could make two crons. */
  private async once<Value>(
    { id }: Connection,
    specs: readonly SubmittableSpec[],
    task: () => Promise<Value>,
  ): Promise<Value> {
    const { submissions } = this.parts;
    const begun: string[] = [];
    try {
      for (const { spec } of specs) {
        if (!submissions.begin(id, spec.name)) {
          throw new Error(
            vscode.l10n.t("“{0}” is being submitted already. Wait for it, or cancel it.", plainText(spec.name)),
          );
        }
        begun.push(spec.name);
      }
      return await task();
    } finally {
      for (const name of begun) submissions.end(id, name);
    }
  }

  private async confirmAndSend(
    connection: Connection,
    specs: readonly SubmittableSpec[],
  ): Promise<readonly SubmitResult[] | undefined> {
    if (!(await confirmSubmit(connection, specs.map(previewOf)))) return undefined;
    const prepared = await prepareSpecs(specs, connection, this.parts.placeholders);
    if (prepared === undefined) return undefined;
    const [first] = specs;
    const title =
      first !== undefined && specs.length === 1
        ? vscode.l10n.t("Submitting “{0}” to {1}", plainText(first.spec.name), plainText(connection.name))
        : vscode.l10n.t("Submitting {0} crons to {1}", specs.length, plainText(connection.name));
    return withCancellableProgress(title, (signal, report) => this.sendAll(connection, prepared, signal, report));
  }

  private async sendAll(
    connection: Connection,
    prepared: readonly PreparedSpec[],
    signal: AbortSignal,
    report: (message: string) => void,
  ): Promise<readonly SubmitResult[]> {
    const results: SubmitResult[] = [];
    for (const [index, each] of prepared.entries()) {
      const progress = prepared.length === 1 ? "" : `${index + 1}/${prepared.length} · `;
      const result = await this.send(connection, each, signal, (words) => report(progress + words));
      results.push(result);
      if (endsAll(result)) break;
    }
    return results;
  }

  private async send(
    connection: Connection,
    { source, arguments: given, secrets }: PreparedSpec,
    signal: AbortSignal,
    report: (words: string) => void,
  ): Promise<SubmitResult> {
    const { crons, submissions, refusals } = this.parts;
    const { document, spec, version } = source;
    submissions.set(document.uri, spec.name, { kind: "running", connectionName: connection.name });
    try {
      const outcome = await crons.submit(connection, {
        arguments: given,
        name: spec.name,
        signal,
        onProgress: (progress) => report(progressWords(progress)),
        confirm: async (question) => ((await agrees(question, connection, source)) ? "yes" : "no"),
      });
      submissions.set(document.uri, spec.name, { kind: "done", version, words: outcomeWords(outcome, Date.now()) });
      refusals.clear(document.uri, spec.name);
      return { kind: "outcome", source, outcome };
    } catch (thrown) {
      submissions.set(document.uri, spec.name, undefined);
      const failure = masked(thrown, secrets);
      const refusal = refusalOf(failure);
      if (refusal !== undefined) refusals.add(document.uri, { version, spec: spec.name, ...refusal });
      return { kind: "failure", source, failure };
    }
  }
}

async function agrees(question: SubmitQuestion, connection: Connection, source: SubmittableSpec): Promise<boolean> {
  switch (question.kind) {
    case "recreate":
      return confirmRecreate(source.spec.name, question.cron, question.because);
    case "overwrite":
      return confirmOverwrite(connection, source, question.changed);
    case "adopt":
    case "serverTimes":
      return false;
    case "unsafeServer":
      return true;
  }
}

async function confirmRecreate(name: string, cron: Cron, because: readonly ParameterName[]): Promise<boolean> {
  const recreate = vscode.l10n.t("Delete and Create Anew");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("“{0}” can't be changed in place. Delete it and create it anew?", plainText(name)),
    {
      modal: true,
      detail: vscode.l10n.t(
        "The server can't change {0} of a cron that exists. The cron {1} would be deleted, and a new one with another id created. Runs that it has made stay.",
        listWords(because),
        plainText(cron.cron_id),
      ),
    },
    recreate,
  );
  return answer === recreate;
}

/** Who wants to see the difference first, submits again afterwards. */
async function confirmOverwrite(
  connection: Connection,
  { document, spec }: SubmittableSpec,
  changed: readonly ParameterName[],
): Promise<boolean> {
  const answer = await askOverwrite(connection, spec.name, changed, vscode.l10n.t("Show Diff"));
  if (answer === "other") void runCommand("langgraphCrons.spec.diff", document.uri, spec.name);
  return answer === "overwrite";
}

/** What isn't about this spec, the next one would meet just the same. */
function endsAll(result: SubmitResult): boolean {
  return result.kind === "outcome" ? result.outcome.kind === "cancelled" : refusalOf(result.failure) === undefined;
}

/** A server may quote what it was sent, and that may have been a secret. */
function masked(failure: unknown, secrets: readonly string[]): unknown {
  if (!(failure instanceof ServerFailure)) return failure;
  return new ServerFailure(maskedProblem(failure.problem, secrets), failure.request);
}

function maskedProblem(problem: ServerProblem, secrets: readonly string[]): ServerProblem {
  return "detail" in problem ? { ...problem, detail: redact(problem.detail, secrets) } : problem;
}
