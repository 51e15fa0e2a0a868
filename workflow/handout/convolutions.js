// The convolutional layers of scripts/architectures/two_conv_two_full.py, and how far their maps are from moved maps.
// Maps are {channels, side, values}, values being a Float32Array of channels * side * side numbers.
"use strict";

const convolutions = (() => {
  const [KERNEL, POOL] = [5, 2]; // sides

  // A valid convolution with weights (out, in per group, KERNEL, KERNEL), as torch.nn.Conv2d computes it.
  function convolve({ side, values }, weights, [channels, inputs], bias, groups) {
    const out = side - KERNEL + 1;
    const result = new Float32Array(channels * out * out);
    for (let channel = 0; channel < channels; channel++) {
      const own = result.subarray(channel * out * out, (channel + 1) * out * out).fill(bias[channel]);
      const first = Math.floor(channel / (channels / groups)) * inputs;
      for (let line = 0; line < inputs * KERNEL; line++) {
        // One row of the kernel at a time, as that takes a fifth of the additions to memory.
        const at = (channel * inputs * KERNEL + line) * KERNEL;
        const w0 = weights[at];
        const w1 = weights[at + 1];
        const w2 = weights[at + 2];
        const w3 = weights[at + 3];
        const w4 = weights[at + 4];
        const start = ((first + Math.floor(line / KERNEL)) * side + (line % KERNEL)) * side;
        for (let row = 0; row < out; row++) {
          let from = start + row * side;
          let v0 = values[from];
          let v1 = values[from + 1];
          let v2 = values[from + 2];
          let v3 = values[from + 3];
          for (let to = row * out; to < (row + 1) * out; to++, from++) {
            const v4 = values[from + 4];
            own[to] += w0 * v0 + w1 * v1 + w2 * v2 + w3 * v3 + w4 * v4;
            v0 = v1;
            v1 = v2;
            v2 = v3;
            v3 = v4;
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
    let to = 0;
    for (let channel = 0; channel < channels; channel++) {
      for (let row = 0; row < out; row++) {
        let at = (channel * side + POOL * row) * side;
        for (let column = 0; column < out; column++, at += POOL) {
          result[to++] = Math.max(0, values[at], values[at + 1], values[at + side], values[at + side + 1]);
        }
      }
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
