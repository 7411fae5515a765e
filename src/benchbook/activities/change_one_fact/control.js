// A story, one change of its facts at a time, and the learner's own verdict on each row for each change.
function drawChangeOneFact({ question, body, change, refresh }) {
  let decided = {};
  const ids = question.changes.map(({ id }) => id);
  const picked = choices({ legend: "Choose a version of the story", items: question.changes, look: true, onpick: turn });
  const progress = picked.inputs.map((input) => input.parentNode.appendChild(make("span", { class: "bb-progress" })));
  const heading = make("legend", { class: "bb-element-title" });
  const rows = question.rows.map(({ id, label }) => ({ id, ...choices({ legend: label, items: VERDICTS, row: true, onpick: tell }) }));
  const printed = make("div", { class: "bb-on-paper", "aria-hidden": "true" });
  body.append(prose(question.story, "bb-document bb-story"), picked.node,
    make("fieldset", { class: "bb-element" }, heading, ...rows.map(({ node }) => node)), printed);
  picked.set(ids[0]);

  function tell() {
    const chosen = rows.map((row) => [row.id, row.value()]).filter(([, verdict]) => verdict);
    decided = { ...decided, [picked.value()]: Object.fromEntries(chosen) };
    count();
    change({ changes: decided });
  }

  // Show the rows of the version now chosen, and the feedback that belongs to it.
  function turn() {
    const now = picked.value();
    heading.textContent = `You decide: ${nameOf(question, now)}`;
    for (const row of rows) row.set(decided[now]?.[row.id]);
    count();
    refresh();
  }

  function count() {
    const made = (id) => Object.keys(decided[id] ?? {}).length;
    progress.forEach((place, at) => { place.textContent = made(ids[at]) ? ` (${made(ids[at])} of ${rows.length} decided)` : ""; });
    const verdicts = (id) => Object.entries(decided[id]).map(([row, verdict]) => `${nameOf(question, row)}: ${nameOfVerdict(verdict)}`);
    printed.replaceChildren(...ids.filter(made).map((id) => make("p", {}, `${nameOf(question, id)} ${verdicts(id).join("; ")}.`)));
  }

  const nameOfVerdict = (id) => VERDICTS.find((verdict) => verdict.id === id)?.label ?? id;

  return {
    show(answer) {
      decided = answer?.changes ?? {};
      turn();
    },
    // A remark may name its version in `change`; without one it belongs to all.
    concerns: ({ change: version }) => !version || version === picked.value(),
  };
}

export default control(drawChangeOneFact, { checkLabel: "See the law’s analysis", clearLabel: "Clear my answers" });
