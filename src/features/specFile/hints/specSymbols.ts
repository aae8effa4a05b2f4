import * as vscode from "vscode";
import { documentRange } from "../../../platform/specs/documentRange";
import { isSpecDocument } from "../../../platform/specs/specSelector";
import { defaultSpecName } from "../../../platform/words/defaultSpecName";
import { plainText } from "../../../platform/words/plainText";
import type { CheckedSpec, SpecReader } from "../specReader";

/** With more specs than this, nobody looks for a key in the outline. */
const mostSpecsWithKeys = 200;

/** Each spec of a file by name and schedule, with its keys; VS Code's JSON support only numbers list entries. */
export class SpecSymbols implements vscode.DocumentSymbolProvider {
  constructor(private readonly reader: SpecReader) {}

  async provideDocumentSymbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
    if (!isSpecDocument(document)) return [];
    const specs = (await this.reader.readSoon(document))?.specs ?? [];
    const withKeys = specs.length <= mostSpecsWithKeys;
    return specs.map((checked) => symbolOf(document, checked, withKeys));
  }
}

function symbolOf(document: vscode.TextDocument, { spec }: CheckedSpec, withKeys: boolean): vscode.DocumentSymbol {
  const { schedule, timezone } = spec.arguments;
  const detail = [schedule, timezone].filter((text) => typeof text === "string").join(" · ");
  const whole = documentRange(document, spec.range);
  const symbol = new vscode.DocumentSymbol(
    plainText(spec.name) || defaultSpecName(document.uri),
    plainText(detail),
    vscode.SymbolKind.Event,
    whole,
    documentRange(document, spec.rangeOf(["name"])),
  );
  if (!withKeys) return symbol;
  symbol.children = Object.keys(spec.arguments)
    .filter((key) => plainText(key) !== "")
    .map((key) => {
      const range = documentRange(document, spec.rangeOf([key]));
      return new vscode.DocumentSymbol(plainText(key), "", vscode.SymbolKind.Property, range, range);
    });
  return symbol;
}
