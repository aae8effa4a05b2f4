import type { RawArguments } from "../../../../core/arguments/cronArguments";
import type { Choice } from "../../../../protocol/cronForm";
import { type InputNeed, readInput } from "./inputNeed";
import type { ScheduleOffer } from "./scheduleOffers";

/** The steps in their order. The name has a proposal, so it is asked only from the review. */
export type QuickStep = "assistant" | "schedule" | "input" | "name" | "review";

/** What is asked now, with what was answered before. */
export type QuickQuestion =
  | { readonly step: "assistant"; readonly choices: readonly Choice[]; readonly chosen: string | undefined }
  | { readonly step: "schedule"; readonly text: string; readonly taken: ScheduleOffer | undefined }
  | { readonly step: "input"; readonly need: Exclude<InputNeed, { readonly kind: "none" }>; readonly text: string }
  | { readonly step: "name"; readonly text: string }
  | { readonly step: "review" }
  /** The user went back from the first step. */
  | { readonly step: "left" };

export interface QuickPorts {
  /** Never empty. */
  readonly assistants: readonly Choice[];
  /** The one that Enter takes; undefined: the first. */
  readonly usual: string | undefined;
  readonly need: (assistant: string) => Promise<InputNeed>;
  /** Adds what a form for a new cron begins with. */
  readonly start: (given: RawArguments) => RawArguments;
}

/**
 * The answers of the quick path, and what is asked next. Going back loses no answer; a line of the review leads to its
 * step and from there back to the review. The only assistant of a server is not asked for.
 */
export class QuickCron {
  private step: QuickStep = "assistant";
  private isLeft = false;
  /** The step was chosen in the review. */
  private isDetour = false;
  private assistant: string | undefined;
  private need: InputNeed = { kind: "none" };
  private schedule: { readonly text: string; readonly taken: ScheduleOffer } | undefined;
  private inputs: Readonly<Partial<Record<InputNeed["kind"], string | undefined>>> = {};
  private typedName = "";

  private constructor(private readonly ports: QuickPorts) {}

  /** Rejects if the input of the only assistant can't be asked for. */
  static async begin(ports: QuickPorts): Promise<QuickCron> {
    const quick = new QuickCron(ports);
    const [only, ...others] = ports.assistants;
    if (only !== undefined && others.length === 0) await quick.chooseAssistant(only.value);
    return quick;
  }

  question(): QuickQuestion {
    const { assistant, inputs, need, ports, schedule, step, typedName } = this;
    if (this.isLeft) return { step: "left" };
    switch (step) {
      case "assistant":
        return { step, choices: ports.assistants, chosen: assistant ?? ports.usual };
      case "schedule":
        return { step, text: schedule?.text ?? "", taken: schedule?.taken };
      case "input":
        return need.kind === "none" ? { step: "review" } : { step, need, text: inputs[need.kind] ?? "" };
      case "name":
        return { step, text: typedName };
      case "review":
        return { step };
    }
  }

  /** The name that the user typed; empty: none, so that the proposed one counts. */
  get name(): string {
    return this.typedName;
  }

  get inputNeed(): InputNeed {
    return this.need;
  }

  /** What was typed as input. */
  get inputText(): string {
    return this.inputs[this.need.kind] ?? "";
  }

  /** The cron that the answers so far describe. */
  get arguments(): RawArguments {
    const { assistant, schedule } = this;
    const input = readInput(this.need.kind, this.inputText);
    return this.ports.start({
      ...(assistant === undefined ? {} : { assistant_id: assistant }),
      ...(schedule === undefined ? {} : { schedule: schedule.taken.schedule }),
      ...(schedule?.taken.timezone === undefined ? {} : { timezone: schedule.taken.timezone }),
      ...(input.ok ? { input: input.value } : {}),
    });
  }

  async chooseAssistant(assistant: string): Promise<void> {
    this.need = await this.ports.need(assistant);
    // Another graph has another input; a sentence suits any that takes messages.
    if (assistant !== this.assistant) this.inputs = { ...this.inputs, json: undefined };
    this.assistant = assistant;
    this.goForward();
  }

  /** `text`: what was typed, to be shown again. */
  takeSchedule(text: string, taken: ScheduleOffer): void {
    this.schedule = { text, taken };
    this.goForward();
  }

  /** Call it only with a text that `readInput` takes. */
  takeInput(text: string): void {
    this.inputs = { ...this.inputs, [this.need.kind]: text };
    this.goForward();
  }

  takeName(name: string): void {
    this.typedName = name.trim();
    this.goForward();
  }

  /** From the review to one of its lines. */
  goTo(step: Exclude<QuickStep, "review">): void {
    this.isDetour = true;
    this.step = step;
  }

  goBack(): void {
    if (this.isDetour && this.unanswered() === undefined) {
      this.enterReview();
      return;
    }
    const { steps } = this;
    const before = steps[steps.indexOf(this.step) - 1];
    if (before === undefined) this.isLeft = true;
    else this.step = before;
  }

  private get steps(): readonly QuickStep[] {
    const isAsked = (step: QuickStep) =>
      (step !== "assistant" || this.ports.assistants.length > 1) && (step !== "input" || this.need.kind !== "none");
    return (["assistant", "schedule", "input", "review"] as const).filter(isAsked);
  }

  private goForward(): void {
    const { step, steps } = this;
    const next = this.isDetour ? this.unanswered() : steps[steps.indexOf(step) + 1];
    if (next === undefined || next === "review") this.enterReview();
    else this.step = next;
  }

  private enterReview(): void {
    this.isDetour = false;
    this.step = "review";
  }

  private unanswered(): QuickStep | undefined {
    const answers: Readonly<Partial<Record<QuickStep, unknown>>> = {
      assistant: this.assistant,
      schedule: this.schedule,
      input: this.inputs[this.need.kind],
    };
    return this.steps.find((step) => step in answers && answers[step] === undefined);
  }
}
