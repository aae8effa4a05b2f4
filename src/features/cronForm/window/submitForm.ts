import type { RawArguments } from "../../../core/arguments/cronArguments";
import type { Placeholder } from "../../../core/arguments/placeholders";
import { askServer, type ServerQuestions } from "../../../core/checks/askServer";
import type { CheckOptions } from "../../../core/checks/checkArguments";
import { checkName } from "../../../core/checks/checkName";
import type { PlaceholderLookup } from "../../../core/checks/resolvePlaceholders";
import { draftChanges } from "../../../core/compare/draftChanges";
import type { Finding } from "../../../core/finding/finding";
import { prepareSubmit } from "../../../core/lifecycle/prepare/prepareSubmit";
import { type SendQuestion, speaksAgainst } from "../../../core/lifecycle/prepare/sendQuestion";
import type { SubmitDraft } from "../../../core/lifecycle/prepare/submitDraft";
import { submitPrepared } from "../../../core/lifecycle/prepare/submitPrepared";
import type { SubmitAnswer, SubmitQuestion } from "../../../core/lifecycle/submission/submission";
import type { Cron } from "../../../core/server/cron";
import { refusedParameter } from "../../../core/server/problems/refusedParameter";
import { ServerFailure, type ServerProblem } from "../../../core/server/problems/serverProblem";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { Servers } from "../../../platform/servers/servers";
import type { FieldMessage } from "../../../protocol/fieldMessage";
import type { FailureAction } from "../../../protocol/formPhase";
import type { FormSubmission, SubmissionEnd } from "../controller/formPorts";
import type { FormWords } from "../controller/formWords";

/** What a submission needs from the window and from servers. */
export interface SubmitPorts {
  readonly words: Pick<FormWords, "failure" | "problem">;
  readonly fieldMessages: (raw: RawArguments, findings: readonly Finding[]) => readonly FieldMessage[];
  readonly checkOptions: (connection: Connection) => CheckOptions;
  /** undefined: the server is not asked. */
  readonly questions: (connection: Connection, signal: AbortSignal) => ServerQuestions | undefined;
  readonly placeholders: (
    placeholders: readonly Placeholder[],
    connection: Connection,
  ) => Promise<PlaceholderLookup | undefined>;
  readonly confirmSend: (connection: Connection, question: SendQuestion<SubmitDraft>) => Promise<boolean>;
  readonly answer: (asked: {
    readonly question: SubmitQuestion;
    readonly name: string;
    readonly connection: Connection;
  }) => Promise<SubmitAnswer>;
  /** The crons with that name. */
  readonly named: (connection: Connection, name: string, signal: AbortSignal) => Promise<readonly Cron[]>;
  /** Asks whether an existing cron with this name, which is not the form's, may be updated. */
  readonly confirmTaken: (connection: Connection, name: string) => Promise<boolean>;
  readonly send: Servers["submit"];
}

/** Checks again, asks if necessary, and sends. The form can show every result. */
export async function submitForm(submission: FormSubmission, ports: SubmitPorts): Promise<SubmissionEnd> {
  try {
    return await checkAndSend(submission, ports);
  } catch (failure) {
    if (submission.signal.aborted) return cancelled;
    return failureEnd(failure, ports.words);
  }
}

const cancelled: SubmissionEnd = { kind: "outcome", outcome: { kind: "cancelled" } };

async function checkAndSend(submission: FormSubmission, ports: SubmitPorts): Promise<SubmissionEnd> {
  const { base, connection, name, arguments: raw, signal, isOwn, onProgress } = submission;
  const cron = base === undefined ? undefined : await findNamed(submission, ports);
  if (base !== undefined && isChangedSince(base, raw, cron)) return { kind: "changed", server: connection.name };
  const questions = ports.questions(connection, signal);
  let unseen: readonly FieldMessage[] | undefined;
  const prepared = await prepareSubmit<SubmitDraft>({
    drafts: [{ name, arguments: raw, findings: checkName(name) }],
    check: ports.checkOptions(connection),
    production: connection.production,
    placeholders: { kind: "ask", ask: (placeholders) => ports.placeholders(placeholders, connection) },
    ...(questions && { askServer: async (drafts) => ({ about: await askServer(questions, drafts) }) }),
    confirm: async (question) => {
      const warnings = ports.fieldMessages(
        raw,
        question.crons.flatMap((cron) => cron.warnings),
      );
      if (!submission.accepts(warnings)) {
        unseen = warnings;
        return false;
      }
      // The form has already shown the warnings, so only the other reasons to ask remain.
      const rest = { ...question, crons: question.crons.map((cron) => ({ ...cron, warnings: [] })) };
      return !speaksAgainst(rest) || ports.confirmSend(connection, rest);
    },
  });
  if (signal.aborted) return cancelled;
  if (prepared.kind === "refused") {
    const found = prepared.checked.flatMap(({ findings }) => findings);
    return { kind: "found", lookAt: "error", findings: ports.fieldMessages(raw, found) };
  }
  if (unseen !== undefined) return { kind: "found", lookAt: "warning", findings: unseen };
  const [ready] = prepared.kind === "ready" ? prepared.crons : [];
  if (ready === undefined || !(isOwn || (await mayTake(submission, ports)))) return { kind: "declined" };
  const confirm = async (question: SubmitQuestion) =>
    question.kind === "overwrite" && isSameState(question.cron, cron)
      ? "yes"
      : ports.answer({ question, name, connection });
  const send = (options: Parameters<Parameters<typeof submitPrepared>[1]>[0]) =>
    ports.send(connection, { ...options, signal, confirm });
  return { kind: "outcome", outcome: await submitPrepared(ready, send, onProgress) };
}

/** The cron that the submit would change. */
async function findNamed({ connection, name, signal }: FormSubmission, ports: SubmitPorts): Promise<Cron | undefined> {
  const [cron] = await ports.named(connection, name, signal);
  return cron;
}

/** Whether others have changed something that the user does not know of, and that the submit would undo. */
function isChangedSince(base: RawArguments, raw: RawArguments, cron: Cron | undefined): boolean {
  if (cron === undefined) return true;
  return draftChanges(raw, cron, base)?.changes.some(({ by }) => by !== "draft") === true;
}

/** The form has shown what it would overwrite, so the user has agreed already. */
function isSameState(one: Cron, other: Cron | undefined): boolean {
  return one.cron_id === other?.cron_id && one.updated_at === other.updated_at;
}

/** A new cron's name may already exist on the server: that cron would be updated. */
async function mayTake({ connection, name, signal }: FormSubmission, ports: SubmitPorts): Promise<boolean> {
  const named = await ports.named(connection, name, signal);
  return named.length === 0 || ports.confirmTaken(connection, name);
}

/** A refusal is shown at the parameter that caused it; everything else with what to do next. */
function failureEnd(failure: unknown, words: SubmitPorts["words"]): SubmissionEnd {
  if (!(failure instanceof ServerFailure)) {
    return { kind: "failed", message: words.failure(failure), action: "showLog" };
  }
  const { problem } = failure;
  const message = words.problem(problem);
  const parameter = refusedParameter(problem);
  return typeof parameter === "string"
    ? { kind: "refused", messages: [{ code: "server", severity: "error", path: [parameter], message }] }
    : { kind: "failed", message, action: actionFor(problem) };
}

function actionFor({ kind }: ServerProblem): FailureAction {
  const aboutConnection: readonly ServerProblem["kind"][] = [
    "unreachable",
    "unauthorized",
    "moved",
    "notAgentServer",
    "noServer",
  ];
  if (kind === "noCrons") return "chooseConnection";
  return aboutConnection.includes(kind) ? "editConnection" : "showLog";
}
