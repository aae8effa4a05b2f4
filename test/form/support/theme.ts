import { readFileSync } from "node:fs";
import { inProject } from "../../support/paths";

export const themeNames = ["light", "dark", "highContrast", "highContrastLight"] as const;
export type ThemeName = (typeof themeNames)[number];

/** What VS Code 1.139 gave a webview in its own themes, as far as the form uses it. */
export interface Theme {
  readonly class: string;
  readonly variables: Readonly<Record<string, string>>;
}

export function readTheme(name: ThemeName): Theme {
  return JSON.parse(readFileSync(inProject("test", "form", "themes", `${name}.json`), "utf8")) as Theme;
}

export function webviewDefaults(): string {
  return readFileSync(inProject("test", "form", "themes", "webviewDefaults.txt"), "utf8");
}
