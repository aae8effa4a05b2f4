import * as vscode from "vscode";
import type { CronEnvironment, EnvironmentsFile } from "../../core/environments/environmentsFile";
import { matchEnvironment } from "../../core/environments/matchEnvironment";
import type { EnvironmentRef } from "../../platform/app/fileNode";
import type { Connection } from "../../platform/servers/connections/connection";
import type { EnvironmentFiles } from "../../platform/servers/environments/environmentFiles";
import { plainText } from "../../platform/words/plainText";
import type { PagePlace } from "./pageRow";

/** An environment as it was when a plan was made. */
export interface PageEnvironment extends PagePlace {
  readonly file: EnvironmentsFile;
  readonly environment: CronEnvironment;
}

/**
 * Reads an environment for a connection. Throws if it can't be used, or has another address than the connection: then a
 * plan for it says nothing about that server.
 */
export async function pageEnvironment(
  { file, name }: EnvironmentRef,
  connection: Connection,
  environments: Pick<EnvironmentFiles, "at">,
): Promise<PageEnvironment> {
  const uri = vscode.Uri.parse(file);
  const found = await environments.at(uri);
  const path = plainText(vscode.workspace.asRelativePath(uri));
  if (found?.read.ok !== true) throw new Error(vscode.l10n.t("{0} has errors, or is gone.", path));
  const environment = found.read.value.environments.get(name);
  if (environment === undefined) {
    throw new Error(vscode.l10n.t("{0} no longer has the environment “{1}”.", path, plainText(name)));
  }
  if (matchEnvironment(environment, [connection]).kind !== "matched") {
    throw new Error(
      vscode.l10n.t(
        "The environment “{0}” has another address than the connection “{1}”.",
        plainText(name),
        plainText(connection.name),
      ),
    );
  }
  return { uri, path, text: found.text, file: found.read.value, environment };
}

/** Whether something there asks before it changes anything. */
export function isProduction({ production }: Connection, environment: PageEnvironment | undefined): boolean {
  return production || environment?.environment.production === true;
}
