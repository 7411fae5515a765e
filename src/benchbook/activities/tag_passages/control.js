// Numbered passages, each of which may be tagged as evidence for or against act, means, purpose or age.
const SIDES = [{ id: "", label: "Not tagged" }, { id: "for", label: "For" }, { id: "against", label: "Against" }];

// {means: {for: [3, 7], against: []}, ...}: passage numbers, for every tag of the question.
export function tally(question, tags) {
  const passages = question.exhibits.flatMap((exhibit) => exhibit.passages);
  const numbers = (tag, side) => passages.filter(({ id }) => tags[id]?.[tag] === side).map(({ n }) => n);
  return Object.fromEntries(question.tags.map(({ id }) => [id, { for: numbers(id, "for"), against: numbers(id, "against") }]));
}

function drawTagPassages({ question, body, change, lock }) {
  let tags = {};
  const panels = new Map();
  const summary = make("div", { class: "bb-summary" });
  const offered = question.tags.map(({ label }) => label.toLowerCase()).join(", ").replace(/, ([^,]*)$/, " or $1");
  body.append(
    make("p", { class: "bb-hint" }, `Under each passage you can say what it is evidence of: ${offered}. Leave a passage untagged if it proves none.`),
    ...drawExhibits(question.exhibits, ({ id, n }) => panelOf(id, n)), summary);

  function panelOf(id, n) {
    const groups = new Map();
    const panel = disclosure({
      label: `Tag passage ${n}`,
      fill(room) {
        for (const tag of question.tags) {
          const legend = [hiddenText(`Passage ${n}: `), tag.label];
          const group = choices({ legend, items: SIDES, row: true, onpick: () => pick(id, tag.id, group.value()) });
          groups.set(tag.id, group);
          room.append(group.node);
        }
        fill(id);
        lock();
      },
    });
    panels.set(id, { panel, groups, n });
    return panel.node;
  }

  function pick(id, tag, side) {
    const { [tag]: _, ...others } = tags[id] ?? {};
    const own = side ? { ...others, [tag]: side } : others;
    const { [id]: __, ...rest } = tags;
    tags = Object.keys(own).length ? { ...rest, [id]: own } : rest;
    rename(id);
    summarise();
    change(Object.keys(tags).length ? { tags } : null);
  }

  function fill(id) {
    for (const [tag, group] of panels.get(id).groups) group.set(tags[id]?.[tag] ?? "");
  }

  function rename(id) {
    const { panel, n } = panels.get(id);
    const chosen = question.tags.filter((tag) => tags[id]?.[tag.id]);
    const badges = chosen.flatMap((tag) => [" ", make("span", { class: "bb-badge" }, `${tag.label}: ${tags[id][tag.id]}`)]);
    panel.rename(`Tag passage ${n}`, ...badges);
    panel.node.classList.toggle("bb-tagged", chosen.length > 0);
  }

  function summarise() {
    const counts = tally(question, tags);
    const row = ({ id, label }) => {
      const sides = ["for", "against"].filter((side) => counts[id][side].length).map((side) => `${side}: ${counts[id][side].join(", ")}`);
      return make("div", {}, make("dt", {}, label), make("dd", {}, sides.join("; ") || "no passage"));
    };
    const number = ({ id, label }) => `${counts[id].for.length + counts[id].against.length} ${label.toLowerCase()}`;
    const total = `Tagged: ${question.tags.map(number).join(", ")}`;
    summary.replaceChildren(make("p", { class: "bb-label" }, total), make("dl", {}, ...question.tags.map(row)));
  }

  return {
    show(answer) {
      tags = answer?.tags ?? {};
      for (const id of panels.keys()) { fill(id); rename(id); }
      summarise();
    },
  };
}

export default control(drawTagPassages);
