import * as vscode from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import { findPlaceholders } from "../../../core/arguments/placeholders";
import { standardDialect } from "../../../core/schedule/scheduleDialect";
import { cronProposals } from "../../../core/specFile/completion/cronProposals";
import { configKeyProposals, specKeyProposals } from "../../../core/specFile/completion/keyProposals";
import {
  type PlaceholderNameLists,
  placeholderProposals,
  placeholderRange,
  takesPlaceholders,
} from "../../../core/specFile/completion/placeholderProposals";
import type { Proposal } from "../../../core/specFile/completion/proposal";
import { type SpecPlace, specPlace } from "../../../core/specFile/completion/specPlace";
import { valueProposals } from "../../../core/specFile/completion/valueProposals";
import type { Connections } from "../../../platform/servers/connections/connections";
import { isSpecDocument } from "../../../platform/specs/specSelector";
import { defaultSpecName } from "../../../platform/words/defaultSpecName";
import { localZone } from "../../../platform/words/runWords";
import type { CheckedSpec, SpecReader } from "../specReader";
import { type CompletionContext, completionItem } from "./completionItem";
import type { ServerCompletions } from "./serverCompletions";

/** What can be typed at the cursor, from the declaration of the parameters and from the chosen server. */
export class SpecCompletions implements vscode.CompletionItemProvider {
  static readonly triggers = ['"', ":", "{", "$"];

  constructor(
    private readonly reader: SpecReader,
    private readonly connections: Connections,
    private readonly server: ServerCompletions,
    private readonly environmentNames: () => readonly string[],
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList> {
    const list = new vscode.CompletionList<vscode.CompletionItem>();
    if (!isSpecDocument(document)) return list;
    const text = document.getText();
    const offset = document.offsetAt(position);
    const specs = (await this.reader.readSoon(document))?.specs ?? [];
    const ranges = specs.map(({ spec }) => spec.range);
    const place = specPlace(text, ranges, offset);
    if (place === undefined) return list;
    const checked = specs.findLast(({ spec }) => spec.range.offset < offset);
    const context = this.context(document, offset, place, checked);
    list.items = takesPlaceholders(place)
      ? await this.placeholders(context, text, offset)
      : await itemsOf(context, this.offline(context));
    await this.addFromServer(list, context, token);
    return list;
  }

  private context(
    document: vscode.TextDocument,
    offset: number,
    place: SpecPlace,
    checked: CheckedSpec | undefined,
  ): CompletionContext {
    const isInside = place.kind === "key" || place.kind === "value";
    const given: RawArguments = (isInside ? checked?.spec.arguments : undefined) ?? {};
    return {
      document,
      offset,
      place,
      given,
      checked,
      dialect: this.connections.chosen()?.dialect ?? standardDialect,
      now: Date.now(),
    };
  }

  private offline({ checked, document, given, now, place }: CompletionContext): readonly Proposal[] {
    switch (place.kind) {
      case "file":
      case "item":
        return cronProposals(place, (text) => vscode.l10n.t(text));
      case "key":
        if (place.path.length === 0) return specKeyProposals(given, hasName(checked), place);
        return place.path.length === 1 && place.path[0] === "config" ? configKeyProposals(given.config, place) : [];
      case "value":
        return valueProposals(given, place, {
          now,
          localZone: localZone(),
          fileName: defaultSpecName(document.uri),
        });
    }
  }

  private placeholders(context: CompletionContext, text: string, offset: number): Promise<vscode.CompletionItem[]> {
    const { place } = context;
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

/** Whether the spec has a name of its own; otherwise its file gives it one. */
function hasName(checked: CheckedSpec | undefined): boolean {
  return checked !== undefined && checked.spec.rangeOf(["name"]).offset !== checked.spec.range.offset;
}

/** Names used in open spec files, and names of environment variables. Values are never read. */
function placeholderNames(environment: readonly string[]): PlaceholderNameLists {
  const used = vscode.workspace.textDocuments
    .filter(isSpecDocument)
    .flatMap((document) => findPlaceholders(document.getText()));
  const named = (kind: "env" | "secret") => used.filter((each) => each.kind === kind).map(({ name }) => name);
  return { env: [...new Set([...named("env"), ...environment])], secret: [...new Set(named("secret"))] };
}
