// The control: drawing, saving, feedback. See drawing.js for how the files are joined.
//
// draw({question, body, change, say, lock, refresh, earlier}) fills `body` and returns {show(answer), concerns?(remark)}.
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

    const kind = draw({ question, body, change, say, lock, refresh: showFeedback, earlier: () => model.get("before") });
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
