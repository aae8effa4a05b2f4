import { expect, it } from "vitest";
import { describeSchedule } from "../../../../../src/core/schedule/describeSchedule";
import { offerWords } from "../../../../../src/features/cronForm/window/offerWords";
import { englishWords } from "../../../../support/formParts";

const offer = (schedule: string, timezone?: string) =>
  offerWords(
    { schedule, ...(timezone === undefined ? {} : { timezone }), enabled: false },
    {
      now: Date.parse("2026-11-24T10:20:00Z"),
      describe: (parsed) => describeSchedule(parsed, { locale: "en", hour12: false }),
      words: englishWords,
      dialect: "secondsLast",
    },
  );

it("offers what clear words mean, in the form's zone", async () => {
  expect(await offer("weekdays at 9", "America/New_York")).toEqual({
    kind: "offers",
    question: null,
    offers: [
      {
        schedule: "0 9 * * 1-5",
        timezone: null,
        label: "Use 0 9 * * 1-5",
        detail:
          "At 09:00, Monday through Friday – America/New_York – Tue 24 Nov, 09:00 · Wed 25 Nov, 09:00 · Thu 26 Nov, 09:00",
      },
    ],
  });
});

it("offers the zone that the words name", async () => {
  const found = await offer("first monday 14:30 Berlin", "America/New_York");
  expect(found).toMatchObject({ question: null, offers: [{ schedule: "30 14 * * 1#1", timezone: "Europe/Berlin" }] });
});

it("asks what is unclear, each meaning with its runs", async () => {
  const found = await offer("every day at 5");
  expect(found).toMatchObject({
    kind: "offers",
    question: expect.stringContaining("in the morning or in the afternoon"),
    offers: [
      { schedule: "0 5 * * *", detail: expect.stringContaining("Wed 25 Nov, 05:00") },
      { schedule: "0 17 * * *", detail: expect.stringContaining("Tue 24 Nov, 17:00") },
    ],
  });
});

it("says what is not understood", async () => {
  expect(await offer("whenever xyzzy likes")).toMatchObject({ kind: "refused", problem: expect.stringMatching(/./) });
});
