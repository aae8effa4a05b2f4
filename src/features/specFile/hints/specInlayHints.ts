import * as vscode from "vscode";
import { readSetting } from "../../../platform/host/settings";
import { isSpecDocument } from "../../../platform/specs/specSelector";
import { plainText } from "../../../platform/words/plainText";
import { relativeTime } from "../../../platform/words/timeWords";
import type { CheckedSpec, SpecReader } from "../specReader";
import { specRuns } from "../specSchedule";
import { specWords } from "./scheduleText";

/** After each schedule: the time until the next run, and the schedule in words if no lens above it shows them. */
export class SpecInlayHints implements vscode.InlayHintsProvider {
  constructor(
    private readonly reader: SpecReader,
    readonly onDidChangeInlayHints: vscode.Event<void>,
  ) {}

  async provideInlayHints(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.InlayHint[]> {
    if (!readSetting("inlayHints") || !isSpecDocument(document)) return [];
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const specs = (await this.reader.readSoon(document))?.specs ?? [];
    const shown = specs.filter(({ spec: { range: whole } }) => {
      return whole.offset <= end && start <= whole.offset + whole.length;
    });
    const hints = await Promise.all(shown.map((checked) => hintOf(document, checked, Date.now())));
    return hints.filter((hint) => hint !== undefined);
  }
}

async function hintOf(
  document: vscode.TextDocument,
  { schedule, spec }: CheckedSpec,
  now: number,
): Promise<vscode.InlayHint | undefined> {
  if (schedule === undefined) return undefined;
  const words = readSetting("codeLens") ? "" : ((await specWords(schedule)) ?? "");
  const { offset, length } = spec.rangeOf(["schedule"]);
  const [next] = specRuns(spec.arguments, schedule, now, 1).runs;
  const when = next === undefined ? [] : [relativeTime(next, now, vscode.env.language, "long")];
  const label = [words, ...when].filter((part) => part !== "").join(" · ");
  if (label === "") return undefined;
  const hint = new vscode.InlayHint(document.positionAt(offset + length), plainText(label));
  hint.paddingLeft = true;
  return hint;
}
