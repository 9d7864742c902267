// What a device knows and what an answered save leaves (B4).
import assert from "node:assert/strict";
import test from "node:test";
import { only, settled, withSent } from "../../assets/jsx/merging.js";

const answered = (given) => settled({ sent: {}, now: {}, conflicts: [], open: {}, ...given });

test("what was saved is known, and clean unless somebody has typed on", () => {
  const left = answered({ sent: { city: "Dakar", street: "1" }, now: { city: "Dakar", street: "12" } });
  assert.deepEqual(left, { known: { city: ["Dakar"], street: ["1"] }, clean: ["city"], open: {} });
});

test("a field that another device changed waits for a choice, and stays unsaved", () => {
  const conflict = { field: "city", value: "Thiès", words: "Thiès" };
  const left = answered({ sent: { city: "Dakar" }, now: { city: "Dakar" }, conflicts: [conflict] });
  assert.deepEqual(left, { known: {}, clean: [], open: { city: conflict } });
});

test("a choice that was made is closed, others stay open", () => {
  const [city, street] = ["city", "street"].map((field) => ({ field, value: "x", words: "x" }));
  const left = answered({ sent: { city: "Dakar" }, now: { city: "Dakar" }, open: { city, street } });
  assert.deepEqual(left.open, { street });
});

test("a field that this page never changed is shown when another device did", () => {
  const conflict = { field: "letter", value: "", words: "" };
  assert.deepEqual(answered({ conflicts: [conflict] }).open, { letter: conflict });
});

test("what was said by the server stays first among what may be kept", () => {
  assert.deepEqual(withSent(["old"], "new"), ["old", "new"]);
  assert.deepEqual(withSent(["old", "new"], "new"), ["old", "new"]);
  assert.deepEqual(withSent([], "new"), ["", "new"]);
  assert.deepEqual(withSent(undefined, ""), ["", ""]);
});

test("what was sent long ago is forgotten, what the server said is not", () => {
  let known = ["said"];
  for (let n = 0; n < 30; n += 1) known = withSent(known, `sent ${n}`);
  assert.equal(known[0], "said");
  assert.equal(known.at(-1), "sent 29");
  assert.ok(known.length <= 10);
});

test("only the fields that are there are sent", () => {
  assert.deepEqual(only({ a: 1, b: 2 }, ["b", "c"]), { b: 2 });
});
