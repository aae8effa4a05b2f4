/** A small file and where it is put. */
export interface Case {
  readonly title: string;
  /** The file gets a name of its own in this folder. */
  readonly folder: string;
  readonly code: string;
}

export interface RefusedCase extends Case {
  /** What Biome calls the rule. */
  readonly rule: string;
}

const globals = "lint/style/noRestrictedGlobals";

const refused = (rule: string, folder: string, title: string, code: string): RefusedCase => ({
  rule,
  folder,
  title,
  code,
});

export const refusedCases: readonly RefusedCase[] = [
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
];

const good = (folder: string, title: string, code: string): Case => ({ folder, title, code });

export const goodCases: readonly Case[] = [
  good(
    "src/core/server",
    "a library that is loaded on first use",
    'export const load = async () => await import("cronstrue");',
  ),
  good("src/platform/host", "the process outside the core", "export const home = () => process.env.HOME;"),
  good(
    "media/cronForm",
    "text in a page as text",
    "export const show = (e: Element, text: string) => {\n  e.textContent = text;\n};",
  ),
  good(
    "src/core/lifecycle",
    "writing to a journal",
    "export const keep = async (journal: { write(): Promise<void> }) => await journal.write();",
  ),
];
