// Steps to be put in order with buttons. The order counts once something was moved or the order confirmed.
export function moved(order, id, by) {
  const from = order.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return order;
  const next = order.filter((other) => other !== id);
  next.splice(to, 0, id);
  return next;
}

function drawOrderSteps({ question, body, change, say, lock }) {
  const given = question.steps.map(({ id }) => id);
  const rows = new Map(question.steps.map((step) => [step.id, row(step)]));
  const list = make("ol", { class: "bb-steps", role: "list", "aria-label": "Your order" });
  const confirm = action("This order is right", () => { change({ order }); say("Your order is recorded."); });
  let order = given;
  const hint = "Move the steps until the first is on top. If the order is right as it stands, say so.";
  body.append(make("p", { class: "bb-hint" }, hint), list, confirm);

  function row({ id, text }) {
    const button = (word, sign, by) => make("button", {
      type: "button",
      class: "bb-act bb-button bb-move",
      "aria-label": `${word}: ${text}`,
      onclick: ({ currentTarget }) => move(id, by, currentTarget),
    }, `${sign} ${word}`);
    const number = make("span", { class: "bb-number" });
    const up = button("Move up", "↑", -1);
    const down = button("Move down", "↓", 1);
    const item = make("li", { class: "bb-step" }, number, make("p", { class: "bb-step-text" }, text), make("div", { class: "bb-moves" }, up, down));
    return { item, number, up, down, text };
  }

  function move(id, by, button) {
    const next = moved(order, id, by);
    const { text } = rows.get(id);
    if (next === order) return say(`“${text}” is already ${by < 0 ? "first" : "last"}.`);
    place(next);
    button.focus(); // moving a row in the page takes the focus away
    change({ order });
    say(`“${text}” is now step ${order.indexOf(id) + 1} of ${order.length}.`);
  }

  function place(next) {
    order = next;
    order.forEach((id, at) => {
      const { item, number, up, down } = rows.get(id);
      number.textContent = `${at + 1}.`;
      // Not disabled: a button that is disabled under the learner's finger loses the focus.
      up.setAttribute("aria-disabled", String(at === 0));
      down.setAttribute("aria-disabled", String(at === order.length - 1));
      if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null);
    });
    lock();
  }

  return {
    show(answer) {
      const known = (answer?.order ?? []).filter((id) => rows.has(id));
      place([...known, ...given.filter((id) => !known.includes(id))]);
    },
  };
}

export default control(drawOrderSteps, { clearLabel: "Clear my answer" });
