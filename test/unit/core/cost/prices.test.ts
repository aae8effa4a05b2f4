import fc from "fast-check";
import { expect, test } from "vitest";
import { writtenMessage } from "../../../../src/core/base/message";
import { moneyOf, priceOf, readPrices } from "../../../../src/core/cost/prices";

const plain = { data: (text: string) => text, moment: (date: string) => date };
const price = (model: string, input = 1, output = 4) => ({ model, input, output });
const used = (model: string | undefined, input: number, output: number) => ({
  model,
  input,
  output,
  total: input + output,
});

test.each([
  ["small-1", "small-1", true],
  ["small-1", "SMALL-1", true],
  ["small-1", "small-12", false],
  ["small-*", "small-2027-01", true],
  ["small-*", "xsmall-2", false],
  ["*small", "very-small", true],
  ["*small*", "eu.small-1:0", true],
  ["a*b*c", "a-b-c", true],
  ["a*b*c", "acb", false],
  ["ab*ba", "aba", false],
  ["*", "anything", true],
  ["a.c", "abc", false],
])("the pattern %s and the model %s: %s", (pattern, model, matches) => {
  expect(priceOf([price(pattern)], model) !== undefined).toBe(matches);
});

test("the first pattern that matches counts", () => {
  expect(priceOf([price("small-mini", 2), price("small*", 3)], "small-mini")?.input).toBe(2);
});

test("money is linear in tokens and in prices, and the sum of its models", () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(
      amount,
      amount,
      amount,
      amount,
      fc.integer({ min: 1, max: 9 }),
      (input, output, dear, dearer, times) => {
        const prices = [price("a", dear, dearer), price("b", dearer, dear)];
        const [a, b] = [used("a", input, output), used("b", output, input)];
        const money = (usage: readonly ReturnType<typeof used>[], by = 1) =>
          moneyOf(
            usage,
            prices.map((each) => price(each.model, each.input * by, each.output * by)),
          ) ?? Number.NaN;
        expect(money([a, b])).toBeCloseTo(money([a]) + money([b]));
        expect(money([a, b], times)).toBeCloseTo(times * money([a, b]));
        expect(money([used("a", input * times, output * times)])).toBeCloseTo(times * money([a]));
      },
    ),
  );
});

test("a million tokens cost the price; a model without a price, or without a name, costs nobody knows what", () => {
  expect(moneyOf([used("a", 1_000_000, 500_000)], [price("a")])).toBe(3);
  expect(moneyOf([used("a", 1, 1), used("b", 0, 0)], [price("a")])).toBeUndefined();
  expect(moneyOf([used(undefined, 1, 1)], [price("*")])).toBeUndefined();
});

test("a wrong entry is said with its place, and the others count", () => {
  const wrong = ["x", price(""), { model: "a", input: "1", output: 1 }, { model: "a", input: 1, output: -1 }];
  const { prices, problems } = readPrices([...wrong, price("a")]);
  expect(prices).toEqual([price("a")]);
  expect(problems.map((problem) => writtenMessage(problem, plain))).toEqual([
    "Price 1 does not count: it is not an object with model, input and output",
    "Price 2 does not count: “model” is not the name of a model, or a pattern such as “some-model*”",
    "Price 3 does not count: “input” is not a number from 0 on, for a million tokens",
    "Price 4 does not count: “output” is not a number from 0 on, for a million tokens",
  ]);
  expect(readPrices({ a: 1 }).problems).toHaveLength(1);
  expect(readPrices(undefined)).toEqual({ prices: [], problems: [] });
});

test("no value makes it throw", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => Array.isArray(readPrices(value as never).prices)));
});
