// The live figure: a garment is moved through its frame, and what each of two networks says of it is looked up.
// Nothing is computed here: the answers at every offset are PyTorch's, and came with the page.
"use strict";

(async () => {
  const WRONG = [213, 94, 0]; // vermilion, as in the printed figures
  const DIM = 0.6; // of the map's colours, so that the garment stands out
  const COVER = 0.75; // of what is behind a white pixel of the garment, so that the map shows through
  const PAUSE = 300; // milliseconds after the last step, before the address is changed and the step is spoken
  const figure = document.getElementById("live");
  const facts = JSON.parse(document.getElementById("live-facts").textContent);
  const bytes = await inflate(document.getElementById("live-bytes").textContent);
  const [height, width] = facts.garment;
  const [rows, columns] = facts.offsets;
  const places = rows * columns;
  const classes = facts.classes.length;

  // In the order in which shiftlab.live.pack lays them out.
  let start = 0;
  const take = (length) => bytes.subarray(start, (start += length));
  const colours = take(256 * 3); // of accuracies from 0 to 1
  for (const garment of facts.garments) garment.pixels = take(height * width);
  for (const network of facts.networks) {
    network.accuracy = take(places); // 255 is 1
    network.answers = new Map();
    for (const garment of facts.garments) {
      network.answers.set(garment, { predicted: take(places), probabilities: take(places * classes) });
    }
  }

  const state = {
    garment: facts.garments[0],
    y: (rows - 1) >> 1,
    x: (columns - 1) >> 1,
    networks: [facts.networks[0], facts.networks[Math.min(1, facts.networks.length - 1)]],
  };
  const [menu, map, wrong] = ["garment", "map", "wrong"].map((name) => figure.querySelector(`[name=${name}]`));
  const spoken = figure.querySelector("[role=status]");
  let timer;

  for (const garment of facts.garments) {
    menu.add(new Option(`${facts.classes[garment.label]}, ${garment.kind} (test no. ${garment.number})`, garment.number));
  }
  menu.addEventListener("change", () => change({ garment: numbered(menu.value) }));
  for (const box of [map, wrong]) box.addEventListener("change", draw);
  const panels = [...figure.querySelectorAll(".panel")].map(panel);
  drawLegend();
  addEventListener("hashchange", restore);
  figure.classList.add("ready");
  restore();

  async function inflate(base64) {
    const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  function numbered(number) {
    return facts.garments.find((garment) => garment.number === Number(number));
  }

  function named(name) {
    return facts.networks.find((network) => network.name === name);
  }

  // The choice lives in the fragment of the address, so that one can link to a moment.
  function restore() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const [y, x] = (asked.get("offset") ?? "").split(",").map(Number);
    const networks = (asked.get("networks") ?? "").split(",").map(named);
    if (asked.has("garment")) state.garment = numbered(asked.get("garment")) ?? state.garment;
    if (Number.isInteger(y) && Number.isInteger(x)) moveTo(y, x);
    if (networks.length === 2 && networks.every(Boolean)) state.networks = networks;
    draw();
  }

  function keep() {
    const names = state.networks.map((network) => network.name).join(",");
    history.replaceState(null, "", `#garment=${state.garment.number}&offset=${state.y},${state.x}&networks=${names}`);
    const verdicts = panels.map((own, side) => `${state.networks[side].title}: ${own.verdict.textContent}.`);
    spoken.textContent = `${state.y} down, ${state.x} across. ${verdicts.join(" ")}`;
  }

  function change(what) {
    Object.assign(state, what);
    draw();
    // Not at every step of a drag: browsers allow few changes of the address, and a voice takes its time.
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  }

  function moveTo(y, x) {
    state.y = Math.max(0, Math.min(rows - 1, y));
    state.x = Math.max(0, Math.min(columns - 1, x));
  }

  // One network's half of the figure: its menu, the frame, the bars.
  function panel(element, side) {
    const [choice, stage, mark, verdict, bars, count] =
      ["select", ".stage", ".mark", ".verdict", ".bars", ".count"].map((part) => element.querySelector(part));
    for (const network of facts.networks) choice.add(new Option(network.title, network.name));
    choice.addEventListener("change", () => change({ networks: state.networks.with(side, named(choice.value)) }));
    for (const name of facts.classes) {
      const row = bars.appendChild(document.createElement("li"));
      for (const part of ["name", "bar", "share"]) {
        row.append(Object.assign(document.createElement("span"), { className: part }));
      }
      row.firstChild.textContent = name;
    }

    let grip; // where in the garment the pointer holds it
    const drag = (event) => {
      if (!grip) return;
      const [y, x] = pixel(event);
      moveTo(y - grip[0], x - grip[1]);
      change({});
    };
    const pixel = (event) => {
      const box = stage.getBoundingClientRect();
      return [event.clientY - box.top, event.clientX - box.left].map((at) => Math.floor((at * facts.frame) / box.width));
    };
    stage.addEventListener("pointerdown", (event) => {
      const [y, x] = pixel(event);
      const held = y >= state.y && y < state.y + height && x >= state.x && x < state.x + width;
      grip = held ? [y - state.y, x - state.x] : [height >> 1, width >> 1];
      stage.setPointerCapture(event.pointerId);
      drag(event);
    });
    stage.addEventListener("pointermove", drag);
    for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, () => (grip = undefined));
    stage.addEventListener("keydown", (event) => {
      const step = event.shiftKey ? 5 : 1;
      const way = { ArrowUp: [-step, 0], ArrowDown: [step, 0], ArrowLeft: [0, -step], ArrowRight: [0, step] }[event.key];
      if (!way) return;
      event.preventDefault(); // or the page would scroll
      moveTo(state.y + way[0], state.x + way[1]);
      change({});
    });
    return { choice, context: stage.querySelector("canvas").getContext("2d"), mark, verdict, bars, count };
  }

  function draw() {
    menu.value = state.garment.number;
    const place = state.y * columns + state.x;
    panels.forEach((own, side) => {
      const network = state.networks[side];
      const { predicted, probabilities } = network.answers.get(state.garment);
      own.choice.value = network.name;
      own.context.putImageData(frame(network, predicted), 0, 0);
      own.mark.style.top = `${(100 * (state.y + (height >> 1) + 0.5)) / facts.frame}%`;
      own.mark.style.left = `${(100 * (state.x + (width >> 1) + 0.5)) / facts.frame}%`;

      const says = predicted[place];
      const right = says === state.garment.label;
      own.verdict.textContent = `${facts.classes[says]}, ${right ? "right" : "wrong"}`;
      own.verdict.classList.toggle("wrong", !right);
      for (const [label, row] of [...own.bars.children].entries()) {
        const percent = probabilities[place * classes + label] / 2.55;
        row.children[1].style.setProperty("--share", `${percent}%`);
        row.children[2].textContent = `${Math.round(percent)} %`;
        row.classList.toggle("true", label === state.garment.label);
        row.classList.toggle("said", label === says);
      }
      const hits = predicted.filter((label) => label === state.garment.label).length;
      const accuracy = (network.accuracy[place] / 2.55).toFixed(0);
      own.count.textContent = `Right at ${hits} of the ${places} offsets. At this one, right about ${accuracy} % of all.`;
    });
  }

  // The garment in its frame; behind it the accuracy at each offset, drawn where the garment's middle would be.
  function frame(network, predicted) {
    const image = new ImageData(facts.frame, facts.frame);
    for (let y = 0; y < facts.frame; y++) {
      for (let x = 0; x < facts.frame; x++) {
        const [row, column] = [y - (height >> 1), x - (width >> 1)];
        const [v, u] = [y - state.y, x - state.x];
        const grey = v >= 0 && v < height && u >= 0 && u < width ? state.garment.pixels[v * width + u] : 0;
        const inside = row >= 0 && row < rows && column >= 0 && column < columns;
        const behind = inside ? colour(network, predicted, row * columns + column) : [0, 0, 0];
        image.data.set([...behind.map((channel) => channel + COVER * (grey / 255) * (255 - channel)), 255], 4 * (y * facts.frame + x));
      }
    }
    return image;
  }

  function colour(network, predicted, place) {
    if (wrong.checked && predicted[place] !== state.garment.label) return WRONG;
    if (!map.checked) return [0, 0, 0];
    return shade(network.accuracy[place]);
  }

  function shade(accuracy) {
    return [0, 1, 2].map((channel) => DIM * colours[3 * accuracy + channel]);
  }

  function drawLegend() {
    const image = new ImageData(256, 1);
    for (let accuracy = 0; accuracy < 256; accuracy++) image.data.set([...shade(accuracy), 255], 4 * accuracy);
    figure.querySelector(".legend").getContext("2d").putImageData(image, 0, 0);
  }
})();
