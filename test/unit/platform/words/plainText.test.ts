import { describe, expect, it } from "vitest";
import { plainText } from "../../../../src/platform/words/plainText";

describe("plainText", () => {
  it("does not change ordinary text", () => {
    expect(plainText("daily-report · Übersicht")).toBe("daily-report · Übersicht");
  });

  it("removes the link from what a notification would make clickable", () => {
    expect(plainText("[Fix it](command:workbench.action.quit)")).toBe("[Fix it] (command:workbench.action.quit)");
  });

  it("removes the icon from what a lens or a list would draw", () => {
    expect(plainText("$(trash) daily")).toBe("$ (trash) daily");
  });

  it("puts everything on one line and drops direction marks", () => {
    expect(plainText("a\r\nb\u0000\u202ec")).toBe("a b c");
  });

  it("cuts at 200 characters, never inside one", () => {
    const cut = plainText(`a${"😀".repeat(500)}`);
    expect(cut).toHaveLength(200);
    expect(cut.isWellFormed()).toBe(true);
  });
});
