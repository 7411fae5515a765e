// The end of a case: hand in, asked once. A practice case can be started again, also asked once.
const QUESTIONS = {
  "hand-in": ["Hand in now? After that you can read your answers but not change them.", "Yes, hand in"],
  "start-again": ["Start again? Your answers are put away, not thrown away, and the case is empty.", "Yes, start again"],
};
const BUSY = "An answer is still being saved. Wait until each says “Saved”, then hand in.";
const LOST = "The page is reconnecting. Wait a moment before you hand in.";

function drawHandIn({ model, el }) {
  const question = model.get("question");
  const practice = question.use === "practice";
  const page = (window.benchbookPage ??= { tab: unique(), n: 0 });
  const told = make("p", { class: "bb-status", role: "status", "aria-live": "polite" });
  const open = make("p", { class: "bb-note" });
  const handIn = action("Hand in", () => confirm("hand-in"));
  const again = action("Start again", () => confirm("start-again"), "bb-link");
  const sure = make("div", { class: "bb-sure", hidden: true });
  const marked = make("div", { class: "bb-handed-in", tabindex: "-1", "aria-label": "Your marks and feedback", role: "region" });
  const root = make("section", { class: "bb", "aria-label": "Hand in" }, open, handIn, again, sure, told);
  root.addEventListener("keydown", (event) => event.stopPropagation());
  root.addEventListener("contextmenu", (event) => event.stopPropagation());
  const ended = new AbortController();
  document.addEventListener("benchbook:kernel-lost", () => { told.textContent = LOST; }, { signal: ended.signal });

  // Put the question in the place of the buttons; its answers put them back.
  function confirm(name) {
    if (name === "hand-in" && Object.keys(window.benchbookPending ?? {}).length) {
      told.textContent = BUSY;
      return;
    }
    const [text, yes] = QUESTIONS[name];
    const agree = action(yes, () => { sure.hidden = true; told.textContent = "One moment…"; send(name); });
    const refuse = action("Not yet", () => { sure.hidden = true; show(); (handIn.hidden ? again : handIn).focus(); }, "bb-link");
    sure.replaceChildren(make("p", {}, text), agree, refuse);
    sure.hidden = false;
    handIn.hidden = again.hidden = true;
    agree.focus();
  }

  function send(name) {
    model.set("draft", { n: ++page.n, tab: page.tab, action: name });
    model.save_changes();
  }

  let shownClosed = model.get("closed");
  function show() {
    const closed = model.get("closed");
    const saved = model.get("saved") ?? {};
    const titles = Object.fromEntries(question.questions.map(({ id, title }) => [id, title]));
    const missing = (saved.unanswered ?? []).map((id) => titles[id] ?? id);
    // The kernel's word on what is unanswered may come while the question stands: it stays open.
    if (sure.hidden || closed !== shownClosed) {
      sure.hidden = true;
      handIn.hidden = closed;
      again.hidden = !practice || (!closed && missing.length === question.questions.length);
    }
    shownClosed = closed;
    open.hidden = closed;
    open.textContent = missing.length
      ? `Not answered yet: ${missing.join("; ")}. You may hand in all the same.`
      : "You have answered every question.";
    told.textContent = saved.state === "not-saved" ? `Not handed in: ${saved.message}` : saved.message ?? "";
  }

  function showMarks() {
    // Our own process made this and escaped every text in it; see benchbook.marking.feedback.
    marked.innerHTML = model.get("html");
  }

  // What is unanswered is asked of the kernel when it matters: when somebody comes to the button.
  root.addEventListener("focusin", () => { if (!model.get("closed") && sure.hidden) send("look"); });
  for (const name of ["saved", "closed"]) model.on(`change:${name}`, show);
  model.on("change:html", showMarks);
  show();
  showMarks();
  el.append(root, marked);
  return () => ended.abort();
}

export default { render: drawHandIn };
