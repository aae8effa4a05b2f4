import * as vscode from "vscode";
import type { ApplyOutcome } from "../../core/apply/applyPlan";
import { isApplied } from "../../core/apply/applyTexts";
import { prepareChanges } from "../../core/apply/prepareChanges";
import { isLoopback } from "../../core/server/address/serverUrl";
import type { PlaceholderValues } from "../../platform/ask/placeholderValues";
import { confirm } from "../../platform/host/confirm";
import { withCancellableProgress } from "../../platform/host/progress";
import { readSetting } from "../../platform/host/settings";
import { requireTrust } from "../../platform/host/trust";
import type { Connection } from "../../platform/servers/connections/connection";
import type { EnvironmentFiles } from "../../platform/servers/environments/environmentFiles";
import type { Servers } from "../../platform/servers/servers";
import { readSpecFiles } from "../../platform/specs/readSpecFiles";
import { findingText } from "../../platform/words/findingMessages";
import { plainText } from "../../platform/words/plainText";
import { applyRows } from "./applyRows";
import { isProduction } from "./pageEnvironment";
import type { PlanNotice } from "./planReport";
import { countWords, runsWords } from "./planWords";
import type { PagePlan, PageRow } from "./readPagePlan";

interface PageParts {
  readonly servers: Servers;
  readonly placeholders: Pick<PlaceholderValues, "lookup">;
  readonly environments: Pick<EnvironmentFiles, "at">;
  readonly connection: Connection;
  readonly plan: PagePlan;
  readonly onOutcome: (row: PageRow, outcome: ApplyOutcome) => void;
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
  if (!(await agreed(rows, parts))) return notBegun;
  const changes = rows.flatMap(({ change }) => (change === undefined ? [] : [change]));
  const prepared = await prepareChanges(changes, {
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
  const rowOf = new Map(rows.map((row) => [row.change, row]));
  const ends: ApplyOutcome[] = [];
  const title = vscode.l10n.t("Applying to {0}", plainText(connection.name));
  const end = await withCancellableProgress(title, async (signal, report) => {
    try {
      return await applyRows({
        ...parts,
        changes: prepared.changes,
        signal,
        report,
        onOutcome: (change, outcome) => {
          ends.push(outcome);
          const row = rowOf.get(change);
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
  const { environment } = plan;
  if (environment !== undefined && (await environments.at(environment.uri))?.text !== environment.text) return true;
  const files = new Map(rows.map(({ read }) => [read.uri.toString(), read]));
  try {
    const now = await readSpecFiles([...files.values()].map(({ uri }) => uri));
    return now.some(({ text, uri }) => files.get(uri.toString())?.text !== text);
  } catch {
    return true;
  }
}

/** For a production server its name has to be typed. */
async function agreed(rows: readonly PageRow[], { connection, plan: { environment } }: PageParts): Promise<boolean> {
  const name = plainText(environment?.environment.name ?? connection.name);
  const what = [countWords(rows), vscode.l10n.t("Runs in 30 days: {0}", runsWords(rows))];
  if (!isProduction(connection, environment)) {
    return confirm(vscode.l10n.t("Apply to {0}?", name), [connection.url, ...what], vscode.l10n.t("Apply"));
  }
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Apply to {0}, a production server", name),
    prompt: vscode.l10n.t("{0}. Type {1} to apply it.", what.join(". "), name),
    placeHolder: name,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === "" || text === name ? undefined : vscode.l10n.t("Type {0}, or press Escape.", name),
  });
  return typed === name;
}

/** The page may be hidden by now. */
function tellEnd({ name }: Connection, ends: readonly ApplyOutcome[]): void {
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
