// Counting and cleaning. `tests/unit/core/test_text.py` compares them with the server's over many texts.
import assert from "node:assert/strict";
import test from "node:test";
import { clean, count, fill, formatNumber, named, oneLine, ordinals } from "../../assets/jsx/text.js";

const NBSP = "\u00a0";

test("a counter counts code points of the composed text, without the ends", () => {
  assert.equal(count("  e\u0301te\u0301 "), 3);
  assert.equal(count("👩‍👧"), 3);
  assert.equal(count("a\r\nb\u2028c"), 5);
});

test("what separates lines is one line end, what shows nothing is empty", () => {
  assert.equal(clean("budget\u000bGestion\u0085Suite"), "budget\nGestion\nSuite");
  assert.equal(clean("\u200b\u2060 "), "");
});

test("a field of one line keeps its words apart and its non-breaking space", () => {
  assert.equal(oneLine("Institut\nde  Dakar"), "Institut de Dakar");
  assert.equal(oneLine(`Genève${NBSP}: centre`), `Genève${NBSP}: centre`);
});

test("numbers are written as their readers write them", () => {
  assert.equal(formatNumber(2000, "fr"), `2${NBSP}000`);
  assert.equal(formatNumber(2000, "en"), "2,000");
});

test("a link of a summary names its field once", () => {
  const template = "%(step)s : %(fix)s";
  assert.equal(named(template, "Ville", "Indiquez un lieu."), "Ville : indiquez un lieu.");
  assert.equal(named(template, "Ville", "Indiquez votre ville."), "Indiquez votre ville.");
  assert.equal(named(template, "Êtes-vous marié ?", "Répondez."), "Êtes-vous marié ? Répondez.");
  assert.equal(fill("Il reste %(n)d caractères", { n: 3 }), "Il reste 3 caractères");
});

test("only the ending of a first day is raised", () => {
  const raised = (ending) => `^${ending}`;
  assert.equal(ordinals("Le 1er mai et le 21er", raised).join(""), "Le 1^er mai et le 21er");
});
