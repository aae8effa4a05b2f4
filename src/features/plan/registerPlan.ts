import * as vscode from "vscode";
import { environmentsFileName } from "../../core/environments/environmentsFile";
import type { App } from "../../platform/app/app";
import type { PlanTarget } from "../../platform/app/editorCommands";
import { askTarget } from "../../platform/ask/askConnection";
import { lazily } from "../../platform/host/lazily";
import { requireTrust } from "../../platform/host/trust";
import type { PlanPageParts } from "./planPage";
import type { PlanPages } from "./planPages";
import type { PlanSubject } from "./planSubject";

const viewType = "langgraphCrons.plan";

/** What spec files would change on a server: a page from which it can be applied. */
export function registerPlan(app: App, parts: PlanPageParts, load: () => Promise<typeof PlanPages>): vscode.Disposable {
  const pages = lazily(async () => app.own(new (await load())(app, parts, viewType)));
  return vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, saved: unknown) => (await pages()).restore(panel, saved),
    }),
    app.command("langgraphCrons.plan.open", async (target, selected) => {
      requireTrust();
      const subject = await subjectFor(parts, target, selected);
      if (subject !== undefined) (await pages()).open(subject);
    }),
  );
}

async function subjectFor(
  { connections }: PlanPageParts,
  target: PlanTarget | undefined,
  selected: readonly vscode.Uri[] | undefined,
): Promise<PlanSubject | undefined> {
  if (target !== undefined && "connectionId" in target) return target;
  const files = target instanceof vscode.Uri ? (selected ?? [target]) : [];
  const given = target !== undefined && "kind" in target ? connections.get(target.connection.id) : undefined;
  const connection = given ?? (await askTarget(connections, vscode.l10n.t("Plan for which server?")));
  return connection && { connectionId: connection.id, places: files.map((file) => placeOf(file).toString()) };
}

/** The file of the environments stands for its folder. */
function placeOf(file: vscode.Uri): vscode.Uri {
  return file.path.endsWith(`/${environmentsFileName}`) ? vscode.Uri.joinPath(file, "..") : file;
}
