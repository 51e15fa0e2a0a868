// What shiftlab.networks computes of a frame before it is classified, in the page: Fourier moduli and scattering coefficients.
//
// scattering.of({side, scales, angles, spectra, floor})   returns functions of a frame, a Float64Array of side * side numbers:
//     stretched(frame, share)           the frame, wider by a share, as shiftlab.analysis.deformation does it
//     wavelet(scale, angle)             the real part of a wavelet, in the middle of a frame
//     response(frame, scale, angle)     |x * psi|, a Float64Array
//     coefficients(frame)               those of networks/scattering.py, in its order
//     moduli(frame)                     those of architectures/fourier_modulus_two_full.py, in its order
// spectra: the transforms of the wavelets, scales * angles images, transposed as fourier.js does; floor: see scattering.py.
"use strict";

const scattering = (() => {
  function of({ side, scales, angles, spectra, floor }) {
    const area = side * side;
    const plan = fourier.plan(side);
    const wavelets = Array.from({ length: scales * angles }, (_, at) => Float64Array.from(spectra.subarray(at * area, (at + 1) * area)));
    const made = { re: new Float64Array(area), im: new Float64Array(area) };

    function frequencies(frame) {
      const image = { re: Float64Array.from(frame), im: new Float64Array(area) };
      plan.forward(image);
      return image;
    }

    // |x * psi| of a frame with these frequencies, written to `modulus`.
    function convolve({ re, im }, wavelet, modulus) {
      for (let k = 0; k < area; k++) {
        made.re[k] = re[k] * wavelet[k];
        made.im[k] = im[k] * wavelet[k];
      }
      plan.inverse(made);
      for (let u = 0; u < area; u++) modulus[u] = Math.sqrt(made.re[u] * made.re[u] + made.im[u] * made.im[u] + floor * floor);
      return modulus;
    }

    function stretched(frame, share) {
      const matrix = stretchMatrix(side, share);
      const wider = new Float64Array(area);
      for (let y = 0; y < area; y += side) {
        for (let x = 0; x < side; x++) {
          for (const [from, weight] of matrix[x]) wider[y + x] += weight * frame[y + from];
        }
      }
      return wider;
    }

    function wavelet(scale, angle) {
      const image = { re: wavelets[scale * angles + angle].slice(), im: new Float64Array(area) };
      plan.inverse(image);
      return rolled(image.re, side, side >> 1, side >> 1);
    }

    function response(frame, scale, angle) {
      return convolve(frequencies(frame), wavelets[scale * angles + angle], new Float64Array(area));
    }

    function coefficients(frame) {
      const [first, second] = [[], []];
      const [ofFrame, wave, wavy] = [frequencies(frame), new Float64Array(area), new Float64Array(area)];
      for (let scale = 0; scale < scales; scale++) {
        const pairs = Array.from({ length: scales - scale - 1 }, () => []); // by the coarser scale
        for (let angle = 0; angle < angles; angle++) {
          first.push(Math.log(mean(convolve(ofFrame, wavelets[scale * angles + angle], wave))));
          if (!pairs.length) continue;
          const ofWave = frequencies(wave);
          for (let coarser = (scale + 1) * angles; coarser < scales * angles; coarser++) {
            pairs[Math.floor(coarser / angles) - scale - 1].push(Math.log(mean(convolve(ofWave, wavelets[coarser], wavy))));
          }
        }
        second.push(...pairs.flat());
      }
      return Float64Array.from([mean(frame), ...first, ...second]);
    }

    function moduli(frame) {
      const { re, im } = frequencies(frame);
      const half = (side >> 1) + 1;
      return Float64Array.from({ length: side * half }, (_, at) => {
        const k = (at % half) * side + Math.floor(at / half);
        return Math.hypot(re[k], im[k]) / side;
      });
    }

    return { stretched, wavelet, response, coefficients, moduli };
  }

  // For each pixel of a stretched row, the pixels [at, weight] of the row that it is made of.
  function stretchMatrix(side, share) {
    const middle = (side - 1) / 2;
    return Array.from({ length: side }, (_, u) => {
      const source = middle + (u - middle) / (1 + share);
      const from = [-1, 0, 1, 2].map((step) => Math.floor(source) + step).filter((at) => at >= 0 && at < side);
      const total = mean(from.map((at) => keys(source - at))) * from.length;
      return from.map((at) => [at, keys(source - at) / total]);
    });
  }

  function keys(distance) {
    const t = Math.abs(distance);
    if (t <= 1) return (1.5 * t - 2.5) * t * t + 1;
    return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
  }

  function mean(values) {
    let sum = 0;
    for (let at = 0; at < values.length; at++) sum += values[at];
    return sum / values.length;
  }

  // An image on its torus, moved down and across.
  function rolled(image, side, down, across) {
    const moved = new Float64Array(image.length);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) moved[((y + down + side) % side) * side + ((x + across + side) % side)] = image[y * side + x];
    }
    return moved;
  }

  return { of, mean, rolled };
})();
