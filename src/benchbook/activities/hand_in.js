// The end of a case: hand in, asked once; a practice case can be started again, also asked once.
function drawHandIn({ model, el }) {
  const question = model.get("question");
  const practice = question.use === "practice";
  const page = (window.benchbookPage ??= { tab: unique(), n: 0 });
  const told = make("p", { class: "bb-status", role: "status", "aria-live": "polite" });
  const open = make("p", { class: "bb-note" });
  const main = action("Hand in", () => confirm(true));
  const sure = make("div", { class: "bb-sure", hidden: true });
  const marked = make("div", { class: "bb-handed-in", tabindex: "-1", "aria-label": "Your marks and feedback" });
  const root = make("section", { class: "bb", "aria-label": "Hand in" }, open, main, sure, told);
  root.addEventListener("keydown", (event) => event.stopPropagation());
  root.addEventListener("contextmenu", (event) => event.stopPropagation());
  const lost = new AbortController();
  document.addEventListener("benchbook:kernel-lost", () => { told.textContent = "The page is reconnecting. Wait a moment before you hand in."; }, { signal: lost.signal });

  function confirm(asking) {
    const closed = model.get("closed");
    if (asking && Object.keys(window.benchbookPending ?? {}).length) {
      told.textContent = "An answer is still being saved. Wait until each says “Saved”, then hand in.";
      return;
    }
    main.hidden = asking;
    sure.hidden = !asking;
    if (!asking) return main.focus();
    const text = closed
      ? "Start again? Your answers are put away, not thrown away, and the case is empty."
      : "Hand in now? After that you can read your answers but not change them.";
    const yes = action(closed ? "Yes, start again" : "Yes, hand in", () => act(closed ? "start-again" : "hand-in"));
    sure.replaceChildren(make("p", {}, text), yes, action("Not yet", () => confirm(false), "bb-link"));
    yes.focus();
  }

  function act(name) {
    sure.hidden = true;
    told.textContent = "One moment…";
    model.set("draft", { n: ++page.n, tab: page.tab, action: name });
    model.save_changes();
  }

  let shownClosed = model.get("closed");
  function show() {
    const closed = model.get("closed");
    const asking = !sure.hidden && closed === shownClosed;
    shownClosed = closed;
    const saved = model.get("saved") ?? {};
    const titles = Object.fromEntries(question.questions.map(({ id, title }) => [id, title]));
    const missing = (saved.unanswered ?? []).map((id) => titles[id] ?? id);
    // The kernel's word on what is unanswered may come while the question stands: it stays open.
    if (!asking) {
      sure.hidden = true;
      main.hidden = closed && !practice;
    }
    main.textContent = closed ? "Start again" : "Hand in";
    open.textContent = closed ? "" : missing.length ? `Not answered yet: ${missing.join("; ")}. You may hand in all the same.` : "You have answered every question.";
    open.hidden = closed;
    told.textContent = saved.state === "not-saved" ? `Not handed in: ${saved.message}` : saved.message ?? "";
  }

  function showMarks() {
    const html = model.get("html");
    // Our own process made this and escaped every text in it; see benchbook.marking.feedback.
    marked.innerHTML = html;
    if (html) show();
  }

  // What is unanswered is asked of the kernel when it matters: when somebody comes to the button.
  root.addEventListener("focusin", () => {
    if (!model.get("closed") && sure.hidden) { model.set("draft", { n: ++page.n, tab: page.tab, action: "look" }); model.save_changes(); }
  });
  model.on("change:saved", show);
  model.on("change:closed", show);
  model.on("change:html", showMarks);
  show();
  showMarks();
  el.append(root, marked);
  return () => lost.abort();
}

export default { render: drawHandIn };
