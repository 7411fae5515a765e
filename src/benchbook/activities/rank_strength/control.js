// For each duty two lists: how strongly it is owed, and what is owed.
function drawRankStrength({ question, body, change }) {
  const duties = question.duties.map(drawDuty);
  const explained = (title, words) => [make("p", { class: "bb-label" }, title), make("dl", { class: "bb-words" }, ...words.flatMap(
    ({ label, about }) => [make("dt", {}, label), make("dd", {}, about)]))];
  const meanings = disclosure({
    label: "What these words mean",
    fill(panel) {
      panel.append(...explained("How strongly, from the strongest to the weakest", question.verbs), ...explained("What is owed", question.things));
    },
  });
  body.append(meanings.node, ...duties.map(({ node }) => node));

  function drawDuty({ id, text }) {
    const verb = pick("How strongly is it owed?", question.verbs);
    const owed = pick("What is owed?", question.things);
    const node = make("fieldset", { class: "bb-element" }, make("legend", { class: "bb-element-title" }, text),
      make("div", { class: "bb-picks" }, verb.node, owed.node));

    function show(part) {
      verb.list.value = part?.verb ?? "";
      owed.list.value = part?.owed ?? "";
    }

    const chosen = () => ({ ...(verb.list.value && { verb: verb.list.value }), ...(owed.list.value && { owed: owed.list.value }) });
    return { id, node, show, chosen };
  }

  function pick(label, words) {
    const options = [{ id: "", label: "Not chosen yet" }, ...words].map((word) => make("option", { value: word.id }, word.label));
    const list = make("select", { class: "bb-select", autocomplete: "off", onchange: tell }, ...options);
    return { list, node: make("label", { class: "bb-pick" }, make("span", { class: "bb-label" }, label), list) };
  }

  function tell() {
    const decided = duties.map(({ id, chosen }) => [id, chosen()]).filter(([, part]) => Object.keys(part).length);
    change(decided.length ? { duties: Object.fromEntries(decided) } : null);
  }

  return { show: (answer) => duties.forEach(({ id, show }) => show(answer?.duties?.[id])) };
}

export default control(drawRankStrength, { clearLabel: "Clear my answers" });
