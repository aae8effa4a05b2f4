import { expect, test, vi } from "vitest";
import { untilLeft } from "../../../../src/platform/servers/untilLeft";

const left = () => "left";
const never = new Promise<string>(() => undefined);

test("a shared result is returned, with or without a signal", async () => {
  const shared = Promise.resolve("shared");
  expect(untilLeft(shared, undefined, left)).toBe(shared);
  expect(await untilLeft(shared, new AbortController().signal, left)).toBe("shared");
});

test("a failure is passed on too", async () => {
  const shared = Promise.reject(new Error("no"));
  await expect(untilLeft(shared, new AbortController().signal, left)).rejects.toThrow("no");
});

test("a caller that leaves, or has left, stops waiting", async () => {
  expect(await untilLeft(never, AbortSignal.abort(), left)).toBe("left");
  const leaving = new AbortController();
  const waiting = untilLeft(never, leaving.signal, left);
  leaving.abort();
  expect(await waiting).toBe("left");
});

test("a result that has arrived ignores the signal", async () => {
  const leaving = new AbortController();
  const remove = vi.spyOn(leaving.signal, "removeEventListener");
  const asked = vi.fn(left);
  expect(await untilLeft(Promise.resolve("shared"), leaving.signal, asked)).toBe("shared");
  await Promise.resolve();
  expect(remove).toHaveBeenCalledOnce();
  leaving.abort();
  expect(asked).not.toHaveBeenCalled();
});
