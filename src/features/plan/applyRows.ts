import * as vscode from "vscode";
import { type ApplyOutcome, applyPlan, type PruneOutcome, type ReadyChange } from "../../core/apply/applyPlan";
import { holdSet } from "../../core/apply/holdSet";
import { pruneCron } from "../../core/apply/pruneCron";
import { systemClock } from "../../core/base/clock";
import { whoWrites } from "../../core/base/whoWrites";
import type { CountedWait } from "../../core/lifecycle/lease/lockWait";
import { submitPrepared } from "../../core/lifecycle/prepare/submitPrepared";
import type { SubmitAnswer, SubmitQuestion } from "../../core/lifecycle/submission/submission";
import { waitMessage } from "../../core/lifecycle/texts/waitTexts";
import type { PlannedChange } from "../../core/plan/plannedChange";
import type { PlannedPrune } from "../../core/plan/planPrune";
import { askQuestion } from "../../platform/ask/askQuestion";
import type { Connection } from "../../platform/servers/connections/connection";
import { ownDoubt } from "../../platform/servers/ownDoubt";
import type { Servers } from "../../platform/servers/servers";
import { messageWords } from "../../platform/words/messageWords";
import { plainText } from "../../platform/words/plainText";
import { progressWords } from "../../platform/words/submissionWords";
import type { EditorDraft, PagePlan } from "./readPagePlan";

export interface ApplyParts {
  readonly servers: Servers;
  readonly connection: Connection;
  readonly plan: PagePlan;
  readonly changes: readonly ReadyChange<EditorDraft>[];
  readonly signal: AbortSignal;
  readonly report: (words: string) => void;
  readonly prunes: readonly PlannedPrune[];
  readonly onOutcome: (planned: PlannedChange<EditorDraft> | PlannedPrune, outcome: PageOutcome) => void;
}

/** What became of a row. */
export type PageOutcome = ApplyOutcome | PruneOutcome;

/** So many crons are worked on at once. */
const concurrency = 4;
/** A list of crons is used for so long. */
const freshMilliseconds = 5 * 60_000;

/**
 * Does what was planned. `waited`: somebody else was applying, so the plan is old and nothing was done. Throws
 * `ServerFailure`, or the signal's reason while it waits.
 */
export async function applyRows(parts: ApplyParts): Promise<"done" | "waited"> {
  const { changes, connection, plan, prunes, report, servers, signal } = parts;
  const server = await servers.server(connection);
  const tellWait = (wait: CountedWait) => report(messageWords(waitMessage(wait)));
  const held = await holdSet({
    set: plan.environment?.file.set,
    server,
    clock: systemClock,
    who: whoWrites(process.env),
    doubtMilliseconds: ownDoubt(),
    onWait: tellWait,
    signal,
  });
  try {
    if (held.hasWaited) return "waited";
    let done = 0;
    const reportOn = (name: string, words: string) =>
      report(`${done}/${changes.length + prunes.length} · ${plainText(name)}: ${words}`);
    const onOutcome: ApplyParts["onOutcome"] = (planned, outcome) => {
      done += 1;
      parts.onOutcome(planned, outcome);
    };
    await applyPlan({
      changes,
      lease: held.lease,
      clock: systemClock,
      concurrency,
      signal,
      holdNames: (names, beat) => servers.holdNames(connection, { names, concurrency, signal, beat, onWait: tellWait }),
      submit: (ready, change, { beat, ...port }) =>
        submitPrepared(
          ready,
          (options) =>
            servers.submit(connection, {
              ...options,
              ownership: { set: plan.environment?.file.set ?? null, protect: ready.draft.protect === true },
              signal,
              ...port,
              knownCrons: () => (Date.now() - plan.readAt < freshMilliseconds ? plan.crons : undefined),
              confirm: (question) => answer(question, change, connection),
            }),
          (progress) => {
            beat();
            reportOn(change.draft.name, progressWords(progress));
          },
        ),
      onOutcome,
      prune: {
        crons: prunes,
        run: (planned) => {
          const { name, step } = planned;
          reportOn(name, step === "delete" ? vscode.l10n.t("Deleting…") : vscode.l10n.t("Pausing…"));
          // Few requests, which a cancel does not cut off; it begins no further one.
          return pruneCron(server, planned, { clock: systemClock, doubtMilliseconds: ownDoubt() });
        },
        onOutcome,
      },
    });
    return "done";
  } finally {
    await held.lease.release();
  }
}

/** What the plan says was agreed to; only what nobody could know before is asked now. */
async function answer(
  question: SubmitQuestion,
  { action, draft: { name } }: PlannedChange<EditorDraft>,
  connection: Connection,
): Promise<SubmitAnswer> {
  switch (question.kind) {
    case "adopt":
    case "recreate":
      return question.kind === action ? "yes" : "no";
    case "overwrite":
      return "no";
    default:
      return askQuestion({ question, name, connection });
  }
}
