import { parameterByName } from "../../../core/arguments/parameters";
import { withDot } from "../../../core/base/message";
import type { SubmitOutcome } from "../../../core/lifecycle/submission/submission";
import { isAsAsked, outcomeMessages } from "../../../core/lifecycle/texts/outcomeTexts";
import type { Cron } from "../../../core/server/cron";
import type { FieldMessage } from "../../../protocol/fieldMessage";
import type { FormMessage, FormPhase } from "../../../protocol/formPhase";
import type { SubmissionEnd } from "./formPorts";
import type { FormRecord } from "./formRecord";
import { type FormWords, formHostTexts } from "./formWords";

/** A plain message, with no field to look at. */
export function plainMessage(
  severity: FormMessage["severity"],
  message: string,
  action: FormMessage["action"] = null,
): FormMessage {
  return { severity, message, action, findings: null, refusals: [], lookAt: null, despite: false };
}

/** The states of a form while nothing is running. */
export type RestingPhase = Exclude<FormPhase, { readonly kind: "submitting" }>;

export function editing(notice: FormMessage | null, attempted: boolean): RestingPhase {
  return { kind: "editing", attempted, notice };
}

/** The state of a form that an earlier page, or window, has left like this. */
export function phaseOf({ destination, done, submitting }: FormRecord, words: FormWords): RestingPhase {
  if (done !== null) return { kind: "done", ...done };
  const interrupted = words.translate(formHostTexts.interrupted, { server: destination.name });
  return editing(submitting === null ? null : plainMessage("warning", interrupted), false);
}

/** The state of the form after a submission. */
export function phaseAfter(end: SubmissionEnd, words: FormWords, now: number): RestingPhase {
  switch (end.kind) {
    case "outcome":
      return phaseAfterOutcome(end.outcome, words, now);
    case "found":
      return editing(foundMessage(end, words), true);
    case "refused": {
      const message = words.translate(formHostTexts.refused, { fields: fieldNames(end.messages, words) });
      return editing({ ...plainMessage("error", message), refusals: end.messages, lookAt: "error" }, true);
    }
    case "changed":
      return editing(
        { ...plainMessage("warning", words.translate(formHostTexts.changedMeanwhile, end)), lookAt: "changes" },
        true,
      );
    case "declined":
      return editing(plainMessage("info", words.translate(formHostTexts.declined)), true);
    case "failed":
      return editing(plainMessage("error", end.message, end.action), true);
  }
}

/** Findings stop the first press; warnings don't stop the next one. */
function foundMessage({ findings, lookAt }: Extract<SubmissionEnd, { kind: "found" }>, words: FormWords): FormMessage {
  const text = lookAt === "error" ? formHostTexts.lookAtErrors : formHostTexts.lookAtWarnings;
  const concerned = findings.filter(({ severity }) => severity === lookAt);
  const message = words.translate(text, { fields: fieldNames(concerned, words) });
  return { ...plainMessage(lookAt, message), findings, lookAt, despite: lookAt === "warning" };
}

/** The affected fields and keys, by the names that people see. */
function fieldNames(messages: readonly Pick<FieldMessage, "path">[], words: FormWords): string {
  return labels(
    messages.map(({ path }) => String(path[0] ?? "")),
    words,
  );
}

export function labels(names: readonly string[], words: FormWords): string {
  const known = names.map((name) => {
    const parameter = parameterByName(name);
    return parameter === undefined ? name : words.translate(parameter.label);
  });
  return words.list([...new Set(known)]);
}

function phaseAfterOutcome(outcome: SubmitOutcome, words: FormWords, now: number): RestingPhase {
  const said = outcomeMessages(outcome).map(words.message).join(". ");
  const text = withDot(said);
  switch (outcome.kind) {
    case "created":
    case "updated":
    case "recreated":
    case "unchanged":
      return {
        kind: "done",
        cronId: outcome.cron.cron_id,
        message: [text, ...nextRunWords(outcome, words, now)].join(" "),
        attention: !isAsAsked(outcome),
      };
    case "mismatch":
      return outcome.left === "paused"
        ? {
            kind: "done",
            cronId: outcome.cron.cron_id,
            message: `${text} ${words.translate(formHostTexts.pausedAdvice)}`,
            attention: true,
          }
        : editing(plainMessage("error", text), true);
    case "open": {
      const message = words.translate(formHostTexts.openAgain, { words: said });
      return editing(plainMessage("warning", message), true);
    }
    case "needsRecreate":
    case "needsOverwrite":
    case "needsAdopt":
      return editing(plainMessage("info", text), true);
    case "ambiguous":
      return editing(plainMessage("error", text), true);
    case "cancelled": {
      const isNone = outcome.finishedEarlier === undefined;
      return editing(plainMessage("info", isNone ? words.translate(formHostTexts.cancelled) : text), true);
    }
  }
}

type Done = Extract<SubmitOutcome, { kind: "created" | "updated" | "recreated" | "unchanged" }>;

function nextRunWords(outcome: Done, words: FormWords, now: number): readonly string[] {
  if ("staysPaused" in outcome && outcome.staysPaused) return [];
  return [cronWords(outcome.cron, words, now)];
}

function cronWords({ enabled, next_run_date, timezone }: Cron, words: FormWords, now: number): string {
  if (!enabled) return words.translate(formHostTexts.paused);
  const next = next_run_date === null ? Number.NaN : Date.parse(next_run_date);
  const zone = timezone ?? "UTC";
  if (Number.isNaN(next) || next < now - 60_000) return words.translate(formHostTexts.noNextRun);
  return words.translate(formHostTexts.nextRun, { moment: words.moment(next, zone), zone });
}
