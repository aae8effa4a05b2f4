import * as vscode from "vscode";
import { askChoice, type ChoiceItem, type StepAnswer } from "../../../../platform/host/quickInput";
import type { Connection } from "../../../../platform/servers/connections/connection";
import { plainText } from "../../../../platform/words/plainText";
import type { FieldMessage } from "../../../../protocol/fieldMessage";
import type { FormMessage } from "../../../../protocol/formPhase";
import type { SchedulePreview } from "../../../../protocol/scheduleView";
import type { InputNeed } from "../../controller/quick/inputNeed";
import type { QuickStep } from "../../controller/quick/quickCron";
import { runsText } from "./quickSteps";

/** Everything that the user reads before the cron is created. */
export interface QuickReview {
  readonly connection: Connection;
  readonly name: string;
  /** What it is called. */
  readonly assistant: string;
  readonly need: InputNeed;
  readonly input: string;
  readonly schedule: string;
  readonly preview: SchedulePreview;
  readonly findings: readonly FieldMessage[];
  /** What became of the last press. */
  readonly notice: FormMessage | null;
}

export type ReviewAnswer = "create" | "form" | "back" | Exclude<QuickStep, "review">;

/** Shows the cron as a list in which each line can be changed; a line that only tells something leads nowhere. */
export async function askReview(title: string, review: QuickReview): Promise<StepAnswer<ReviewAnswer>> {
  for (;;) {
    const answer = await askChoice<ReviewAnswer | "nothing">({
      title,
      placeholder: vscode.l10n.t("Enter creates the cron; choose a line to change it"),
      choices: [...warningLines(review), ...createLine(review), ...factLines(review), ...otherLines()],
      active: mistakes(review).length > 0 ? (stepOf(mistakes(review)[0]) ?? "form") : "create",
    });
    if (typeof answer !== "object") return answer;
    const { value } = answer;
    if (value !== "nothing") return { value };
  }
}

/** What may be wrong, in the last answer or as far as it is known. */
export function concerns({ findings, notice }: QuickReview): readonly FieldMessage[] {
  const found = notice?.findings ?? findings;
  return [...(notice?.refusals ?? []), ...found].filter(
    ({ severity }) => severity === "error" || severity === "warning",
  );
}

function mistakes(review: QuickReview): readonly FieldMessage[] {
  return concerns(review).filter(({ code, severity }) => severity === "error" && code !== "server");
}

type Line = ChoiceItem<ReviewAnswer | "nothing">;

function warningLines(review: QuickReview): readonly Line[] {
  const { notice } = review;
  const said = notice === null ? [] : [{ severity: notice.severity, message: notice.message, path: [] }];
  return [...said, ...concerns(review)].map((message) => ({
    label: `$(${message.severity}) ${plainText(message.message)}`,
    value: stepOf(message) ?? "nothing",
  }));
}

function stepOf(message: Pick<FieldMessage, "path"> | undefined): Exclude<QuickStep, "review"> | undefined {
  const steps: Readonly<Record<string, Exclude<QuickStep, "review">>> = {
    assistant_id: "assistant",
    schedule: "schedule",
    timezone: "schedule",
    input: "input",
    name: "name",
  };
  const parameter = String(message?.path[0]);
  return Object.hasOwn(steps, parameter) ? steps[parameter] : undefined;
}

function createLine(review: QuickReview): readonly Line[] {
  if (mistakes(review).length > 0) return [];
  const { name, production, url } = review.connection;
  const anyway = concerns(review).some(({ severity }) => severity === "warning");
  const label = anyway ? vscode.l10n.t("Create Cron Anyway") : vscode.l10n.t("Create Cron");
  const server = vscode.l10n.t("on {0}", plainText(name));
  const words = [server, url, ...(production ? [`$(warning) ${vscode.l10n.t("production")}`] : [])];
  return [
    {
      label: `$(check) ${label}`,
      description: words.join(" · "),
      detail: vscode.l10n.t("Each run gets a new thread, which is kept."),
      value: "create",
    },
  ];
}

function factLines({ assistant, input, name, need, preview, schedule }: QuickReview): readonly Line[] {
  const label = need.kind === "message" ? vscode.l10n.t("Message") : vscode.l10n.t("Input");
  const inputLine: readonly Line[] =
    need.kind === "none" ? [] : [{ label, description: plainText(input === "" ? "{}" : input), value: "input" }];
  return [
    {
      label: vscode.l10n.t("Schedule"),
      description: [preview.words, schedule].filter((part) => part !== null).join(" · "),
      detail: [preview.zone, preview.rate].filter((part) => part !== null).join(" · "),
      value: "schedule",
    },
    { label: vscode.l10n.t("Next runs"), description: runsText(preview), value: "schedule" },
    ...inputLine,
    { label: vscode.l10n.t("Assistant"), description: assistant, value: "assistant" },
    { label: vscode.l10n.t("Name"), description: plainText(name), value: "name" },
  ];
}

function otherLines(): readonly Line[] {
  return [
    {
      label: `$(edit) ${vscode.l10n.t("Open in Form")}`,
      description: vscode.l10n.t("with these values, to set everything else"),
      value: "form",
    },
    { label: `$(arrow-left) ${vscode.l10n.t("Back")}`, value: "back" },
  ];
}
