import { fillMessage } from "../../src/core/base/message";
import type { FormState, Target } from "../../src/protocol/cronForm";
import type { SchedulePreview } from "../../src/protocol/scheduleView";
import { element, icon } from "../shared/dom";
import type { Field } from "./field";
import type { FieldFindings } from "./fieldFindings";
import type { FormFields } from "./formFields";
import type { NameField } from "./nameField";
import { createPreviewPanel } from "./schedulePreview";
import { type Place, SummaryFacts } from "./summaryFacts";
import type { SummaryFolds } from "./summaryFolds";

/** As in the style sheet: from here on the summary stands beside the questions. */
const wide = "(min-width: 900px)";

/**
 * What the form makes, beside the questions and always in sight. In a narrow tab only a glance at it and the buttons stay
 * in sight, in a bar at the bottom; the rest stands above them, after the questions.
 */
export class Summary {
  readonly element: HTMLElement;
  private readonly body: HTMLElement;
  private readonly preview: ReturnType<typeof createPreviewPanel>;
  private readonly facts: SummaryFacts;
  private readonly production = element("p", { class: "banner warning production" });
  private readonly beside = window.matchMedia(wide);
  private target: Target;

  /** `footer`: the buttons, and what became of the last press. */
  constructor(
    private readonly state: Pick<FormState, "strings" | "target">,
    private readonly footer: HTMLElement,
    signal: AbortSignal,
    private readonly folds: SummaryFolds,
  ) {
    const { strings, target } = state;
    this.target = target;
    this.preview = createPreviewPanel(strings);
    this.facts = new SummaryFacts(strings);
    this.body = element(
      "div",
      { class: "summaryBody" },
      this.preview.element,
      this.folds.calendar.element,
      this.facts.element,
      this.folds.request.element,
      this.folds.trying.element,
    );
    this.element = element("section", { class: "summary", "aria-label": strings.summary }, this.body, footer);
    footer.prepend(this.production);
    this.arrange();
    this.beside.addEventListener("change", () => this.arrange(), { signal });
    const observer = new ResizeObserver(() => this.allowScrolling());
    observer.observe(this.body);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  showPreview(preview: SchedulePreview | null): void {
    this.preview.show(preview);
    this.folds.calendar.show((preview?.runs.length ?? 0) > 0);
  }

  /** What comes before everything else. */
  prepend(part: HTMLElement): void {
    this.preview.element.before(part);
  }

  showTarget(target: Target): void {
    const { connectionName, production } = target;
    this.target = target;
    this.production.hidden = !production;
    const text = fillMessage(this.state.strings.onProduction, { connection: connectionName });
    this.production.replaceChildren(icon("warning"), element("span", {}, text));
  }

  /** What the cron will do, and what is left to do. `focusGeneral`: goes to what is wrong with keys that no field shows. */
  show(name: NameField, fields: FormFields, findings: FieldFindings, focusGeneral: () => void): void {
    const placeOf = (field: Field): Place => ({ label: field.declaration.label, focus: () => field.focus() });
    const isNeeded = (field: Field) =>
      field.declaration.required && field.read().kind === "unset" && field.errors === 0;
    const placesWith = (severity: "error" | "warning"): readonly Place[] => {
      const isNamed = findings.ofName().some((message) => message.severity === severity);
      const ofName = isNamed ? [{ label: this.state.strings.name, focus: () => name.focus() }] : [];
      const keys = findings
        .general()
        .flatMap((message) => (message.severity === severity ? String(message.path[0] ?? "") : []));
      const ofKeys = [...new Set(keys)].filter((key) => key !== "").map((label) => ({ label, focus: focusGeneral }));
      return [...ofName, ...ofKeys, ...findings.fieldsWith(severity).map(placeOf)];
    };
    this.folds.request.change();
    this.folds.trying.setThread(fields.text("thread_id"));
    this.facts.show(name.name, this.target, fields, {
      needed: fields.all.filter(isNeeded).map(placeOf),
      errors: placesWith("error"),
      warnings: placesWith("warning"),
    });
  }

  private arrange(): void {
    (this.beside.matches ? this.body : this.footer).prepend(this.preview.glance);
    this.allowScrolling();
  }

  /** What scrolls must be within reach of the keyboard. */
  private allowScrolling(): void {
    const { clientHeight, scrollHeight } = this.body;
    if (this.beside.matches && scrollHeight > clientHeight) this.body.tabIndex = 0;
    else this.body.removeAttribute("tabindex");
  }
}
