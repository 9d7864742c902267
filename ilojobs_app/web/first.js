/* The first script of every page, inline before all others: what browsers do to a page must not take
   it away. See docs/adr/0015-first-script.md. */
(() => {
  /* Storage that is forbidden, missing or full is replaced by one that lasts as long as the page:
     Reflex, React Router and our own scripts read and write theirs without asking. */
  const methods = {
    getItem(key) {
      return Object.hasOwn(this, key) ? this[key] : null;
    },
    setItem(key, value) {
      this[key] = String(value);
    },
    removeItem(key) {
      delete this[key];
    },
    clear() {
      for (const key of Object.keys(this)) delete this[key];
    },
    key(place) {
      return Object.keys(this)[place] ?? null;
    },
    get length() {
      return Object.keys(this).length;
    },
  };
  const keepInMemory = (name, old) => {
    let entries = {};
    try {
      entries = { ...old };
    } catch {
      /* Not even readable. */
    }
    const own = Object.entries(entries).filter(([, value]) => typeof value === "string");
    const value = Object.assign(Object.create(methods), Object.fromEntries(own));
    try {
      Object.defineProperty(window, name, { value, configurable: true });
    } catch {
      /* As it is. */
    }
    return value;
  };
  for (const name of ["localStorage", "sessionStorage"]) {
    let storage = null;
    try {
      storage = window[name];
      storage.setItem("~", "~");
      if (storage.getItem("~") !== "~") throw new Error("does not keep");
      storage.removeItem("~");
      storage.length;
    } catch {
      keepInMemory(name, storage);
    }
  }
  const write = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    try {
      write.call(this, key, value);
    } catch {
      const name = ["localStorage", "sessionStorage"].find((one) => window[one] === this);
      if (name) keepInMemory(name, this).setItem(key, value);
    }
  };
  try {
    document.cookie;
  } catch {
    Object.defineProperty(document, "cookie", { get: () => "", set() {}, configurable: true });
  }

  /* A translating browser puts <font> elements in place of text nodes that React still holds: their
     removal and what is inserted before them would fail, and a new text would go where nobody sees it.
     Who stands for a text is noted when that is done; each change of such a text is made to its
     stand-in. */
  const standIns = new WeakMap();
  const texts = new WeakMap();
  const isFont = (node) => node?.nodeName === "FONT";
  const note = (records) => {
    const added = new Set(records.flatMap(({ addedNodes }) => [...addedNodes].filter(isFont)));
    if (!added.size) return;
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      const font = [...addedNodes, previousSibling, nextSibling].find((node) => added.has(node));
      for (const text of font ? removedNodes : []) {
        if (text.nodeType !== Node.TEXT_NODE || text.isConnected) continue;
        standIns.set(text, font);
        texts.set(font, [...(texts.get(font) ?? []), text]);
      }
    }
  };
  const observer = new MutationObserver(note);
  observer.observe(document, { childList: true, subtree: true });
  const standIn = (node) => {
    note(observer.takeRecords());
    const font = node.isConnected ? null : standIns.get(node);
    return font?.isConnected ? font : null;
  };
  const { insertBefore, removeChild } = Node.prototype;
  const { get, set } = Object.getOwnPropertyDescriptor(Node.prototype, "nodeValue");

  Node.prototype.insertBefore = function (node, before) {
    if (!before || before.parentNode === this) return insertBefore.call(this, node, before);
    let place = standIn(before) ?? before;
    while (place && place.parentNode !== this) place = place.parentNode;
    return insertBefore.call(this, node, place);
  };
  Node.prototype.removeChild = function (node) {
    if (node.parentNode === this) return removeChild.call(this, node);
    const font = standIn(node);
    if (font) {
      const others = texts.get(font).filter((text) => text !== node);
      font.replaceWith(...others);
    } else node.parentNode?.removeChild(node);
    return node;
  };
  Object.defineProperty(Node.prototype, "nodeValue", {
    configurable: true,
    enumerable: true,
    get,
    set(value) {
      const font = this.nodeType === Node.TEXT_NODE ? standIn(this) : null;
      set.call(this, value);
      font?.replaceWith(...texts.get(font));
    },
  });
})();
