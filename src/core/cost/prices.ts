import { isJsonObject, type JsonValue } from "../base/json";
import type { Message } from "../base/message";
import type { ModelUsage } from "../server/stored/messages";
import { costTexts } from "./costTexts";

/** What a person pays for tokens of the models that a pattern matches: in any currency, for each million. */
export interface Price {
  /** `*` stands for any text; upper and lower case are the same. */
  readonly model: string;
  readonly input: number;
  readonly output: number;
}

export interface PriceTable {
  /** The first that matches a model counts. */
  readonly prices: readonly Price[];
  /** What is wrong with entries that were left out. */
  readonly problems: readonly Message[];
}

const aMillion = 1_000_000;

/** Reads a person's table: a list of `{ model, input, output }`. Never throws: a wrong entry is a problem, and no price. */
export function readPrices(value: JsonValue | undefined): PriceTable {
  if (value === undefined || value === null) return { prices: [], problems: [] };
  if (!Array.isArray(value)) return { prices: [], problems: [{ text: costTexts.pricesNoList }] };
  const read = value.map(readPrice);
  return {
    prices: read.flatMap((each) => ("text" in each ? [] : [each])),
    problems: read.flatMap((each) => ("text" in each ? [each] : [])),
  };
}

function readPrice(value: JsonValue, at: number): Price | Message {
  const args = { entry: at + 1 };
  if (!isJsonObject(value)) return { text: costTexts.priceNoObject, args };
  const { input, model, output } = value;
  if (typeof model !== "string" || model === "") return { text: costTexts.priceNoModel, args };
  if (!isAmount(input)) return { text: costTexts.priceNoAmount, args: { ...args, key: "input" } };
  if (!isAmount(output)) return { text: costTexts.priceNoAmount, args: { ...args, key: "output" } };
  return { model, input, output };
}

function isAmount(value: JsonValue | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

export function priceOf(prices: readonly Price[], model: string): Price | undefined {
  return prices.find((price) => matches(price.model.toLowerCase().split("*"), model.toLowerCase()));
}

/** Whether the text has these parts in this order, the first at its beginning and the last at its end. */
function matches(parts: readonly string[], text: string): boolean {
  const [first = "", ...others] = parts;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** What tokens cost. Undefined if one of the models has no price, or is not known. */
export function moneyOf(usage: readonly ModelUsage[], prices: readonly Price[]): number | undefined {
  let money = 0;
  for (const { input, model, output } of usage) {
    const price = model === undefined ? undefined : priceOf(prices, model);
    if (price === undefined) return undefined;
    money += (input * price.input + output * price.output) / aMillion;
  }
  return money;
}
