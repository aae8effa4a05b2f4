import { expect, it } from "vitest";
import { type FormRecord, newRecord } from "../../../../../src/features/cronForm/controller/formRecord";
import { DraftStore } from "../../../../../src/features/cronForm/window/draftStore";
import { computeClock } from "../../../../support/computeClock";
import { connectionTo } from "../../../../support/formParts";

function setup() {
  const state = new Map<string, unknown>();
  const secrets = new Map<string, string>();
  const failures: unknown[] = [];
  const later = () => new Promise<void>((resolve) => setTimeout(resolve));
  const store = () =>
    new DraftStore(
      {
        get: (key: string) => state.get(key),
        keys: () => [...state.keys()],
        update: async (key, value) => {
          await later();
          if (value === "fail") throw new Error("no");
          if (value === undefined) state.delete(key);
          else state.set(key, structuredClone(value));
        },
      } as ConstructorParameters<typeof DraftStore>[0],
      {
        get: async (key) => secrets.get(key),
        store: async (key, value) => void secrets.set(key, value),
        delete: async (key) => void secrets.delete(key),
      },
      (failure) => failures.push(failure),
    );
  return { state, secrets, failures, store };
}

function record(form: string, typed: FormRecord["draft"]["typed"], changedAt = 0): FormRecord {
  const draft = { arguments: {}, typed, name: "" };
  return newRecord({ form, suffix: "x", subject: { kind: "new" }, draft, changedAt }, connectionTo("dev"));
}

it("keeps the last of several writes, and forgets after it", async () => {
  const { state, store } = setup();
  const drafts = store();
  void drafts.save(record("a", { schedule: "1" }));
  await drafts.save(record("a", { schedule: "2" }));
  expect((await drafts.read("a"))?.draft.typed).toEqual({ schedule: "2" });
  void drafts.save(record("a", { schedule: "3" }));
  await drafts.forget("a");
  expect(state.size).toBe(0);
});

it.each([
  { headers: { text: "x: y" } },
  { params: "tenant" },
  { metadata: { text: '{ "apiKey": "8f3a9c1d7e5b2f4a6c8d" }' } },
  { webhook: "https://hooks.example.com/T00000000/B11111111/abcdefgh1234" },
])("%j goes to the secret storage, and comes back", async (typed) => {
  const { secrets, state, store } = setup();
  await store().save(record("a", { ...typed, schedule: "0 9 * * *" } as FormRecord["draft"]["typed"]));
  const [name] = Object.keys(typed);
  expect(JSON.stringify([...state])).not.toContain(`"${name}":`);
  expect(secrets.size).toBe(1);
  const again = store();
  expect((await again.read("a"))?.draft.typed).toEqual({ ...typed, schedule: "0 9 * * *" });
  await again.save(record("a", { schedule: "0 9 * * *" }));
  expect(secrets.size).toBe(0);
});

it("five megabytes of one letter are searched quickly", async () => {
  const { store } = setup();
  const computed = computeClock();
  await store().save(record("a", { input: "x".repeat(5_000_000) }));
  expect(computed()).toBeLessThan(1_000);
});

it("an invalid form is left out, and the oldest of too many are removed", async () => {
  const { state, store } = setup();
  state.set("langgraphCrons.form.broken", { form: 5 });
  const drafts = store();
  for (let index = 1; index <= 33; index++) await drafts.save(record(`f${index}`, {}, index));
  expect(drafts.all().map(({ form }) => form)).toEqual(Array.from({ length: 30 }, (_none, index) => `f${33 - index}`));
});

it("keeps what the server had like the draft: keys in the secret storage", async () => {
  const { secrets, state, store } = setup();
  const base = { schedule: "0 9 * * *", webhook: "https://hooks.example.com/T00000000/B11111111/abcdefgh1234" };
  await store().save({ ...record("a", {}), base });
  expect(JSON.stringify([...state])).not.toContain("T00000000");
  expect(secrets.size).toBe(1);
  expect((await store().read("a"))?.base).toEqual(base);
});
