// One answer out of several, with an optional word on how sure the learner is.
function drawChooseOne({ question, body, change, earlier }) {
  const options = choices({ legend: "Choose one answer", items: question.options, onpick: tell });
  const sure = question.confidence ? howSure(tell) : null;
  const before = answeredBefore(question, earlier);
  body.append(options.node, ...(sure ? [sure.node] : []), before.node);

  function tell() {
    const option = options.value();
    const confidence = sure?.value();
    before.show(option);
    change(option && { option, ...(confidence && { confidence }) });
  }

  return {
    show(answer) {
      options.set(answer?.option);
      sure?.set(answer?.confidence);
      before.show(answer);
    },
  };
}

export default control(drawChooseOne, { clearLabel: "Clear my answer" });
