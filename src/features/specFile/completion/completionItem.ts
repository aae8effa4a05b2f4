import * as vscode from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import { standardDialect } from "../../../core/schedule/scheduleDialect";
import type { Proposal } from "../../../core/specFile/completion/proposal";
import type { SpecPlace } from "../../../core/specFile/completion/specPlace";
import { takenBy } from "../../../core/specFile/completion/takenBy";
import type { Connection } from "../../../platform/servers/connections/connection";
import { documentRange } from "../../../platform/specs/documentRange";
import { plainText } from "../../../platform/words/plainText";
import { localZone, momentWords } from "../../../platform/words/runWords";
import { plainMarkdown } from "../hints/plainMarkdown";
import { nextWords, specWords } from "../hints/scheduleText";
import { specSchedule } from "../specSchedule";

/** The place to complete. */
export interface CompletionContext {
  readonly document: vscode.TextDocument;
  readonly place: SpecPlace;
  /** The cursor's offset, in UTF-16 units. */
  readonly offset: number;
  /** The spec's arguments; empty if the cursor is not in a spec. */
  readonly given: RawArguments;
  /** Whose server is asked, and in whose dialect a schedule is read; undefined: none. */
  readonly connection: Connection | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

const kinds: Readonly<Record<Proposal["kind"], vscode.CompletionItemKind>> = {
  cron: vscode.CompletionItemKind.Snippet,
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
  schedule: vscode.CompletionItemKind.Event,
  zone: vscode.CompletionItemKind.Constant,
  moment: vscode.CompletionItemKind.Constant,
  thread: vscode.CompletionItemKind.Reference,
  assistant: vscode.CompletionItemKind.Module,
  placeholder: vscode.CompletionItemKind.Variable,
};

/** A proposal as a completion item. Text from a server or a file is shown as plain text, and inserted literally. */
export async function completionItem(context: CompletionContext, proposal: Proposal): Promise<vscode.CompletionItem> {
  const { detail, description, extraFilter } = await shownWords(context, proposal);
  const label = { label: plainText(proposal.label), ...(description === undefined ? {} : { description }) };
  const item = new vscode.CompletionItem(label, kinds[proposal.kind]);
  const { document, place } = context;
  const { insert, filter, replace } = takenBy(document.getText(), place, proposal);
  item.range = documentRange(document, replace);
  item.insertText = new vscode.SnippetString(insert);
  item.filterText = `${filter}${extraFilter}`;
  if (detail !== undefined) item.detail = detail;
  if (proposal.help !== undefined) item.documentation = plainMarkdown(vscode.l10n.t(proposal.help));
  if (proposal.isDeprecated) item.tags = [vscode.CompletionItemTag.Deprecated];
  if (proposal.goesOn) item.command = { title: "", command: "editor.action.triggerSuggest" };
  const { commaAt } = place;
  if (commaAt !== undefined) {
    item.additionalTextEdits = [vscode.TextEdit.insert(document.positionAt(commaAt), ",")];
  }
  return item;
}

interface ShownWords {
  /** Shown next to the label. */
  readonly description?: string;
  /** Shown when the proposal has the focus. */
  readonly detail?: string;
  /** Typing this text finds the item too. */
  readonly extraFilter: string;
}

async function shownWords(context: CompletionContext, proposal: Proposal): Promise<ShownWords> {
  switch (proposal.kind) {
    case "schedule":
      return scheduleWordsOf(context, proposal.label);
    case "zone":
      return proposal.label === localZone()
        ? { description: vscode.l10n.t("your time zone"), extraFilter: "" }
        : { extraFilter: "" };
    case "moment":
      return { description: momentWords(Date.parse(proposal.label), localZone(), context.now), extraFilter: "" };
    default: {
      const words = proposal.detail === undefined ? undefined : plainText(proposal.detail);
      return words === undefined || words === ""
        ? { extraFilter: "" }
        : { description: words, extraFilter: ` ${words}` };
    }
  }
}

/** In words and with its next run, in the spec's zone. */
async function scheduleWordsOf({ connection, given, now }: CompletionContext, schedule: string): Promise<ShownWords> {
  const dialect = connection?.dialect ?? standardDialect;
  const spec = { ...given, schedule };
  const found = specSchedule(spec, dialect) ?? specSchedule({ schedule }, dialect);
  const description = await specWords(found);
  if (description === undefined) return { extraFilter: "" };
  return { description, detail: nextWords(spec, found, now), extraFilter: ` ${description}` };
}
