import type { JsonObject } from "../../../core/base/json";
import type { FormEvent } from "../../../protocol/cronForm";
import { type DocumentText, textInDraft, typedText } from "../../../protocol/documentText";
import { type DocumentPlace, documentSlots, isSamePlace } from "./documentPlace";
import type { FormController } from "./formController";

export interface DocumentPorts {
  /** A form of this window, or one that an earlier window has left; undefined: there is none with that id. */
  readonly form: (id: string) => Promise<FormController | undefined>;
  /** By which the editor completes and checks; undefined: any JSON is right, or the server does not say. */
  readonly schema: (form: FormController, name: string, assistant: string) => Promise<JsonObject | undefined>;
  /** Slots of tabs that an earlier window has left, whether or not they were looked at. */
  readonly slotsOfTabs: () => readonly number[];
  readonly show: (place: DocumentPlace) => Promise<void>;
  /** Changes the text of an open document, as a step that can be undone there. */
  readonly write: (place: DocumentPlace, text: string) => void;
  /** Saves what is typed in them and not saved yet; rejects if that does not succeed. */
  readonly save: (places: readonly DocumentPlace[]) => Promise<void>;
  readonly close: (places: readonly DocumentPlace[]) => void;
  /** The document can be edited from now on, or can't any more. */
  readonly lockChanged: (place: DocumentPlace) => void;
  readonly schemaChanged: (slot: number) => void;
  readonly tellPage: (form: string, event: Extract<FormEvent, { event: "documentTyped" | "documentClosed" }>) => void;
}

export interface DocumentContent {
  readonly text: string;
  /** Counts what was written, so that an editor knows its copy from an older one. */
  readonly version: number;
  /** The form is being submitted. */
  readonly isLocked: boolean;
}

/** More strokes than a save takes. */
const mostGiven = 20;

interface OpenDocument extends Omit<DocumentContent, "isLocked"> {
  readonly place: DocumentPlace;
  /** What the form gave the editor lately: a save that began before the last of them brings one back. */
  readonly given: readonly string[];
  readonly form: FormController;
  readonly unfollow: () => void;
}

/**
 * The JSON parameters of this window's forms that are open in an editor. Document and form show one value: what is typed
 * in either is in the form's draft, and so is kept, whether the form's page is loaded or not.
 */
export class FormDocuments {
  private opened: readonly OpenDocument[] = [];
  private readonly schemas = new Map<number, JsonObject>();

  constructor(private readonly ports: DocumentPorts) {}

  /** The parameters of a form that are open. */
  namesOf(form: string): readonly string[] {
    return this.opened.filter(({ place }) => place.form === form).map(({ place }) => place.name);
  }

  /** Opens what the form holds, or brings its document to the front. */
  async open(form: FormController, { assistant, name, text }: DocumentText & { readonly assistant: string }) {
    if (form.shownPhase.kind === "done") return;
    const wanted = { form: form.stored.form, name };
    const place = this.find({ ...wanted, slot: 0 })?.place ?? { ...wanted, slot: this.freeSlot() };
    if (this.find(place) === undefined) this.add(place, form, text);
    else this.formTyped(wanted.form, { name, text });
    // Without waiting: a server may take long to say it, and the editor follows.
    const learned = this.learnSchema(place, form, assistant);
    await this.ports.show(place);
    await learned;
  }

  /** The content of a document, also after a reload; undefined: its form is gone, or needs it no more. */
  async read(place: DocumentPlace): Promise<DocumentContent | undefined> {
    const open = this.find(place) ?? (await this.restore(place));
    return open && { text: open.text, version: open.version, isLocked: open.form.isSubmitting };
  }

  /** The document is saved, which it does itself when its user has typed. False: it is not to be changed now. */
  saved(place: DocumentPlace, written: string): boolean {
    const open = this.find(place);
    if (open === undefined || open.form.isSubmitting) return false;
    // The form's own texts have no others.
    const text = written.replaceAll("\r\n", "\n");
    const version = open.version + 1;
    if (text === open.text) this.change(open, { version, given: [] });
    else if (open.given.includes(text)) this.change(open, { version });
    else {
      this.change(open, { text, version, given: [] });
      this.tellForm(open.form, { name: place.name, text });
    }
    return true;
  }

  /** What is typed in a form's documents is in the form, as far as an editor knows it; rejects if one can't be saved. */
  async save(form: string): Promise<void> {
    const places = this.opened.map(({ place }) => place).filter((place) => place.form === form);
    if (places.length > 0) await this.ports.save(places);
  }

  /** The form has another text for the parameter than before; a document that shows it follows. */
  formTyped(form: string, { name, text }: DocumentText): void {
    const open = this.find({ slot: 0, form, name });
    if (open === undefined || open.text === text) return;
    this.change(open, { text, given: [...open.given, open.text, text].slice(-mostGiven) });
    this.ports.write(open.place, text);
  }

  /** The form names another assistant, whose schemas are other ones. */
  async assistantChanged(form: FormController, assistant: string): Promise<void> {
    const concerned = this.opened.filter((open) => open.form === form);
    await Promise.all(concerned.map(({ place }) => this.learnSchema(place, form, assistant)));
  }

  closed(place: DocumentPlace): void {
    const open = this.find(place);
    if (open === undefined) return;
    this.remove(open);
    this.ports.tellPage(place.form, { event: "documentClosed", name: place.name });
  }

  /** The form's tab is gone, or its questions are answered. Returns which documents are closed with it. */
  closeOf(form: string): readonly string[] {
    const concerned = this.opened.filter(({ place }) => place.form === form);
    for (const open of concerned) this.remove(open);
    if (concerned.length > 0) this.ports.close(concerned.map(({ place }) => place));
    return concerned.map(({ place }) => place.name);
  }

  /** The JSON schema of the documents with that slot, as text. */
  schemaText(slot: number): string {
    return JSON.stringify({ allowTrailingCommas: true, ...this.schemas.get(slot) });
  }

  private tellForm(form: FormController, { name, text }: DocumentText): void {
    const { draft, form: id } = form.stored;
    form.draftChanged({ ...draft, typed: { ...draft.typed, [name]: typedText(text) } }, [name]);
    this.ports.tellPage(id, { event: "documentTyped", name, text });
  }

  private async restore(place: DocumentPlace): Promise<OpenDocument | undefined> {
    const form = await this.ports.form(place.form);
    const known = this.find(place);
    if (known !== undefined || form === undefined || form.shownPhase.kind === "done") return known;
    const { draft } = form.stored;
    const open = this.add(place, form, textInDraft(draft, place.name));
    const { assistant_id: assistant } = draft.arguments;
    void this.learnSchema(place, form, typeof assistant === "string" ? assistant : "");
    return open;
  }

  private async learnSchema(place: DocumentPlace, form: FormController, assistant: string): Promise<void> {
    const schema = await this.ports.schema(form, place.name, assistant);
    if (this.find(place) === undefined || place.slot === 0) return;
    if (schema === undefined) this.schemas.delete(place.slot);
    else this.schemas.set(place.slot, schema);
    this.ports.schemaChanged(place.slot);
  }

  private add(place: DocumentPlace, form: FormController, text: string): OpenDocument {
    let wasLocked = form.isSubmitting;
    const listener = form.onEvent(({ event }) => {
      if (event !== "phaseChanged") return;
      if (form.shownPhase.kind === "done") this.closeOf(place.form);
      else if (form.isSubmitting !== wasLocked) this.ports.lockChanged(place);
      wasLocked = form.isSubmitting;
    });
    const open = { place, form, text, version: 1, given: [], unfollow: () => listener.dispose() };
    this.opened = [...this.opened, open];
    return open;
  }

  private change(open: OpenDocument, to: Partial<Pick<OpenDocument, "given" | "text" | "version">>): void {
    this.opened = this.opened.map((each) => (each === open ? { ...each, ...to } : each));
  }

  private remove({ place, unfollow }: OpenDocument): void {
    unfollow();
    this.opened = this.opened.filter((each) => !isSamePlace(each.place, place));
    this.schemas.delete(place.slot);
  }

  private find(place: DocumentPlace): OpenDocument | undefined {
    return this.opened.find((each) => isSamePlace(each.place, place));
  }

  /** 0: all are taken. */
  private freeSlot(): number {
    const taken = new Set([...this.opened.map(({ place }) => place.slot), ...this.ports.slotsOfTabs()]);
    const slots = Array.from({ length: documentSlots }, (_none, index) => index + 1);
    return slots.find((slot) => !taken.has(slot)) ?? 0;
  }
}
