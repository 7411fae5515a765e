// Any number of answers out of several.
function drawChooseMany({ question, body, change }) {
  const options = choices({ type: "checkbox", legend: "Choose every answer that applies", items: question.options, onpick: tell });
  body.append(options.node);

  function tell() {
    const chosen = options.value();
    change(chosen.length ? { options: chosen } : null);
  }

  return { show: (answer) => options.set(answer?.options ?? []) };
}

export default control(drawChooseMany, { clearLabel: "Clear my answer" });
