import { expect, test } from "vitest";
import { plainPlace } from "../../../../src/core/schedule/plainPlace";

test.each([
  ["São_Paulo", "sao paulo"],
  ["Große Straße", "grosse strasse"],
  ["Tromsø", "tromso"],
  ["Ærø", "aero"],
  ["Łódź", "lodz"],
  ["Đà Nẵng", "da nang"],
  ["Iğdır", "igdir"],
  ["Ürümqi", "urumqi"],
  ["Washington, D.C.", "washington dc"],
  ["Port-au-Prince", "port au prince"],
  ["Hawai’i (Big  Island)", "hawai i big island"],
  ["  America/New_York ", "america new york"],
])("%s is compared as %s", (place, plain) => {
  expect(plainPlace(place)).toBe(plain);
});
