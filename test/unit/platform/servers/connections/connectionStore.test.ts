import { beforeEach, describe, expect, test } from "vitest";
import type { Memento, SecretStorage } from "vscode";
import type { ConnectionChoices } from "../../../../../src/platform/servers/connections/connection";
import { ConnectionStore } from "../../../../../src/platform/servers/connections/connectionStore";

const noSecrets = { headers: {} };
const secrets = {
  get: async () => undefined,
  store: async () => undefined,
  delete: async () => undefined,
} as unknown as SecretStorage;

let store: ConnectionStore;
beforeEach(() => {
  const stored = new Map<string, unknown>();
  const state = {
    get: (key: string) => stored.get(key),
    update: async (key: string, value: unknown) => void stored.set(key, structuredClone(value)),
  };
  store = new ConnectionStore(state as unknown as Memento, secrets);
});

const draft = (name: string, production: boolean): ConnectionChoices => ({
  name,
  production,
  url: `https://${name.toLowerCase()}.example`,
});
const add = (name: string, production: boolean) => store.add(draft(name, production), noSecrets);
const chosen = () => store.chosen()?.name;

describe("which connection new crons and submits go to", () => {
  test("the first, and each new one, which was added to be used", async () => {
    await add("Dev", false);
    expect(chosen()).toBe("Dev");
    await add("Staging", false);
    expect(chosen()).toBe("Staging");
  });

  test("no new production one, even if it is the only one", async () => {
    await add("Prod", true);
    expect(chosen()).toBeUndefined();
    await add("Prod2", true);
    expect(chosen()).toBeUndefined();
  });

  test("still the one before, where a production one is added", async () => {
    await add("Dev", false);
    await add("Prod", true);
    expect(chosen()).toBe("Dev");
  });

  test("a production one that a person has chosen, also when it is changed", async () => {
    await add("Dev", false);
    const { id } = await add("Prod", true);
    await store.choose(id);
    expect(chosen()).toBe("Prod");
    await store.update(id, draft("Live", true), undefined);
    expect(chosen()).toBe("Live");
  });

  test("none, if the chosen one is removed and several are left", async () => {
    await add("Dev", false);
    await add("Staging", false);
    const { id } = await add("Test", false);
    await store.remove(id);
    expect(chosen()).toBeUndefined();
  });

  test("the only one that is left, unless it is production", async () => {
    const dev = await add("Dev", false);
    const prod = await add("Prod", true);
    await store.choose(prod.id);
    await store.remove(prod.id);
    expect(chosen()).toBe("Dev");
    await add("Prod", true);
    expect(chosen()).toBe("Dev");
    await store.remove(dev.id);
    expect(chosen()).toBeUndefined();
  });
});
