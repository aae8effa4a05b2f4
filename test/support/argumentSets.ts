import fc from "fast-check";
import { parameters } from "../../src/core/arguments/parameters";

/** HTTP's own, or the same for every request of a connection. */
export const connectionHeaders = [
  "accept",
  "accept-encoding",
  "connection",
  "content-length",
  "content-type",
  "host",
  "user-agent",
];

/** Without whole numbers that JSON in JavaScript can't hold exactly: Python would read another one. */
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map((value) => JSON.parse(JSON.stringify(value), (_, part) => (losesDigits(part) ? 0.5 : part)));
const losesDigits = (value: unknown) => Number.isInteger(value) && !Number.isSafeInteger(value);
const object = fc.dictionary(fc.string(), json, { maxKeys: 4 });
const names = fc.oneof(fc.constant("*" as const), fc.array(fc.string(), { maxLength: 3 }));
const scalar = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.constantFrom(0.0001, 0.00001, 1.5e-7, 5e-324, 1e16, 1e21, 1.25e30),
);
const headerValue = fc.stringMatching(/^[!-~]([ -~]*[!-~])?$/);
const choice = (name: string) => {
  const type = parameters.find((parameter) => parameter.name === name)?.type;
  return fc.constantFrom(...(type !== undefined && "values" in type ? type.values.map(({ value }) => value) : []));
};
const digits = (number: number, length: number) => String(number).padStart(length, "0");
const endTime = fc
  .record({
    day: fc.date({ min: new Date("1971-01-01"), max: new Date("9000-01-01"), noInvalidDate: true }),
    fraction: fc.option(fc.integer({ min: 0, max: 999_999 })),
    offset: fc.oneof(fc.constant("Z"), fc.integer({ min: -1439, max: 1439 })),
  })
  .map(({ day, fraction, offset }) => {
    const fractionText = fraction === null ? "" : `.${digits(fraction, 6)}`;
    const ahead = Math.abs(Number(offset));
    const zone =
      offset === "Z"
        ? "Z"
        : `${Number(offset) < 0 ? "-" : "+"}${digits(Math.floor(ahead / 60), 2)}:${digits(ahead % 60, 2)}`;
    return `${day.toISOString().slice(0, 19)}${fractionText}${zone}`;
  });

/** Arguments of all kinds, and any values: not only those that a server accepts. */
export const argumentSets = fc.record(
  {
    thread_id: fc.oneof(
      fc.uuid(),
      fc.constant(null),
      fc.string({ minLength: 1 }),
      fc.constantFrom(".", "..", "a/b?c#d"),
    ),
    assistant_id: fc.string(),
    schedule: fc.string(),
    timezone: fc.string(),
    input: fc.oneof(object, fc.array(object, { maxLength: 3 })),
    metadata: object,
    config: object,
    context: object,
    checkpoint_during: fc.boolean(),
    interrupt_before: names,
    interrupt_after: names,
    webhook: fc.webUrl(),
    multitask_strategy: choice("multitask_strategy"),
    end_time: endTime,
    enabled: fc.boolean(),
    stream_mode: fc.oneof(choice("stream_mode"), fc.array(choice("stream_mode"))),
    stream_subgraphs: fc.boolean(),
    stream_resumable: fc.boolean(),
    durability: choice("durability"),
    headers: fc.dictionary(fc.stringMatching(/^x-[a-z0-9_!#$%&'*+.^`|~-]+$/), headerValue, { maxKeys: 3 }),
    params: fc.dictionary(fc.string(), fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), { maxKeys: 4 }),
    on_run_completed: choice("on_run_completed"),
  },
  { requiredKeys: ["thread_id", "assistant_id", "schedule"], noNullPrototype: true },
);
