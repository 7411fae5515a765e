// The end of a case: hand in, asked once. In a workshop it shows the receipt and the file to send, and what
// was handed in can be taken back and corrected. A practice case can be started again. Each is asked once.
const QUESTIONS = {
  "hand-in": ["Hand in now? After that you can read your answers but not change them.", "Yes, hand in"],
  "start-again": ["Start again? Your answers are put away, not thrown away, and the case is empty.", "Yes, start again"],
  "take-back": ["Take back and correct? You can change your answers then, and must hand in again. Until you do, what you handed in counts.", "Yes, take back and correct"],
};
const BUSY = "An answer is still being saved. Wait until each says “Saved”, then hand in.";
const LOST = "The page is reconnecting. Wait a moment before you hand in.";
const NO_CODE = "Type your code first: the eight letters and digits your instructor gave you.";

function drawHandIn({ model, el }) {
  const question = model.get("question");
  const practice = question.use === "practice";
  const page = (window.benchbookPage ??= { tab: unique(), n: 0 });
  const told = make("p", { class: "bb-status", role: "status", "aria-live": "polite" });
  const open = make("p", { class: "bb-note" });
  const workshop = make("p", { class: "bb-workshop" });
  const handIn = action("Hand in", () => confirm("hand-in", handIn));
  const again = action("Start again", () => confirm("start-again", again), "bb-link");
  const takeBack = action("Take back and correct", () => confirm("take-back", takeBack), "bb-link");
  const sure = make("div", { class: "bb-sure", hidden: true });
  const receipt = make("div", { class: "bb-receipt", tabindex: "-1", role: "region", "aria-label": "Your receipt", hidden: true });
  const joining = disclosure({ label: "I take part in a workshop", fill: (panel) => panel.append(...codeField.nodes) });
  const codeField = drawCode((code) => { asked = "code"; send("code", { code }); });
  const marked = make("div", { class: "bb-handed-in", tabindex: "-1", "aria-label": "Your marks and feedback", role: "region" });
  const root = make("section", { class: "bb", "aria-label": "Hand in" },
    open, workshop, receipt, handIn, takeBack, again, sure, told, !practice && joining.node);
  root.addEventListener("keydown", (event) => event.stopPropagation());
  root.addEventListener("contextmenu", (event) => event.stopPropagation());
  const ended = new AbortController();
  document.addEventListener("benchbook:kernel-lost", () => { told.textContent = LOST; }, { signal: ended.signal });
  let asked = ""; // what this page asked for last and has not seen done
  let address = "";

  // Put the question in the place of the buttons; its answers put them back.
  function confirm(name, from) {
    if (name === "hand-in" && Object.keys(window.benchbookPending ?? {}).length) {
      told.textContent = BUSY;
      return;
    }
    const [text, yes] = QUESTIONS[name];
    const agree = action(yes, () => { sure.hidden = true; told.textContent = "One moment…"; asked = name; send(name); });
    const refuse = action("Not yet", () => { sure.hidden = true; show(); from.focus(); }, "bb-link");
    sure.replaceChildren(make("p", {}, text), agree, refuse);
    sure.hidden = false;
    handIn.hidden = again.hidden = takeBack.hidden = true;
    agree.focus();
  }

  function send(name, more = {}) {
    model.set("draft", { n: ++page.n, tab: page.tab, action: name, ...more });
    model.save_changes();
  }

  let shownClosed = model.get("closed");
  function show() {
    const closed = model.get("closed");
    const saved = model.get("saved") ?? {};
    const { code, title, typed } = model.get("member") ?? {};
    const sent = Boolean(model.get("handed")?.receipt);
    const titles = Object.fromEntries(question.questions.map(({ id, title: named }) => [id, named]));
    const missing = (saved.unanswered ?? []).map((id) => titles[id] ?? id);
    // The kernel's word on what is unanswered may come while the question stands: it stays open.
    if (sure.hidden || closed !== shownClosed) {
      sure.hidden = true;
      handIn.hidden = closed && (!code || sent || saved.busy);
      takeBack.hidden = !closed || !code || saved.busy;
      again.hidden = !practice || (!closed && missing.length === question.questions.length);
    }
    shownClosed = closed;
    open.hidden = closed;
    open.textContent = missing.length
      ? `Not answered yet: ${missing.join("; ")}. You may hand in all the same.`
      : "You have answered every question.";
    workshop.hidden = !code;
    workshop.textContent = code ? `You take part in ${title ? `the workshop “${title}”` : "a workshop"}. Your code is ${code}.` : "";
    joining.node.hidden = sent || Boolean(code && !typed);
    joining.rename(code ? "My code is another" : "I take part in a workshop");
    const refused = saved.state === "not-saved";
    codeField.say(refused && saved.about === "code" ? saved.message : "");
    if (refused && saved.about === "code") told.textContent = "";
    else told.textContent = refused && saved.about === "hand-in" ? `Not handed in: ${saved.message}` : saved.message ?? "";
    told.dataset.state = refused && saved.about !== "code" ? "not-saved" : "";
  }

  // The answer to what was asked has the focus; nobody else is moved.
  function settle() {
    const saved = model.get("saved") ?? {};
    show();
    if (!asked || saved.tab !== page.tab || saved.n < page.n || saved.busy) return;
    if (asked === "hand-in" && model.get("handed")?.receipt) receipt.focus();
    else if (asked === "take-back" && !model.get("closed")) handIn.focus();
    else if (asked === "code") {
      if (saved.state === "not-saved") codeField.focus();
      else { joining.close(); handIn.hidden ? takeBack.focus() : handIn.focus(); }
    }
    asked = "";
  }

  function showReceipt() {
    const handed = model.get("handed") ?? {};
    URL.revokeObjectURL(address);
    receipt.hidden = !handed.receipt;
    if (!handed.receipt) return receipt.replaceChildren();
    const byFile = handed.way === "file";
    const parts = [
      make("h3", { class: "bb-title" }, byFile ? "Your hand-in is ready to send" : "You have handed in"),
      handed.note && make("p", {}, handed.note),
      make("p", {}, "Your receipt is ", make("strong", { class: "bb-receipt-code" }, handed.receipt), ". Write it down: with it your instructor can confirm what arrived."),
    ];
    if (byFile) {
      const bytes = model.get("file");
      address = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
      parts.push(
        make("p", {}, "Now send this one file to your instructor, the way you were told to. Until you do, nothing has arrived."),
        make("p", {}, make("a", { class: "bb-button bb-download", href: address, download: handed.file, "data-lm-suppress-shortcuts": "true" }, `Download ${handed.file}`)),
        make("p", { class: "bb-hint" }, "The same file also lies in this case’s own folder, in the list of files."));
    } else parts.push(make("p", {}, "It is with your instructor. You need not send anything."));
    receipt.replaceChildren(...parts.filter(Boolean));
  }

  function showMarks() {
    // Our own process made this and escaped every text in it; see benchbook.marking.feedback.
    marked.innerHTML = model.get("html");
  }

  // What is unanswered is asked of the kernel when it matters: when somebody comes to the button.
  root.addEventListener("focusin", () => { if (!model.get("closed") && sure.hidden && !asked) send("look"); });
  model.on("change:saved", settle);
  for (const name of ["closed", "member"]) model.on(`change:${name}`, show);
  for (const name of ["handed", "file"]) model.on(`change:${name}`, () => { showReceipt(); show(); });
  model.on("change:html", showMarks);
  showReceipt();
  show();
  showMarks();
  el.append(root, marked);
  return () => { ended.abort(); URL.revokeObjectURL(address); };
}

// A field for the learner's code, with its own hint and its own word on what is wrong.
function drawCode(use) {
  const field = unique();
  const hint = make("p", { class: "bb-hint", id: unique() }, "Your instructor gave you a code. Capital and small letters are the same.");
  const wrong = make("p", { class: "bb-status", "data-state": "not-saved", id: unique(), role: "alert", hidden: true });
  const input = make("input", {
    id: field, class: "bb-code", type: "text", size: "12", autocomplete: "off", spellcheck: "false", autocapitalize: "characters",
    "aria-describedby": `${hint.id} ${wrong.id}`, onkeydown: (event) => { if (event.key === "Enter") given(); },
  });
  function given() {
    if (input.value.trim()) use(input.value);
    else { say(NO_CODE); input.focus(); }
  }
  function say(text) {
    wrong.hidden = !text;
    if (wrong.textContent !== text) wrong.textContent = text;
    input.setAttribute("aria-invalid", String(Boolean(text)));
  }
  const nodes = [make("label", { class: "bb-label", for: field }, "Your code"), input, hint, wrong, action("Keep this code", given)];
  return { nodes, say, focus: () => input.focus() };
}

export default { render: drawHandIn };
