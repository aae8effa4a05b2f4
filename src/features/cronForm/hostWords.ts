import * as vscode from "vscode";
import type { Finding } from "../../core/finding";
import { isLoopback } from "../../core/server/serverUrl";
import { checkArguments } from "../../core/spec/checkArguments";
import type { RawArguments } from "../../core/spec/cronArguments";
import type { Connection } from "../../platform/connection";
import { findingText, fixTitle } from "../../platform/findingMessages";
import { serverProblemMessage } from "../../platform/serverProblemMessage";
import type { CronService, ServerState } from "../../platform/services";
import { readSetting } from "../../platform/settings";
import type { FieldMessage, Target } from "../../protocol/cronForm";
import { fieldMessages } from "./fieldMessages";

/** Everything that the rules say about a draft for this connection's server. */
export function checkDraft(raw: RawArguments, connection: Connection, crons: CronService): readonly Finding[] {
  const state = crons.state(connection);
  return checkArguments(raw, {
    now: Date.now(),
    minimumMinutes: readSetting("minimumMinutes"),
    dialect: connection.dialect,
    onLoopback: isLoopback(connection.url),
    ...(state.kind === "ready" ? { server: state.info } : {}),
  });
}

export function findingMessages(raw: RawArguments, findings: readonly Finding[]): readonly FieldMessage[] {
  return fieldMessages(raw, findings, { text: findingText, fixTitle });
}

export function targetOf(connection: Connection, state: ServerState): Target {
  return {
    connectionName: connection.name,
    url: connection.url,
    production: connection.production,
    trusted: vscode.workspace.isTrusted,
    status: targetStatus(state),
  };
}

function targetStatus(state: ServerState): Target["status"] {
  switch (state.kind) {
    case "unknown":
    case "connecting":
      return { kind: "asking" };
    case "problem":
      return { kind: "unavailable", message: serverProblemMessage(state.problem) };
    case "ready": {
      const { hasCrons, version } = state.info;
      return hasCrons
        ? { kind: "ready", version }
        : { kind: "unavailable", message: serverProblemMessage({ kind: "noCrons", version }) };
    }
  }
}
