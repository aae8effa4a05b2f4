import { beforeEach, expect, it } from "vitest";
import { askOffered } from "../../../../src/platform/host/askOffered";
import { settle } from "../../support/settle";
import { resetStub, stubState } from "../../support/vscode";

beforeEach(() => {
  resetStub();
  stubState.keepsPicksOpen = true;
});

/** Answers when the test says so. */
class Offers {
  private readonly waiting = new Map<string, () => void>();

  readonly offer = async (text: string) => {
    await new Promise<void>((resolve) => this.waiting.set(text, resolve));
    const items = [{ label: "Only a note" }, { label: `Take ${text}`, value: text }];
    return { items, marked: items[1] };
  };

  async answer(text: string): Promise<void> {
    this.waiting.get(text)?.();
    await settle();
  }
}

function open(text = "") {
  const offers = new Offers();
  const answer = askOffered({ title: "Title", placeholder: "When?", text, offer: offers.offer });
  const pick = stubState.openPick;
  if (pick === undefined) throw new Error("No list is open.");
  return { answer, offers, pick };
}

it("The typed text comes with the line that was taken", async () => {
  const { answer, offers, pick } = open("a");
  await offers.answer("a");
  expect(pick.activeItems.map(({ label }) => label)).toEqual(["Take a"]);
  pick.choose("Take a");
  expect(await answer).toEqual({ value: { text: "a", value: "a" } });
});

it("A line that only says something can't be taken", async () => {
  const { answer, offers, pick } = open();
  await offers.answer("");
  pick.choose("Only a note");
  pick.hide();
  expect(await answer).toBeUndefined();
});

it("Enter before the lines are those of the text waits for them, and takes no earlier line", async () => {
  const { answer, offers, pick } = open();
  await offers.answer("");
  pick.type("b");
  pick.choose("Take ");
  await offers.answer("b");
  expect(await answer).toEqual({ value: { text: "b", value: "b" } });
});

it("Lines of an earlier text that come late are not shown", async () => {
  const { offers, pick } = open();
  pick.type("b");
  await offers.answer("b");
  await offers.answer("");
  expect(pick.items.map(({ label }) => label)).toEqual(["Only a note", "Take b"]);
});

it("The Back button goes back", async () => {
  const { answer, pick } = open();
  pick.goBack();
  expect(await answer).toBe("back");
});
