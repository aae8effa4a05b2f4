import { beforeEach, expect, test } from "vitest";
import * as vscode from "vscode";
import { copyRequest } from "../../../../src/features/cronActions/copyRequest";
import { offerRequest } from "../../../../src/features/cronActions/offerRequest";
import { MemoryConnections } from "../../support/memoryConnections";
import { resetStub, stubState } from "../../support/vscode";
import { actionParts, cronOf, schedule } from "./actionParts";

beforeEach(resetStub);

const daily = () => actionParts([cronOf("a", { metadata: { langgraph_crons_name: "daily", team: "red" } })]);

test("copies the request of a cron as it is on the server now, in the form that is picked", async () => {
  const { chosen, parts, server } = await daily();
  server.change("a", { schedule: "0 7 * * *" });
  stubState.pick = ({ items: [first] }) => (first?.label === "HTTP" ? ["curl"] : ["Copy to the Clipboard"]);
  await copyRequest(parts, chosen("a"));
  expect(stubState.picks.map(({ items }) => items.length)).toEqual([5, 3]);
  expect(stubState.clipboard).toContain("curl --fail-with-body 'http://dev.test/");
  expect(stubState.clipboard).toContain('"schedule": "0 7 * * *"');
  expect(stubState.clipboard).toContain('"metadata": {"team": "red", "langgraph_crons_name": "daily"}');
  expect(stubState.statusBar).toEqual(["Copied: curl"]);
  expect(server.count("createCron")).toBe(0);
});

test("opens it as a document of its language, or as plain text if VS Code doesn't know that", async () => {
  const { chosen, parts } = await daily();
  for (const form of ["HTTP", "curl", "Python SDK", "JavaScript SDK", "Spec File"]) {
    stubState.pick = ({ items: [first] }) => (first?.label === "HTTP" ? [form] : ["Open as a New Document"]);
    await copyRequest(parts, chosen("a"));
  }
  const opened = stubState.shown.map(({ document }) => document);
  expect(opened.map(({ languageId }) => languageId)).toEqual([
    ...["plaintext", "shellscript", "python", "typescript", "jsonc"],
  ]);
  for (const document of opened) expect(document.getText()).toContain(schedule);
  expect(stubState.clipboard).toBe("");
});

test("has a variable in place of the connection's key and headers", async () => {
  const { chosen, connection, parts } = await daily();
  class Secretive extends MemoryConnections {
    override async secrets() {
      return { key: "canary-1", headers: { "x-a": "canary-2" } };
    }
  }
  stubState.pick = ({ items: [first] }) => (first?.label === "HTTP" ? ["Python SDK"] : ["Copy to the Clipboard"]);
  const connections = new Secretive();
  await copyRequest({ ...parts, connections }, { ...chosen("a"), connection: { ...connection, headerNames: ["x-a"] } });
  expect(stubState.clipboard).toContain('api_key=os.environ["LANGGRAPH_API_KEY"]');
  expect(stubState.clipboard).toContain('headers={"x-a": os.environ["LANGGRAPH_X_A"]}');
  expect(stubState.clipboard).not.toContain("canary");
});

test("copies nothing if no form is picked", async () => {
  const { chosen, parts } = await daily();
  await copyRequest(parts, chosen("a"));
  expect([stubState.clipboard, stubState.picks.length]).toEqual(["", 1]);
});

test("asks nothing where form and way are said, and saves the text as a file", async () => {
  const { connection, parts } = await daily();
  const given = { thread_id: null, assistant_id: "agent", schedule, input: {} } as const;
  const subject = { title: "daily", name: "daily", arguments: given, connection };
  await offerRequest(parts.connections, { ...subject, wanted: { form: "python", way: "save" } });
  expect(stubState.fileTexts.size).toBe(0);
  stubState.saveAs = vscode.Uri.file("/ws/daily.py");
  await offerRequest(parts.connections, { ...subject, wanted: { form: "python", way: "save" } });
  expect(stubState.fileTexts.get("/ws/daily.py")).toContain("client.crons.create(");
  expect([stubState.picks.length, stubState.clipboard]).toEqual([0, ""]);
});
