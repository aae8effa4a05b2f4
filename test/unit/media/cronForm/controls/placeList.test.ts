import { describe, expect, it } from "vitest";
import { roomForList } from "../../../../../media/cronForm/controls/placeList";

const view = { top: 0, bottom: 500 };
const inputAt = (top: number) => ({ top, bottom: top + 26 });

describe("Where a list opens", () => {
  it.each([
    ["below, where all of it has room", inputAt(100), 260, { side: "below", height: 260 }],
    ["below, cut, where that is still enough to choose from", inputAt(300), 260, { side: "below", height: 170 }],
    ["above, where below is too little", inputAt(400), 260, { side: "above", height: 260 }],
    ["below, where the little that there is fits", inputAt(400), 60, { side: "below", height: 60 }],
    ["above, cut, where below is too little", inputAt(340), 400, { side: "above", height: 336 }],
    ["with no height at all behind the bar", { top: -60, bottom: 510 }, 260, { side: "below", height: 0 }],
  ] as const)("%s", (_name, input, wanted, place) => {
    expect(roomForList(input, view, wanted)).toEqual(place);
  });
});
