import { beforeEach, describe, expect, test } from "vitest";
import { PersonZone } from "../../../../src/platform/words/personZone";

describe("the zone that times are shown in", () => {
  let setting = "";
  let computer = "UTC";
  let stored: Map<string, unknown>;
  const memory = {
    get: (key: string) => stored.get(key),
    update: async (key: string, value: unknown) => {
      stored.set(key, value);
    },
  };
  const open = () => {
    const zone = new PersonZone({ setting: () => setting, computer: () => computer });
    zone.keepIn(memory);
    return zone;
  };
  beforeEach(() => {
    setting = "";
    computer = "UTC";
    stored = new Map();
  });

  test("is this computer's until another one is known", () => {
    expect(open().name).toBe("UTC");
    computer = "Asia/Tokyo";
    expect(open().name).toBe("Asia/Tokyo");
  });

  test("is the browser's once a form was open, even if the extension's computer has no such zone", () => {
    const zone = open();
    zone.learn("America/New_York");
    expect(zone.name).toBe("America/New_York");
  });

  test("is the setting's if there is one", () => {
    setting = "Europe/Berlin";
    const zone = open();
    zone.learn("America/New_York");
    expect(zone.name).toBe("Europe/Berlin");
    setting = "";
    expect(zone.name).toBe("America/New_York");
  });

  test.each(["Atlantis", "+02:00", "europe/berlin", "  "])("a setting that is not a zone (%j) is ignored", (text) => {
    setting = text;
    expect(open().name).toBe("UTC");
  });

  test("a page's zone that the server does not know is ignored", () => {
    const zone = open();
    zone.learn("Etc/Unknown");
    expect(zone.name).toBe("UTC");
    expect(stored.size).toBe(0);
  });

  test("is still known in the next window, as long as this computer says the same", () => {
    open().learn("America/New_York");
    expect(open().name).toBe("America/New_York");
    computer = "Europe/Paris";
    expect(open().name).toBe("Europe/Paris");
  });

  test("what is stored may be anything", () => {
    for (const value of [null, 5, {}, { computer: "UTC" }, { computer: "UTC", person: "Atlantis" }]) {
      stored.set("localZone", value);
      expect(open().name).toBe("UTC");
    }
  });
});
