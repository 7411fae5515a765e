// A draft of numbered passages; under each, the flaw that the learner finds in it.
function drawFindFlaw({ question, body, change, lock }) {
  let flaws = {};
  const panels = new Map();
  const names = new Map(question.flaws.map(({ id, text }) => [id, text]));
  const offered = [{ id: "", label: "No flaw marked" }, ...question.flaws];
  const summary = make("div", { class: "bb-summary" });
  body.append(
    make("p", { class: "bb-hint" }, "Under each passage you can say what is wrong with it. Leave a passage unmarked if it is sound."),
    ...drawExhibits([question.draft], panelOf), summary);

  function panelOf({ id, n }) {
    const place = { n, group: null };
    place.panel = disclosure({
      label: `Mark passage ${n}`,
      fill(room) {
        const legend = `Passage ${n}: what is wrong with it?`;
        place.group = choices({ legend, items: offered, onpick: () => pick(id, place.group.value()) });
        place.group.set(flaws[id] ?? "");
        room.append(place.group.node);
        lock();
      },
    });
    panels.set(id, place);
    return place.panel.node;
  }

  function pick(id, flaw) {
    const { [id]: _, ...others } = flaws;
    flaws = flaw ? { ...others, [id]: flaw } : others;
    draw();
    change(Object.keys(flaws).length ? { flaws } : null);
  }

  function draw() {
    for (const [id, { n, panel }] of panels) {
      const name = names.get(flaws[id]);
      panel.rename(`Mark passage ${n}`, ...(name ? [" ", make("span", { class: "bb-badge" }, name)] : []));
      panel.node.classList.toggle("bb-tagged", Boolean(name));
    }
    const marked = [...panels].filter(([id]) => names.has(flaws[id])).map(([, { n }]) => n);
    const words = marked.length ? `${marked.length === 1 ? "passage" : "passages"} ${marked.join(", ")}` : "no passage yet";
    summary.replaceChildren(make("p", { class: "bb-label" }, `Marked: ${words}`));
  }

  return {
    show(answer) {
      flaws = answer?.flaws ?? {};
      for (const [id, { group }] of panels) group?.set(flaws[id] ?? "");
      draw();
    },
  };
}

export default control(drawFindFlaw, { clearLabel: "Clear my marks" });
