// Discrete Fourier transforms of square images of any side, in mixed radix: fast if the side has small prime factors.
//
// fourier.plan(side)   returns two functions of an image {re, im}, Float64Arrays of side * side numbers, row by row:
//     forward(image)   replaces it by its transform, transposed: a row for each frequency across, a column for each one down
//     inverse(image)   takes such a transform back to the image
//
// Each pass is a step of the Stockham algorithm (C. Van Loan, Computational Frameworks for the Fast Fourier Transform, 1992),
// on all columns at once: its innermost loop runs over neighbours in memory. There, each variable has its own declaration, as
// engines make arrays of `[a, b] = [c, d]`, which halves the speed.
"use strict";

const fourier = (() => {
  function plan(side) {
    const spare = { re: new Float64Array(side * side), im: new Float64Array(side * side) };
    const passes = passesOf(side);

    // Down the columns, transposed, and down the columns again.
    function forward(image) {
      for (const pass of passes) step(pass, image);
      transpose(image.re, spare.re, side);
      transpose(image.im, spare.im, side);
      exchange(image);
      for (const pass of passes) step(pass, image);
    }

    // With the real and the imaginary part exchanged, a transform is an inverse one.
    function inverse(image) {
      [image.re, image.im] = [image.im, image.re];
      forward(image);
      [image.re, image.im] = [image.im, image.re];
      for (const part of [image.re, image.im]) for (let at = 0; at < part.length; at++) part[at] /= part.length;
    }

    function step({ kernel, ...sizes }, image) {
      kernel(sizes, image.re, image.im, spare.re, spare.im);
      exchange(image);
    }

    function exchange(image) {
      [image.re, spare.re, image.im, spare.im] = [spare.re, image.re, spare.im, image.im];
    }

    return { forward, inverse };
  }

  // One pass for each factor of the side: its radix p, the number m of groups, and how far apart (s) neighbours in a group are.
  // With w = exp(-2 pi i / (m p)), y[r p + u] = w^(r u) sum over t of exp(-2 pi i t u / p) x[r + m t], 0 <= r < m.
  function passesOf(side) {
    const passes = [];
    let stride = side;
    for (let rest = side; rest > 1; ) {
      const radix = rest % 4 === 0 ? 4 : smallestFactor(rest);
      const groups = rest / radix;
      const kernel = { 2: radix2, 4: radix4 }[radix] ?? odd;
      passes.push({ kernel, radix, groups, stride, turns: roots(rest), corners: roots(radix) });
      stride *= radix;
      rest = groups;
    }
    return passes;
  }

  function smallestFactor(number) {
    for (let factor = 2; factor * factor <= number; factor++) if (number % factor === 0) return factor;
    return number;
  }

  // exp(-2 pi i k / count) for each k.
  function roots(count) {
    const angles = Array.from({ length: count }, (_, k) => (-2 * Math.PI * k) / count);
    return { re: Float64Array.from(angles, Math.cos), im: Float64Array.from(angles, Math.sin) };
  }

  function radix2({ groups, stride, turns }, xr, xi, yr, yi) {
    const half = groups * stride;
    for (let r = 0; r < groups; r++) {
      const [wr, wi] = [turns.re[r], turns.im[r]];
      for (let q = r * stride, to = 2 * r * stride; q < (r + 1) * stride; q++, to++) {
        const ar = xr[q], ai = xi[q], br = xr[q + half], bi = xi[q + half];
        yr[to] = ar + br;
        yi[to] = ai + bi;
        const dr = ar - br, di = ai - bi;
        yr[to + stride] = wr * dr - wi * di;
        yi[to + stride] = wr * di + wi * dr;
      }
    }
  }

  function radix4({ groups, stride, turns }, xr, xi, yr, yi) {
    const quarter = groups * stride;
    for (let r = 0; r < groups; r++) {
      const [ur, ui, vr, vi, wr, wi] = [1, 2, 3].flatMap((u) => [turns.re[r * u], turns.im[r * u]]);
      for (let q = r * stride, to = 4 * r * stride; q < (r + 1) * stride; q++, to++) {
        const b = q + quarter, c = q + 2 * quarter, d = q + 3 * quarter;
        const er = xr[q] + xr[c], ei = xi[q] + xi[c], fr = xr[q] - xr[c], fi = xi[q] - xi[c];
        const gr = xr[b] + xr[d], gi = xi[b] + xi[d], hr = xr[b] - xr[d], hi = xi[b] - xi[d];
        yr[to] = er + gr;
        yi[to] = ei + gi;
        let zr = fr + hi, zi = fi - hr;
        yr[to + stride] = ur * zr - ui * zi;
        yi[to + stride] = ur * zi + ui * zr;
        zr = er - gr; zi = ei - gi;
        yr[to + 2 * stride] = vr * zr - vi * zi;
        yi[to + 2 * stride] = vr * zi + vi * zr;
        zr = fr - hi; zi = fi + hr;
        yr[to + 3 * stride] = wr * zr - wi * zi;
        yi[to + 3 * stride] = wr * zi + wi * zr;
      }
    }
  }

  // Sums and differences of the inputs t and p - t serve the outputs u and p - u alike, which halves the products.
  function odd({ radix, groups, stride, turns, corners }, xr, xi, yr, yi) {
    const { re: cr, im: ci } = corners;
    const [apart, half] = [groups * stride, (radix - 1) / 2];
    const [sr, si, dr, di] = [0, 1, 2, 3].map(() => new Float64Array(half + 1));
    for (let r = 0; r < groups; r++) {
      for (let q = r * stride, to = radix * r * stride; q < (r + 1) * stride; q++, to++) {
        const ar = xr[q], ai = xi[q];
        let totalR = ar, totalI = ai;
        for (let t = 1, near = q + apart, far = q + (radix - 1) * apart; t <= half; t++, near += apart, far -= apart) {
          totalR += sr[t] = xr[near] + xr[far];
          totalI += si[t] = xi[near] + xi[far];
          dr[t] = xr[near] - xr[far];
          di[t] = xi[near] - xi[far];
        }
        yr[to] = totalR;
        yi[to] = totalI;
        for (let u = 1; u <= half; u++) {
          let er = ar, ei = ai, fr = 0, fi = 0;
          for (let t = 1, k = u; t <= half; t++, k = k + u < radix ? k + u : k + u - radix) {
            const cosine = cr[k], sine = ci[k];
            er += cosine * sr[t];
            ei += cosine * si[t];
            fr -= sine * di[t];
            fi += sine * dr[t];
          }
          const near = to + u * stride, ur = turns.re[r * u], ui = turns.im[r * u];
          const far = to + (radix - u) * stride, vr = turns.re[r * (radix - u)], vi = turns.im[r * (radix - u)];
          const gr = er + fr, gi = ei + fi, hr = er - fr, hi = ei - fi;
          yr[near] = ur * gr - ui * gi;
          yi[near] = ur * gi + ui * gr;
          yr[far] = vr * hr - vi * hi;
          yi[far] = vr * hi + vi * hr;
        }
      }
    }
  }

  function transpose(from, to, side) {
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) to[column * side + row] = from[row * side + column];
    }
  }

  return { plan };
})();
