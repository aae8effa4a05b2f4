import * as vscode from "vscode";
import type { SubmitOutcome } from "../../core/lifecycle/submission";
import type { SubmissionStep } from "../../core/lifecycle/submissionSteps";
import { redact } from "../../core/server/redact";
import { refusedParameter } from "../../core/server/refusedParameter";
import { ServerFailure, type ServerProblem } from "../../core/server/serverProblem";
import { readArguments } from "../../core/spec/checkArguments";
import type { CronArguments, RawArguments } from "../../core/spec/cronArguments";
import { placeholdersOf, resolvePlaceholders } from "../../core/spec/resolvePlaceholders";
import { answerQuestion } from "../../platform/ask/answerQuestion";
import type { Connection } from "../../platform/connection";
import { serverProblemMessage } from "../../platform/serverProblemMessage";
import { UntrustedWorkspace } from "../../platform/trust";
import type { FailureAction, SubmitReply } from "../../protocol/cronForm";
import { confirmProduction } from "./confirmSubmit";
import type { FormServices } from "./formServices";
import type { FormSubject } from "./formSubject";
import { checkDraft, findingMessages } from "./hostWords";
import { outcomeReply } from "./outcomeReply";

interface SubmitContext extends FormServices {
  readonly subject: Pick<FormSubject, "connection" | "specName">;
  readonly signal: AbortSignal;
  readonly onStep: (step: SubmissionStep) => void;
}

type Prepared =
  | { readonly kind: "ready"; readonly arguments: CronArguments; readonly secrets: readonly string[] }
  | { readonly kind: "stopped"; readonly reply: SubmitReply };

/** Checks once more, asks where asking is due, sends. Whatever comes of it is an answer that the form can show. */
export async function submitForm(raw: RawArguments, context: SubmitContext): Promise<SubmitReply> {
  if (!vscode.workspace.isTrusted) {
    return failed(new UntrustedWorkspace().message, "manageTrust");
  }
  const connection = context.connections.get(context.subject.connection.id);
  if (connection === undefined) {
    return failed(vscode.l10n.t("The connection was removed. Save the form as a spec file to keep it."), null);
  }
  const prepared = await prepare(raw, connection, context);
  if (prepared.kind === "stopped") {
    return prepared.reply;
  }
  if (connection.production && !(await confirmProduction(connection, prepared.arguments))) {
    return { kind: "cancelled" };
  }
  try {
    return outcomeReply(await send(prepared.arguments, connection, context), Date.now());
  } catch (failure) {
    return failureReply(failure, (text) => redact(text, prepared.secrets));
  }
}

async function prepare(raw: RawArguments, connection: Connection, context: SubmitContext): Promise<Prepared> {
  const findings = checkDraft(raw, connection, context.crons);
  if (findings.some(({ severity }) => severity === "error")) {
    return { kind: "stopped", reply: { kind: "refused", messages: findingMessages(raw, findings) } };
  }
  const placeholders = placeholdersOf(raw);
  const names = (kind: "env" | "secret") => placeholders.filter((each) => each.kind === kind).map(({ name }) => name);
  const values =
    placeholders.length === 0
      ? { env: new Map<string, string>(), secret: new Map<string, string>() }
      : await context.placeholders.read({ env: names("env"), secret: names("secret") }, connection);
  if (values === undefined) {
    return { kind: "stopped", reply: { kind: "cancelled" } };
  }
  const resolved = resolvePlaceholders(raw, ({ kind, name }) => values[kind].get(name));
  const read = readArguments(resolved.arguments);
  if (resolved.findings.length > 0 || !read.ok) {
    const messages = findingMessages(raw, [...resolved.findings, ...(read.ok ? [] : read.failure)]);
    return { kind: "stopped", reply: { kind: "refused", messages } };
  }
  return { kind: "ready", arguments: read.value, secrets: [...values.env.values(), ...values.secret.values()] };
}

function send(args: CronArguments, connection: Connection, context: SubmitContext): Promise<SubmitOutcome> {
  const name = context.subject.specName;
  return context.crons.submit(connection, {
    arguments: args,
    name,
    signal: context.signal,
    onProgress: ({ step }) => context.onStep(step),
    confirm: (question) => answerQuestion({ question, name: name ?? args.schedule, connection }),
  });
}

/** A refusal lands on the parameter that caused it; everything else is said with what to do next. */
function failureReply(failure: unknown, mask: (text: string) => string): SubmitReply {
  if (!(failure instanceof ServerFailure)) {
    return failed(mask(failure instanceof Error ? failure.message : String(failure)), "showLog");
  }
  const { problem } = failure;
  if (problem.kind === "cancelled") {
    return { kind: "cancelled" };
  }
  const message = mask(serverProblemMessage(problem));
  const parameter = refusedParameter(problem) ?? null;
  return parameter === null
    ? failed(message, actionFor(problem))
    : { kind: "refused", messages: [{ code: "server", severity: "error", path: [parameter], message }] };
}

function actionFor({ kind }: ServerProblem): FailureAction {
  const aboutConnection: readonly ServerProblem["kind"][] = [
    "unreachable",
    "unauthorized",
    "moved",
    "notAgentServer",
    "noServer",
    "noCrons",
  ];
  return aboutConnection.includes(kind) ? "editConnection" : "showLog";
}

function failed(message: string, action: FailureAction | null): SubmitReply {
  return { kind: "failed", message, action };
}
