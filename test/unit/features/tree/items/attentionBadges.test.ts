import { expect, test } from "vitest";
import * as vscode from "vscode";
import { addBadge, attentionBadges } from "../../../../../src/features/tree/items/attentionBadges";

function badgeOf(count: number): unknown {
  const item = new vscode.TreeItem("127.0.0.1:2024");
  addBadge(item, count);
  const uri = item.resourceUri;
  return uri && attentionBadges.provideFileDecoration(uri, {} as vscode.CancellationToken);
}

test.each([
  [0, undefined],
  [1, { badge: "1" }],
  [99, { badge: "99" }],
  [100, { badge: "9+" }],
])("a row above %i crons that need attention", (count, decoration) => {
  expect(badgeOf(count)).toEqual(decoration);
});

test("no other address gets one", () => {
  const file = vscode.Uri.file("/crons/5");
  expect(attentionBadges.provideFileDecoration(file, {} as vscode.CancellationToken)).toBe(undefined);
});
