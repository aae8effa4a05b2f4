import { expect, test } from "vitest";
import { openWorkbench } from "./openWorkbench";
import { takePicture } from "./takePicture";

test("VS Code opens the sample workspace with the extension, in every kind of theme", async () => {
  const { workbench } = await openWorkbench({ name: "workbench" });
  await workbench.openFile("langgraph.json");
  expect(await workbench.editor.text.textContent()).toContain("graphs");
  await workbench.openContainer("Crons for LangGraph");
  await takePicture(workbench, "workbench", ["light", "dark", "high-contrast", "high-contrast-light"]);
});
