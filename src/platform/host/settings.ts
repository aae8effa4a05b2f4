import * as vscode from "vscode";

/** The settings and their defaults; the manifest declares the same. */
export const settingDefaults = {
  attentionInStatusBar: false,
  checkClosedFiles: false,
  checkOnServer: true,
  codeLens: true,
  costLimits: {},
  costPrices: [],
  displayTimeZone: "",
  fileDecorations: true,
  inlayHints: true,
  liveUpdates: true,
  minimumMinutes: 5,
  requestTimeoutSeconds: 20,
  traceLinks: {},
} as const satisfies Record<string, boolean | number | string | object>;

type Widened<Value> = Value extends boolean
  ? boolean
  : Value extends number
    ? number
    : Value extends string
      ? string
      : Readonly<Record<string, unknown>>;

/** A setting's value; a value of the wrong type (a hand-written settings file) counts as not set. */
export function readSetting<Name extends keyof typeof settingDefaults>(
  name: Name,
): Widened<(typeof settingDefaults)[Name]> {
  const fallback = settingDefaults[name];
  const value = vscode.workspace.getConfiguration("langgraphCrons").get<unknown>(name);
  return (typeof value === typeof fallback && value !== null ? value : fallback) as Widened<
    (typeof settingDefaults)[Name]
  >;
}
