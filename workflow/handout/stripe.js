// Stripe and phases: the response of a stripe, or of a trained neuron, to a garment that moves. Everything is computed here.
"use strict";

// Weights are Float64Array of frame * frame values, responses of rows * columns offsets.
const stripes = {
  // cos(2 pi k.u / F + phase) at each pixel u = (v, u), for the frequency k = [ky, kx]
  wave([ky, kx], phase, frame) {
    return Float64Array.from({ length: frame * frame }, (_, at) => {
      const turns = (ky * Math.floor(at / frame) + kx * (at % frame)) % frame; // whole turns lose no digits
      return Math.cos((2 * Math.PI * turns) / frame + phase);
    });
  },

  // <w, T_d x> at every offset d
  responses(weights, pixels, [height, width], frame) {
    const [rows, columns] = [frame - height + 1, frame - width + 1];
    const found = new Float64Array(rows * columns);
    for (let place = 0; place < found.length; place++) {
      const first = Math.floor(place / columns) * frame + (place % columns);
      for (let v = 0; v < height; v++) {
        for (let u = 0; u < width; u++) found[place] += weights[first + v * frame + u] * pixels[v * width + u];
      }
      found[place] /= 255;
    }
    return found;
  },

  // The sum over stripes of max(0, response), at every offset.
  rectified(all) {
    return all[0].map((_, place) => all.reduce((sum, responses) => sum + Math.max(0, responses[place]), 0));
  },

  // (max - min) / mean
  ripple(values) {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return (Math.max(...values) - Math.min(...values)) / mean;
  },

  // x^(k) = sum over u of x(u) exp(-2 pi i k.u / F), as [real, imaginary]
  mode(values, k, frame) {
    const [real, minus] = [0, Math.PI / 2].map((phase) => stripes.wave(k, -phase, frame)); // cosine and sine
    return [real, minus].map((wave, part) => (1 - 2 * part) * wave.reduce((sum, value, at) => sum + value * values[at], 0));
  },

  // The part of an image in the frequencies k and -k.
  part(values, k, frame) {
    const [real, imaginary] = stripes.mode(values, k, frame);
    const scale = (2 / frame ** 2) * Math.hypot(real, imaginary);
    return stripes.wave(k, Math.atan2(imaginary, real), frame).map((value) => scale * value);
  },
};

(async () => {
  const element = document.getElementById("stripe");
  const data = await live.read("stripe");
  const { frame, garment: size, garments, neurons, arrays } = data;
  const [rows, columns] = size.map((side) => frame - side + 1);
  const find = (selector) => element.querySelector(selector);
  const [filter, menu, stage, ground, map, mapMark, mapTitle, chart, chartMark, readout] = [
    ...["[name=filter]", "[name=garment]", ".stage", ".ground", ".map canvas", ".map .mark", ".map-title"],
    ...["svg", ".chart .mark", ".readout"],
  ].map(find);
  const sliders = ["down", "across", "phases"].map((name) => find(`[name=${name}]`));

  const state = { garment: 0, y: (rows - 1) >> 1, x: (columns - 1) >> 1, neuron: undefined, down: 1, across: 3, phases: 1 };
  let known = {}; // the responses of the present weights to the present garment

  filter.add(new Option("pure stripe", "stripe"));
  neurons.forEach(({ number, share }, index) => filter.add(new Option(`neuron ${number} (${(100 * share).toFixed(0)} % one stripe)`, index)));
  live.list(menu, data);
  filter.addEventListener("change", () => change({ neuron: neurons[filter.value] && Number(filter.value) }));
  menu.addEventListener("change", () => change({ garment: Number(menu.value) }));
  for (const slider of sliders) slider.addEventListener("input", () => change({ [slider.name]: Number(slider.value) }));
  const place = live.drag(stage, { frame, garment: size, position: () => [state.y, state.x], move: (y, x) => change({ y, x }) });
  const changed = live.figure("stripe", { draw, save, restore, say });

  function change(what) {
    Object.assign(state, what);
    if (!state.down && !state.across) state.down = 1;
    changed();
  }

  function save() {
    const { number } = garments[state.garment];
    const weights = state.neuron === undefined ? { k: `${state.down},${state.across}`, phases: state.phases } : { neuron: neurons[state.neuron].number };
    return { garment: number, offset: `${state.y},${state.x}`, ...weights };
  }

  function restore(asked) {
    const [[neuron], [down, across], [phases]] = ["neuron", "k", "phases"].map((key) => live.integers(asked, key));
    const found = neurons.findIndex((own) => own.number === neuron);
    Object.assign(state, live.moment(asked, data));
    if (Math.abs(down) <= 8 && across >= 0 && across <= 8 && (down || across)) Object.assign(state, { down, across });
    if (phases >= 1 && phases <= 8) state.phases = phases;
    state.neuron = found < 0 ? undefined : found;
  }

  function say() {
    return `${state.y} down, ${state.x} across. ${readout.textContent}`;
  }

  // What depends on the weights and the garment, but not on its offset.
  function compute() {
    const { neuron, garment, down, across, phases } = state;
    const key = [neuron, garment, down, across, phases].join();
    if (known.key === key) return;
    const pixels = arrays.garments.subarray(garment * size[0] * size[1], (garment + 1) * size[0] * size[1]);
    const respond = (weights) => stripes.responses(weights, pixels, size, frame);
    if (neuron === undefined) {
      const all = Array.from({ length: phases }, (_, phase) => stripes.wave([down, across], (2 * Math.PI * phase) / phases, frame));
      const responses = all.map(respond);
      const sum = stripes.rectified(responses);
      const power = Math.hypot(...stripes.mode(live.placed(pixels, size, 0, 0, frame), [down, across], frame));
      known = { key, pixels, weights: all[0], responses, thick: sum, ripple: stripes.ripple(sum), power };
    } else {
      const weights = Float64Array.from(arrays.weights.subarray(neuron * frame ** 2, (neuron + 1) * frame ** 2));
      const part = respond(stripes.part(weights, neurons[neuron].frequency, frame));
      known = { key, pixels, weights, responses: [part], thick: respond(weights) };
    }
  }

  function draw() {
    compute();
    const { weights, thick } = known;
    const pure = state.neuron === undefined;
    filter.value = pure ? "stripe" : state.neuron;
    menu.value = state.garment;
    find(".stripes-only").inert = !pure;
    for (const slider of sliders) slider.nextElementSibling.textContent = slider.value = state[slider.name];

    const signed = live.signed();
    live.paint(ground, frame, weights, -live.largest(weights), live.largest(weights), live.ramp("#0072b2", "#000", "#d55e00"));
    place(known.pixels);
    if (pure) live.paint(map, columns, thick, 0, 1.5 * live.largest(thick), live.ramp(live.colour("--zero"), live.colour("--positive")));
    else live.paint(map, columns, thick, -live.largest(thick), live.largest(thick), signed);
    mapMark.style.top = `${(100 * (state.y + 0.5)) / rows}%`;
    mapMark.style.left = `${(100 * (state.x + 0.5)) / columns}%`;
    mapTitle.textContent = pure ? "sum of rectified responses, at each offset" : "response at each offset";
    drawChart();
    drawReadout();
  }

  // The responses as the garment moves through its row or its column, whichever crosses more waves.
  function drawChart() {
    const [ky, kx] = state.neuron === undefined ? [state.down, state.across] : neurons[state.neuron].frequency;
    const [count, first, step, at] =
      Math.abs(ky) > Math.abs(kx) ? [rows, state.x, columns, state.y] : [columns, state.y * columns, 1, state.x];
    const trace = (values) => Array.from({ length: count }, (_, moved) => values[first + moved * step]);
    const extreme = (pick) => [...known.responses, known.thick].reduce((most, values) => pick(most, ...values), 0);
    const [high, low] = [Math.max, Math.min].map(extreme);
    const up = (value) => (high - value) / (high - low || 1);
    const line = (values, kind) => {
      const points = values.map((value, moved) => `${moved},${up(value)}`).join(" ");
      return `<polyline class="${kind}" points="${points}"/>`;
    };
    const thin = state.neuron === undefined ? "thin" : "dashed";
    chart.setAttribute("viewBox", `0 0 ${count - 1} 1`);
    chart.innerHTML = [line(Array(count).fill(0), "zero"), ...known.responses.map((values) => line(trace(values), thin)), line(trace(known.thick), "thick")].join("");
    chartMark.style.top = `${100 * up(known.thick[state.y * columns + state.x])}%`;
    chartMark.style.left = `${(100 * at) / (count - 1)}%`;
    find(".axis-title").textContent = `offset ${step === 1 ? "to the right" : "downwards"}, in pixels`;
    find(".last").textContent = count - 1;
  }

  function drawReadout() {
    const at = state.y * columns + state.x;
    const number = (value) => `<data value="${value}">${value.toFixed(1).replace("-", "−")}</data>`;
    const neuron = neurons[state.neuron];
    if (neuron) {
      readout.innerHTML = `Response of neuron ${neuron.number}: ${number(known.thick[at])}, of its strongest stripe alone: ${number(known.responses[0][at])}.`;
      return;
    }
    const count = state.phases === 1 ? "1 stripe" : `${state.phases} stripes`;
    readout.innerHTML =
      `Rectified sum of ${count}: ${number(known.thick[at])}. Ripple over all ${rows * columns} offsets, (max − min) / mean: ` +
      `<strong><data value="${known.ripple}">${(100 * known.ripple).toFixed(0)}</data> %</strong>. ` +
      `With many phases, the sum would be P/π · |x̂(k)| = ${number((state.phases * known.power) / Math.PI)}.`;
  }
})();
