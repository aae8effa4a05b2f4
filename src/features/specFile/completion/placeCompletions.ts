import * as vscode from "vscode";
import { findPlaceholders } from "../../../core/arguments/placeholders";
import {
  type PlaceholderNameLists,
  placeholderProposals,
  placeholderRange,
  takesPlaceholders,
} from "../../../core/specFile/completion/placeholderProposals";
import type { Proposal } from "../../../core/specFile/completion/proposal";
import { isSpecDocument } from "../../../platform/specs/specSelector";
import { type CompletionContext, completionItem } from "./completionItem";
import type { ServerCompletions } from "./serverCompletions";

/** The list for a place among a cron's arguments: proposals, or placeholders in their stead, and what a server knows. */
export class PlaceCompletions {
  constructor(
    private readonly server: ServerCompletions,
    private readonly environmentNames: () => readonly string[],
  ) {}

  /** `proposals`: those that need no server. */
  async list(
    context: CompletionContext,
    proposals: readonly Proposal[],
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList> {
    const list = new vscode.CompletionList<vscode.CompletionItem>();
    list.items = takesPlaceholders(context.place)
      ? await this.placeholders(context)
      : await itemsOf(context, proposals);
    await this.addFromServer(list, context, token);
    return list;
  }

  private placeholders(context: CompletionContext): Promise<vscode.CompletionItem[]> {
    const { document, offset, place } = context;
    const text = document.getText();
    const isInText = text[place.replace.offset] === '"';
    const begun = { ...place, replace: placeholderRange(text, place, offset) };
    const names = placeholderNames(this.environmentNames());
    return itemsOf({ ...context, place: begun }, placeholderProposals(names, isInText));
  }

  /** Items that need no server never wait for one: a late answer is shown after the next key press. */
  private async addFromServer(
    list: vscode.CompletionList,
    context: CompletionContext,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const answer = await this.server.ask(context, token, list.items.length > 0);
    if (answer === "late") list.isIncomplete = true;
    else {
      list.isIncomplete = answer.isCut;
      list.items = [...answer.first, ...list.items, ...answer.last];
    }
    for (const [index, item] of list.items.entries()) item.sortText = String(index).padStart(5, "0");
  }
}

function itemsOf(context: CompletionContext, proposals: readonly Proposal[]): Promise<vscode.CompletionItem[]> {
  return Promise.all(proposals.map((proposal) => completionItem(context, proposal)));
}

/** Names used in open spec files, and names of environment variables. Values are never read. */
function placeholderNames(environment: readonly string[]): PlaceholderNameLists {
  const used = vscode.workspace.textDocuments
    .filter(isSpecDocument)
    .flatMap((document) => findPlaceholders(document.getText()));
  const named = (kind: "env" | "secret") => used.filter((each) => each.kind === kind).map(({ name }) => name);
  return { env: [...new Set([...named("env"), ...environment])], secret: [...new Set(named("secret"))] };
}
