import * as vscode from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import { cronProposals } from "../../../core/specFile/completion/cronProposals";
import { configKeyProposals, specKeyProposals } from "../../../core/specFile/completion/keyProposals";
import type { Proposal } from "../../../core/specFile/completion/proposal";
import { specPlace } from "../../../core/specFile/completion/specPlace";
import { valueProposals } from "../../../core/specFile/completion/valueProposals";
import type { Connections } from "../../../platform/servers/connections/connections";
import { isSpecDocument } from "../../../platform/specs/specSelector";
import { defaultSpecName } from "../../../platform/words/defaultSpecName";
import { localZone } from "../../../platform/words/runWords";
import type { CheckedSpec, SpecReader } from "../specReader";
import type { CompletionContext } from "./completionItem";
import type { PlaceCompletions } from "./placeCompletions";

/** What can be typed at the cursor of a spec file, from the declaration of the parameters and from the chosen server. */
export class SpecCompletions implements vscode.CompletionItemProvider {
  static readonly triggers = ['"', ":", "{", "$"];

  constructor(
    private readonly reader: SpecReader,
    private readonly connections: Connections,
    private readonly items: PlaceCompletions,
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList> {
    if (!isSpecDocument(document)) return new vscode.CompletionList();
    const offset = document.offsetAt(position);
    const specs = (await this.reader.readSoon(document))?.specs ?? [];
    const ranges = specs.map(({ spec }) => spec.range);
    const place = specPlace(document.getText(), ranges, offset);
    if (place === undefined) return new vscode.CompletionList();
    const checked = specs.findLast(({ spec }) => spec.range.offset < offset);
    const isInside = place.kind === "key" || place.kind === "value";
    const given: RawArguments = (isInside ? checked?.spec.arguments : undefined) ?? {};
    const context = { document, offset, place, given, connection: this.connections.chosen(), now: Date.now() };
    return this.items.list(context, offline(context, checked), token);
  }
}

function offline(
  { document, given, now, place }: CompletionContext,
  checked: CheckedSpec | undefined,
): readonly Proposal[] {
  switch (place.kind) {
    case "file":
    case "item":
      return cronProposals(place, (text) => vscode.l10n.t(text));
    case "key":
      if (place.path.length === 0) return specKeyProposals(given, (key) => hasKey(checked, key), place);
      return place.path.length === 1 && place.path[0] === "config" ? configKeyProposals(given.config, place) : [];
    case "value":
      return valueProposals(given, place, { now, localZone: localZone(), fileName: defaultSpecName(document.uri) });
  }
}

/** Whether the spec has a key that is no argument of its cron. */
function hasKey(checked: CheckedSpec | undefined, key: string): boolean {
  return checked !== undefined && checked.spec.rangeOf([key]).offset !== checked.spec.range.offset;
}
