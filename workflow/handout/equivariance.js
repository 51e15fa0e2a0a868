// Watch equivariance break: the maps of the CNN's convolutions, of a garment in the middle and of the same one moved.
"use strict";

(async () => {
  const SHOWN = 4; // maps of each layer
  const element = document.getElementById("equivariance");
  const data = await live.read("equivariance");
  const { frame, garment: size, garments, arrays } = data;
  const [rows, columns] = size.map((side) => frame - side + 1);
  const middle = [(rows - 1) >> 1, (columns - 1) >> 1];
  const [menu, stage, moved, list] = ["select", ".stage", ".moved", ".layers"].map((part) => element.querySelector(part));
  const state = { garment: 0, y: middle[0], x: Math.min(middle[1] + 3, columns - 1) }; // 3 is a multiple of no stride but 1
  const black = convolutions.layers(frame, new Float64Array(frame * frame), data);
  let rest = {}; // the layers of the present garment in the middle

  live.list(menu, data);
  menu.addEventListener("change", () => change({ garment: Number(menu.value) }));
  const lines = black.map(line);
  const place = live.drag(stage, { frame, garment: size, position: () => [state.y, state.x], move: (y, x) => change({ y, x }) });
  const changed = live.figure("equivariance", { draw, save, restore, say });

  function change(what) {
    Object.assign(state, what);
    changed();
  }

  function save() {
    return { garment: garments[state.garment].number, offset: `${state.y},${state.x}` };
  }

  function restore(asked) {
    Object.assign(state, live.moment(asked, data));
  }

  function say() {
    const distances = lines.map((own, index) => `${black[index].name}: ${own.number.textContent}`);
    return `${moved.textContent} Difference after ${distances.join(", ")}.`;
  }

  // One layer's line: its name, maps, and difference.
  function line({ name, side, stride }) {
    const section = list.appendChild(document.createElement("section"));
    section.innerHTML = `<p><strong>${name}</strong> ${side}×${side} cells of ${stride} px <span>difference <data></data></span></p>`;
    const canvases = Array.from({ length: SHOWN + 1 }, () => section.appendChild(document.createElement("canvas")));
    return { section, canvases, number: section.querySelector("data") };
  }

  function draw() {
    const pixels = arrays.garments.subarray(state.garment * size[0] * size[1], (state.garment + 1) * size[0] * size[1]);
    const layersAt = (y, x) => convolutions.layers(frame, live.placed(pixels, size, y, x, frame), data);
    if (rest.garment !== state.garment) {
      const layers = layersAt(...middle);
      rest = { garment: state.garment, layers, shown: layers.map((layer, index) => strongest(layer, black[index])) };
    }
    menu.value = state.garment;
    place(pixels);
    const shift = [state.y - middle[0], state.x - middle[1]];
    moved.textContent = `Moved ${direction(shift[0], "down", "up")} and ${direction(shift[1], "right", "left")}.`;
    const signed = live.signed();
    const apart = live.ramp(live.colour("--zero"), live.colour("--wrong"));
    layersAt(state.y, state.x).forEach((layer, index) => {
      const { section, canvases, number } = lines[index];
      const { channels, most } = rest.shown[index];
      const cells = layer.side ** 2;
      channels.forEach((channel, at) => {
        const values = layer.values.subarray(channel * cells, (channel + 1) * cells);
        const empty = black[index].values[channel * cells]; // the same in every cell
        live.paint(canvases[at], layer.side, values.map((value) => value - empty), -most, most, signed);
      });
      const { distance, picture } = convolutions.difference(layer, rest.layers[index], shift);
      live.paint(canvases[SHOWN], layer.side, picture, 0, 1, apart);
      number.value = distance;
      number.textContent = distance.toFixed(2);
      section.classList.toggle("apart", distance >= 0.005);
    });
  }

  function direction(pixels, plus, minus) {
    return `${Math.abs(pixels)} px ${pixels < 0 ? minus : plus}`;
  }

  // The channels that a garment changes most, and the largest change in them.
  function strongest({ channels, side, values }, { values: empty }) {
    const energy = new Float64Array(channels);
    values.forEach((value, at) => (energy[Math.floor(at / side ** 2)] += (value - empty[at]) ** 2));
    const shown = [...energy.keys()].sort((one, other) => energy[other] - energy[one]).slice(0, SHOWN);
    let most = 0;
    values.forEach((value, at) => {
      if (shown.includes(Math.floor(at / side ** 2))) most = Math.max(most, Math.abs(value - empty[at]));
    });
    return { channels: shown, most };
  }
})();
