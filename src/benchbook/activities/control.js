// Joining rule: the text of this file + "\n" + the text of <kind>/control.js is one ES module, a control's anywidget `_esm`.
// This file exports pure functions only; the kind's file ends with `export default control(itsDrawing, {...})`.

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
function answeredBefore({ options, before }) {
  const words = options.filter(({ id }) => id === before?.option || before?.options?.includes(id)).map(({ text }) => `“${text}”`);
  const node = make("p", { class: "bb-before", hidden: true }, `Before, you chose: ${words.join(", ")}`);
  return { node, show: (answered) => { node.hidden = !words.length || !answered; } };
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
  return { node: make("div", { class: "bb-disclosure" }, toggle, panel), rename: (...parts) => text.replaceChildren(...parts) };
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

// ---- the control: drawing, saving, feedback -------------------------------------------------------

// draw({question, body, change, say, lock, refresh}) fills `body` and returns {show(answer), concerns?(remark)}.
// change(answer, {typing}) records what the learner did; null means not answered.
function control(draw, { checkLabel = "Check my answer", clearLabel = null } = {}) {
  function render({ model, el }) {
    const question = model.get("question");
    const key = question.key ?? question.id;
    const page = (window.benchbookPage ??= { tab: unique(), n: 0 });
    const pending = (window.benchbookPending ??= {});
    const ended = new AbortController();
    let recorded = model.get("answer") ?? null;
    let shown = recorded;
    let waiting = null; // the change of this control that the kernel has not confirmed
    let typing, patience, lost = false, awaitsFeedback = false;

    const title = make("h3", { id: unique(), class: "bb-title" }, question.title);
    const points = question.points ? make("p", { class: "bb-points" }, pointsText(question.points)) : null;
    const body = make("div", { class: "bb-body" });
    const note = make("p", { class: "bb-note", "aria-live": "polite" });
    const status = make("p", { class: "bb-status", role: "status", "aria-live": "polite" });
    const check = action(checkLabel, ask);
    const clear = action(clearLabel, () => { kind.show(null); say(""); change(null); }, "bb-link");
    const again = action("Save again", () => resend(), "bb-link");
    const feedback = make("div", { class: "bb-feedback", hidden: true });
    const named = question.title ? { "aria-labelledby": title.id } : { "aria-label": "Your answer" };
    const root = make("section", { class: "bb", "data-question": question.id, ...named },
      question.title && make("header", {}, title, points), question.prompt && prose(question.prompt), body, note,
      make("footer", { class: "bb-footer" }, check, clearLabel && clear, make("div", { class: "bb-state" }, status, again)), feedback);
    // Our keys are ours, and the browser's own menu offers spelling; neither is for JupyterLab.
    root.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); typing ? send() : say(status.textContent); }
    });
    root.addEventListener("contextmenu", (event) => event.stopPropagation());
    root.addEventListener("focusout", () => { if (typing) send(); });

    function say(text) { note.textContent = text; }

    function showStatus(state, { at, message } = {}) {
      const text = statusText({ state, at, message });
      // While someone types, and in controls nobody is using, a passing status would only interrupt a screen reader.
      const passing = state === "not-saved" ? !waiting && !root.contains(document.activeElement) : document.activeElement?.tagName === "TEXTAREA";
      status.setAttribute("aria-live", passing ? "off" : "polite");
      status.dataset.state = state;
      if (status.textContent !== text) status.textContent = text;
      again.hidden = state !== "not-saved" || !waiting;
    }

    function showSaved() {
      const saved = model.get("saved") ?? { state: "empty" };
      if (model.get("closed")) return showStatus("closed", saved);
      if (waiting) return showStatus(lost ? "not-saved" : "saving");
      if (!lost) return showStatus(saved.state ?? "empty", saved);
      const safe = saved.state === "saved" ? ` Your answer${saved.at ? ` of ${saved.at}` : ""} is safe.` : "";
      const kept = "What you change now is kept on this page and will be saved by itself.";
      showStatus("not-saved", { message: `Not saved while the page reconnects.${safe} ${kept}` });
    }

    function lock() {
      const closed = Boolean(model.get("closed"));
      root.classList.toggle("bb-closed", closed);
      for (const field of body.querySelectorAll("input:not([data-look]), select, .bb-act")) field.disabled = closed;
      for (const field of body.querySelectorAll("textarea")) field.readOnly = closed;
      clear.hidden = closed;
      check.hidden = closed || !model.get("practice");
    }

    function queue(answer, checked = false) {
      waiting = pending[key] = { n: ++page.n, tab: page.tab, answer, check: checked };
      showSaved();
    }

    function change(answer, { typing: whileTyping = false } = {}) {
      if (model.get("closed")) return;
      shown = answer;
      queue(answer);
      stale.hidden = false;
      clearTimeout(typing);
      if (whileTyping) typing = setTimeout(send, QUIET_MS);
      else { say(""); send(); }
    }

    function send() {
      clearTimeout(typing);
      clearTimeout(patience);
      typing = undefined;
      if (!waiting || lost) return;
      patience = setTimeout(() => showStatus("not-saved"), PATIENCE_MS);
      try { model.set("draft", { ...waiting }); model.save_changes(); }
      catch { showStatus("not-saved"); } // a lost connection may throw; the answer stays pending
    }

    function resend() {
      if (!waiting || !root.isConnected) return;
      lost = false;
      queue(waiting.answer, waiting.check);
      send();
    }

    function ask() {
      if (shown === null) return say("Answer first, then check your answer.");
      say("");
      awaitsFeedback = true;
      queue(shown, true);
      send();
    }

    function onSaved() {
      const saved = model.get("saved") ?? {};
      if (waiting) {
        if (saved.tab !== waiting.tab || saved.n < waiting.n) return;
        clearTimeout(patience);
        if (saved.state === "not-saved") {
          patience = setTimeout(resend, RETRY_MS);
          return showStatus("not-saved", saved);
        }
        if ((pending[key]?.n ?? 0) <= saved.n) delete pending[key];
        recorded = waiting.answer;
        waiting = null;
        lost = false;
        // Feedback that is the same as before does not arrive as a change.
        if (awaitsFeedback) setTimeout(() => awaitsFeedback && showFeedback(), 500);
      }
      showSaved();
    }

    function onAnswer() {
      recorded = model.get("answer") ?? null;
      if (waiting || sameAnswer(recorded, shown)) return;
      showRecorded();
      const { at } = model.get("saved") ?? {};
      say(recorded === null || model.get("closed") ? "" : `Changed in another tab${at ? `, ${at}` : ""}. The earlier answer is kept.`);
    }

    function showRecorded() {
      shown = recorded;
      kind.show(shown);
      lock();
    }

    function onClosed() {
      if (model.get("closed")) {
        clearTimeout(typing);
        clearTimeout(patience);
        delete pending[key];
        waiting = null;
        typing = undefined;
        showRecorded(); // once handed in, what was recorded stands
      }
      lock();
      showSaved();
    }

    const stale = make("p", { class: "bb-stale", hidden: true }, "You have changed your answer since. Check it again to see new feedback.");
    function showFeedback() {
      const given = model.get("feedback");
      const read = feedback.contains(document.activeElement);
      feedback.hidden = !given;
      if (!given) return feedback.replaceChildren();
      if (awaitsFeedback || !feedback.hasChildNodes()) stale.hidden = true;
      feedback.replaceChildren(...drawFeedback(given, question, kind.concerns ?? (() => true)));
      feedback.firstChild.after(stale);
      if (awaitsFeedback || read) feedback.firstChild.focus();
      awaitsFeedback = false;
    }

    const kind = draw({ question, body, change, say, lock, refresh: showFeedback });
    const listeners = { answer: onAnswer, saved: onSaved, feedback: showFeedback, closed: onClosed, practice: lock };
    for (const [trait, listener] of Object.entries(listeners)) model.on(`change:${trait}`, listener);

    const ours = ({ detail }) => {
      const mine = question.path ?? root.closest("[data-benchbook-path]")?.dataset.benchbookPath;
      return !detail?.path || !mine || detail.path === mine;
    };
    const listen = (name, heard) => document.addEventListener(name, heard, { signal: ended.signal });
    listen("benchbook:kernel-lost", (event) => { if (ours(event)) { lost = true; clearTimeout(patience); showSaved(); } });
    // A control that is about to be replaced leaves its change to the new one.
    listen("benchbook:kernel-back", (event) => { if (ours(event)) { lost = false; waiting ? setTimeout(resend, 1000) : showSaved(); } });
    listen("visibilitychange", () => { if (typing) send(); });

    const left = pending[key];
    if (left && (model.get("closed") || (sameAnswer(left.answer, shown) && !left.check))) delete pending[key];
    else if (left) { shown = left.answer; waiting = left; awaitsFeedback = left.check; }
    kind.show(shown);
    lock();
    el.append(root);
    showFeedback();
    showSaved();
    if (waiting) resend();

    return () => {
      if (typing) send();
      ended.abort();
      clearTimeout(patience);
      for (const [trait, listener] of Object.entries(listeners)) model.off(`change:${trait}`, listener);
    };
  }
  return { render };
}
