import * as vscode from "vscode";
import type { TextRange } from "../../core/spec/jsonTokens";
import { type Elsewhere, elsewhereWords } from "../../platform/elsewhereWords";
import { localZone, momentWords } from "../../platform/runWords";
import { plainMarkdown, plainTable } from "./plainMarkdown";
import { nextWords, specWords } from "./scheduleText";
import { type CheckedSpec, documentRange, type SpecReader } from "./specReader";
import { specRuns } from "./specSchedule";
import { isSpecDocument } from "./specSelector";

const runCount = 10;

/**
 * Over a schedule or its time zone: words and the next runs on three clocks. What a key means, VS Code says by itself from
 * the JSON schema.
 */
export class SpecHover implements vscode.HoverProvider {
  constructor(private readonly reader: SpecReader) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    if (!isSpecDocument(document)) return undefined;
    const offset = document.offsetAt(position);
    const isOver = ({ offset: start, length }: TextRange) => start <= offset && offset <= start + length;
    const checked = (await this.reader.readSoon(document))?.specs.find(({ spec }) => isOver(spec.range));
    if (checked === undefined) return undefined;
    const { arguments: given, rangeOf } = checked.spec;
    const key = ["schedule", "timezone"].find((each) => Object.hasOwn(given, each) && isOver(rangeOf([each])));
    if (key === undefined) return undefined;
    const contents = await hoverText(checked, Date.now());
    return contents && new vscode.Hover(contents, documentRange(document, checked.spec.rangeOf([key])));
  }
}

async function hoverText(checked: CheckedSpec, now: number): Promise<vscode.MarkdownString | undefined> {
  const { schedule: found } = checked;
  const given = checked.spec.arguments;
  const words = await specWords(found);
  if (found === undefined || words === undefined) return undefined;
  const text = plainMarkdown(words);
  const runs = specRuns(given, found, now, runCount);
  if (!found.zoneGiven) {
    text.appendMarkdown("\n\n");
    text.appendText(vscode.l10n.t("No time zone is given: the server reads it in UTC."));
  }
  text.appendMarkdown("\n\n");
  if (runs.length === 0) text.appendText(nextWords(given, found, now));
  else text.appendMarkdown(runTable(runs, found.zone, now));
  const elsewhere = await elsewhereWords(found.schedule, found.zone, now);
  if (elsewhere !== undefined) appendElsewhere(text, elsewhere);
  return text;
}

function runTable(runs: readonly number[], zone: string, now: number): string {
  const clocks = [...new Set([zone, localZone(), "UTC"])];
  return plainTable(
    clocks,
    runs.map((run) => clocks.map((clock) => momentWords(run, clock, now))),
  );
}

function appendElsewhere(text: vscode.MarkdownString, { words, link }: Elsewhere): void {
  text.appendMarkdown("\n\n");
  text.appendText(`${words} `);
  text.appendMarkdown(`[${plainMarkdown(link.title).value}](${link.url})`);
}
