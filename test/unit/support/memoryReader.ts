import * as vscode from "vscode";
import { runToEnd } from "../../../src/core/base/runToEnd";
import { readSpecFile } from "../../../src/core/specFile/parseSpecFile";
import type { SpecReader } from "../../../src/features/specFile/specReader";
import { stubState } from "./vscode";

/** A spec file in view. */
export function showDocument(text: string): vscode.TextDocument {
  const uri = vscode.Uri.file("/w/many.cron.json");
  const document = { uri, version: 1, isClosed: false, getText: () => text } as unknown as vscode.TextDocument;
  stubState.documents.push(document);
  stubState.visibleEditors.push({ document });
  return document;
}

/** Reads as the real one does, without workspace and settings. */
export function memoryReader(): SpecReader {
  const read = (document: vscode.TextDocument) => {
    const { specs, problems } = runToEnd(readSpecFile(document.getText(), "many"));
    return { version: document.version, problems, specs: specs.map((spec) => ({ spec })) };
  };
  return {
    read,
    readSoon: async (document: vscode.TextDocument) => read(document),
    wellFormed: (document: vscode.TextDocument, name: string) =>
      read(document).specs.find(({ spec }) => spec.name === name)?.spec,
  } as unknown as SpecReader;
}

/** Specs of `namedCrons`, as one file. */
export function namedSpecs(count: number): string {
  const specs = Array.from({ length: count }, (_, n) => ({
    name: `spec-${n}`,
    thread_id: null,
    assistant_id: "agent",
    schedule: "0 9 * * *",
    input: { from: `spec-${n}` },
  }));
  return JSON.stringify(specs);
}
