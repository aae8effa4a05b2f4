import * as vscode from "vscode";
import { valueAt } from "../../../core/base/valueAt";
import { environmentPlace } from "../../../core/environments/environmentPlace";
import {
  argumentsIn,
  type EnvironmentSources,
  environmentProposals,
} from "../../../core/environments/environmentProposals";
import { parseTypedAddress } from "../../../core/server/address/typedAddress";
import { specPlace } from "../../../core/specFile/completion/specPlace";
import { parseJsonTree } from "../../../core/specFile/json/jsonTree";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { FolderSpecs } from "../../../platform/specs/folderSpecs";
import { defaultSpecName } from "../../../platform/words/defaultSpecName";
import { localZone } from "../../../platform/words/runWords";
import type { PlaceCompletions } from "../completion/placeCompletions";
import { connectionOf } from "./environmentOptions";
import { isEnvironmentsDocument } from "./environmentsDocument";

/** The nesting beyond which nobody types. */
const mostDepth = 100;
const keyLike = /^[A-Z_][A-Z0-9_]*(KEY|TOKEN)[A-Z0-9_]*$/;

/** What can be typed at the cursor of a file of environments; among overrides as in a spec. */
export class EnvironmentCompletions implements vscode.CompletionItemProvider {
  constructor(
    private readonly connections: Connections,
    private readonly folderSpecs: FolderSpecs,
    private readonly items: PlaceCompletions,
    private readonly environmentNames: () => readonly string[],
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList> {
    const nothing = new vscode.CompletionList();
    if (!isEnvironmentsDocument(document)) return nothing;
    const text = document.getText();
    const offset = document.offsetAt(position);
    const { root } = parseJsonTree(text, mostDepth);
    const place = root && specPlace(text, [root], offset);
    const about = place && environmentPlace(place);
    if (root === undefined || place === undefined || about === undefined) return nothing;
    const sources = await this.sources(document);
    const proposals = environmentProposals(about, place, root.value, sources);
    const isOverride = about.kind === "override";
    const context = {
      document,
      offset,
      place: isOverride ? about.inSpec : place,
      given: isOverride ? argumentsIn(about, root.value, sources.specs) : {},
      connection: isOverride
        ? this.connectionAt(valueAt(root.value, ["environments", about.environment, "url"]))
        : undefined,
      now: sources.now,
    };
    return this.items.list(context, proposals, token);
  }

  private async sources({ uri }: vscode.TextDocument): Promise<EnvironmentSources> {
    return {
      now: Date.now(),
      localZone: localZone(),
      fileName: defaultSpecName(uri),
      servers: this.connections.all(),
      variables: this.environmentNames().filter((name) => keyLike.test(name)),
      specs: await this.folderSpecs.of(uri),
    };
  }

  /** The server of the environment, if the user has it; no other is asked. */
  private connectionAt(url: unknown): Connection | undefined {
    const address = typeof url === "string" ? parseTypedAddress(url) : undefined;
    return address?.ok === true ? connectionOf({ url: address.value }, this.connections) : undefined;
  }
}
