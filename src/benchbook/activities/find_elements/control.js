// For each element: a verdict, the passages that carry it, and an optional word on how sure the learner is.
export const opening = (text, words = 12) => {
  const all = text.trim().split(/\s+/);
  return all.length > words ? `${all.slice(0, words).join(" ")}…` : all.join(" ");
};

function drawFindElements({ question, body, change, lock }) {
  const numbers = new Map(question.exhibits.flatMap(({ passages }) => passages.map(({ id, n }) => [id, n])));
  const fill = (panel) => panel.append(...drawExhibits(question.exhibits));
  const read = disclosure({ label: "Read the exhibits here", fill, open: Boolean(question.read) });
  const elements = question.elements.map(drawElement);
  if (question.exhibits.length) body.append(read.node);
  body.append(...elements.map(({ node }) => node));

  function drawElement({ id, label, asks }) {
    let cited = new Set();
    const verdict = choices({ legend: [hiddenText(`${label}: `), "Your verdict"], items: VERDICTS, row: true, onpick: tell });
    const sure = question.confidence ? howSure(tell) : null;
    const lists = [];
    const picker = disclosure({
      label: "",
      fill(panel) {
        for (const exhibit of question.exhibits) {
          const items = exhibit.passages.map((passage) => ({ id: passage.id, label: `${passage.n} · ${opening(passage.text)}` }));
          const list = choices({ type: "checkbox", legend: exhibit.title, items, onpick: cite });
          list.set([...cited]);
          lists.push(list);
          panel.append(list.node);
        }
        lock();
      },
    });
    const wipe = action(["Clear", hiddenText(` “${label}”`)], () => { show(null); tell(); }, "bb-link");
    const heading = make("legend", { class: "bb-element-title" }, label);
    const node = make("fieldset", { class: "bb-element" }, heading, prose(asks), verdict.node, picker.node, ...(sure ? [sure.node] : []), wipe);

    function cite() {
      cited = new Set(lists.flatMap((list) => list.value()));
      rename();
      tell();
    }

    function rename() {
      const chosen = [...numbers].filter(([passage]) => cited.has(passage)).map(([, n]) => n);
      const words = chosen.length ? `${chosen.length === 1 ? "passage" : "passages"} ${chosen.join(", ")}` : "none chosen yet";
      picker.rename(hiddenText(`${label}: `), "Passages that carry it: ", make("strong", {}, words));
    }

    function show(part) {
      verdict.set(part?.verdict);
      sure?.set(part?.confidence);
      cited = new Set(part?.passages ?? []);
      for (const list of lists) list.set([...cited]);
      rename();
    }

    function answered() {
      const decided = verdict.value();
      if (!decided && !cited.size) return null;
      const confidence = decided && sure?.value();
      const passages = [...numbers.keys()].filter((passage) => cited.has(passage));
      return { ...(decided && { verdict: decided }), passages, ...(confidence && { confidence }) };
    }

    return { id, node, show, answered };
  }

  function tell() {
    const parts = elements.map((element) => [element.id, element.answered()]).filter(([, part]) => part);
    change(parts.length ? { elements: Object.fromEntries(parts) } : null);
  }

  return { show: (answer) => elements.forEach(({ id, show }) => show(answer?.elements?.[id])) };
}

export default control(drawFindElements);
