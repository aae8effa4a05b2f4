import * as vscode from "vscode";
import type { JsonValue } from "../../core/base/json";
import { errorText } from "../../core/health/errorText";
import type { RunAnswer, RunEnd, RunStory } from "../../core/health/runStory";
import { runTook } from "../../core/health/toldRun";
import type { RunDetail } from "../../core/server/runDetail";
import { interruptAnswers } from "../../core/server/stored/interruptAnswers";
import { action, cut, json, section } from "../../platform/pages/reportBlocks";
import { listWords } from "../../platform/words/messageWords";
import { plainText } from "../../platform/words/plainText";
import { momentWords } from "../../platform/words/runWords";
import { durationWords } from "../../platform/words/timeWords";
import type { Report, ReportAction, ReportBlock, ReportMark, ReportTone } from "../../protocol/report";

/** What the page shows besides the story itself. Moments are epoch milliseconds. */
export interface RunSurroundings {
  readonly connection: { readonly name: string; readonly production: boolean };
  /** The cron's name, or its schedule. */
  readonly cron: string;
  /** Where the person reads the clock, as in the tree. */
  readonly zone: string;
  /** The name of an assistant. */
  readonly assistantName: (id: string) => string;
  /** The time for which it was started; null: by hand, or not known. */
  readonly slot: number | null;
  /** Newest runs of the cron, oldest first. */
  readonly strip: { readonly marks: readonly ReportMark[]; readonly text: string } | undefined;
  /** The output of a run that is followed; undefined if it isn't. */
  readonly live: string | undefined;
  /** What the last action did. */
  readonly notice: { readonly tone: ReportTone; readonly text: string } | undefined;
  /** Null where Studio can't reach the server. */
  readonly studio: string | null;
  /** Where the trace of a run is shown; null: nobody has said. */
  readonly traceOf: (run: RunDetail) => string | null;
  readonly now: number;
}

const tones: Readonly<Record<RunEnd["kind"], ReportTone>> = {
  queued: "busy",
  running: "busy",
  succeeded: "good",
  failed: "bad",
  waits: "warning",
  cancelled: "quiet",
  unknown: "quiet",
};

export function runReport(story: RunStory, around: RunSurroundings): Report {
  const { connection, cron, notice } = around;
  return {
    about: vscode.l10n.t("Run of {0}", cron),
    title: titleOf(story, around),
    tone: tones[story.end.kind],
    server: {
      name: plainText(connection.name),
      production: connection.production ? vscode.l10n.t("production") : null,
    },
    summary: summaryOf(story, around),
    blocks: [
      ...(notice === undefined ? [] : [{ kind: "notice", ...notice } as const]),
      ...endBlocks(story.end),
      ...liveBlocks(story.end, around.live),
      { kind: "actions", actions: actionsOf(story, around) },
      ...stripBlocks(around),
      ...answerBlocks(story.answer, story.end),
      section("input", vscode.l10n.t("Input"), [json(vscode.l10n.t("Input"), inputOf(story))]),
      section("details", vscode.l10n.t("Details"), [factsOf(story, around)]),
    ],
  };
}

function titleOf({ end, run }: RunStory, { now, zone }: RunSurroundings): string {
  const at = (iso: string) => momentWords(Date.parse(iso), zone, now);
  const ended = at(run.updated_at);
  const took = durationWords(runTook(run) ?? 0, vscode.env.language);
  switch (end.kind) {
    case "queued":
      return vscode.l10n.t("Queued since {0}", at(run.created_at));
    case "running":
      return vscode.l10n.t("Running since {0}", at(run.created_at));
    case "succeeded":
      return vscode.l10n.t("Done {0}, after {1}", ended, took);
    case "failed":
      return run.status === "timeout"
        ? vscode.l10n.t("Timed out {0}, after {1}", ended, took)
        : vscode.l10n.t("Failed {0}, after {1}", ended, took);
    case "waits":
      return end.isAnswered
        ? vscode.l10n.t("Stopped to ask a person {0}; a later run went on", ended)
        : vscode.l10n.t("Waits for a person since {0}", ended);
    case "cancelled":
      return vscode.l10n.t("Cancelled {0}, after {1}", ended, took);
    case "unknown":
      return vscode.l10n.t("Created {0}", at(run.created_at));
  }
}

function summaryOf({ end, run, tokens }: RunStory, { assistantName, now, slot, zone }: RunSurroundings): string {
  const created = Date.parse(run.created_at);
  const language = vscode.env.language;
  return [
    ...(slot === null
      ? []
      : [
          vscode.l10n.t("for {0}", momentWords(slot, zone, now)),
          vscode.l10n.t("created {0} later", durationWords(created - slot, language)),
        ]),
    ...(end.kind === "failed" && end.node !== undefined ? [vscode.l10n.t("node {0}", plainText(end.node))] : []),
    ...(run.attempt === undefined || run.attempt <= 1 ? [] : [vscode.l10n.t("attempt {0}", run.attempt)]),
    ...(tokens === undefined ? [] : [vscode.l10n.t("{0} tokens", tokens.total.toLocaleString(language))]),
    vscode.l10n.t("assistant {0}", assistantName(run.assistant_id)),
  ].join(" · ");
}

function endBlocks(end: RunEnd): readonly ReportBlock[] {
  switch (end.kind) {
    case "failed": {
      const { error } = end;
      if (error === undefined) {
        return [{ kind: "notice", tone: "bad", text: vscode.l10n.t("The server doesn't say why (any more).") }];
      }
      return [{ kind: "code", label: vscode.l10n.t("Error"), tone: "bad", text: cut(errorText(error)) }];
    }
    case "waits":
      return [waitSection(end)];
    default:
      return [];
  }
}

/** A question and its answers. The server passes an answer to the `interrupt()` of the graph. */
function waitSection({ asks, isAnswered, next }: Extract<RunEnd, { readonly kind: "waits" }>): ReportBlock {
  const [first] = asks;
  const questions = asks.map(({ value }, at) =>
    json(asks.length === 1 ? vscode.l10n.t("What it asks") : vscode.l10n.t("Question {0}", at + 1), value),
  );
  const stopped =
    next.length === 0
      ? vscode.l10n.t("The graph asks:")
      : vscode.l10n.t("The graph has stopped at {0}.", plainText(listWords(next)));
  const blocks: ReportBlock[] = [{ kind: "text", text: stopped }, ...questions];
  if (!isAnswered) blocks.push(...answerForm(asks.length, first?.value));
  return { kind: "section", id: "asks", title: vscode.l10n.t("What it asks"), folded: false, blocks };
}

function answerForm(count: number, question: JsonValue | undefined): readonly ReportBlock[] {
  if (count > 1) {
    const text = vscode.l10n.t("It asks several questions at once. Open the thread in Studio to answer them.");
    return [{ kind: "notice", tone: "quiet", text }];
  }
  if (question === undefined) {
    return [{ kind: "actions", actions: [action("resume", vscode.l10n.t("Continue"), "primary")] }];
  }
  const { approve, edit, reject } = interruptAnswers(question);
  const known: ReportAction[] = [
    ...(approve === undefined ? [] : [action("approve", vscode.l10n.t("Approve"), "primary")]),
    ...(reject === undefined ? [] : [action("reject", vscode.l10n.t("Reject"), "secondary")]),
  ];
  const send = action("answer", vscode.l10n.t("Send Answer"), known.length === 0 ? "primary" : "secondary");
  return [
    ...(known.length === 0 ? [] : [{ kind: "actions", actions: known } as const]),
    {
      kind: "answer",
      id: "answer",
      label: vscode.l10n.t("Answer as JSON"),
      help: vscode.l10n.t("The graph gets this value from interrupt(). A text needs quotation marks."),
      value: edit === undefined ? "" : JSON.stringify(edit, undefined, 2),
      actions: [send],
    },
  ];
}

function liveBlocks(end: RunEnd, live: string | undefined): readonly ReportBlock[] {
  if (live === undefined) return [];
  const text = live === "" && end.kind !== "succeeded" ? vscode.l10n.t("Waiting for its first output…") : live;
  return [section("live", vscode.l10n.t("Output"), [{ kind: "live", label: vscode.l10n.t("Output"), text }])];
}

function actionsOf({ end, run }: RunStory, { live, studio, traceOf }: RunSurroundings): readonly ReportAction[] {
  const isActive = end.kind === "running" || end.kind === "queued";
  return [
    ...(isActive
      ? [
          live === undefined
            ? action("join", vscode.l10n.t("Follow Live"), "primary")
            : action("leave", vscode.l10n.t("Stop Following"), "secondary"),
          action("cancel", vscode.l10n.t("Cancel Run"), "secondary"),
        ]
      : [action("again", vscode.l10n.t("Run Again"), end.kind === "failed" ? "primary" : "secondary")]),
    action("refresh", vscode.l10n.t("Refresh"), "secondary"),
    action("cron", vscode.l10n.t("Show Cron"), "link"),
    ...(studio === null ? [] : [action("studio", vscode.l10n.t("Open Thread in Studio"), "link")]),
    ...(traceOf(run) === null ? [] : [action("trace", vscode.l10n.t("Open Trace"), "link")]),
    action("state", vscode.l10n.t("State as JSON"), "link"),
    action("history", vscode.l10n.t("History as JSON"), "link"),
  ];
}

function stripBlocks({ strip }: RunSurroundings): readonly ReportBlock[] {
  if (strip === undefined) return [];
  return [{ kind: "strip", label: vscode.l10n.t("The cron's last runs, oldest first"), ...strip }];
}

function answerBlocks(answer: RunAnswer | undefined, end: RunEnd): readonly ReportBlock[] {
  if (end.kind === "queued" || (end.kind === "running" && answer === undefined)) return [];
  const title = end.kind === "running" ? vscode.l10n.t("So far") : vscode.l10n.t("Answer");
  if (answer === undefined) {
    return [section("answer", title, [{ kind: "text", text: vscode.l10n.t("None: its state is empty.") }])];
  }
  const block: ReportBlock =
    answer.kind === "text" ? { kind: "text", text: cut(answer.text) } : json(title, answer.values);
  return [section("answer", title, [block])];
}

function inputOf({ run }: RunStory): JsonValue {
  return run.command ?? run.input;
}

function factsOf({ run, tokens }: RunStory, { assistantName, now, zone }: RunSurroundings): ReportBlock {
  const language = vscode.env.language;
  const moment = (iso: string) => `${momentWords(Date.parse(iso), zone, now)} ${plainText(zone)} · ${iso}`;
  const number = (count: number) => count.toLocaleString(language);
  const given = (label: string, text: string | undefined | null) =>
    text === undefined || text === null ? [] : [{ label, text: plainText(text, 1_000) }];
  return {
    kind: "facts",
    facts: [
      { label: vscode.l10n.t("Created"), text: moment(run.created_at) },
      { label: vscode.l10n.t("Last change"), text: moment(run.updated_at) },
      ...given(vscode.l10n.t("Attempts"), run.attempt?.toLocaleString(language)),
      ...(tokens === undefined
        ? []
        : [
            {
              label: vscode.l10n.t("Tokens"),
              text: vscode.l10n.t("{0} in, {1} out", number(tokens.input), number(tokens.output)),
            },
          ]),
      { label: vscode.l10n.t("Assistant"), text: assistantName(run.assistant_id) },
      { label: vscode.l10n.t("Thread"), text: run.thread_id },
      { label: vscode.l10n.t("Run"), text: run.run_id },
      ...given(vscode.l10n.t("On a busy thread"), run.multitask_strategy),
      ...given(vscode.l10n.t("Webhook"), run.webhook),
      ...given(vscode.l10n.t("LangSmith project"), run.langsmith_session_name),
      ...given(vscode.l10n.t("Agent Server"), run.versions.server),
      ...given("LangGraph", run.versions.langgraph),
    ],
  };
}
