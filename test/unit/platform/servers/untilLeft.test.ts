import { expect, test, vi } from "vitest";
import { untilLeft } from "../../../../src/platform/servers/untilLeft";

const left = () => "left";
const never = new Promise<string>(() => undefined);

test("what is shared is given, with a signal or without", async () => {
  const shared = Promise.resolve("shared");
  expect(untilLeft(shared, undefined, left)).toBe(shared);
  expect(await untilLeft(shared, new AbortController().signal, left)).toBe("shared");
});

test("a failure is given too", async () => {
  const shared = Promise.reject(new Error("no"));
  await expect(untilLeft(shared, new AbortController().signal, left)).rejects.toThrow("no");
});

test("who leaves, or has left, waits no longer", async () => {
  expect(await untilLeft(never, AbortSignal.abort(), left)).toBe("left");
  const leaving = new AbortController();
  const waiting = untilLeft(never, leaving.signal, left);
  leaving.abort();
  expect(await waiting).toBe("left");
});

test("what has come is no longer asked about", async () => {
  const leaving = new AbortController();
  const remove = vi.spyOn(leaving.signal, "removeEventListener");
  const asked = vi.fn(left);
  expect(await untilLeft(Promise.resolve("shared"), leaving.signal, asked)).toBe("shared");
  await Promise.resolve();
  expect(remove).toHaveBeenCalledOnce();
  leaving.abort();
  expect(asked).not.toHaveBeenCalled();
});
