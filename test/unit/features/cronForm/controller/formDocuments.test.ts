import fc from "fast-check";
import { describe, expect, it } from "vitest";
import manifest from "../../../../../package.json" with { type: "json" };
import type { JsonObject } from "../../../../../src/core/base/json";
import {
  type DocumentPlace,
  documentPath,
  documentSlots,
  placeOfPath,
} from "../../../../../src/features/cronForm/controller/documentPlace";
import { FormDocuments } from "../../../../../src/features/cronForm/controller/formDocuments";
import type { FormEvent } from "../../../../../src/protocol/cronForm";
import { textInDraft, typedText } from "../../../../../src/protocol/documentText";
import { created, FormWorld, type OpenedForm, settle } from "../support/formWorld";

/** A window with editors: what each document shows, as its user sees it. */
class Window {
  readonly world = new FormWorld();
  readonly editors = new Map<string, string>();
  readonly told: FormEvent[] = [];
  readonly locks: string[] = [];
  readonly schemaChanges: number[] = [];
  schemas: Readonly<Record<string, JsonObject>> = {};
  slotsOfTabs: readonly number[] = [];
  readonly documents = new FormDocuments({
    form: async (id) => this.forms.find(({ form }) => form === id)?.controller,
    schema: async (_form, name, assistant) => this.schemas[`${assistant} ${name}`],
    slotsOfTabs: () => this.slotsOfTabs,
    show: async (place) => {
      this.editors.set(place.name, (await this.documents.read(place))?.text ?? "not found");
    },
    write: ({ name }, text) => void this.editors.set(name, text),
    save: async () => undefined,
    close: (places) => {
      for (const { name } of places) this.editors.delete(name);
    },
    lockChanged: ({ name }) => void this.locks.push(name),
    schemaChanged: (slot) => void this.schemaChanges.push(slot),
    tellPage: (_form, event) => void this.told.push(event),
  });

  constructor(readonly forms: OpenedForm[] = []) {}

  form(): OpenedForm {
    const form = this.world.open();
    this.forms.push(form);
    return form;
  }

  async open(form: OpenedForm, name: string, text: string, assistant = "agent"): Promise<DocumentPlace> {
    await this.documents.open(form.controller, { name, text, assistant });
    return { slot: 1, form: form.form, name };
  }
}

const stored = (form: OpenedForm, name: string) => textInDraft(form.controller.stored.draft, name);

describe("The JSON fields of forms as documents", () => {
  it("keep what is typed in the document in the form's draft, and tell the page", async () => {
    const window = new Window();
    const form = window.form();
    const place = await window.open(form, "input", "{}");
    expect(window.editors.get("input")).toBe("{}");
    expect(window.documents.saved(place, '{\r\n"a": 1}')).toBe(true);
    expect(stored(form, "input")).toBe('{\n"a": 1}');
    expect(window.told).toEqual([{ event: "documentTyped", name: "input", text: '{\n"a": 1}' }]);
    expect(window.world.stored.get(form.form)).toContain("a");
  });

  it("keep text that is no JSON too, so that nothing typed is lost", async () => {
    const window = new Window();
    const form = window.form();
    window.documents.saved(await window.open(form, "input", "{}"), '{"a": ');
    const again = new Window([window.world.restored(form.form)]);
    expect(await again.documents.read({ slot: 1, form: form.form, name: "input" })).toMatchObject({ text: '{"a": ' });
  });

  it("follow what is typed in the form, and write nothing that is there already", async () => {
    const window = new Window();
    const form = window.form();
    const place = await window.open(form, "input", "{}");
    window.documents.formTyped(form.form, { name: "input", text: '{"b": 2}' });
    expect(window.editors.get("input")).toBe('{"b": 2}');
    window.documents.saved(place, '{"b": 2}');
    expect(window.told).toEqual([]);
    window.documents.formTyped(form.form, { name: "context", text: "{}" });
    expect([...window.editors.keys()]).toEqual(["input"]);
  });

  it("keep what is typed in the form while a save of what it had before is under way", async () => {
    const window = new Window();
    const form = window.form();
    const place = await window.open(form, "input", "1");
    for (const text of ["12", "123"]) window.documents.formTyped(form.form, { name: "input", text });
    for (const late of ["1", "12", "123"]) expect(window.documents.saved(place, late)).toBe(true);
    expect(window.told).toEqual([]);
    expect(await window.documents.read(place)).toMatchObject({ text: "123" });
    // The same text later is the user's: an undo.
    window.documents.saved(place, "12");
    expect(window.told).toEqual([{ event: "documentTyped", name: "input", text: "12" }]);
  });

  it("show one value, whoever types, in any order", async () => {
    const steps = fc.array(fc.record({ who: fc.constantFrom("form", "document"), text: fc.string() }), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (typed) => {
        const window = new Window();
        const form = window.form();
        const place = await window.open(form, "input", "");
        let inForm = "";
        for (const { text, who } of typed) {
          const before = window.told.length;
          if (who === "document") {
            window.editors.set("input", text);
            window.documents.saved(place, text);
            if (window.told.length > before) inForm = text;
          } else {
            inForm = text;
            form.typed = { ...form.typed, input: typedText(text) as unknown as string };
            form.controller.draftChanged(form.draft(), ["input"]);
            window.documents.formTyped(form.form, { name: "input", text });
            window.documents.saved(place, text);
          }
          const shown = inForm.replaceAll("\r\n", "\n");
          expect(window.editors.get("input")?.replaceAll("\r\n", "\n")).toBe(shown);
          expect((await window.documents.read(place))?.text.replaceAll("\r\n", "\n")).toBe(shown);
        }
      }),
    );
  });

  it("are locked while the form is submitted, and closed once the cron is there", async () => {
    const window = new Window();
    const form = window.form();
    const place = await window.open(form, "input", "{}");
    await form.press();
    expect(window.locks).toEqual(["input"]);
    expect(await window.documents.read(place)).toMatchObject({ isLocked: true });
    expect(window.documents.saved(place, "[]")).toBe(false);
    await window.world.submissions[0]?.end(created);
    expect([...window.editors]).toEqual([]);
    expect(await window.documents.read(place)).toBeUndefined();
    await window.open(form, "input", "{}");
    expect([...window.editors]).toEqual([]);
  });

  it("are closed with the form, and tell the page when they are closed alone", async () => {
    const window = new Window();
    const form = window.form();
    const place = await window.open(form, "input", "{}");
    await window.open(form, "context", "{}");
    window.documents.closed(place);
    window.documents.closed(place);
    expect(window.told).toEqual([{ event: "documentClosed", name: "input" }]);
    expect(window.documents.namesOf(form.form)).toEqual(["context"]);
    window.editors.delete("input");
    expect(window.documents.closeOf(form.form)).toEqual(["context"]);
    expect([...window.editors]).toEqual([]);
    expect(window.documents.closeOf(form.form)).toEqual([]);
  });

  it("come back after a reload with what the form has, and not without their form", async () => {
    const window = new Window();
    const form = window.form();
    const place = { slot: 3, form: form.form, name: "input" };
    expect(await window.documents.read(place)).toMatchObject({ text: "{}" });
    window.documents.saved(place, "[1]");
    expect(stored(form, "input")).toBe("[1]");
    expect(await window.documents.read({ ...place, form: "gone" })).toBeUndefined();
  });

  it("have the schema of the assistant that the form names, also when that changes", async () => {
    const window = new Window();
    window.schemas = { "agent input": { title: "first" }, "other input": { title: "second" } };
    const form = window.form();
    await window.open(form, "input", "{}");
    expect(JSON.parse(window.documents.schemaText(1))).toMatchObject({ title: "first" });
    await window.documents.assistantChanged(form.controller, "other");
    expect(JSON.parse(window.documents.schemaText(1))).toMatchObject({ title: "second" });
    await window.documents.assistantChanged(form.controller, "unknown");
    expect(JSON.parse(window.documents.schemaText(1))).toEqual({ allowTrailingCommas: true });
    expect(window.schemaChanges).toEqual([1, 1, 1]);
  });

  it("each have a schema of their own, as long as there are any", async () => {
    const window = new Window();
    window.slotsOfTabs = [2];
    window.schemas = Object.fromEntries(
      Array.from({ length: documentSlots + 1 }, (_none, index) => [`agent${index} input`, { title: `${index}` }]),
    );
    for (let index = 0; index <= documentSlots; index++)
      await window.open(window.form(), "input", "{}", `agent${index}`);
    await settle();
    const titles = Array.from({ length: documentSlots + 1 }, (_none, slot) => window.documents.schemaText(slot));
    expect(titles.map((text) => JSON.parse(text).title)).toEqual([undefined, "0", undefined, "1", "2", "3", "4"]);
  });

  it("are found by their path, for which the manifest has a schema", () => {
    const { jsonValidation } = manifest.contributes;
    for (let slot = 1; slot <= documentSlots; slot++) {
      const place = { slot, form: "3f0c2b5e-6f0a", name: "interrupt_before" };
      expect(placeOfPath(documentPath(place))).toEqual(place);
      const pattern = documentPath({ ...place, form: "*", name: "*" }).slice(1);
      const found = jsonValidation.find(({ fileMatch }) => fileMatch.includes(pattern));
      expect(found?.url).toBe(`langgraph-crons-schema://form/${slot}.json`);
    }
    expect(placeOfPath("/ws/input.jsonc")).toBeUndefined();
  });
});
