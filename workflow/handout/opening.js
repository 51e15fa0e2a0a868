// The opening figure: a garment is moved through its frame, and what two networks say of it is looked up.
// Nothing is computed here: the answers at every offset are PyTorch's, and came with the page.
"use strict";

(async () => {
  const element = document.getElementById("opening");
  const data = await live.read("opening");
  const { frame, garment: size, classes, garments, networks, arrays } = data;
  const [rows, columns] = data.shapes.accuracies.slice(1);
  const places = rows * columns;
  const parts = (array, index, length) => array.subarray(index * length, (index + 1) * length);
  const names = new Map(networks.map((network, index) => [network.name, index]));
  const find = (selector) => element.querySelector(selector);
  const [menu, map, wrong, task, found, legend] =
    ["[name=garment]", "[name=map]", "[name=wrong]", ".task", ".found", ".legend"].map(find);

  const [BLACK, WRONG] = ["#000000", "#d55e00"].map((colour) => live.ramp(colour, colour)[0]); // as in the printed figures
  const DIM = 0.6; // of the map's colours, so that the garment stands out
  const shades = live.ramp(...Array.from({ length: 256 }, (_, at) => `rgb(${parts(arrays.colours, at, 3).map((part) => DIM * part)})`));
  live.paint(legend, 256, Float64Array.from({ length: 256 }, (_, at) => at), 0, 255, shades);

  const state = { garment: data.opening.garment, y: (rows - 1) >> 1, x: (columns - 1) >> 1, networks: data.opening.networks };
  let hunt = { seen: new Set() }; // the classes that the left network has named, of one garment

  const panels = [...element.querySelectorAll(".panel")].map(panel);
  const chips = classes.map((name) => Object.assign(document.createElement("span"), { textContent: name }));
  const count = document.createElement("strong");
  found.append(count, ...chips);
  live.list(menu, data);
  menu.addEventListener("change", () => change({ garment: Number(menu.value) }));
  for (const box of [map, wrong]) box.addEventListener("change", () => change({}));
  const changed = live.figure("opening", { draw, save, restore, say });

  function change(what) {
    Object.assign(state, what);
    look();
    changed();
  }

  // Every offset on the way counts, drawn or not.
  function look() {
    const key = `${state.garment} ${state.networks[0]}`;
    const answers = predicted(0);
    if (hunt.key !== key) hunt = { key, seen: new Set(), all: new Set(answers) };
    hunt.seen.add(answers[state.y * columns + state.x]);
  }

  function save() {
    const shown = state.networks.map((index) => networks[index].name);
    return { garment: garments[state.garment].number, offset: `${state.y},${state.x}`, networks: shown };
  }

  function restore(asked) {
    const shown = (asked.get("networks") ?? "").split(",").map((name) => names.get(name));
    Object.assign(state, live.moment(asked, data));
    if (shown.length === 2 && !shown.includes(undefined)) state.networks = shown;
    look();
  }

  function say() {
    const verdicts = panels.map((own, side) => `${networks[state.networks[side]].title}: ${own.verdict.textContent}.`);
    return `${state.y} down, ${state.x} across. ${verdicts.join(" ")} ${count.textContent}`;
  }

  function predicted(side) {
    return parts(arrays.predicted, state.networks[side] * garments.length + state.garment, places);
  }

  // One network's half of the figure: its menu, the frame, the verdict and the bars.
  function panel(section, side) {
    const [choice, stage, ground, verdict, bars, hits] =
      ["select", ".stage", ".ground", ".verdict", ".bars", ".count"].map((part) => section.querySelector(part));
    for (const { name, title } of networks) choice.add(new Option(title, name));
    choice.addEventListener("change", () => change({ networks: state.networks.with(side, names.get(choice.value)) }));
    const lines = classes.map((name) => live.bar(bars, name));
    const mark = stage.appendChild(Object.assign(document.createElement("span"), { className: "mark" }));
    const place = live.drag(stage, { frame, garment: size, position: () => [state.y, state.x], move: (y, x) => change({ y, x }) });
    return { choice, ground, verdict, lines, hits, mark, place };
  }

  function draw() {
    look();
    const { label } = garments[state.garment];
    const at = state.y * columns + state.x;
    menu.value = state.garment;
    panels.forEach((own, side) => {
      const network = state.networks[side];
      const answers = predicted(side);
      const accuracies = parts(arrays.accuracies, network, places);
      const probabilities = parts(arrays.probabilities, network * garments.length + state.garment, places * classes.length);
      own.choice.value = networks[network].name;
      drawGround(own.ground, accuracies, answers, label);
      own.place(parts(arrays.garments, state.garment, size[0] * size[1]));
      own.mark.style.top = `${(100 * (state.y + (size[0] >> 1) + 0.5)) / frame}%`;
      own.mark.style.left = `${(100 * (state.x + (size[1] >> 1) + 0.5)) / frame}%`;
      const right = answers[at] === label;
      own.verdict.textContent = `${classes[answers[at]]}: ${right ? "right" : "wrong"}`;
      own.verdict.classList.toggle("wrong", !right);
      own.lines.forEach((line, index) => {
        const percent = probabilities[at * classes.length + index] / 2.55;
        line.children[1].style.setProperty("--share", `${percent}%`);
        line.children[2].textContent = `${Math.round(percent)} %`;
        line.classList.toggle("true", index === label);
        line.classList.toggle("said", index === answers[at]);
      });
      const hits = answers.filter((answer) => answer === label).length;
      own.hits.textContent = `Right at ${hits} of the ${places} offsets. At this one, right about ${(accuracies[at] / 2.55).toFixed(0)} % of all.`;
    });
    drawHunt();
  }

  function drawHunt() {
    const { seen, all } = hunt;
    const [question, way] = task.children;
    way.hidden = all.size === 1;
    if (way.hidden) question.textContent = "The network on the left gives the same answer everywhere.";
    else question.textContent = seen.size < all.size ? `Can you find all ${all.size} classes?` : `You found all ${all.size} classes!`;
    count.textContent = `${seen.size} of ${all.size} classes found`;
    chips.forEach((chip, index) => chip.classList.toggle("seen", seen.has(index)));
  }

  // The accuracy at each offset, where the garment's middle would be.
  function drawGround(canvas, accuracies, answers, label) {
    const [top, left] = [size[0] >> 1, size[1] >> 1];
    const image = new ImageData(frame, frame);
    const words = new Uint32Array(image.data.buffer).fill(BLACK);
    for (let at = 0; at < places; at++) {
      const behind = map.checked ? shades[accuracies[at]] : BLACK;
      words[(top + Math.floor(at / columns)) * frame + left + (at % columns)] = wrong.checked && answers[at] !== label ? WRONG : behind;
    }
    if (canvas.width !== frame) Object.assign(canvas, { width: frame, height: frame });
    canvas.getContext("2d").putImageData(image, 0, 0);
  }
})();
