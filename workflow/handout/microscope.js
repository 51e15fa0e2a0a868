// The wavelet microscope: what a wavelet makes of a garment that moves, and how much features change when it is stretched.
"use strict";

(async () => {
  const element = document.getElementById("microscope");
  const data = await live.read("microscope");
  const { frame: side, garment: size, garments, scales, angles, normalisation, apart, labels, arrays } = data;
  const computed = scattering.of({ side, scales, angles, spectra: arrays.spectra, floor: data.floor });
  const find = (selector) => element.querySelector(selector);
  const [menu, scaleMenu, angleMenu, slider, stage, ground, wavelet, response, mean, bars] = [
    ...["[name=garment]", "[name=scale]", "[name=angle]", "[name=stretch]", ".stage", ".ground", ".wavelet", ".response"],
    ...[".mean", ".bars"],
  ].map(find);
  const [rows, columns] = size.map((length) => side - length + 1);
  const middle = [(rows - 1) >> 1, (columns - 1) >> 1];
  const grey = live.ramp("#000", "#fff");
  const nothing = new Uint8Array(size[0] * size[1]); // the garment is drawn on the ground, as it may be stretched

  const state = { garment: 0, y: middle[0], x: middle[1], scale: scales - 1, angle: angles >> 1, stretch: 5 }; // %
  const known = {}; // by name, the last result of `once`

  live.list(menu, data);
  for (let scale = 0; scale < scales; scale++) scaleMenu.add(new Option(scaleName(scale), scale));
  for (let angle = 0; angle < angles; angle++) angleMenu.add(new Option(angleName(angle), angle));
  for (const choice of [menu, scaleMenu, angleMenu, slider]) {
    choice.addEventListener("input", () => change({ [choice.name]: Number(choice.value) }));
  }
  const lines = ["fourier", "scattering"].map((name) => {
    const line = live.bar(bars, labels[name]);
    line.className = "said";
    return { name, bar: line.children[1], share: line.children[2] };
  });
  const own = { frame: side, garment: size, position: () => [state.y, state.x], move: (y, x) => change({ y, x }) };
  const place = live.drag(stage, own);
  const changed = live.figure("microscope", { draw, save, restore, say });

  function scaleName(scale) {
    const ends = scale === 0 ? " (smallest)" : scale === scales - 1 ? " (largest)" : "";
    return `${scale}${ends}`;
  }

  function angleName(angle) {
    const degrees = (180 * angle) / angles;
    const edges = { 0: " (vertical edges)", 90: " (horizontal edges)" }[degrees] ?? "";
    return `${Math.round(degrees)}°${edges}`;
  }

  function change(what) {
    Object.assign(state, what);
    changed();
  }

  function save() {
    const { garment, y, x, scale, angle, stretch } = state;
    return { garment: garments[garment].number, offset: `${y},${x}`, scale, angle, stretch };
  }

  function restore(asked) {
    const [[scale], [angle], [stretch]] = ["scale", "angle", "stretch"].map((key) => live.integers(asked, key));
    Object.assign(state, live.moment(asked, data));
    if (scale >= 0 && scale < scales) state.scale = scale;
    if (angle >= 0 && angle < angles) state.angle = angle;
    if (stretch >= 0 && stretch <= slider.max) state.stretch = stretch;
  }

  function say() {
    const changes = lines.map(({ name, share }) => `${labels[name]} ${share.textContent}`);
    return `${state.y} down, ${state.x} across, ${state.stretch} % wider. Mean of the map: ${mean.textContent}. Change: ${changes.join(", ")}.`;
  }

  // What compute() returned for these inputs last time, or what it returns now.
  function once(name, inputs, compute) {
    const key = inputs.join();
    if (known[name]?.key !== key) known[name] = { key, value: compute() };
    return known[name].value;
  }

  // Everything is computed of the garment in the middle, and moved when it is drawn: by the theory, and by a test, that is the same.
  function compute() {
    const { garment, scale, angle, stretch } = state;
    const still = once("still", [garment], () => {
      const pixels = arrays.garments.subarray(garment * nothing.length, (garment + 1) * nothing.length);
      const values = live.placed(pixels, size, ...middle, side);
      return values.map((value) => (value - normalisation.mean) / normalisation.std);
    });
    const wider = once("wider", [garment, stretch], () => (stretch ? computed.stretched(still, stretch / 100) : still));
    return {
      wider,
      wavelet: once("wavelet", [scale, angle], () => computed.wavelet(scale, angle)),
      response: once("response", [garment, stretch, scale, angle], () => computed.response(wider, scale, angle)),
      before: once("before", [garment], () => features(still)),
      after: once("after", [garment, stretch], () => features(wider)),
    };
  }

  function features(frame) {
    return { fourier: computed.moduli(frame), scattering: computed.coefficients(frame) };
  }

  function draw() {
    const found = compute();
    [menu.value, scaleMenu.value, angleMenu.value, slider.value] = [state.garment, state.scale, state.angle, state.stretch];
    slider.nextElementSibling.textContent = `${state.stretch} %`;
    const moved = (image) => scattering.rolled(image, side, state.y - middle[0], state.x - middle[1]);
    const levels = [0, 1].map((level) => (level - normalisation.mean) / normalisation.std);
    live.paint(ground, side, moved(found.wider), ...levels, grey);
    place(nothing);
    const signed = live.signed();
    live.paint(wavelet, side, found.wavelet, -live.largest(found.wavelet), live.largest(found.wavelet), signed);
    const map = moved(found.response);
    live.paint(response, side, map, 0, live.largest(map), grey);
    mean.value = scattering.mean(map);
    mean.textContent = scattering.mean(map).toPrecision(4);
    for (const { name, bar, share } of lines) {
      const shift = distance(found.before[name], found.after[name], arrays[name]) / apart[name];
      bar.style.setProperty("--share", `${Math.min(100, 100 * shift)}%`);
      share.innerHTML = `<data value="${shift}">${(100 * shift).toFixed(0)}</data> %`;
    }
  }

  // Between features in standard deviations.
  function distance(one, other, deviations) {
    return Math.sqrt(one.reduce((sum, value, at) => sum + ((value - other[at]) / deviations[at]) ** 2, 0));
  }
})();
