// Measures to order; each that is ordered asks for its ground and for the safeguard for the defence.
function drawBuildOrder({ question, body, change }) {
  const measures = choices({ type: "checkbox", legend: "Measures: tick each that you order", items: question.measures, onpick: tell });
  const parts = question.measures.map(drawParts);
  const written = make("div", { class: "bb-summary" });
  const hint = "Under each measure that you order, choose the ground that carries it and the safeguard for the defence.";
  body.append(make("p", { class: "bb-hint" }, hint), measures.node, written);

  function drawParts({ id, text }, at) {
    const part = (label, items) => choices({ legend: [hiddenText(`${text} `), label], items, onpick: tell });
    const ground = part("Ground", question.grounds);
    const safeguard = part("Safeguard for the defence", question.safeguards);
    const node = make("div", { class: "bb-panel", hidden: true }, ground.node, safeguard.node);
    measures.inputs[at].parentNode.after(node);
    return { id, text, node, ground, safeguard };
  }

  function tell() {
    draw();
    const chosen = ({ ground, safeguard }) => ({
      ...(ground.value() && { ground: ground.value() }), ...(safeguard.value() && { safeguard: safeguard.value() }) });
    const ordered = parts.filter(({ id }) => measures.value().includes(id)).map((part) => [part.id, chosen(part)]);
    change(ordered.length ? { measures: Object.fromEntries(ordered) } : null);
  }

  // Show what belongs to the measures now ticked, and the order as it stands.
  function draw() {
    const ticked = measures.value();
    for (const { id, node } of parts) node.hidden = !ticked.includes(id);
    const words = (group, items) => items.find(({ id }) => id === group.value())?.text ?? "not chosen yet";
    const item = ({ text, ground, safeguard }) => make("li", {}, make("strong", {}, text),
      make("p", {}, `Ground: ${words(ground, question.grounds)}`), make("p", {}, `Safeguard: ${words(safeguard, question.safeguards)}`));
    const ordered = parts.filter(({ id }) => ticked.includes(id));
    written.replaceChildren(make("p", { class: "bb-label" }, ordered.length ? "Your order" : "Your order: no measure yet"),
      ...(ordered.length ? [make("ol", { class: "bb-ordered", role: "list" }, ...ordered.map(item))] : []));
  }

  return {
    show(answer) {
      measures.set(Object.keys(answer?.measures ?? {}));
      for (const { id, ground, safeguard } of parts) {
        ground.set(answer?.measures?.[id]?.ground ?? null);
        safeguard.set(answer?.measures?.[id]?.safeguard ?? null);
      }
      draw();
    },
  };
}

export default control(drawBuildOrder, { clearLabel: "Clear my order" });
