// A reasoned text, with the criteria it will be read by.
export function wordCount(text) {
  return (text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? []).length;
}

function drawRuling({ question, body, change }) {
  const count = make("p", { class: "bb-hint", id: unique() });
  const field = make("textarea", { id: unique(), class: "bb-text", rows: "8", spellcheck: "true", "aria-describedby": count.id, oninput: tell });
  const printed = make("div", { class: "bb-on-paper", "aria-hidden": "true" });
  const total = question.criteria.reduce((sum, { points }) => sum + points, 0);
  const criteria = disclosure({
    label: `How it will be read: ${question.criteria.length} criteria, ${pointsText(total)}`,
    fill: (panel) => panel.append(...question.criteria.map(criterion)),
  });
  body.append(criteria.node, make("label", { class: "bb-label", for: field.id }, "Your text"), field, printed, count);

  function criterion({ title, points, levels }) {
    const read = (level) => [make("dt", {}, `${level.label}: ${pointsText(level.points)}`), make("dd", {}, level.descriptor)];
    return make("div", { class: "bb-criterion" }, make("h4", {}, `${title} (${pointsText(points)})`), make("dl", {}, ...levels.flatMap(read)));
  }

  function measure() {
    const words = wordCount(field.value);
    const guide = question.words ? ` Guide: about ${question.words}. It is a guide, not a limit.` : "";
    count.textContent = `${words} ${words === 1 ? "word" : "words"}.${guide}`;
    printed.textContent = field.value;
    if (CSS.supports("field-sizing", "content")) return; // else grow by hand
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 4}px`;
  }

  function tell() {
    measure();
    change(field.value.trim() ? { text: field.value } : null, { typing: true });
  }

  return {
    show(answer) {
      const text = answer?.text ?? "";
      if (field.value !== text) field.value = text;
      measure();
    },
  };
}

export default control(drawRuling);
