import type { FormEvent } from "../../src/protocol/cronForm";
import type { FormFields } from "./formFields";
import type { Host } from "./host";

type DocumentEvent = Extract<FormEvent, { event: `document${string}` }>;

export function isOfDocument(event: FormEvent): event is DocumentEvent {
  return event.event.startsWith("document");
}

/** The fields that are also open as documents beside the form: what changes in one is told to the other. */
export class FieldDocuments {
  /** What each document shows, as far as this page knows. */
  private readonly shown: Map<string, string>;

  /** `open`: the parameters that were open before the page came. */
  constructor(
    private readonly fields: FormFields,
    private readonly host: Host,
    open: readonly string[],
  ) {
    this.shown = new Map(open.map((name) => [name, this.textOf(name)]));
  }

  open(name: string): void {
    const text = this.textOf(name);
    this.shown.set(name, text);
    const wanted = { name, text, assistant: this.fields.text("assistant_id") };
    this.host.ask("openDocument", wanted).catch((failure: unknown) => {
      this.shown.delete(name);
      this.host.notify({ notice: "trouble", what: `openDocument: ${String(failure)}` });
    });
  }

  /** What is typed in a document is in its field, also what its editor has not saved yet. Rejects if it can't be. */
  async save(): Promise<void> {
    if (this.shown.size > 0) await this.host.ask("saveDocuments", null);
  }

  receive(event: DocumentEvent): void {
    switch (event.event) {
      case "documentWanted":
        this.open(this.fields.focusedDocument());
        return;
      case "documentTyped":
        this.shown.set(event.name, event.text);
        this.fields.byName.get(event.name)?.takeText(event.text);
        return;
      case "documentClosed":
        this.shown.delete(event.name);
        this.fields.byName.get(event.name)?.endDocument();
        return;
    }
  }

  /** Fields may have changed. */
  tellChanges(): void {
    for (const [name, shown] of this.shown) {
      const text = this.textOf(name);
      if (text === shown) continue;
      this.shown.set(name, text);
      this.host.notify({ notice: "documentChanged", name, text });
    }
  }

  private textOf(name: string): string {
    return this.fields.byName.get(name)?.text ?? "";
  }
}
