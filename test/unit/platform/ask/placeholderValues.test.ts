import { beforeEach, expect, test } from "vitest";
import type * as vscode from "vscode";
import { findPlaceholders } from "../../../../src/core/arguments/placeholders";
import { PlaceholderValues } from "../../../../src/platform/ask/placeholderValues";
import type { Connection } from "../../../../src/platform/servers/connections/connection";
import { resetStub, stubState } from "../../support/vscode";

const connection = { name: "Local", url: "http://127.0.0.1:2024" } as Connection;

function values(environment: Readonly<Record<string, string>>): PlaceholderValues {
  const secrets = { get: async () => undefined, store: async () => undefined };
  const workspaceState = { get: (_: string, none: unknown) => none, update: async () => undefined };
  return new PlaceholderValues({ secrets, workspaceState } as unknown as vscode.ExtensionContext, environment);
}

beforeEach(() => {
  resetStub();
  stubState.answer = ({ buttons }) => buttons[0];
});

test("variables that are set have their value; properties of every object are not variables", async () => {
  const asked = ["TEAM", "EMPTY", "toString", "constructor", "hasOwnProperty"];
  const environment = values({ TEAM: "red", EMPTY: "" });
  const placeholders = asked.flatMap((name) => findPlaceholders(`\${env:${name}}`));
  const lookup = await environment.lookup(placeholders, connection);
  expect(placeholders.map((placeholder) => lookup?.(placeholder))).toEqual([
    "red",
    "",
    undefined,
    undefined,
    undefined,
  ]);
  expect(asked.map((name) => environment.hasEnvironment?.(name))).toEqual([true, true, false, false, false]);
});

test("nothing is read if the user does not agree", async () => {
  stubState.answer = () => undefined;
  expect(await values({ TEAM: "red" }).lookup(findPlaceholders("${env:TEAM}"), connection)).toBeUndefined();
});
