import fc from "fast-check";
import { probeBudget } from "../../../support/liveBudget";
import { type Desk, later } from "./desk";

export interface Model {
  isUp: boolean;
}

class Step implements fc.AsyncCommand<Model, Desk> {
  constructor(
    private readonly name: string,
    private readonly act: (desk: Desk, model: Model) => unknown,
    private readonly when: (model: Model) => boolean = () => true,
  ) {}

  check(model: Readonly<Model>): boolean {
    return this.when(model);
  }

  async run(model: Model, desk: Desk): Promise<void> {
    await this.act(desk, model);
    // Not always to the end: the next one may come in between.
    await later(1);
    for (const window of desk.windows) window.check();
  }

  toString(): string {
    return this.name;
  }
}

/** What was begun just before a server died may go on for so many requests. */
const onTheWay = 8;

/** The server answers from now on: what was it asked meanwhile? */
export function endOutage(desk: Desk): void {
  const { outage, windows, world } = desk;
  if (outage === undefined) return;
  const { asked, since } = outage;
  const sent = world.sent.filter(({ at, isUp }) => !isUp && at >= since).length;
  const budget = windows.length * probeBudget(Date.now() - since) + asked + onTheWay;
  if (sent > budget) throw new Error(`a server that did not answer was asked ${sent} times, and not ${budget}`);
  desk.outage = undefined;
}

const index = fc.nat(6);
const isOther = fc.boolean();
const inWindow = (other: boolean) => (other ? " in the other window" : "");

/** A person asks for something in a window: `requests` are sent for it, at most, if the server doesn't answer. */
const byPerson = (name: string, requests: number, act: (desk: Desk, n: number, other: boolean) => void) =>
  fc.tuple(index, isOther).map(
    ([n, other]) =>
      new Step(`${name} ${n}${inWindow(other)}`, (desk) => {
        if (desk.outage !== undefined) desk.outage.asked += requests;
        act(desk, n, other);
      }),
  );

const switching = (enabled: boolean) =>
  byPerson(enabled ? "resume" : "pause", 1, (desk, n, other) => {
    desk.wanted.patchCron += 1;
    desk.window(other).setEnabled(n, enabled);
  });

const byColleague = (name: string, act: (desk: Desk, cronId: string) => void) =>
  index.map((n) => new Step(`a colleague ${name} ${n}`, (desk) => act(desk, desk.windows[0].ids[n] ?? "")));

export const steps = [
  byPerson("refresh", 1, (desk, _n, other) => desk.window(other).refresh()),
  byPerson("expand", 1, (desk, n, other) => desk.window(other).expand(n)),
  switching(true),
  switching(false),
  byPerson("delete", 1, (desk, n, other) => {
    desk.wanted.deleteCron += 1;
    desk.window(other).delete(n);
  }),
  byColleague("pauses", ({ world: { server } }, id) => {
    if (server.crons.has(id)) server.change(id, { enabled: false });
  }),
  byColleague("deletes", ({ world }, id) => world.server.crons.delete(id)),
  fc.constant(new Step("a colleague creates one", ({ world }) => world.createAnother())),
  fc
    .tuple(index, fc.constantFrom("idle" as const, "error" as const, "interrupted" as const))
    .map(
      ([n, fate]) =>
        new Step(`runs of ${n} end ${fate}`, ({ windows: [window], world }) =>
          world.fates.set(window.ids[n] ?? "", fate),
        ),
    ),
  fc.constant(
    new Step(
      "the server dies",
      (desk, model) => {
        model.isUp = false;
        desk.world.die();
        desk.outage = { since: Date.now(), asked: 0 };
      },
      ({ isUp }) => isUp,
    ),
  ),
  fc.boolean().map(
    (withData) =>
      new Step(
        `the server returns ${withData ? "with" : "without"} its data`,
        (desk, model) => {
          endOutage(desk);
          model.isUp = true;
          desk.world.comeBack(withData);
        },
        ({ isUp }) => !isUp,
      ),
  ),
  fc
    .tuple(fc.boolean(), isOther)
    .map(
      ([isSeen, other]) =>
        new Step(`look${isSeen ? "" : " away"}${inWindow(other)}`, (desk) => desk.window(other).store.attend(isSeen)),
    ),
  fc.integer({ min: 1, max: 3_000 }).map((wait) => new Step(`${wait} ms pass`, () => later(wait))),
  fc.integer({ min: 1, max: 15 * 60 }).map((seconds) => new Step(`${seconds} s pass`, () => later(seconds * 1_000))),
];
