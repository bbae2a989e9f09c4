//! The functions between the products, written with basic operations alone so that every platform gives the same bits.
//!
//! All is inlined so that [`super::simd::wide`] can compile it for wider vectors. Sums run over eight lanes in a fixed order, which compilers may turn into vectors but never reorder.

/// Normalises each row of `width` values to mean 0 and variance 1, then scales and shifts.
#[inline(always)]
pub(super) fn layer_norm(rows: &mut [f32], scale: &[f32], shift: &[f32]) {
    /// As in BERT.
    const EPSILON: f32 = 1e-12;
    let width = scale.len();
    for row in rows.chunks_exact_mut(width) {
        let mean = sum(row, |v| v) / width as f32;
        let variance = sum(row, |v| (v - mean) * (v - mean)) / width as f32;
        let factor = 1.0 / (variance + EPSILON).sqrt();
        for ((value, scale), shift) in row.iter_mut().zip(scale).zip(shift) {
            *value = (*value - mean) * factor * scale + shift;
        }
    }
}

/// The sum of a function of the values.
#[inline(always)]
fn sum(values: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0_f32; 8];
    let chunks = values.chunks_exact(8);
    let rest: f32 = chunks.remainder().iter().map(|&v| term(v)).sum();
    for chunk in chunks {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane += term(value);
        }
    }
    total(lanes) + rest
}

/// The sum of the lanes, in pairs.
#[inline(always)]
fn total(lanes: [f32; 8]) -> f32 {
    let [first, second] = [0, 4].map(|from| (lanes[from] + lanes[from + 1]) + (lanes[from + 2] + lanes[from + 3]));
    first + second
}

/// The inner product.
#[inline(always)]
pub(super) fn dot(left: &[f32], right: &[f32]) -> f32 {
    let mut lanes = [0_f32; 8];
    let (chunks, others) = (left.chunks_exact(8), right.chunks_exact(8));
    let rest: f32 = std::iter::zip(chunks.remainder(), others.remainder())
        .map(|(x, y)| x * y)
        .sum();
    for (x, y) in chunks.zip(others) {
        for lane in 0..8 {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    total(lanes) + rest
}

/// Replaces the scores by exp(scale * (score - largest score)): a softmax without the division.
#[inline(always)]
pub(super) fn softmax(scores: &mut [f32], scale: f32) {
    let most = largest(scores) * scale;
    for score in scores {
        *score = exp(*score * scale - most);
    }
}

/// The largest value; negative infinity if there is none. None may be NaN.
#[inline(always)]
fn largest(values: &[f32]) -> f32 {
    // As integers that are in the same order: compilers make vectors of their maximum, but not of that of floats.
    let ordered = |bits: i32| bits ^ (bits >> 31 & i32::MAX);
    let least = ordered(f32::NEG_INFINITY.to_bits() as i32);
    let most = values
        .iter()
        .fold(least, |most, v| most.max(ordered(v.to_bits() as i32)));
    f32::from_bits(ordered(most) as u32)
}

/// The largest magnitude; 0 if there is none.
#[inline(always)]
pub(super) fn largest_magnitude(values: &[f32]) -> f32 {
    let most = values.iter().fold(0, |most: i32, v| most.max(v.abs().to_bits() as i32));
    f32::from_bits(most as u32)
}

/// e^x for x in -87..=88, clamped outside; relative error below 2e-7.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    /// 1.5 * 2^23: adding it rounds to an integer that sits in the low bits.
    const SHIFT: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + SHIFT;
    let power = shifted - SHIFT;
    // ln 2 in two parts, so that the remainder keeps its bits.
    let r = (x - power * 0.693_359_4) + power * 2.121_944_4e-4;
    let series =
        1.0 + r * (1.0 + r * (0.5 + r * (0.166_666_65 + r * (0.041_665_795 + r * (0.008_333_452 + r * 0.001_398_2)))));
    let exponent = (shifted.to_bits().wrapping_sub(SHIFT.to_bits()).wrapping_add(127)) << 23;
    series * f32::from_bits(exponent)
}

/// The logistic function.
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// GELU with the error function (Abramowitz and Stegun 7.1.26, absolute error below 2e-7), in place.
#[inline(always)]
pub(super) fn gelu(values: &mut [f32]) {
    for value in values {
        let x = *value;
        let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
        let t = 1.0 / (1.0 + 0.327_591_1 * z);
        let poly = t * (0.254_829_6 + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152 + t * 1.061_405_4))));
        let erf = 1.0 - poly * exp(-z * z);
        *value = 0.5 * (x + x.abs() * erf);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_close() {
        for i in -860..=860 {
            let x = i as f32 / 10.0;
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 1e-6, "{x}");
        }
        assert!((exp(0.0) - 1.0).abs() < f32::EPSILON);
        assert!(exp(f32::NEG_INFINITY) < 1e-37 && exp(-1e9) >= 0.0);
    }

    #[test]
    fn the_largest_is_found() {
        for values in [
            &[-3.5, -0.25, -7.0][..],
            &[1.0, -9.0, 3.25, 3.0],
            &[-0.0],
            &[f32::INFINITY, 1.0],
            &[],
        ] {
            let expected = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            assert_eq!(largest(values).to_bits(), expected.to_bits(), "{values:?}");
            let magnitude = values.iter().fold(0_f32, |most, v| most.max(v.abs()));
            assert_eq!(largest_magnitude(values).to_bits(), magnitude.to_bits(), "{values:?}");
        }
    }

    #[test]
    fn gelu_is_close() {
        // Values of x * Phi(x) to seven places.
        for (x, expected) in [
            (0.0, 0.0),
            (1.0, 0.841_344_7),
            (-1.0, -0.158_655_3),
            (3.0, 2.995_950_2),
            (-5.0, -1.433e-6),
        ] {
            let mut value = [x];
            gelu(&mut value);
            assert!((value[0] - expected).abs() < 2e-6, "{x}: {}", value[0]);
        }
    }

    #[test]
    fn layer_norm_of_a_row() {
        let mut row = [1.0, 2.0, 3.0, 4.0];
        layer_norm(&mut row, &[1.0; 4], &[0.5; 4]);
        for (found, expected) in row.iter().zip([-0.841_640_8, 0.052_786_4, 0.947_213_6, 1.841_640_8]) {
            assert!((found - expected).abs() < 1e-5);
        }
    }
}
