import * as vscode from "vscode";
import type { ReadyCron } from "../../../core/lifecycle/prepare/prepareSubmit";
import { submitPrepared } from "../../../core/lifecycle/prepare/submitPrepared";
import type { SubmitQuestion } from "../../../core/lifecycle/submission/submission";
import { metadataKeys } from "../../../core/server/stored/ownMetadata";
import { runCommand } from "../../../platform/app/app";
import { askTarget, givenConnection } from "../../../platform/ask/askConnection";
import { askQuestion, type LookButton } from "../../../platform/ask/askQuestion";
import { withCancellableProgress } from "../../../platform/host/progress";
import { requireTrust } from "../../../platform/host/trust";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { EnvironmentFiles } from "../../../platform/servers/environments/environmentFiles";
import type { SpecIndex } from "../../../platform/specs/specIndex";
import { plainText } from "../../../platform/words/plainText";
import { outcomeWords, progressWords } from "../../../platform/words/submissionWords";
import { type ServerRefusals, serverRefusalOf } from "../findings/serverRefusals";
import { type DocumentDraft, documentDrafts } from "./documentDrafts";
import { draftsThere } from "./draftsThere";
import { leadTo, type PrepareParts, prepareDrafts } from "./prepareDrafts";
import { settleRename } from "./settleRename";
import type { Submissions } from "./submissions";
import type { SubmitReport, SubmitResult } from "./submitReport";
import { type SubmitTargets, submitTargets } from "./submitTargets";

export interface SubmitterParts extends PrepareParts {
  readonly connections: Connections;
  readonly environments: Pick<EnvironmentFiles, "of">;
  readonly submissions: Submissions;
  readonly refusals: ServerRefusals;
  readonly report: SubmitReport;
  readonly index: Pick<SpecIndex, "isRead" | "hasName">;
}

/** Brings a spec from the editor to the server: read, prepare, send, report. */
export class SpecSubmitter {
  constructor(private readonly parts: SubmitterParts) {}

  /** Takes what a lens, a menu or the palette passes. */
  async submit(file: unknown, which: unknown, connectionId?: unknown): Promise<void> {
    requireTrust();
    const targets = await submitTargets(file, which);
    const connection = targets && (await this.connection(connectionId));
    const drafts = connection && (await this.draftsFor(targets, connection));
    if (drafts === undefined || connection === undefined) return;
    if ("problem" in drafts) {
      await leadTo(drafts.document, drafts.problem, plainText(vscode.workspace.asRelativePath(drafts.document.uri)));
      return;
    }
    const results = await this.once(connection, drafts, () => this.prepareAndSend(connection, drafts));
    if (results !== undefined) await this.parts.report.tell(connection, results, drafts.length);
  }

  private async draftsFor(targets: SubmitTargets, connection: Connection): ReturnType<typeof draftsThere> {
    const drafts = await documentDrafts(targets, this.parts.reader);
    return "problem" in drafts ? drafts : draftsThere(drafts, connection, this.parts.environments);
  }

  private async connection(id: unknown): Promise<Connection | undefined> {
    if (typeof id === "string") return givenConnection(this.parts.connections, id);
    return askTarget(this.parts.connections, vscode.l10n.t("Submit to which server?"));
  }

  /** Refuses specs that are already being submitted: two submissions at once could create two crons. */
  private async once<Value>(
    { id }: Connection,
    drafts: readonly DocumentDraft[],
    task: () => Promise<Value>,
  ): Promise<Value> {
    const { submissions } = this.parts;
    const begun = new Set<string>();
    try {
      for (const name of new Set(drafts.map((draft) => draft.name))) {
        if (!submissions.begin(id, name)) {
          throw new Error(
            vscode.l10n.t("“{0}” is already being submitted. Wait for it, or cancel it.", plainText(name)),
          );
        }
        begun.add(name);
      }
      return await task();
    } finally {
      for (const name of begun) submissions.end(id, name);
    }
  }

  private async prepareAndSend(
    connection: Connection,
    drafts: readonly DocumentDraft[],
  ): Promise<readonly SubmitResult[] | undefined> {
    const ready = await prepareDrafts(drafts, connection, this.parts);
    const [first] = ready ?? [];
    if (ready === undefined || first === undefined) return undefined;
    const title =
      ready.length === 1
        ? vscode.l10n.t("Submitting “{0}” to {1}", plainText(first.draft.name), plainText(connection.name))
        : vscode.l10n.t("Submitting {0} crons to {1}", ready.length, plainText(connection.name));
    return withCancellableProgress(title, (signal, report) => this.sendAll(connection, ready, signal, report));
  }

  private async sendAll(
    connection: Connection,
    ready: readonly ReadyCron<DocumentDraft>[],
    signal: AbortSignal,
    report: (message: string) => void,
  ): Promise<readonly SubmitResult[]> {
    const results: SubmitResult[] = [];
    for (const [index, each] of ready.entries()) {
      const progress = ready.length === 1 ? "" : `${index + 1}/${ready.length} · `;
      const result = await this.send(connection, each, signal, (words) => report(progress + words));
      results.push(result);
      if (endsAll(result)) break;
    }
    return results;
  }

  /**
   * Only if all specs of the workspace are known, because one that was not read yet is not gone; and only for a spec
   * that has no known cron yet.
   */
  private async settleRename(
    connection: Connection,
    { arguments: given, draft: { name } }: ReadyCron<DocumentDraft>,
    signal: AbortSignal,
  ): Promise<"goOn" | "cancelled"> {
    const { index, servers } = this.parts;
    const isThere = servers.crons(connection).some(({ metadata }) => metadata[metadataKeys.name] === name);
    if (!index.isRead || isThere) return "goOn";
    const server = await servers.server(connection);
    const renamed = { name, arguments: given, serverName: connection.name };
    return settleRename(server, renamed, (other) => !index.hasName(other), { signal });
  }

  private async send(
    connection: Connection,
    ready: ReadyCron<DocumentDraft>,
    signal: AbortSignal,
    report: (words: string) => void,
  ): Promise<SubmitResult> {
    const { refusals, servers, submissions } = this.parts;
    const { draft } = ready;
    const { document, name, version } = draft;
    submissions.set(document.uri, name, { kind: "running", connectionName: connection.name });
    try {
      const outcome = await submitPrepared(
        ready,
        async (options) => {
          if ((await this.settleRename(connection, ready, signal)) === "cancelled") return { kind: "cancelled" };
          const look = showDiff(draft);
          const confirm = (question: SubmitQuestion) =>
            askQuestion({ question, name, connection }, question.kind === "overwrite" ? look : undefined);
          return servers.submit(connection, { ...options, signal, confirm });
        },
        (progress) => report(progressWords(progress)),
      );
      submissions.set(document.uri, name, { kind: "done", version, words: outcomeWords(outcome, Date.now()) });
      refusals.clear(document.uri, name);
      return { kind: "outcome", draft, outcome };
    } catch (failure) {
      submissions.set(document.uri, name, undefined);
      const refusal = serverRefusalOf(failure);
      if (refusal !== undefined) refusals.add(document.uri, { version, spec: name, ...refusal });
      return { kind: "failure", draft, failure };
    }
  }
}

/** A user who wants to see the differences first submits again afterwards. */
function showDiff({ document, name }: DocumentDraft): LookButton {
  const onPress = () => void runCommand("langgraphCrons.spec.diff", document.uri, name);
  return { label: vscode.l10n.t("Show Diff"), onPress };
}

/** A failure that isn't about this spec would also stop the next one. */
function endsAll(result: SubmitResult): boolean {
  return result.kind === "outcome"
    ? result.outcome.kind === "cancelled"
    : serverRefusalOf(result.failure) === undefined;
}
