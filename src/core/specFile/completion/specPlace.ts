import type { ValuePath } from "../../finding/finding";
import type { TextRange } from "../json/jsonTokens";
import { type TypedToken, typedTokens } from "./typedTokens";

/** The place in a spec file where the user types, and its surroundings. Offsets are UTF-16 units of the whole text. */
export interface SpecPlace {
  /**
   * file, item: a whole cron can go here, as the file's only one or in its list. key, value: inside a cron; `path` then
   * leads from the spec's object to the object that gets the key, or to the value.
   */
  readonly kind: "file" | "item" | "key" | "value";
  readonly path: ValuePath;
  /** What has been typed so far, which the chosen proposal replaces; empty if there is nothing yet. */
  readonly replace: TextRange;
  /** Where a comma is missing in front of it. */
  readonly commaAt: number | undefined;
  /** What follows: a key with a value needs only its name, and a comma is needed if more follows. */
  readonly next: "colon" | "end" | "more";
}

/** An object or list that is open at the cursor. */
interface Frame {
  readonly isList: boolean;
  readonly path: ValuePath;
  expects: "key" | "colon" | "value" | "comma";
  key: string;
  index: number;
}

/**
 * The place of `offset` in a spec file with crons at these ranges, in order. undefined if nothing can be typed there:
 * in a comment, after a value, or after the file's only cron. Never throws.
 */
export function specPlace(text: string, specs: readonly TextRange[], offset: number): SpecPlace | undefined {
  const before = specs.findLast((spec) => spec.offset < offset);
  if (before === undefined) return placeBetween(text, 0, offset);
  const end = before.offset + before.length;
  const inside = offset <= end ? placeInSpec(text, before.offset, offset) : "outside";
  return inside === "outside" ? placeBetween(text, end, offset) : inside;
}

function placeInSpec(text: string, start: number, offset: number): SpecPlace | "outside" | undefined {
  const frames: Frame[] = [];
  let lastEnd = start;
  for (const token of typedTokens(text, start)) {
    if (token.offset >= offset) break;
    if (isInside(token, offset)) {
      return token.kind === "comment" ? undefined : placeAt(text, frames, lastEnd, typedOf(token, offset));
    }
    if (token.kind === "comment") continue;
    take(frames, token);
    lastEnd = token.offset + token.length;
    if (frames.length === 0) return "outside";
  }
  return placeAt(text, frames, lastEnd, { offset, length: 0 });
}

/** `from` is the end of the previous cron, or 0; outside a list there can be only one cron. */
function placeBetween(text: string, from: number, offset: number): SpecPlace | undefined {
  let commaAt = from > 0 && isList(text) ? from : undefined;
  let kind: "file" | "item" | undefined = from === 0 ? "file" : commaAt === undefined ? undefined : "item";
  let replace: TextRange = { offset, length: 0 };
  for (const token of typedTokens(text, from)) {
    if (token.offset >= offset) break;
    if (isInside(token, offset)) {
      if (token.kind !== "word") return undefined;
      replace = typedOf(token, offset);
    } else if (token.kind !== "comment") {
      kind = token.kind === "openList" || token.kind === "comma" ? "item" : undefined;
      commaAt = undefined;
    }
  }
  return kind && { kind, path: [], replace, commaAt, next: nextOf(text, replace) };
}

/** The cursor leaves a closed string at its end; a word can continue there, and the line belongs to its comment. */
function isInside({ kind, offset: start, length, isOpen }: TypedToken, offset: number): boolean {
  const isTyped = kind === "text" || kind === "word" || kind === "comment";
  return isTyped && (offset < start + length || (offset === start + length && isOpen));
}

/** Of an unclosed string, only the part before the cursor is sure to belong to it. */
function typedOf({ kind, offset: start, length, isOpen }: TypedToken, offset: number): TextRange {
  return { offset: start, length: kind === "text" && isOpen ? offset - start : length };
}

function placeAt(text: string, frames: readonly Frame[], lastEnd: number, replace: TextRange): SpecPlace | undefined {
  const frame = frames.at(-1);
  if (frame === undefined || frame.expects === "colon") return undefined;
  const next = nextOf(text, replace);
  if (frame.expects !== "comma") {
    const path = frame.expects === "key" ? frame.path : valuePath(frame);
    return { kind: frame.expects, path, replace, commaAt: undefined, next };
  }
  // On its own line after a value: the missing comma is inserted too.
  if (!text.slice(lastEnd, replace.offset).includes("\n")) return undefined;
  const path = frame.isList ? [...frame.path, frame.index + 1] : frame.path;
  return { kind: frame.isList ? "value" : "key", path, replace, commaAt: lastEnd, next };
}

function take(frames: Frame[], token: TypedToken): void {
  const frame = frames.at(-1);
  switch (token.kind) {
    case "openObject":
    case "openList": {
      const isList = token.kind === "openList";
      frames.push({
        isList,
        path: frame === undefined ? [] : valuePath(frame),
        expects: isList ? "value" : "key",
        key: "",
        index: 0,
      });
      if (frame !== undefined) frame.expects = "comma";
      return;
    }
    case "close":
      frames.pop();
      return;
    case "colon":
      if (frame?.expects === "colon") frame.expects = "value";
      return;
    case "comma":
      if (frame === undefined) return;
      frame.index += 1;
      frame.expects = frame.isList ? "value" : "key";
      return;
    case "text":
    case "word":
      if (frame !== undefined) takeScalar(frame, token.text);
  }
}

/** After a value without a comma, only a key makes sense. */
function takeScalar(frame: Frame, text: string): void {
  if (frame.expects === "value" || frame.isList) {
    frame.expects = "comma";
  } else {
    frame.key = text;
    frame.expects = "colon";
  }
}

function valuePath({ isList, path, index, key }: Frame): ValuePath {
  return [...path, isList ? index : key];
}

function nextOf(text: string, { offset, length }: TextRange): SpecPlace["next"] {
  for (const { kind } of typedTokens(text, offset + length)) {
    if (kind === "comment") continue;
    if (kind === "colon") return kind;
    return kind === "comma" || kind === "close" ? "end" : "more";
  }
  return "end";
}

function isList(text: string): boolean {
  for (const { kind } of typedTokens(text, 0)) {
    if (kind !== "comment") return kind === "openList";
  }
  return false;
}
