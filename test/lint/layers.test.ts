import { describe, expect, it } from "vitest";
import { allSources, brokenRules, circles, productSources, tableFaults } from "../../scripts/lint/imports";
import { type Layer, layers } from "../../scripts/lint/layers";

const sources = productSources();

/** What one more file of the product violates. */
const brokenBy = (file: string, text: string) => brokenRules(new Map([...sources, [file, text]]), [file]);

describe("the product", () => {
  it("keeps to the table of layers", () => {
    expect(brokenRules(sources)).toEqual([]);
  });

  it("has no circular imports, not even of types", () => {
    expect(circles(sources)).toEqual([]);
  });

  it("has tests and scripts without circular imports of values", () => {
    expect(circles(allSources(), "values")).toEqual([]);
  });

  it("has no two files of the same name", () => {
    const names = [...sources.keys()].map((file) => file.slice(file.lastIndexOf("/") + 1));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("has a table whose arrows all point up and are used", () => {
    expect(tableFaults(sources)).toEqual([]);
  });
});

const uses = (name: string) => `import { used } from "${name}";\nexport const value = used;`;

describe("an import that breaks the table is found:", () => {
  it.each([
    ["VS Code in the core", "src/core/schedule/x.ts", "vscode"],
    ["Node in the core", "src/core/base/x.ts", "node:fs"],
    ["a package in the core", "src/core/compare/x.ts", "jsonc-parser"],
    ["the core looking up to the platform", "src/core/checks/rules/x.ts", "../../../platform/app/app"],
    ["the core looking up to a feature", "src/core/base/x.ts", "../../features/tree/registerTree"],
    ["the core looking up to the protocol", "src/core/base/x.ts", "../../protocol/rpc"],
    ["the core looking up to the form", "src/core/base/x.ts", "../../../media/cronForm/main"],
    ["the core looking up to what is for Node", "src/core/lifecycle/finish/x.ts", "../../../node/processes"],
    ["base that knows findings", "src/core/base/x.ts", "../finding/finding"],
    ["the server that knows schedules", "src/core/server/requests/x.ts", "../../schedule/parseSchedule"],
    ["the server that knows the lifecycle", "src/core/server/x.ts", "../lifecycle/submission/submission"],
    ["the schedule that knows parameters", "src/core/schedule/x.ts", "../arguments/parameters"],
    ["a rule that compares", "src/core/checks/rules/x.ts", "../../compare/planUpdate"],
    ["the lifecycle that knows files", "src/core/lifecycle/submit/x.ts", "../../specFile/parseSpecFile"],
    ["a lease that knows submissions", "src/core/lifecycle/lease/x.ts", "../submission/submission"],
    ["a second caller of ofetch", "src/core/server/requests/x.ts", "ofetch"],
    ["a feature that calls ofetch", "src/features/tree/x.ts", "ofetch"],
    ["VS Code in the protocol", "src/protocol/x.ts", "vscode"],
    ["the protocol looking up to the platform", "src/protocol/x.ts", "../platform/app/app"],
    ["VS Code on the command line", "src/cli/commands/x.ts", "vscode"],
    ["the command line looking into the platform", "src/cli/x.ts", "../platform/host/trust"],
    ["the command line looking into a feature", "src/cli/x.ts", "../features/tree/registerTree"],
    ["the command line's entry looking past it", "src/cli.ts", "./core/base/json"],
    ["what is for Node looking into the platform", "src/node/x.ts", "../platform/host/trust"],
    ["VS Code in what is for Node", "src/node/x.ts", "vscode"],
    ["the platform looking up to a feature", "src/platform/ask/x.ts", "../../features/specFile/specFiles"],
    ["words that know servers", "src/platform/words/x.ts", "../servers/serverStore"],
    ["servers that ask", "src/platform/servers/connections/x.ts", "../../ask/askConnection"],
    ["a feature that knows another one", "src/features/tree/x.ts", "../cronForm/registerCronForm"],
    ["a part of one that knows another one", "src/features/tree/items/x.ts", "../../cronForm/registerCronForm"],
    ["a part of a part that does", "src/features/tree/a/b/c/x.ts", "../../../../cronForm/registerCronForm"],
    ["one that names it in full", "src/features/tree/x.ts", "../../features/cronForm/registerCronForm"],
    ["a feature that looks into the form's page", "src/features/cronForm/x.ts", "../../../media/cronForm/main"],
    ["VS Code in a form's controller", "src/features/cronForm/controller/x.ts", "vscode"],
    ["a controller that knows its window", "src/features/cronForm/controller/x.ts", "../window/formPanel"],
    ["VS Code in the form", "media/cronForm/x.ts", "vscode"],
    ["Node in the form", "media/cronForm/controls/x.ts", "node:path"],
    ["the form looking into the platform", "media/cronForm/x.ts", "../../src/platform/host/trust"],
    ["the form looking into a feature", "media/cronForm/x.ts", "../../src/features/tree/findHits"],
    ["the product looking into its tests", "src/platform/host/x.ts", "../../../test/unit/support/vscode"],
    ["a file that is none", "src/core/base/x.ts", "./nothing"],
    ["a folder that is none", "src/helpers/x.ts", "vscode"],
  ])("%s", (_title, file, name) => {
    expect(brokenBy(file, uses(name))).toEqual([expect.stringContaining(file)]);
  });

  it.each([
    ["a type", 'import type { A } from "vscode";'],
    ["a type among others", 'import {\n  type A,\n  b,\n} from "vscode";'],
    ["a whole module", 'import * as a from "vscode";'],
    ["a default with names", 'import a, { b } from "vscode";'],
    ["nothing of it", 'import "vscode";'],
    ["handed on", 'export * from "vscode";'],
    ["handed on under a name", 'export * as a from "vscode";'],
    ["some handed on", 'export {\n  a,\n  b as c,\n} from "vscode";'],
    ["a type handed on", 'export type { A } from "vscode";'],
    ["on first use", 'export const a = async () => await import("vscode");'],
    ["on first use, over two lines", 'export const a = async () =>\n  import(\n    "vscode"\n  );'],
    ["as a template", "export const a = async () => import(`vscode`);"],
    ["of something computed", "export const a = async (name: string) => import(name);"],
    ["of something put together", 'export const a = async (name: string) => import("vs" + name);'],
    ["of a filled template", `export const a = async (name: string) => import(\`vs\${name}\`);`],
    ["in a type", 'export type A = import("vscode").Uri;'],
    ["in the type of a module", 'export type A = typeof import("vscode");'],
    ["as CommonJS", 'export const a = require("vscode");'],
    ["by a reference", '/// <reference types="vscode" />'],
    ["after another one", 'import { a } from "./json";\nimport { b } from "vscode";'],
    ["of a part of a package", 'import a from "vscode/parts";'],
    ["of a package of somebody", 'import a from "@vscode/parts";'],
  ])("%s", (_title, code) => {
    expect(brokenBy("src/core/base/x.ts", code)).toEqual([expect.stringContaining("src/core/base/x.ts")]);
  });
});

it("a second caller of ofetch is found, on first use too", () => {
  const code = 'export const load = async () => await import("ofetch");';
  expect(brokenBy("src/core/server/requests/x.ts", code)).toEqual([
    expect.stringContaining("only src/core/server/requests/exchange.ts uses ofetch"),
  ]);
});

describe("what the table allows is not found:", () => {
  it.each([
    ["the core using what stands left of it", "src/core/lifecycle/prepare/x.ts", "../../schedule/nextRuns"],
    ["a package that is its own", "src/core/specFile/json/x.ts", "jsonc-parser"],
    ["a part of a package", "src/core/schedule/x.ts", "cronstrue/locales/de.min.js"],
    ["the platform using VS Code", "src/platform/host/x.ts", "vscode"],
    ["a feature using its own files", "src/features/tree/a/b/x.ts", "../../treeData"],
    ["the form using the protocol", "media/cronForm/x.ts", "../../src/protocol/rpc"],
  ])("%s", (_title, file, name) => {
    expect(brokenBy(file, uses(name))).toEqual([]);
  });
});

describe("circles", () => {
  it("of two files, one of which needs types alone", () => {
    const more = new Map([
      ["src/core/base/a.ts", 'import type { B } from "./b";'],
      ["src/core/base/b.ts", uses("./a")],
      ["src/core/base/c.ts", uses("./a")],
    ]);
    expect(circles(more)).toEqual([["src/core/base/a.ts", "src/core/base/b.ts"]]);
  });

  it("of types alone where values count", () => {
    const type = 'import type { B } from "./b";\nexport type {\n  C,\n} from "./b";';
    const circle = (text: string) =>
      new Map([
        ["src/core/base/a.ts", text],
        ["src/core/base/b.ts", uses("./a")],
      ]);
    expect(circles(circle(type), "values")).toEqual([]);
    expect(circles(circle(`${type}\n${uses("./b")}`), "values")).toEqual([
      ["src/core/base/a.ts", "src/core/base/b.ts"],
    ]);
  });

  it("of one file, and of three", () => {
    const more = new Map([
      ["src/core/base/a.ts", 'export * from "./b";'],
      ["src/core/base/b.ts", 'export const load = () => import("./c");'],
      ["src/core/base/c.ts", uses("./a")],
      ["src/core/base/d.ts", uses("./d")],
    ]);
    expect(circles(more)).toEqual([
      ["src/core/base/a.ts", "src/core/base/b.ts", "src/core/base/c.ts"],
      ["src/core/base/d.ts"],
    ]);
  });
});

describe("a table is wrong", () => {
  const changed = (folder: string, change: Partial<Layer>) =>
    layers.map((layer) => (layer.folder === folder ? { ...layer, ...change } : layer));

  it.each([
    ["with an arrow that points down", changed("src/core/base", { may: ["src/core/finding"] }), "src/core/finding"],
    ["with an arrow to what is beside", changed("src/features/*", { may: ["src/features"] }), "src/features"],
    ["with an arrow that nobody uses", changed("src/protocol", { may: ["src/core", "src/node"] }), "src/node"],
    ["with a folder that is none", [...layers, { folder: "src/old", holds: "", may: [] }], "src/old"],
  ])("%s", (_title, table, place) => {
    expect(tableFaults(sources, table)).toContainEqual(expect.stringContaining(place));
  });
});
