import type { JsonValue } from "../../../../core/base/json";
import { errorText } from "../../../../core/health/errorText";
import type { RunEnd, RunStory } from "../../../../core/health/runStory";
import { runTook } from "../../../../core/health/toldRun";
import type { TryEnd } from "../../../../protocol/tryView";
import { type FormWords, formHostTexts } from "../formWords";

type Told = Pick<TryEnd, "tone" | "message" | "text">;

/** Characters: more are of no use beside the form. */
const mostShown = 20_000;

/** What the form says of a run that has ended. */
export function toldTry(story: RunStory, words: FormWords): Told & Pick<TryEnd, "isAnswer"> {
  const told = toldEnd(story, words);
  const tokens = story.tokens === undefined ? [] : [tokenWords(story.tokens, words)];
  return {
    ...told,
    message: [told.message, ...tokens].join(" "),
    text: told.text.length > mostShown ? `${told.text.slice(0, mostShown).toWellFormed()}…` : told.text,
    isAnswer: story.end.kind === "succeeded",
  };
}

function toldEnd({ answer, end, run }: RunStory, words: FormWords): Told {
  const time = words.duration(runTook(run) ?? 0);
  const say = (text: string, args = {}) => words.translate(text, { time, ...args });
  const given = answer === undefined ? "" : answer.kind === "text" ? answer.text : jsonText(answer.values);
  switch (end.kind) {
    case "succeeded":
      return {
        tone: "done",
        message: say(answer === undefined ? formHostTexts.tryEmpty : formHostTexts.tryAnswered),
        text: given,
      };
    case "failed":
      return {
        tone: "error",
        message:
          end.node === undefined ? say(formHostTexts.tryFailed) : say(formHostTexts.tryFailedAt, { node: end.node }),
        text: end.error === undefined ? say(formHostTexts.tryNoReason) : errorText(end.error),
      };
    case "waits":
      return { tone: "warning", message: say(formHostTexts.tryWaits), text: askedText(end, words) };
    case "cancelled":
      return { tone: "info", message: say(formHostTexts.tryCancelled), text: given };
    case "queued":
    case "running":
    case "unknown":
      return { tone: "warning", message: say(formHostTexts.tryUnknown), text: given };
  }
}

function askedText({ asks, next }: Extract<RunEnd, { kind: "waits" }>, words: FormWords): string {
  if (asks.length > 0) return asks.map(({ value }) => jsonText(value)).join("\n\n");
  return words.translate(formHostTexts.tryNext, { nodes: words.list(next) });
}

function tokenWords({ input, output, total }: NonNullable<RunStory["tokens"]>, words: FormWords): string {
  const [all, read, written] = [total, input, output].map(words.count);
  return words.translate(formHostTexts.tryTokens, { total: all ?? "", input: read ?? "", output: written ?? "" });
}

function jsonText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
}
