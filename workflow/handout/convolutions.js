// The convolutional layers of scripts/architectures/two_conv_two_full.py, and how far their maps are from moved maps.
// Maps are {channels, side, values}, values being a Float32Array of channels * side * side numbers.
"use strict";

const convolutions = (() => {
  const POOL = 2;

  // A valid convolution with weights (out, in per group, kernel, kernel), as torch.nn.Conv2d computes it.
  function convolve({ side, values }, weights, [channels, inputs, kernel], bias, groups) {
    const out = side - kernel + 1;
    const result = new Float32Array(channels * out * out);
    let tap = 0;
    for (let channel = 0; channel < channels; channel++) {
      const own = result.subarray(channel * out * out, (channel + 1) * out * out).fill(bias[channel]);
      const first = Math.floor(channel / (channels / groups)) * inputs;
      for (let input = first; input < first + inputs; input++) {
        for (let at = 0; at < kernel * kernel; at++) {
          const weight = weights[tap++];
          const start = (input * side + Math.floor(at / kernel)) * side + (at % kernel);
          for (let row = 0; row < out; row++) {
            const [from, to] = [start + row * side, row * out];
            for (let column = 0; column < out; column++) own[to + column] += weight * values[from + column];
          }
        }
      }
    }
    return { channels, side: out, values: result };
  }

  // Max-pooling, then ReLU.
  function pool({ channels, side, values }) {
    const out = Math.floor(side / POOL);
    const result = new Float32Array(channels * out * out);
    for (let at = 0; at < result.length; at++) {
      const [channel, row, column] = [Math.floor(at / (out * out)), Math.floor(at / out) % out, at % out];
      const first = (channel * side + POOL * row) * side + POOL * column;
      result[at] = Math.max(0, values[first], values[first + 1], values[first + side], values[first + side + 1]);
    }
    return { channels, side: out, values: result };
  }

  // The layers of a frame of grey levels in [0, 1]: each with its name, its stride in pixels, and its maps.
  function layers(frame, grey, { normalisation: { mean, std }, arrays, shapes }) {
    const inputs = { channels: 1, side: frame, values: Float32Array.from(grey, (level) => (level - mean) / std) };
    const conv = (name, before) => {
      const shape = shapes[`${name}.weight`];
      return convolve(before, arrays[`${name}.weight`], shape, arrays[`${name}.bias`], before.channels / shape[1]);
    };
    const conv1 = conv("conv1", inputs);
    const pool1 = pool(conv1);
    const conv2 = conv("conv2", pool1);
    return [
      { name: "convolution 1", stride: 1, ...conv1 },
      { name: "pooling 1", stride: POOL, ...pool1 },
      { name: "convolution 2", stride: POOL, ...conv2 },
      { name: "pooling 2", stride: POOL ** 2, ...pool(conv2) },
    ];
  }

  // The distance of a layer's maps from those at rest, moved by a shift [y, x] in pixels, or by the nearest whole cells: of
  // the up to four ways to round, the best. Returns {distance, picture}: the root of the sum of squared differences over that of
  // deviations from the channels' means, where both maps have cells; and at each cell the same over the channels, or NaN.
  function difference(moved, rest, [y, x]) {
    const ways = [y, x].map((pixels) => new Set([Math.floor, Math.ceil].map((round) => round(pixels / rest.stride))));
    const found = [...ways[0]].flatMap((down) => [...ways[1]].map((right) => compare(moved, rest, down, right)));
    return found.reduce((best, other) => (other.distance < best.distance ? other : best));
  }

  function compare(moved, rest, down, right) {
    const { channels, side } = rest;
    const [top, left] = [Math.max(0, down), Math.max(0, right)];
    const [bottom, end] = [side + Math.min(0, down), side + Math.min(0, right)];
    const picture = new Float64Array(side * side).fill(NaN);
    let [differences, deviations] = [0, 0];
    for (let channel = 0; channel < channels; channel++) {
      const shift = channel * side * side - down * side - right;
      let [sum, squares, cells] = [0, 0, 0];
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < end; column++) {
          const at = row * side + column;
          const before = rest.values[shift + at];
          const apart = moved.values[channel * side * side + at] - before;
          picture[at] = (channel ? picture[at] : 0) + apart * apart;
          sum += before;
          squares += before * before;
          cells++;
        }
      }
      deviations += squares - (sum * sum) / cells;
    }
    for (const square of picture) if (square > 0) differences += square;
    const scale = deviations / ((bottom - top) * (end - left)); // of one cell
    return { distance: Math.sqrt(differences / deviations), picture: picture.map((square) => Math.sqrt(square / scale)) };
  }

  return { layers, difference };
})();
