// Any number of answers out of several.
function drawChooseMany({ question, body, change, earlier }) {
  const options = choices({ type: "checkbox", legend: "Choose every answer that applies", items: question.options, onpick: tell });
  const before = answeredBefore(question, earlier);
  body.append(options.node, before.node);

  function tell() {
    const chosen = options.value();
    before.show(chosen.length);
    change(chosen.length ? { options: chosen } : null);
  }

  return {
    show(answer) {
      options.set(answer?.options ?? []);
      before.show(answer);
    },
  };
}

export default control(drawChooseMany, { clearLabel: "Clear my answer" });
