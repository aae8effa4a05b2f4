import type { RawArguments } from "../../src/core/arguments/cronArguments";
import { isJsonObject, type JsonValue } from "../../src/core/base/json";
import type { InputShape } from "../../src/core/checks/inputShape";
import type { CalledValues, Choices, FormDraft, FormState } from "../../src/protocol/cronForm";
import type { FieldChange, FieldFix } from "../../src/protocol/fieldFix";
import { mayBeSecret } from "../../src/protocol/mayBeSecret";
import { withValueAt } from "./controls/withValueAt";
import { Field } from "./field";
import { isDocument } from "./fieldStand";
import type { Host } from "./host";
import { JointSteps } from "./jointSteps";
import { mostKept, type PageView } from "./pageView";
import type { UndoStep } from "./undoKeys";

interface GivenFix {
  readonly keys: readonly string[];
  readonly before: RawArguments;
  readonly after: RawArguments;
  /** Fields that were changed together with these keys. */
  readonly fields: readonly Field[];
}

const objectOf = (value: JsonValue | undefined): RawArguments => (isJsonObject(value) ? value : {});

/** One field for each declared parameter, and the arguments that they hold together. */
export class FormFields {
  readonly byName: ReadonlyMap<string, Field>;
  /** What the form was opened with; keys that no field shows are sent too until the user removes them. */
  private given: RawArguments;
  /** Fixes of keys that no field shows; those from `fixed` on were undone. */
  private readonly fixes: GivenFix[] = [];
  private fixed = 0;
  private readonly joint = new JointSteps<Field>();
  private assistants: Promise<Choices> | undefined;
  /** What the form has put into the assistant's field itself: a chosen thread's own comes before it. */
  private proposedAssistant: string | undefined;
  private inputShape: InputShape | null = null;

  constructor(
    private readonly state: FormState,
    private readonly host: Host,
    private readonly onChange: (name: string) => void,
    private readonly onOpenDocument: (name: string) => void,
    steps: PageView["steps"],
  ) {
    this.given = state.draft.arguments;
    this.byName = new Map(state.fields.map((field) => [field.name, this.create(field, steps[field.name])]));
  }

  get all(): readonly Field[] {
    return [...this.byName.values()];
  }

  /** What the assistant's input consists of, as its server says. */
  takeInputShape(shape: InputShape | null): void {
    this.inputShape = shape;
    for (const field of this.all) field.shapeChanged();
  }

  /** What the server calls the values of these parameters. */
  takeCalled(called: CalledValues): void {
    for (const [name, choice] of Object.entries(called)) {
      if (choice !== null) this.byName.get(name)?.called(choice);
    }
  }

  /** Fills in the assistant that most likely is wanted, as a step that can be undone; false: there is none, or one is named. */
  async proposeAssistant(): Promise<boolean> {
    const found = await this.askAssistants();
    const field = this.byName.get("assistant_id");
    const isAsked = field?.read().kind === "unset" && !field.touched && this.text("thread_id") === "";
    if (!isAsked || found.kind !== "list" || found.usual === undefined) return false;
    this.proposedAssistant = found.usual;
    this.fix({ label: "", changes: [{ path: ["assistant_id"], value: found.usual }] });
    return true;
  }

  /** Called when the server's lists may have changed. */
  forgetLists(): void {
    this.assistants = undefined;
  }

  collect(): { readonly values: RawArguments; readonly unreadable: readonly string[] } {
    const values: Record<string, JsonValue> = Object.fromEntries(
      Object.entries(this.given).filter(([name]) => !this.byName.has(name)),
    );
    const unreadable: string[] = [];
    for (const [name, field] of this.byName) {
      if (this.isDormant(field)) continue;
      const reading = field.read();
      if (reading.kind === "value") values[name] = reading.value;
      if (reading.kind === "unreadable" || field.documentProblem !== undefined) unreadable.push(name);
    }
    return { values, unreadable };
  }

  /** The content of the fields, in the form that `FormState.draft` takes; nothing while only the form itself has filled in. */
  draft({ isNamed }: { readonly isNamed: boolean }): Omit<FormDraft, "name"> {
    const touched = this.all.filter((field) => field.touched);
    const isProposal = touched.length === 1 && this.text("assistant_id") === this.proposedAssistant;
    const filled = isProposal && !isNamed ? [] : touched;
    const typed = Object.fromEntries(filled.map((field) => [field.declaration.name, field.state()]));
    return { arguments: this.given, typed };
  }

  /** A field's value if it is text; otherwise "". */
  text(name: string): string {
    const reading = this.byName.get(name)?.read();
    return reading?.kind === "value" && typeof reading.value === "string" ? reading.value : "";
  }

  /** What a field's value is called; the value itself if that is all that is known. */
  title(name: string): string {
    return this.byName.get(name)?.title || this.text(name);
  }

  /** True if each run gets a new thread. */
  get isWithoutThread(): boolean {
    const thread = this.byName.get("thread_id")?.read();
    return thread?.kind === "value" && thread.value === null;
  }

  /** The fields under “More” that hold something. */
  get setInMore(): readonly Field[] {
    const more = new Set(this.state.sections.filter(({ shown }) => shown === "more").map(({ id }) => id));
    return this.all.filter((field) => more.has(field.declaration.section) && field.read().kind !== "unset");
  }

  /**
   * Whether a field is not asked and not sent, because the cron has a thread of its own. What it holds stays, until the
   * cron has none again. A form that was opened with both shows both: one of them is a mistake.
   */
  isDormant(field: Field): boolean {
    const { declaration } = field;
    if (declaration.withoutThreadOnly !== true || this.isWithoutThread) return false;
    const { arguments: given } = this.state.draft;
    return !Object.hasOwn(given, declaration.name) || given.thread_id === null;
  }

  /** Changes each field in one step; the keys that no field shows change in one step too. */
  fix({ changes }: FieldFix): void {
    const nameOf = ({ path }: FieldChange) => String(path[0] ?? "");
    const changed = [...new Set(changes.map(nameOf))];
    const fields = changed.flatMap((name) => this.byName.get(name) ?? []);
    for (const field of fields) field.change(changes.filter((change) => nameOf(change) === field.declaration.name));
    this.joint.add(fields);
    const hidden = changes.filter((change) => !this.byName.has(nameOf(change)));
    if (hidden.length > 0) this.fixGiven(hidden, fields);
  }

  private fixGiven(changes: readonly FieldChange[], fields: readonly Field[]): void {
    const before = this.given;
    const after = changes.reduce((given, { path, value }) => objectOf(withValueAt(given, path, value)), before);
    const keys = changes.map(({ path }) => String(path[0] ?? ""));
    this.given = after;
    this.fixes.splice(this.fixed, Number.POSITIVE_INFINITY, { keys, before, after, fields });
    this.fixed += 1;
    for (const key of keys) this.onChange(key);
  }

  /** Undoes in the focused field, or else in the keys that no field shows. False: there was nothing to undo. */
  takeBack(step: UndoStep): boolean {
    const focused = this.all.find(({ element }) => element.contains(document.activeElement));
    if (focused !== undefined) {
      this.joint.take(focused, step);
      return true;
    }
    const isText = document.activeElement instanceof HTMLInputElement;
    const fix = isText ? undefined : this.fixes[step === "undo" ? this.fixed - 1 : this.fixed];
    if (fix === undefined) return false;
    this.fixed += step === "undo" ? -1 : 1;
    this.given = step === "undo" ? fix.before : fix.after;
    for (const field of fix.fields) field[step]();
    for (const key of fix.keys) this.onChange(key);
    return true;
  }

  /** The field that the user means by “open it as a document”: the one with the focus, or the input. */
  focusedDocument(): string {
    const focused = this.all.find(({ element }) => element.contains(document.activeElement));
    return focused !== undefined && isDocument(focused.declaration.type) ? focused.declaration.name : "input";
  }

  /** What can be undone, by parameter: the newest steps, except of fields that held a possible secret. */
  steps(): PageView["steps"] {
    return Object.fromEntries(
      this.all.flatMap((field) => {
        const { name } = field.declaration;
        const steps = field.steps(mostKept);
        return steps === undefined || mayBeSecret(name, steps) ? [] : [[name, steps]];
      }),
    );
  }

  private create(field: FormState["fields"][number], steps: JsonValue | undefined): Field {
    const { draft, strings, localZone } = this.state;
    return new Field({
      field,
      strings,
      localZone,
      argument: Object.hasOwn(draft.arguments, field.name) ? draft.arguments[field.name] : undefined,
      typed: Object.hasOwn(draft.typed, field.name) ? draft.typed[field.name] : undefined,
      steps,
      onChange: () => this.onChange(field.name),
      onFix: (fix) => this.fix(fix),
      onOpenDocument: () => this.onOpenDocument(field.name),
      inputShape: () => this.inputShape,
      assistant: () => {
        const named = this.text("assistant_id");
        return named === this.proposedAssistant ? "" : named;
      },
      otherInput: () => this.host.ask("otherInput", { thread: this.text("thread_id") }),
      assistants: () => this.askAssistants(),
      threads: (search) => this.host.ask("threads", { search }),
      presets: this.state.presets,
      words: (typed) => this.host.ask("words", { arguments: { schedule: typed, timezone: this.text("timezone") } }),
      nodes: () => this.host.ask("nodes", { assistant: this.text("assistant_id") }),
      now: () => Date.now(),
    });
  }

  /** One list serves everything that is typed; after a failure it is requested again when the picker opens again. */
  private askAssistants(): Promise<Choices> {
    const asked = this.assistants ?? this.host.ask("assistants", null);
    this.assistants = asked;
    const forget = () => {
      if (this.assistants === asked) this.assistants = undefined;
    };
    asked.then((found) => {
      if (found.kind === "unavailable") forget();
    }, forget);
    return asked;
  }
}
