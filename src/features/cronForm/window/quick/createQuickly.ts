import * as vscode from "vscode";
import { proposeName } from "../../../../core/specFile/proposeName";
import { runCommand } from "../../../../platform/app/app";
import { withCancellableProgress } from "../../../../platform/host/progress";
import type { StepAnswer } from "../../../../platform/host/quickInput";
import type { Connection } from "../../../../platform/servers/connections/connection";
import { plainText } from "../../../../platform/words/plainText";
import type { Choice, FormDraft } from "../../../../protocol/cronForm";
import type { FieldMessage } from "../../../../protocol/fieldMessage";
import { messageKey } from "../../../../protocol/messageKey";
import type { FormController } from "../../controller/formController";
import { fixedName, nameOf } from "../../controller/formRecord";
import type { FormRegistry } from "../../controller/formRegistry";
import { formHostTexts } from "../../controller/formWords";
import { inputNeed } from "../../controller/quick/inputNeed";
import { QuickCron } from "../../controller/quick/quickCron";
import { scheduleOffers } from "../../controller/quick/scheduleOffers";
import type { WindowPorts } from "../windowPorts";
import { askReview, concerns, type QuickReview } from "./quickReview";
import { askAssistant, askInput, askName, askSchedule } from "./quickSteps";

export interface QuickParts {
  readonly ports: WindowPorts;
  readonly forms: FormRegistry;
  /** Shows a form in a tab. */
  readonly show: (form: FormController) => void;
}

/**
 * Creates a cron from a few answers in the box at the top. It is a form without a page: the same controller checks,
 * asks and sends, so that the cron is as safe from being created twice, and the form can go on with all values.
 */
export async function createQuickly(parts: QuickParts, connection: Connection): Promise<void> {
  const { server } = parts.ports;
  await server.wake(connection);
  const found = await server.assistants(connection);
  if (found.kind === "unavailable") throw new Error(found.message);
  if (found.choices.length === 0) {
    throw new Error(vscode.l10n.t("{0} has no assistants, so there is nothing to run.", plainText(connection.name)));
  }
  const quick = await QuickCron.begin({
    assistants: found.choices,
    usual: found.usual,
    need: async (assistant) => inputNeed(await server.inputSchema(connection, assistant)),
    start: (given) => parts.ports.start(given, connection),
  });
  await new QuickPath(parts, connection, found.choices, quick).run();
}

class QuickPath {
  private readonly title: string;
  /** Exists from the first press on, and keeps what became of it. */
  private form: FormController | undefined;

  constructor(
    private readonly parts: QuickParts,
    private readonly connection: Connection,
    private readonly assistants: readonly Choice[],
    private readonly quick: QuickCron,
  ) {
    this.title = vscode.l10n.t("Create Cron on {0}", plainText(connection.name));
  }

  async run(): Promise<void> {
    while (await this.next());
    if (this.form?.isClosed === false) this.parts.forms.close(this.form);
  }

  /** Asks the next question; false: it was the last one. */
  private async next(): Promise<boolean> {
    const { quick, title } = this;
    const question = quick.question();
    switch (question.step) {
      case "assistant":
        return this.take(await askAssistant(title, question), (assistant) => quick.chooseAssistant(assistant));
      case "schedule":
        return this.take(await askSchedule(title, question, this.scheduleReader()), ({ text, value }) =>
          quick.takeSchedule(text, value),
        );
      case "input":
        return this.take(await askInput(title, question), (text) => quick.takeInput(text));
      case "name":
        return this.take(await askName(title, question, this.proposedName()), (name) => quick.takeName(name));
      case "review":
        return this.review();
      case "left":
        return false;
    }
  }

  private async take<Value>(answer: StepAnswer<Value>, use: (value: Value) => unknown): Promise<boolean> {
    if (answer === undefined) return false;
    if (answer === "back") this.quick.goBack();
    else await use(answer.value);
    return true;
  }

  private async review(): Promise<boolean> {
    const review = await this.readReview();
    const answer = await askReview(this.title, review);
    if (answer === undefined) return false;
    const value = answer === "back" ? answer : answer.value;
    switch (value) {
      case "back":
        this.quick.goBack();
        return true;
      case "create":
        return !(await this.create(concerns(review)));
      case "form":
        this.openForm();
        return false;
      default:
        this.quick.goTo(value);
        return true;
    }
  }

  private async readReview(): Promise<QuickReview> {
    const { connection, form, parts, quick } = this;
    const { ports } = parts;
    const args = quick.arguments;
    const phase = form?.shownPhase;
    const [preview, findings] = await Promise.all([
      ports.preview(args, connection),
      ports.server.findings(args, connection),
    ]);
    return {
      connection,
      preview,
      findings,
      name: (form && fixedName(form.stored)) ?? (quick.name === "" ? this.proposedName() : quick.name),
      assistant: this.assistantLabel(),
      need: quick.inputNeed,
      input: quick.inputText,
      schedule: String(args.schedule),
      notice: phase?.kind === "editing" && this.isUnchanged() ? phase.notice : null,
    };
  }

  /** Whether the form has these answers: what became of the last press is about no others. */
  private isUnchanged(): boolean {
    const { arguments: args, name } = this.draft();
    const sent = this.form?.stored.draft;
    return JSON.stringify([sent?.arguments, sent?.name]) === JSON.stringify([args, name]);
  }

  /** Sends it; false: it was not created, and the form knows why. */
  private async create(seen: readonly FieldMessage[]): Promise<boolean> {
    const draft = this.draft();
    const form = this.filledForm();
    const title = vscode.l10n.t("Creating “{0}”…", plainText(nameOf(form.stored)));
    await withCancellableProgress(title, async (signal, report) => {
      signal.addEventListener("abort", () => form.cancel(), { once: true });
      const listener = form.onEvent((event) => {
        if (event.event === "phaseChanged" && event.phase.kind === "submitting") report(event.phase.progress.message);
      });
      await form.submit({ draft, arguments: draft.arguments, unreadable: [], seen: seen.map(messageKey) });
      listener.dispose();
    });
    if (form.shownPhase.kind !== "done") return false;
    void tellCreated(form, this.connection);
    this.parts.forms.close(form);
    return true;
  }

  private openForm(): void {
    const form = this.filledForm();
    this.form = undefined;
    this.parts.show(form);
  }

  private filledForm(): FormController {
    const { connection, parts } = this;
    const draft = this.draft();
    if (this.form === undefined) this.form = parts.forms.begin({ subject: { kind: "new" }, connection, draft });
    else this.form.draftChanged(draft, Object.keys(draft.arguments));
    return this.form;
  }

  private draft(): FormDraft {
    return { arguments: this.quick.arguments, typed: {}, name: this.quick.name, proposed: this.proposedName() };
  }

  private proposedName(): string {
    const { connection, parts, quick } = this;
    const beside = parts.forms.all.filter((form) => form !== this.form).map(({ stored }) => nameOf(stored));
    const { server } = parts.ports;
    const taken = new Set([...(server.names(connection) ?? []), ...server.shownNames(connection), ...beside]);
    return proposeName(quick.arguments, { dialect: connection.dialect, assistant: this.assistantLabel(), taken });
  }

  private assistantLabel(): string {
    const { assistant_id: id } = this.quick.arguments;
    return this.assistants.find(({ value }) => value === id)?.label ?? String(id);
  }

  private scheduleReader() {
    const { connection, parts } = this;
    const { ports } = parts;
    const { dialect } = connection;
    return {
      offers: (text: string) =>
        scheduleOffers(text, { dialect, now: ports.now(), translate: (english) => ports.words.translate(english) }),
      preview: ({ schedule, timezone }: { readonly schedule: string; readonly timezone: string | undefined }) =>
        ports.preview(
          ports.start(timezone === undefined ? { schedule } : { schedule, timezone }, connection),
          connection,
        ),
    };
  }
}

/** Tells the next run, and offers what people do with a new cron. */
async function tellCreated({ shownPhase, stored }: FormController, connection: Connection): Promise<void> {
  if (shownPhase.kind !== "done") return;
  const { attention, cronId, message } = shownPhase;
  const args = { name: plainText(nameOf(stored)), server: plainText(connection.name), message };
  const text = vscode.l10n.t(formHostTexts.ended, args);
  const reveal = vscode.l10n.t("Show in Tree");
  const run = vscode.l10n.t("Run Now");
  const { showInformationMessage, showWarningMessage } = vscode.window;
  const pressed = await (attention ? showWarningMessage : showInformationMessage)(text, reveal, run);
  const cron = { connectionId: connection.id, cronId };
  if (pressed === reveal) await runCommand("langgraphCrons.explorer.reveal", cron);
  if (pressed === run) await runCommand("langgraphCrons.cron.runNow", cron);
}
