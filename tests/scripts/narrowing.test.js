// What more letters leave of an answer of the institution search, and which words are marked (R12).
import assert from "node:assert/strict";
import test from "node:test";
import { marked, narrowed } from "../../assets/jsx/narrowing.js";

const option = (name) => ({ name, words: name.toLowerCase().split(" ") });
const found = { query: "univ g", options: [option("univ geneve"), option("univ gand")], total: 2, approximate: false };
const names = (answer) => answer?.options.map((one) => one.name);

test("a letter more leaves what has a word that begins so", () => {
  const answer = narrowed(found, "univ ge");
  assert.deepEqual(names(answer), ["univ geneve"]);
  assert.equal(answer.total, 1);
  assert.equal(answer.query, "univ ge");
});

test("accents and case part nothing", () => {
  assert.deepEqual(names(narrowed(found, "univ gÈ")), ["univ geneve"]);
});

for (const [why, query] of [
  ["nothing is left, and a typing error may be meant", "univ gx"],
  ["a letter was taken away", "univ"],
  ["another word begins", "univ g b"],
  ["two letters may stand for one", "univ gae"],
])
  test(`the server is asked where ${why}`, () => assert.equal(narrowed(found, query), null));

test("an answer that is not whole is not narrowed", () => {
  assert.equal(narrowed({ query: "u", options: [{ name: "univ" }], total: 40 }, "un"), null);
});

test("beginnings of words are marked, and nothing else", () => {
  assert.deepEqual(marked("Université de Genève", "genev univ"), ["", "Univ", "ersité de ", "Genèv", "e"]);
  assert.deepEqual(marked("Ingénierie", "gen"), ["Ingénierie"]);
  assert.deepEqual(marked("Dakar", ""), ["Dakar"]);
});
