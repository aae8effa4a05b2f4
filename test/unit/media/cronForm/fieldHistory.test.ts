import { describe, expect, it } from "vitest";
import { FieldHistory } from "../../../../media/cronForm/fieldHistory";

const typed = (history: FieldHistory, texts: readonly string[], start: number, pause = 100) => {
  for (const [index, text] of texts.entries()) history.record(text, "typing", start + index * pause);
};

describe("A field's history", () => {
  it("undoes what was typed without a pause as one step, and redoes it", () => {
    const history = new FieldHistory("", undefined);
    typed(history, ["a", "ab", "abc"], 0);
    typed(history, ["abcd"], 5000);
    expect([history.undo(), history.undo(), history.undo()]).toEqual(["abc", "", undefined]);
    expect([history.redo(), history.redo(), history.redo()]).toEqual(["abc", "abcd", undefined]);
  });

  it("a fix, an example and formatting are separate steps, however fast they come", () => {
    const history = new FieldHistory("", undefined);
    typed(history, ["a"], 0);
    history.record("fixed", "stroke", 10);
    typed(history, ["fixed!"], 20);
    expect([history.undo(), history.undo(), history.undo()]).toEqual(["fixed", "a", ""]);
  });

  it("long typing is more than one step", () => {
    const history = new FieldHistory("", undefined);
    typed(
      history,
      Array.from({ length: 100 }, (_none, index) => "x".repeat(index + 1)),
      0,
    );
    expect(String(history.undo()).length).toBeGreaterThan(10);
  });

  it("what was undone can't be redone once something else is typed", () => {
    const history = new FieldHistory("", undefined);
    typed(history, ["a"], 0);
    history.undo();
    typed(history, ["b"], 10);
    expect(history.redo()).toBeUndefined();
    expect(history.undo()).toBe("");
  });

  it("a change that changes nothing is not a step", () => {
    const history = new FieldHistory({ names: ["a"], all: false }, undefined);
    history.record({ all: false, names: ["a"] }, "stroke", 0);
    expect(history.undo()).toBeUndefined();
    history.record({ all: false, names: ["a", "b"] }, "stroke", 0);
    expect(history.undo()).toEqual({ names: ["a"], all: false });
  });

  it("continues after the page was unloaded", () => {
    const before = new FieldHistory("", undefined);
    typed(before, ["a", "b", "c"], 0, 2000);
    before.undo();
    const after = new FieldHistory("b", before.saved(1000));
    expect(after.redo()).toBe("c");
    expect([after.undo(), after.undo(), after.undo(), after.undo()]).toEqual(["b", "a", "", undefined]);
  });

  it.each([null, 5, "x", {}, { past: 1, future: [] }])("what was saved may be anything: %j", (saved) => {
    expect(new FieldHistory("", saved).undo()).toBeUndefined();
  });

  it("keeps the newest steps where all are too many", () => {
    const history = new FieldHistory("", undefined);
    typed(
      history,
      Array.from({ length: 30 }, (_none, index) => `${index}`.padEnd(100_000)),
      0,
      2000,
    );
    const kept = new FieldHistory("", history.saved(350_000));
    expect([kept.undo(), kept.undo(), kept.undo(), kept.undo()].map((text) => String(text ?? "").trim())).toEqual([
      "28",
      "27",
      "26",
      "",
    ]);
    let steps = 0;
    while (history.undo() !== undefined) steps += 1;
    expect(steps).toBe(10);
  });
});
