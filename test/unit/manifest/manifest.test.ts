import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { getLanguageService, TextDocument } from "vscode-json-languageservice";
import manifest from "../../../package.json";
import texts from "../../../package.nls.json";
import { groupings } from "../../../src/features/tree/arrange/grouping";
import { codicons } from "../../fixtures/codicons";

const { contributes } = manifest;
const declared = contributes.commands.map(({ command }) => command);
interface MenuEntry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

const menus = Object.values(contributes.menus).flat() as readonly MenuEntry[];

/** Commands of VS Code itself that a link in a welcome text may run. */
const builtIn = ["workbench.trust.manage"];

/** Ids in `EditorCommands`, with whether they are only for the keyboard and for other features. */
function commandTable(): readonly string[] {
  const source = readFileSync("src/platform/app/editorCommands.ts", "utf8");
  return [...source.matchAll(/^ {2}"(langgraphCrons\.[\w.]+)":/gm)].map(([, id = ""]) => id);
}

function sources(): string {
  return globSync("src/**/*.ts")
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

describe("commands", () => {
  test("each one in the manifest is in the command table and is registered, and nothing is missing from the manifest", () => {
    const internal = [
      "langgraphCrons.attention.open",
      "langgraphCrons.request.offer",
      "langgraphCrons.cron.page",
      "langgraphCrons.cron.propose",
      "langgraphCrons.spec.propose",
      "langgraphCrons.explorer.deleteSelected",
      "langgraphCrons.explorer.open",
      "langgraphCrons.explorer.press",
      "langgraphCrons.explorer.reveal",
    ];
    expect([...declared, ...internal].sort()).toEqual([...commandTable()].sort());
    const code = sources();
    for (const command of commandTable()) {
      expect(code).toContain(`app.command("${command}"`);
    }
  });

  test("menus and keys run existing commands", () => {
    const used = [...menus, ...contributes.keybindings].filter((entry) => !("submenu" in entry));
    expect(used.map(({ command = "" }) => command).filter((command) => !commandTable().includes(command))).toEqual([]);
    const opened = menus.flatMap(({ submenu }) => (submenu === undefined ? [] : [submenu]));
    expect([...new Set(opened)].sort()).toEqual(contributes.submenus.map(({ id }) => id).sort());
    expect(opened.every((id) => id in contributes.menus)).toBe(true);
  });

  test("of each way to group, the view's menu has the entry with the mark or the one without", () => {
    const entries = contributes.menus["langgraphCrons.groupBy"];
    const offered = (grouping: string) =>
      entries.filter(({ when }) => {
        const [, operator, value] = /^langgraphCrons\.grouping (==|!=) (\w+)$/.exec(when) ?? [];
        return (operator === "==") === (value === grouping);
      });
    for (const grouping of groupings) {
      expect(offered(grouping)).toHaveLength(groupings.length);
      const marked = offered(grouping).filter(({ command }) => command.endsWith("Chosen"));
      expect(marked.map(({ command }) => command)).toEqual([`langgraphCrons.groupBy.${grouping}Chosen`]);
    }
  });

  test("every command has an icon and a category, so that it can be identified in the palette", () => {
    for (const { icon, category } of contributes.commands) {
      expect([icon, category]).toEqual([expect.stringMatching(/^\$\([\w-]+\)$/), "%category%"]);
    }
  });

  test("commands that are drawn as buttons of one menu have different icons", () => {
    const glyph = new Map(contributes.commands.map(({ command, icon }) => [command, codicons[icon.slice(2, -1)]]));
    const viewOf = ({ when }: (typeof menus)[number]) => /view == (\S+)/.exec(when ?? "")?.[1] ?? "";
    const all = Object.entries(contributes.menus) as [string, typeof menus][];
    const shownTogether = all.flatMap(([menu, entries]) =>
      [...new Set(entries.map(viewOf))].map((view) => [menu, entries.filter((each) => viewOf(each) === view)] as const),
    );
    for (const [menu, entries] of shownTogether) {
      const drawn = entries.filter(({ group }) => /^(inline|navigation)/.test(group ?? ""));
      const glyphs = [...new Set(drawn.map(({ command = "" }) => command))].map((command) => glyph.get(command));
      expect(glyphs, menu).not.toContain(undefined);
      expect(new Set(glyphs).size, menu).toBe(glyphs.length);
    }
  });

  test("a command that starts a run, which costs, is not a button next to the one that resumes", () => {
    const inline = contributes.menus["view/item/context"].filter(({ group }) => group.startsWith("inline"));
    const resumes = inline.find(({ command }) => command === "langgraphCrons.cron.resume");
    const runs = inline.find(({ command }) => command === "langgraphCrons.cron.runNow");
    expect(resumes?.when).toContain("\\bpaused\\b");
    expect(runs?.when).toContain("\\benabled\\b");
  });

  test("a menu on several selected nodes is not offered by commands that take one", () => {
    const copies = contributes.menus["view/item/context"].filter(({ command }) => command.endsWith(".copyId"));
    expect(copies.every(({ when }) => when.includes("!listMultiSelection"))).toBe(true);
  });
});

/** As VS Code's palette matches: each word of the query begins a word of the label, in this order. */
function matches(query: string, label: string): boolean {
  const words = label.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  let from = 0;
  return query.split(" ").every((wanted) => {
    const found = words.findIndex((word, index) => index >= from && word.startsWith(wanted));
    from = found + 1;
    return found >= 0;
  });
}

type Title = (typeof contributes.commands)[number]["title"];

function textOf(key: string): string {
  return texts[key.slice(1, -1) as keyof typeof texts];
}

/** What menus show, and by what the palette finds it: the second is for VS Code the title before its translation. */
function titleOf(title: Title) {
  return typeof title === "string"
    ? { shown: textOf(title), found: textOf(title) }
    : { shown: textOf(title.value), found: textOf(title.original) };
}

describe("the palette", () => {
  const labels = contributes.commands.map(({ command, title }) => ({
    command: command.replace("langgraphCrons.", ""),
    label: `${texts.category}: ${titleOf(title).found}`,
  }));

  test.each([
    ["schedule", "cron.create"],
    ["new schedule", "cron.create"],
    ["create cron", "cron.create"],
    ["create cron quick", "cron.createQuick"],
    ["edit cron", "spec.openInForm"],
    ["disable", "cron.pause"],
    ["stop cron", "cron.pause"],
    ["pause cron", "cron.pause"],
    ["enable", "cron.resume"],
    ["trigger", "cron.runNow"],
    ["run now", "cron.runNow"],
    ["upcoming", "upcoming.open"],
    ["timeline", "upcoming.open"],
    ["deploy", "spec.submit"],
    ["diff", "spec.diff"],
    ["staging", "spec.showInEnvironment"],
    ["pull", "spec.updateFromServer"],
    ["remove cron", "cron.delete"],
    ["add server", "connection.add"],
    ["switch server", "connection.choose"],
    ["download cron", "cron.export"],
    ["curl", "cron.copyRequest"],
    ["python", "spec.copyRequest"],
    ["import python", "code.moveToSpec"],
    ["price", "cost.open"],
    ["tokens", "cost.open"],
    ["why", "doctor.open"],
    ["diagnose", "doctor.open"],
    ["find cron", "explorer.search"],
    ["filter crons", "explorer.filter"],
    ["clear filters", "explorer.clearFilters"],
    ["group crons", "explorer.groupBy"],
    ["hide threads", "explorer.hideOtherThreads"],
  ])("finds the right command for “%s”", (query, command) => {
    expect(labels.filter(({ label }) => matches(query, label)).map((each) => each.command)).toContain(command);
  });

  test("other words for a command come after its own, and no menu shows them", () => {
    for (const { title } of contributes.commands) {
      const { shown, found } = titleOf(title);
      expect(shown).not.toMatch(/ \(.+\)$/);
      expect(found.replace(/ \(.+\)$/, "")).toBe(shown);
      expect(found === shown).toBe(typeof title === "string");
    }
  });
});

describe("texts", () => {
  test("every %key% has a text, and every text is used", () => {
    const keys = [...JSON.stringify(manifest).matchAll(/%([\w.]+)%/g)].map(([, key]) => key);
    expect([...new Set(keys)].sort()).toEqual(Object.keys(texts).sort());
  });

  test("links in welcome texts run existing commands", () => {
    const links = Object.values(texts).flatMap((text) => [...text.matchAll(/\(command:([\w.]+)\)/g)]);
    expect(links.length).toBeGreaterThan(10);
    expect(links.map(([, id = ""]) => id).filter((id) => !declared.includes(id) && !builtIn.includes(id))).toEqual([]);
  });

  test("every state of the tree without content has a welcome text", () => {
    const source = readFileSync("src/features/tree/treeState.ts", "utf8");
    const states = [...source.matchAll(/^ {2}\| "(\w+)"/gm)].map(([, state]) => state);
    const silent = ["ready", "loading"];
    const ofTree = contributes.viewsWelcome.filter(({ view }) => view === "langgraphCrons.explorer");
    const welcomed = ofTree.map(({ when }) => /== (\w+)$/.exec(when)?.[1]);
    expect([...welcomed, ...silent].sort()).toEqual([...states].sort());
  });
});

describe("settings", () => {
  test("the code's defaults are the manifest's", () => {
    const source = readFileSync("src/platform/host/settings.ts", "utf8");
    const defaults = [...source.matchAll(/^ {2}(\w+): (true|false|\d+|".*"|\{\}|\[\]),$/gm)].map(([, name, value]) => [
      `langgraphCrons.${name}`,
      JSON.parse(String(value)),
    ]);
    const { properties } = contributes.configuration;
    expect(Object.fromEntries(defaults)).toEqual(
      Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, property.default])),
    );
  });

  test("no setting names a server or a secret, and a workspace can't change what is sent", () => {
    const { properties } = contributes.configuration;
    const named = Object.entries(properties).filter(([name]) => /url|key|token|secret|header|server/i.test(name));
    expect(named.filter(([, { type }]) => type !== "boolean")).toEqual([]);
    expect(properties["langgraphCrons.requestTimeoutSeconds"].scope).toBe("application");
    expect(properties["langgraphCrons.checkOnServer"].scope).toBe("application");
    expect(properties["langgraphCrons.traceLinks"].scope).toBe("application");
    expect(properties["langgraphCrons.costPrices"].scope).toBe("application");
    expect(properties["langgraphCrons.costLimits"].scope).toBe("application");
  });
});

describe("what is a spec file", () => {
  const whens = menus.filter(({ command = "" }) => /\.spec\.(?!new)/.test(command)).map(({ when = "" }) => when);

  test("is the same in all menus: a file on disk or in the workspace, by its name in any case", () => {
    const rule =
      "resourceFilename =~ /\\.cron\\.json$/i && " +
      "(resourceScheme =~ /^(file|vscode-remote)$/ || resourceScheme in langgraphCrons.workspaceSchemes)";
    expect(whens).toHaveLength(16);
    expect(whens.filter((when) => when !== rule && when !== `${rule} && !listMultiSelection`)).toEqual([]);
  });

  test.each([
    ["file", true],
    ["vscode-remote", true],
    ["git", false],
    ["gitlens", false],
    ["untitled", false],
    ["output", false],
    ["langgraph-crons-server", false],
    ["vscode-local-history", false],
    ["file-copy", false],
  ])("no menu treats a copy as a file: %s %j", (scheme, isFile) => {
    for (const when of whens) {
      expect(new RegExp(/resourceScheme =~ \/(.+?)\/ /.exec(when)?.[1] ?? "").test(scheme)).toBe(isFile);
    }
  });

  test("is the same for VS Code's JSON support", () => {
    const service = getLanguageService({});
    const fileMatch = contributes.jsonValidation.flatMap((each) => each.fileMatch);
    service.configure({ validate: true, schemas: [{ uri: "x", fileMatch, schema: { type: "number" } }] });
    const isJudged = async (path: string) => {
      const document = TextDocument.create(`file:///w/${path}`, "jsonc", 1, '""');
      return (await service.doValidation(document, service.parseJSONDocument(document))).length > 0;
    };
    return expect(
      Promise.all(["a.cron.json", "b/Daily.CRON.JSON", "a.json", "acron.json"].map(isJudged)),
    ).resolves.toEqual([true, true, false, false]);
  });
});

describe("when it is loaded", () => {
  test("only by what a person opens: no start-up event, no scan of the workspace", () => {
    const code = ["python", "javascript", "javascriptreact", "typescript", "typescriptreact"];
    const languages = ["json", "jsonc", "json5", ...code].map((language) => `onLanguage:${language}`);
    const pages = ["cost", "cron", "cronForm", "doctor", "plan", "run", "upcoming"].map(
      (page) => `onWebviewPanel:langgraphCrons.${page}`,
    );
    const documents = "onFileSystem:langgraph-crons-json";
    expect(manifest.activationEvents).toEqual([...languages, documents, ...pages]);
  });

  test("context keys in the manifest are set by the code", () => {
    const whens = [...menus, ...contributes.viewsWelcome, ...contributes.keybindings].map(({ when }) => when ?? "");
    const keys = whens.flatMap((when) =>
      [...when.matchAll(/(?<!config\.|[\w. ]= )langgraphCrons\.\w+/g)].map(([key]) => key),
    );
    const set = [...sources().matchAll(/setContext"?[(,] ?"(langgraphCrons\.\w+)"/g)].map(([, key]) => key);
    const views = ["langgraphCrons.explorer", "langgraphCrons.files", "langgraphCrons.cronForm"];
    expect([...new Set(keys)].filter((key) => !set.includes(key) && !views.includes(key))).toEqual([]);
  });

  test("settings in conditions are settings", () => {
    const whens = [...menus, ...contributes.viewsWelcome, ...contributes.keybindings].map(({ when }) => when ?? "");
    const named = whens.flatMap((when) => [...when.matchAll(/config\.(langgraphCrons\.\w+)/g)].map(([, name]) => name));
    expect(named.filter((name) => !Object.hasOwn(contributes.configuration.properties, String(name)))).toEqual([]);
  });
});
