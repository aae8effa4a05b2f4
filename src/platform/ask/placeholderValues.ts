import * as vscode from "vscode";
import type { Placeholder } from "../../core/arguments/placeholders";
import { type Environment, variableOf } from "../../core/base/environment";
import type { PlaceholderLookup } from "../../core/checks/resolvePlaceholders";
import { requireTrust } from "../host/trust";
import type { Connection } from "../servers/connections/connection";
import { plainText } from "../words/plainText";

/** The names in `${env:NAME}` and `${secret:NAME}`. */
interface PlaceholderNames {
  readonly env: readonly string[];
  readonly secret: readonly string[];
}

/** A value for each name that has one. */
interface PlaceholderAnswers {
  readonly env: ReadonlyMap<string, string>;
  readonly secret: ReadonlyMap<string, string>;
}

const confirmedKey = "langgraphCrons.spec.confirmedPlaceholders";

/**
 * Provides the values of placeholders. A repository decides on the names and where the values go, so nothing is read
 * before the workspace is trusted and the user has agreed once to each name for each server address.
 */
export class PlaceholderValues {
  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly environment: Environment,
  ) {}

  /** Like `read`, for `prepareSubmit`. */
  async lookup(placeholders: readonly Placeholder[], connection: Connection): Promise<PlaceholderLookup | undefined> {
    const names = (kind: Placeholder["kind"]) => [
      ...new Set(placeholders.filter((each) => each.kind === kind).map(({ name }) => name)),
    ];
    const answers = await this.read({ env: names("env"), secret: names("secret") }, connection);
    return answers && (({ kind, name }) => answers[kind].get(name));
  }

  /** undefined: the user declined. A variable that isn't set is missing in the answer. */
  async read(names: PlaceholderNames, connection: Connection): Promise<PlaceholderAnswers | undefined> {
    requireTrust();
    if (!(await this.confirm(names, connection))) return undefined;
    const secret = new Map<string, string>();
    for (const name of names.secret) {
      const value = (await this.context.secrets.get(secretKey(name))) ?? (await this.askForSecret(name));
      if (value === undefined) return undefined;
      secret.set(name, value);
    }
    const env = names.env.flatMap((name) => {
      const value = variableOf(this.environment, name);
      return value === undefined ? [] : [[name, value] as const];
    });
    return { env: new Map(env), secret };
  }

  /** Whether a variable has a value, without revealing it; undefined if the workspace isn't trusted. */
  get hasEnvironment(): ((name: string) => boolean) | undefined {
    return vscode.workspace.isTrusted ? (name) => variableOf(this.environment, name) !== undefined : undefined;
  }

  /** Asks for a secret's value and stores it in `SecretStorage`. undefined: the user declined. */
  async askForSecret(name: string): Promise<string | undefined> {
    const value = await vscode.window.showInputBox({
      title: vscode.l10n.t("Secret {0}", name),
      prompt: vscode.l10n.t("Kept in this computer's secret storage, never in a file."),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => (text === "" ? vscode.l10n.t("A secret can't be empty.") : undefined),
    });
    if (value !== undefined) await this.context.secrets.store(secretKey(name), value);
    return value;
  }

  /** Names of the existing variables; empty before the workspace is trusted. */
  environmentNames(): readonly string[] {
    return vscode.workspace.isTrusted ? Object.keys(this.environment).sort() : [];
  }

  private async confirm(names: PlaceholderNames, connection: Connection): Promise<boolean> {
    const asked = [...names.env.map((name) => `env:${name}`), ...names.secret.map((name) => `secret:${name}`)];
    const confirmed = this.context.workspaceState.get<readonly string[]>(confirmedKey, []);
    const keyOf = (name: string) => `${name} ${connection.url}`;
    const missing = asked.filter((name) => !confirmed.includes(keyOf(name)));
    if (missing.length === 0) return true;
    const use = vscode.l10n.t("Use Them");
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t("May the spec files of this workspace use these values?"),
      { modal: true, detail: confirmDetail(missing, connection) },
      use,
    );
    if (answer !== use) return false;
    await this.context.workspaceState.update(confirmedKey, [...confirmed, ...missing.map(keyOf)]);
    return true;
  }
}

function confirmDetail(names: readonly string[], connection: Connection): string {
  const list = names.map((name) => `• ${name}`).join("\n");
  const meaning = vscode.l10n.t(
    "env is a variable of this computer's environment, secret a value that you have stored. They are sent to “{0}” ({1}), which stores those in metadata and webhook as plain text. You are asked once for each name and server.",
    plainText(connection.name),
    connection.url,
  );
  return `${list}\n\n${meaning}`;
}

function secretKey(name: string): string {
  return `langgraphCrons.spec.secret.${name}`;
}
