// What is typed and not yet saved: in this tab, for its owner only.
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";

class Storage {
  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }
  setItem(key, value) {
    this[key] = String(value);
  }
  removeItem(key) {
    delete this[key];
  }
}

globalThis.sessionStorage = new Storage();
const { forget, forgetOthers, keep, kept } = await import("../../assets/jsx/store.js");

beforeEach(() => {
  globalThis.sessionStorage = new Storage();
});

test("what is kept is found again, and forgotten once it is saved", () => {
  keep("form", { city: "Dakar" }, []);
  assert.deepEqual(kept("form"), { city: "Dakar" });
  forget("form");
  assert.equal(kept("form"), null);
  assert.deepEqual(Object.keys(sessionStorage), []);
});

test("a secret stays in memory", () => {
  keep("register", { city: "Dakar", password: "quatre chameaux" }, ["password"]);
  assert.equal(kept("register").password, "quatre chameaux");
  assert.doesNotMatch(JSON.stringify(sessionStorage), /chameaux/);
});

test("what is another owner's goes, what is mine and what is nobody's stays", () => {
  sessionStorage.setItem("draft:account-7:form", "{}");
  sessionStorage.setItem("token", "x");
  keep("form", { city: "Dakar" }, []);
  forgetOthers();
  assert.deepEqual(Object.keys(sessionStorage).sort(), ["draft:visitor:form", "token"]);
});

test("a storage that is full or refused loses nothing of this page", () => {
  sessionStorage.setItem = () => {
    throw new Error("QuotaExceededError");
  };
  keep("letter", { letter: "Madame" }, []);
  assert.deepEqual(kept("letter"), { letter: "Madame" });
});
