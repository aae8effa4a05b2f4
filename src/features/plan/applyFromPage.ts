import * as vscode from "vscode";
import { isApplied } from "../../core/apply/applyTexts";
import { prepareChanges } from "../../core/apply/prepareChanges";
import { plannedOf } from "../../core/plan/planRows";
import { isLoopback } from "../../core/server/address/serverUrl";
import type { PlaceholderValues } from "../../platform/ask/placeholderValues";
import { withCancellableProgress } from "../../platform/host/progress";
import { readSetting } from "../../platform/host/settings";
import { requireTrust } from "../../platform/host/trust";
import type { Connection } from "../../platform/servers/connections/connection";
import type { EnvironmentFiles } from "../../platform/servers/environments/environmentFiles";
import type { Servers } from "../../platform/servers/servers";
import { readSpecFiles } from "../../platform/specs/readSpecFiles";
import { findingText } from "../../platform/words/findingMessages";
import { plainText } from "../../platform/words/plainText";
import { applyRows, type PageOutcome } from "./applyRows";
import { askOnPage } from "./askOnPage";
import { isProduction } from "./pageEnvironment";
import { haveNamesChanged } from "./pagePrune";
import { dueOf, isSpecRow, type PageRow } from "./pageRow";
import type { PlanNotice } from "./planView";
import type { EditorDraft, PagePlan } from "./readPagePlan";
import { readPlanFile } from "./savedPlanFile";

interface PageParts {
  readonly servers: Servers;
  readonly placeholders: Pick<PlaceholderValues, "lookup">;
  readonly environments: Pick<EnvironmentFiles, "at" | "readAgain">;
  readonly connection: Connection;
  readonly plan: PagePlan;
  readonly onOutcome: (row: PageRow, outcome: PageOutcome) => void;
}

export type ApplyEnd =
  | { readonly kind: "applied" }
  /** Nothing was changed. */
  | { readonly kind: "notBegun"; readonly because: PlanNotice }
  /** Nothing was changed, and the plan has to be made anew. */
  | { readonly kind: "old"; readonly because: PlanNotice };

/** Asks, fills in placeholders, and does what the plan says for these rows. Throws `ServerFailure`. */
export async function applyFromPage(rows: readonly PageRow[], parts: PageParts): Promise<ApplyEnd> {
  const { connection, onOutcome, placeholders } = parts;
  const notBegun: ApplyEnd = {
    kind: "notBegun",
    because: { tone: "quiet", text: vscode.l10n.t("Nothing was changed.") },
  };
  requireTrust();
  if (await haveChanged(rows, parts))
    return old(vscode.l10n.t("The files have changed since this plan. It was made anew."));
  if (!(await askOnPage(rows, parts))) return notBegun;
  const changes = rows.flatMap((row) => (isSpecRow(row) && row.change !== undefined ? [row.change] : []));
  const prepared = await prepareChanges<EditorDraft>(changes, {
    check: {
      now: Date.now(),
      minimumMinutes: readSetting("minimumMinutes"),
      dialect: connection.dialect,
      onLoopback: isLoopback(connection.url),
    },
    production: isProduction(connection, parts.plan.environment),
    placeholders: { kind: "ask", ask: (asked) => placeholders.lookup(asked, connection) },
  });
  if (prepared.kind === "declined") return notBegun;
  if (prepared.kind === "refused") {
    const found = prepared.checked.flatMap(({ draft, findings }) =>
      findings
        .filter(({ severity }) => severity === "error")
        .map((finding) => `${plainText(draft.name)}: ${plainText(findingText(finding), 600)}`),
    );
    return { kind: "notBegun", because: { tone: "bad", text: found.join("\n") } };
  }
  const rowOf = new Map(rows.map((row) => [plannedOf(row), row]));
  const ends: PageOutcome[] = [];
  const title = vscode.l10n.t("Applying to {0}", plainText(connection.name));
  const end = await withCancellableProgress(title, async (signal, report) => {
    try {
      return await applyRows({
        ...parts,
        changes: prepared.changes,
        prunes: rows.flatMap((row) => dueOf(row) ?? []),
        signal,
        report,
        onOutcome: (planned, outcome) => {
          ends.push(outcome);
          const row = rowOf.get(planned);
          if (row !== undefined) onOutcome(row, outcome);
        },
      });
    } catch (failure) {
      if (signal.aborted && ends.length === 0) return "cancelled";
      throw failure;
    }
  });
  switch (end) {
    case "cancelled":
      return notBegun;
    case "waited":
      return old(vscode.l10n.t("Somebody else has applied meanwhile. The plan was made anew."));
    case "done":
      tellEnd(connection, ends);
      return { kind: "applied" };
  }
}

function old(text: string): ApplyEnd {
  return { kind: "old", because: { tone: "warning", text } };
}

/** Exactly what the user has read is applied. */
async function haveChanged(rows: readonly PageRow[], { environments, plan }: PageParts): Promise<boolean> {
  const { environment, prune, saved } = plan;
  environments.readAgain();
  if (environment !== undefined && (await environments.at(environment.uri))?.text !== environment.text) return true;
  const files = new Map(rows.filter(isSpecRow).map(({ read }) => [read.uri.toString(), read]));
  try {
    if (saved !== undefined && (await readPlanFile(saved.uri)).text !== saved.text) return true;
    const now = await readSpecFiles([...files.values()].map(({ uri }) => uri));
    if (now.some(({ text, uri }) => files.get(uri.toString())?.text !== text)) return true;
  } catch {
    return true;
  }
  const isPruned = rows.some((row) => dueOf(row) !== undefined);
  return isPruned && (prune === undefined || environment === undefined || (await haveNamesChanged(prune, environment)));
}

/** The page may be hidden by now. */
function tellEnd({ name }: Connection, ends: readonly PageOutcome[]): void {
  const good = ends.filter(isApplied).length;
  const server = plainText(name);
  if (good === ends.length) {
    void vscode.window.showInformationMessage(vscode.l10n.t("{0}: {1} changes are done.", server, good));
  } else {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "{0}: {1} of {2} changes are done. The plan says what became of the others.",
        server,
        good,
        ends.length,
      ),
    );
  }
}
