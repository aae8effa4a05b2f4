/** A small file and where it is put. */
export interface Case {
  readonly title: string;
  /** The file gets a name of its own in this folder. */
  readonly folder: string;
  /** Instead, where the name matters. */
  readonly file?: string;
  readonly code: string;
}

export interface RefusedCase extends Case {
  /** What Biome calls the rule. */
  readonly rule: string;
}

const imports = "lint/style/noRestrictedImports";
const globals = "lint/style/noRestrictedGlobals";

const refused = (rule: string, folder: string, title: string, code: string): RefusedCase => ({
  rule,
  folder,
  title,
  code,
});

const uses = (from: string): string => `import { used } from "${from}";\nexport const value = used;`;
const usesType = (from: string): string => `import type { Used } from "${from}";\nexport type Value = Used;`;

export const refusedCases: readonly RefusedCase[] = [
  refused(imports, "src/core", "VS Code in the core", uses("vscode")),
  refused(imports, "src/core/schedule", "VS Code's types in the core", usesType("vscode")),
  refused(imports, "src/core", "Node in the core", uses("node:fs")),
  refused(imports, "src/core/specFile", "Node's types in the core", usesType("node:crypto")),
  refused(imports, "src/core/specFile", "the core looking up to the platform", uses("../../platform/app")),
  refused(imports, "src/core", "the core looking up to a feature", uses("../features/explorer/registerExplorer")),
  refused(imports, "src/core", "the core looking up to the protocol", uses("../protocol/cronForm")),
  refused(imports, "src/core", "the core looking up to the form", uses("../../media/cronForm/main")),
  refused(imports, "src/core/server", "a second caller of ofetch", uses("ofetch")),
  refused(
    imports,
    "src/core/server",
    "a second caller of ofetch, on first use",
    'export const load = async () => await import("ofetch");',
  ),
  refused(imports, "src/features/tree", "a feature that calls ofetch", uses("ofetch")),
  refused(imports, "src/platform", "the platform calling ofetch", uses("ofetch")),
  refused(imports, "src/protocol", "VS Code in the protocol", usesType("vscode")),
  refused(imports, "src/protocol", "the protocol looking up to the platform", uses("../platform/app")),
  refused(imports, "src/cli", "VS Code on the command line", usesType("vscode")),
  refused(imports, "src/cli", "the command line looking into the platform", uses("../platform/app")),
  refused(imports, "src/node", "what is for Node looking into the platform", uses("../platform/app")),
  refused(imports, "src/platform", "the platform looking up to a feature", uses("../features/specFile/lens")),
  refused(imports, "src/features/tree", "a feature that knows another one", uses("../cronForm/openForm")),
  refused(
    imports,
    "src/features/explorer/nodes",
    "a part of a feature that knows another one",
    uses("../../cronForm/open"),
  ),
  refused(
    imports,
    "src/features/tree",
    "a feature that names another one in full",
    uses("../../features/cronForm/open"),
  ),
  refused(imports, "media/cronForm", "VS Code in the form", usesType("vscode")),
  refused(imports, "media/cronForm/controls", "Node in the form", uses("node:path")),
  refused(imports, "media/cronForm", "the form looking into the platform", uses("../../src/platform/app/app")),
  refused(imports, "media/cronForm", "the form looking into a feature", uses("../../src/features/cronForm/open")),
  refused(globals, "src/core", "a page in the core", "export const title = () => document.title;"),
  refused(globals, "src/core", "a window in the core", "export const width = () => window.innerWidth;"),
  refused(globals, "src/core", "the process in the core", "export const home = () => process.env.HOME;"),
  refused(globals, "src/core", "Node's Buffer in the core", 'export const bytes = () => Buffer.from("");'),
  refused(
    globals,
    "src/core",
    "a request past the wrapper",
    'export const get = async () => await fetch("https://x.test");',
  ),
  refused(
    "plugin",
    "media/cronForm",
    "HTML added from text",
    "export const show = (e: Element, text: string) => {\n  e.innerHTML += text;\n};",
  ),
  refused(
    "plugin",
    "src/features/tree",
    "HTML in place of an element",
    "export const show = (e: Element, text: string) => {\n  e.outerHTML = text;\n};",
  ),
  refused(
    "plugin",
    "media/cronForm",
    "HTML from text",
    "export const show = (e: Element, text: string) => {\n  e.innerHTML = text;\n};",
  ),
  refused(
    "plugin",
    "media/cronForm",
    "HTML from text beside an element",
    'export const show = (e: Element, text: string) => e.insertAdjacentHTML("beforeend", text);',
  ),
  refused(
    "plugin",
    "media/cronForm",
    "a page written as text",
    "export const show = (text: string) => document.write(text);",
  ),
  refused(
    "lint/nursery/noFloatingPromises",
    "src/core",
    "a promise that nobody waits for",
    "const load = async (): Promise<void> => {};\nexport const run = (): void => {\n  load();\n};",
  ),
  refused("lint/suspicious/noExplicitAny", "src/core", "any", "export const value: any = 1;"),
  refused(
    "lint/style/noNonNullAssertion",
    "src/core",
    "an assertion without a check",
    "export const first = (a: string[]) => a[0]!;",
  ),
  refused("lint/style/noDefaultExport", "src/core", "a default export", "export default 1;"),
  refused(
    "lint/style/useImportType",
    "src/core",
    "a type imported as a value",
    'import { Used } from "./used";\nexport type Value = Used;',
  ),
  {
    ...refused("lint/suspicious/noImportCycles", "src/core", "two files that import each other", uses("./cycleB")),
    file: "src/core/cycleA.ts",
  },
  {
    ...refused(
      "lint/suspicious/noImportCycles",
      "src/core",
      "the other one of the two",
      'import { value } from "./cycleA";\nexport const used: number = value;',
    ),
    file: "src/core/cycleB.ts",
  },
];

const good = (folder: string, title: string, code: string): Case => ({ folder, title, code });

export const goodCases: readonly Case[] = [
  good("src/core/specFile", "the core using the core", uses("../schedule/nextRuns")),
  good(
    "src/core/server",
    "the core loading a library on first use",
    'export const load = async () => await import("cronstrue");',
  ),
  good("src/protocol", "the protocol using the core", usesType("../core/json")),
  good(
    "src/platform",
    "the platform using VS Code, Node and the core",
    `${uses("vscode")}\nexport * from "node:path";\nexport * from "../core/json";`,
  ),
  good("src/features/tree", "a feature using the platform", uses("../../platform/app")),
  good("src/features/tree", "a feature using its own files", uses("./threadNode")),
  good("src/features/explorer/nodes", "a part of a feature using the feature", uses("../explorerModel")),
  good("src/features/explorer/nodes", "a part of a feature using the core", uses("../../../core/json")),
  good(
    "src",
    "extension.ts using everything",
    `${uses("./features/explorer/registerExplorer")}\nexport * from "./platform/app";`,
  ),
  good(
    "media/cronForm",
    "the form using the protocol and the core",
    `${uses("../../src/protocol/cronForm")}\nexport * from "../../src/core/base/json";`,
  ),
  good(
    "media/cronForm",
    "text in a page as text",
    "export const show = (e: Element, text: string) => {\n  e.textContent = text;\n};",
  ),
  good(
    "src/core",
    "writing to a journal",
    "export const keep = async (journal: { write(): Promise<void> }) => await journal.write();",
  ),
  {
    ...good("src/core/server", "the one caller of ofetch", 'export const load = async () => await import("ofetch");'),
    file: "src/core/server/requests/sendRequest.ts",
  },
];
