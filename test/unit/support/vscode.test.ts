import { beforeEach, expect, test } from "vitest";
import * as vscode from "vscode";
import { confirm } from "../../../src/platform/host/confirm";
import { readSetting } from "../../../src/platform/host/settings";
import { resetStub, stubEvents, stubState } from "./vscode";

beforeEach(resetStub);

test("The stub is what the product's files import", async () => {
  stubState.answer = ({ text, buttons }) => (text === "Delete?" ? buttons[0] : undefined);
  expect(await confirm("Delete?", ["one", "two"], "Yes")).toBe(true);
  expect(stubState.messages).toEqual([{ severity: "warning", text: "Delete?", detail: "one\ntwo", buttons: ["Yes"] }]);
  stubState.settings.set("langgraphCrons.minimumMinutes", 7);
  expect(readSetting("minimumMinutes")).toBe(7);
});

test("A reset reverts what a test has set, and its listeners", () => {
  let calls = 0;
  vscode.workspace.onDidGrantWorkspaceTrust(() => (calls += 1));
  stubState.isTrusted = false;
  expect(vscode.workspace.isTrusted).toBe(false);
  resetStub();
  stubEvents.grantedTrust.fire();
  expect([vscode.workspace.isTrusted, calls, readSetting("minimumMinutes")]).toEqual([true, 0, 5]);
});

test("A listener that throws stops no other, and one that is disposed hears nothing", () => {
  const emitter = new vscode.EventEmitter<number>();
  const heard: number[] = [];
  const gone = emitter.event(() => heard.push(-1));
  emitter.event((value) => heard.push(value));
  gone.dispose();
  emitter.fire(3);
  expect(heard).toEqual([3]);
});

test("Uris survive being written and read", () => {
  const uri = vscode.Uri.from({ scheme: "x", path: "/a b/c.cron.json", query: "file=file%3A%2F%2F&name=1" });
  expect(vscode.Uri.parse(uri.toString())).toEqual(uri);
  expect(vscode.Uri.joinPath(vscode.Uri.file("/a/b"), "../c").toString()).toBe("file:///a/c");
});
