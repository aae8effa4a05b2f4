import { readFileSync } from "node:fs";
import { inProject } from "../../support/paths";

export const themeNames = ["light", "dark", "highContrast", "highContrastLight"] as const;
export type ThemeName = (typeof themeNames)[number];

/** What VS Code 1.139 gave a webview in its own themes, as far as the form uses it. */
interface Theme {
  readonly class: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** What a theme gives a webview: classes of its body, and a style sheet. */
export interface Dress {
  readonly theme: string;
  readonly css: string;
}

const fileOf = (name: string) => readFileSync(inProject("test", "form", "themes", name), "utf8");

export function dressOf(name: ThemeName): Dress {
  const { class: theme, variables } = JSON.parse(fileOf(`${name}.json`)) as Theme;
  const declared = Object.entries(variables).map(([name, value]) => `${name}: ${value};`);
  return { theme, css: `:root { ${declared.join(" ")} } ${fileOf("webviewDefaults.txt")}` };
}
