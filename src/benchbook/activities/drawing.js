// Joining rule: the texts of this file, control.js and <kind>/control.js, one after another, are one ES module, a control's `_esm`.
// The first two export pure functions only; the kind's file ends with `export default control(itsDrawing, {...})`.

export const VERDICTS = [
  { id: "made-out", label: "Made out" },
  { id: "not-made-out", label: "Not made out" },
  { id: "not-enough", label: "Not enough evidence" },
];
export const CONFIDENCE = [
  { id: "fairly-sure", label: "Fairly sure" },
  { id: "sure", label: "Sure" },
  { id: "certain", label: "Certain" },
];
const MARKS = {
  right: ["✓", "Right"], wrong: ["✗", "Not right"], missed: ["○", "Missed"],
  accepted: ["≈", "Also defensible"], note: ["›", "Note"],
};
const WAIT = "Wait: the page is reconnecting. Your answer is kept on this page and will be saved by itself.";
const QUIET_MS = 400; // of no typing before text is sent
const PATIENCE_MS = 2500; // without confirmation before we say "Not saved": it is promised within 3 seconds
const RETRY_MS = 10000; // before an answer the kernel could not write is offered again

export function paragraphs(text) {
  return String(text ?? "").split(/\n\s*\n/).map((part) => part.replace(/\s+/g, " ").trim()).filter(Boolean);
}

export const pointsText = (points) => `${Number(Number(points).toFixed(2))} ${Number(points) === 1 ? "point" : "points"}`;

// What a remark is about, in words the learner has seen: an id of the question becomes its label.
export function nameOf(question, about) {
  const passages = (question.exhibits ?? []).flatMap((exhibit) => exhibit.passages);
  const passage = passages.find(({ id }) => id === about);
  if (passage) return `Passage ${passage.n}`;
  const lists = ["options", "steps", "elements", "rows", "changes", "criteria", "tags"];
  const part = lists.flatMap((list) => question[list] ?? []).find(({ id }) => id === about);
  return part ? part.label ?? part.title ?? part.text : about;
}

export function sameAnswer(one, other) {
  const ordered = (value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.keys(value).sort().map((key) => [key, ordered(value[key])])
      : Array.isArray(value) ? value.map(ordered) : value ?? null;
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

export function statusText({ state, at, message }) {
  const notice = message ? `. ${message}` : "";
  if (state === "saving") return "Saving…";
  if (state === "saved") return `${at ? `Saved ${at}` : "Saved"}${notice}`;
  if (state === "closed") return message || "Handed in. You can read your answer. It can no longer be changed.";
  if (state !== "not-saved") return `Not answered yet${notice}`;
  if (!message) return `Not saved. ${WAIT}`;
  return message.startsWith("Not saved") ? message : `Not saved: ${message}`;
}

// ---- what every control is built from; data is only ever set as text -----------------------------

const unique = () => `bb-${Math.random().toString(36).slice(2, 10)}`;

function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  // JupyterLab's one-key commands stay off while any of these has the focus.
  if (["input", "textarea", "select", "button"].includes(tag) || "tabindex" in properties) {
    node.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  node.append(...children.filter(Boolean));
  return node;
}

const prose = (text, className = "bb-prose") => make("div", { class: className }, ...paragraphs(text).map((part) => make("p", {}, part)));
const hiddenText = (text) => make("span", { class: "bb-unseen" }, text);
const action = (label, onclick, look = "bb-button") => make("button", { type: "button", class: `bb-act ${look}`, onclick }, ...[label].flat());

// A fieldset of radio buttons or checkboxes. `look`: choosing only looks, so it stays usable once handed in.
function choices({ type = "radio", legend, items, row = false, look = false, onpick }) {
  const name = unique();
  const inputs = items.map(({ id }) => make("input", { type, name, value: id, autocomplete: "off", "data-look": look, onchange: onpick }));
  const labels = items.map((item, at) => make("label", { class: "bb-choice" }, inputs[at], make("span", {}, item.label ?? item.text)));
  const node = make("fieldset", { class: row ? "bb-choices bb-row" : "bb-choices" }, make("legend", {}, ...[legend].flat()), ...labels);
  const chosen = () => inputs.filter(({ checked }) => checked).map(({ value }) => value);
  return {
    node, inputs,
    value: () => (type === "radio" ? chosen()[0] ?? null : chosen()),
    set: (value) => inputs.forEach((input) => { input.checked = [value].flat().includes(input.value); }),
  };
}

const howSure = (onpick) => choices({ legend: "How sure are you? (never marked)", items: CONFIDENCE, row: true, onpick });

// What the learner answered to the same question before the teaching; said once they have answered again.
// `earlier` reads that answer when it is needed: it may be given after the page was drawn.
function answeredBefore({ options }, earlier) {
  const node = make("p", { class: "bb-before", hidden: true });
  function show(answered) {
    const before = earlier();
    const words = options.filter(({ id }) => id === before?.option || before?.options?.includes(id)).map(({ text }) => `“${text}”`);
    node.textContent = `Before, you chose: ${words.join(", ")}`;
    node.hidden = !words.length || !answered;
  }
  return { node, show };
}

// A button that opens a panel; the panel is filled the first time it is opened.
function disclosure({ label, fill, open = false }) {
  const panel = make("div", { class: "bb-panel", id: unique(), hidden: true });
  const text = make("span", {}, ...[label].flat());
  const toggle = make("button", { type: "button", class: "bb-toggle", "aria-controls": panel.id, onclick: () => turn(panel.hidden) },
    make("span", { class: "bb-arrow", "aria-hidden": "true" }), text);
  function turn(opened) {
    if (opened && !panel.hasChildNodes()) fill(panel);
    panel.hidden = !opened;
    toggle.setAttribute("aria-expanded", String(opened));
  }
  turn(open);
  return { node: make("div", { class: "bb-disclosure" }, toggle, panel), rename: (...parts) => text.replaceChildren(...parts), close: () => turn(false) };
}

// Exhibits as documents of numbered passages; `below(passage)` adds what stands under a passage.
function drawExhibits(exhibits, below = () => null) {
  return exhibits.map((exhibit) => {
    const title = make("h4", { id: unique(), class: "bb-exhibit-title" }, exhibit.title);
    const kind = (exhibit.kind ?? "").replaceAll("-", " ");
    const passages = exhibit.passages.map((passage) => make("li", { class: "bb-passage" },
      make("span", { class: "bb-number" }, hiddenText("Passage "), String(passage.n)),
      prose(passage.text, "bb-document"), below(passage)));
    return make("article", { class: "bb-exhibit", "aria-labelledby": title.id },
      kind && make("p", { class: "bb-kind" }, kind[0].toUpperCase() + kind.slice(1)), title,
      exhibit.about && make("p", { class: "bb-about" }, exhibit.about), make("ol", { class: "bb-passages", role: "list" }, ...passages));
  });
}

function drawFeedback(feedback, question, concerns) {
  const points = feedback.max ? `${Number(Number(feedback.points).toFixed(2))} of ${pointsText(feedback.max)}` : "";
  const cited = ({ label, ref, note }) => make("li", {}, label ?? ref, note && make("span", { class: "bb-caution" }, ` (${note})`));
  const remark = ({ about, verdict, text, cites }) => {
    const [icon, word] = MARKS[verdict] ?? MARKS.note;
    return make("li", { class: "bb-remark", "data-verdict": verdict },
      make("p", { class: "bb-about-what" }, make("strong", { class: "bb-mark" }, make("span", { "aria-hidden": "true" }, `${icon} `), word),
        about && make("span", {}, `: ${nameOf(question, about)}`)),
      prose(text), cites?.length && make("ul", { class: "bb-cites", "aria-label": "Provisions cited" }, ...cites.map(cited)));
  };
  const remarks = (feedback.remarks ?? []).filter(concerns);
  return [make("h4", { class: "bb-result", tabindex: "-1" }, points ? `Feedback: ${points}` : "Feedback"),
    feedback.summary !== points && prose(feedback.summary),
    remarks.length && make("ul", { class: "bb-remarks", role: "list" }, ...remarks.map(remark))].filter(Boolean);
}
