import { isJsonObject, type JsonValue } from "../../src/core/base/json";

/** How a field's content changed: by typing, or at once, as by a fix or an inserted example. */
export type ChangeKind = "typing" | "stroke";

/** Typing is one step until a pause is longer, or the step itself is longer, than this many milliseconds. */
const longestPause = 1000;
const longestStep = 5000;

/** Most characters that the steps of one field may hold together. */
const mostKept = 1_000_000;

/** What a field held before and after each change, so that Ctrl+Z restores it, whatever made the change. */
export class FieldHistory {
  private past: readonly JsonValue[] = [];
  private future: readonly JsonValue[] = [];
  private step: { readonly begun: number; readonly last: number } | undefined;

  /** `saved` is what `saved()` returned before the page was unloaded. */
  constructor(
    private present: JsonValue,
    saved: JsonValue | undefined,
  ) {
    if (isJsonObject(saved) && Array.isArray(saved.past) && Array.isArray(saved.future)) {
      this.past = saved.past;
      this.future = saved.future;
    }
  }

  /** Notes what the field holds now. `now` is in milliseconds. */
  record(content: JsonValue, kind: ChangeKind, now: number): void {
    if (isSame(content, this.present)) return;
    const { step } = this;
    const goesOn =
      kind === "typing" && step !== undefined && now - step.last <= longestPause && now - step.begun <= longestStep;
    if (!goesOn) this.past = newest([...this.past, this.present], mostKept);
    this.step = kind === "typing" ? { begun: goesOn ? step.begun : now, last: now } : undefined;
    this.present = content;
    this.future = [];
  }

  /** What the field held before the last step; undefined: there is no step. */
  undo(): JsonValue | undefined {
    const before = this.past.at(-1);
    if (before === undefined) return undefined;
    this.past = this.past.slice(0, -1);
    this.future = [this.present, ...this.future];
    return this.moveTo(before);
  }

  /** What the last undo removed; undefined: nothing. */
  redo(): JsonValue | undefined {
    const [after, ...future] = this.future;
    if (after === undefined) return undefined;
    this.past = [...this.past, this.present];
    this.future = future;
    return this.moveTo(after);
  }

  /** The newest steps, up to this many characters; undefined: there are none. */
  saved(most: number): JsonValue | undefined {
    const past = newest(this.past, most);
    return past.length + this.future.length === 0 || sizeOf(this.future) > most
      ? undefined
      : { past, future: this.future };
  }

  private moveTo(content: JsonValue): JsonValue {
    this.present = content;
    this.step = undefined;
    return content;
  }
}

function newest(steps: readonly JsonValue[], most: number): readonly JsonValue[] {
  let room = most;
  const first = steps.findLastIndex((step) => {
    room -= sizeOf(step);
    return room < 0;
  });
  return steps.slice(first + 1);
}

/** Approximate size in characters; texts are not copied to measure them. */
function sizeOf(value: JsonValue): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 8;
  return Object.values(value).reduce<number>((sum, item) => sum + 8 + sizeOf(item), 0);
}

function isSame(one: JsonValue, other: JsonValue): boolean {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) return one === other;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => {
      const [first, second] = [Reflect.get(one, key), Reflect.get(other, key)] as readonly (JsonValue | undefined)[];
      return first !== undefined && second !== undefined && isSame(first, second);
    })
  );
}
