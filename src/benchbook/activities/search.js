// Search over lessons, terms and sources. The page has the whole index: nothing is sent anywhere.
const SORTS = { lesson: "In a lesson", term: "A term", source: "A source" };
const MOST = 20;

// Every word must be there, in the title or the text; titles come first.
export function found(index, query) {
  const wanted = query.toLowerCase().split(/\s+/).filter((word) => word.length > 1);
  if (!wanted.length) return [];
  const scored = index.map((entry) => {
    const title = entry.title.toLowerCase();
    const text = `${title} ${entry.text.toLowerCase()}`;
    const hits = wanted.filter((word) => title.includes(word)).length;
    return wanted.every((word) => text.includes(word)) ? { entry, score: hits } : null;
  });
  return scored.filter(Boolean).sort((one, other) => other.score - one.score).map(({ entry }) => entry);
}

export function excerpt(text, query, around = 90) {
  const at = Math.max(0, text.toLowerCase().indexOf(query.toLowerCase().split(/\s+/)[0]) - around);
  return `${at ? "… " : ""}${text.slice(at, at + 2 * around + 60)}${text.length > at + 2 * around + 60 ? " …" : ""}`;
}

function drawSearch({ model, el }) {
  const index = model.get("index");
  const label = unique();
  const field = make("input", { type: "search", id: label, class: "bb-search-field", autocomplete: "off", oninput: search });
  const told = make("p", { class: "bb-note", role: "status", "aria-live": "polite" });
  const list = make("ul", { class: "bb-search-results", role: "list" });
  const root = make("section", { class: "bb bb-search", role: "search" },
    make("label", { for: label }, "Search lessons, terms and sources"), field, told, list);
  root.addEventListener("keydown", (event) => event.stopPropagation());
  root.addEventListener("contextmenu", (event) => event.stopPropagation());

  function search() {
    const query = field.value.trim();
    const all = query.length > 1 ? found(index, query) : [];
    told.textContent = query.length < 2 ? "" : all.length ? `${all.length} found${all.length > MOST ? `, the first ${MOST} shown` : ""}.` : "Nothing found. Try another word.";
    list.replaceChildren(...all.slice(0, MOST).map(item(query)));
  }

  const item = (query) => (entry) => {
    const title = entry.path
      ? make("a", { href: "#", "data-benchbook-open": entry.path, "data-benchbook-section": entry.section }, entry.title)
      : make("strong", {}, entry.title);
    return make("li", {}, make("p", {}, title, make("small", {}, ` ${SORTS[entry.sort]}`)), make("p", {}, excerpt(entry.text, query)));
  };

  el.append(root);
}

export default { render: drawSearch };
