import * as vscode from "vscode";
import { type SpecPlace, specPlace } from "../../../core/specFile/completion/specPlace";
import { documentRange } from "../../../platform/specs/documentRange";
import { isSpecDocument } from "../../../platform/specs/specSelector";
import type { CheckedSpec, SpecReader } from "../specReader";
import { keyHover, valueHover } from "./keyHover";
import { scheduleHover } from "./scheduleHover";

/** Over a key its meaning, over one of several allowed values its effect, over a schedule or its zone the runs. */
export class SpecHover implements vscode.HoverProvider {
  constructor(private readonly reader: SpecReader) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    if (!isSpecDocument(document)) return undefined;
    const text = document.getText();
    const offset = document.offsetAt(position);
    const { specs = [] } = (await this.reader.readSoon(document)) ?? {};
    const checked = specs.findLast(({ spec }) => spec.range.offset < offset);
    const ranges = specs.map(({ spec }) => spec.range);
    // The letter under the pointer is between its offset and the next one.
    const place = [offset, offset + 1].map((at) => specPlace(text, ranges, at)).find((each) => each?.replace.length);
    if (checked === undefined || place === undefined) return undefined;
    const written = readScalar(text.slice(place.replace.offset, place.replace.offset + place.replace.length));
    const contents = await hoverText(checked, place, written);
    return contents && new vscode.Hover(contents, documentRange(document, place.replace));
  }
}

async function hoverText(
  checked: CheckedSpec,
  { kind, path }: SpecPlace,
  written: unknown,
): Promise<vscode.MarkdownString | undefined> {
  if (kind === "key") return path.length === 0 ? keyHover(String(written)) : undefined;
  const [key, ...rest] = path;
  if (kind !== "value" || typeof key !== "string") return undefined;
  if (rest.length === 0 && (key === "schedule" || key === "timezone")) {
    return scheduleHover(checked.spec.arguments, checked.schedule, Date.now());
  }
  return rest.length > 1 ? undefined : valueHover(key, written);
}

function readScalar(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
