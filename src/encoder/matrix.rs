//! Matrices of small integers and their products.
//!
//! A product is `rows` (one for each word piece, quantised on the spot) times `columns` (weights, or another such set of
//! vectors). The integers are exact; one multiplication by both scales gives the number back.

use super::math::{largest_magnitude, softmax};
use super::simd::{self, COLUMNS, GROUP, Narrow, ROWS};

/// Largest magnitude of a 7-bit weight; [`OFFSET`] makes it non-negative.
pub(super) const WEIGHT_MAX: f32 = 63.0;
/// What is added to 7-bit weights so that they are 0..=127, and taken off again by the row's sum.
const OFFSET: i32 = 64;

/// The least share of attention, of 1 for the row's largest, that is not rounded.
const LARGE: f32 = 0.25;

/// A share of attention that is kept as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Share {
    row: usize,
    column: usize,
    /// Of 1 for the whole row.
    weight: f32,
}

/// Rows quantised to signed bytes, each with its own scale.
#[derive(Debug, Default)]
pub(super) struct Rows {
    values: Vec<i8>,
    scales: Vec<f32>,
    /// Sum of each row's integers.
    sums: Vec<i32>,
    count: usize,
    stride: usize,
    /// A row while it is quantised.
    smoothed: Vec<f32>,
}

/// Columns packed for [`simd::tile`]: panels of [`COLUMNS`], groups of [`GROUP`] along the inner dimension.
#[derive(Debug, Default)]
pub(super) struct Columns {
    panels: Vec<i8>,
    scales: Vec<f32>,
    count: usize,
    inner: usize,
}

impl Rows {
    /// Room for `count` rows of `width` values.
    pub(super) fn with_room(count: usize, width: usize) -> Self {
        let mut rows = Self::default();
        rows.reset(count, width);
        rows
    }

    /// Quantises `count` rows of `width` values, `stride` apart in `source`, to -127..=127.
    pub(super) fn quantise(&mut self, source: &[f32], count: usize, width: usize, stride: usize) {
        self.reset(count, width);
        for row in 0..count {
            self.quantise_row(row, &source[row * stride..][..width]);
        }
    }

    /// Quantises `count` rows of values next to each other, each value times its factor.
    pub(super) fn quantise_smoothed(&mut self, source: &[f32], count: usize, factors: &[f32]) {
        self.reset(count, factors.len());
        let mut smoothed = std::mem::take(&mut self.smoothed);
        for (row, values) in source.chunks_exact(factors.len()).take(count).enumerate() {
            smoothed.clear();
            simd::wide(|| smoothed.extend(values.iter().zip(factors).map(|(value, factor)| value * factor)));
            self.quantise_row(row, &smoothed);
        }
        self.smoothed = smoothed;
    }

    fn quantise_row(&mut self, row: usize, values: &[f32]) {
        let target = &mut self.values[row * self.stride..][..values.len()];
        (self.scales[row], self.sums[row]) = simd::wide(|| {
            let most = largest_magnitude(values);
            let factor = if most > 0.0 { 127.0 / most } else { 0.0 };
            (most / 127.0, round_all(values, factor, target))
        });
    }

    /// Takes the softmax of `scale` times each row, for a product that is then a weighted mean. Shares above a quarter of
    /// the row's largest go to `large` as they are; the others are scaled so that their largest becomes 127.
    pub(super) fn quantise_softmax(
        &mut self,
        scores: &mut [f32],
        count: usize,
        width: usize,
        stride: usize,
        scale: f32,
        large: &mut Vec<Share>,
    ) {
        self.reset(count, width);
        large.clear();
        for row in 0..count {
            let scores = &mut scores[row * stride..][..width];
            let first = large.len();
            let taken = simd::wide(|| {
                softmax(scores, scale);
                take_large(scores, row, large)
            });
            self.quantise_row(row, scores);
            let whole = 1.0 / (taken + self.scales[row] * self.sums[row] as f32);
            for share in &mut large[first..] {
                share.weight *= whole;
            }
            self.scales[row] *= whole;
        }
    }

    fn reset(&mut self, count: usize, width: usize) {
        self.count = count;
        self.stride = width.next_multiple_of(GROUP);
        self.values.clear();
        self.values.resize(count.next_multiple_of(ROWS) * self.stride, 0);
        self.scales.clear();
        self.scales.resize(count, 0.0);
        self.sums.clear();
        self.sums.resize(count, 0);
    }
}

impl Columns {
    /// Packs 7-bit weights: `values` holds the columns one after the other, each `inner` long, all in -63..=63.
    pub(super) fn from_weights(values: &[i8], scales: &[f32], inner: usize) -> Self {
        let mut columns = Self::default();
        columns.reset(scales.len(), inner);
        columns.scales.copy_from_slice(scales);
        for (index, column) in values.chunks_exact(inner).enumerate() {
            for (at, &value) in column.iter().enumerate() {
                let place = columns.place(index, at);
                columns.panels[place] = (i32::from(value) + OFFSET) as i8;
            }
        }
        columns
    }

    /// Quantises vectors to 7 bits, each with its own scale, as the columns of a product with [`Narrow::Panel`].
    pub(super) fn quantise(&mut self, source: &[f32], count: usize, width: usize, stride: usize) {
        self.reset(count, width);
        for index in 0..count {
            let values = &source[index * stride..][..width];
            let most = largest_magnitude(values);
            self.scales[index] = most / WEIGHT_MAX;
            let factor = if most > 0.0 { WEIGHT_MAX / most } else { 0.0 };
            for (group, values) in values.chunks(GROUP).enumerate() {
                let place = self.place(index, group * GROUP);
                for (to, &value) in self.panels[place..].iter_mut().zip(values) {
                    *to = (round(value * factor) + OFFSET) as i8;
                }
            }
        }
    }

    /// Quantises the transpose to signed bytes: `source` holds `inner` vectors `stride` apart, and each of their `width`
    /// dimensions becomes a column with its own scale, for a product with [`Narrow::Rows`].
    pub(super) fn quantise_transposed(&mut self, source: &[f32], inner: usize, width: usize, stride: usize) {
        self.reset(width, inner);
        for row in 0..inner {
            for (most, value) in self.scales.iter_mut().zip(&source[row * stride..][..width]) {
                *most = most.max(value.abs());
            }
        }
        let factor = |most: f32| if most > 0.0 { 127.0 / most } else { 0.0 };
        let factors: Vec<f32> = self.scales.iter().map(|&most| factor(most)).collect();
        for row in 0..inner {
            // Where the row's value of the first column of each panel is kept; the next columns follow a group further.
            let values = source[row * stride..][..width].chunks(COLUMNS);
            for (panel, (values, factors)) in values.zip(factors.chunks(COLUMNS)).enumerate() {
                let place = self.place(panel * COLUMNS, row);
                let targets = self.panels[place..].iter_mut().step_by(GROUP);
                for ((to, &value), &factor) in targets.zip(values).zip(factors) {
                    *to = round(value * factor) as i8;
                }
            }
        }
        self.scales.iter_mut().for_each(|most| *most /= 127.0);
    }

    fn reset(&mut self, count: usize, inner: usize) {
        self.count = count;
        self.inner = inner.next_multiple_of(GROUP);
        self.panels.clear();
        self.panels.resize(count.next_multiple_of(COLUMNS) * self.inner, 0);
        self.scales.clear();
        self.scales.resize(count, 0.0);
    }

    /// Where the value `at` of column `index` is kept.
    #[inline(always)]
    const fn place(&self, index: usize, at: usize) -> usize {
        let panel = index / COLUMNS * COLUMNS * self.inner;
        panel + (at / GROUP * COLUMNS + index % COLUMNS) * GROUP + at % GROUP
    }

    /// How many columns there are.
    pub(super) const fn count(&self) -> usize {
        self.count
    }
}

/// `out[row][column] = rows[row] · columns[column] (+ bias[column])`, rows of `out` `stride` apart.
///
/// The panel is the narrow operand for weights and other [`Columns::quantise`]d vectors; the rows are for
/// [`Rows::quantise_softmax`].
pub(super) fn multiply(
    rows: &Rows,
    columns: &Columns,
    narrow: Narrow,
    bias: Option<&[f32]>,
    out: &mut [f32],
    stride: usize,
) {
    debug_assert_eq!(rows.stride, columns.inner);
    let inner = columns.inner;
    simd::wide(|| {
        for (panel, packed) in columns.panels.chunks_exact(COLUMNS * inner).enumerate() {
            let first = panel * COLUMNS;
            let width = COLUMNS.min(columns.count - first);
            let scales = &columns.scales[first..][..width];
            for from in (0..rows.count).step_by(ROWS) {
                let tile = simd::tile(packed, &rows.values[from * rows.stride..], rows.stride, narrow);
                for (row, sums) in (from..rows.count).zip(&tile) {
                    let excess = if narrow == Narrow::Panel {
                        OFFSET * rows.sums[row]
                    } else {
                        0
                    };
                    let scale = rows.scales[row];
                    let target = &mut out[row * stride + first..][..width];
                    for ((to, &sum), &column) in target.iter_mut().zip(sums).zip(scales) {
                        *to = (sum - excess) as f32 * (scale * column);
                    }
                    if let Some(bias) = bias {
                        for (to, add) in target.iter_mut().zip(&bias[first..]) {
                            *to += add;
                        }
                    }
                }
            }
        }
    });
}

/// Moves the large shares of a row to the list; their sum.
#[inline(always)]
fn take_large(scores: &mut [f32], row: usize, large: &mut Vec<Share>) -> f32 {
    /// Scores that are looked at together: few of them are large.
    const BLOCK: usize = 16;
    let mut taken = 0.0;
    for (block, scores) in scores.chunks_mut(BLOCK).enumerate() {
        if scores.iter().fold(0, |any, &score| any | u32::from(score > LARGE)) == 0 {
            continue;
        }
        for (at, score) in scores.iter_mut().enumerate().filter(|(_, score)| **score > LARGE) {
            let column = block * BLOCK + at;
            large.push(Share {
                row,
                column,
                weight: *score,
            });
            taken += *score;
            *score = 0.0;
        }
    }
    taken
}

/// Adds what the large shares bring to the product: `vectors` holds the mixed ones, `width` values each, `stride` apart.
pub(super) fn add_large(
    large: &[Share],
    vectors: &[f32],
    stride: usize,
    width: usize,
    out: &mut [f32],
    out_stride: usize,
) {
    simd::wide(|| {
        for share in large {
            let from = &vectors[share.column * stride..][..width];
            let to = &mut out[share.row * out_stride..][..width];
            for (to, from) in to.iter_mut().zip(from) {
                *to += share.weight * from;
            }
        }
    });
}

/// Rounds each value times the factor to a byte; the sum of the bytes.
#[inline(always)]
fn round_all(values: &[f32], factor: f32, target: &mut [i8]) -> i32 {
    let mut sum = 0;
    for (to, &value) in target.iter_mut().zip(values) {
        let rounded = round(value * factor);
        *to = rounded as i8;
        sum += rounded;
    }
    sum
}

/// Rounds to the nearest integer, halves to even, for magnitudes below 2^22: adding 1.5 * 2^23 leaves the integer in the
/// low bits. Unlike `f32::round_ties_even` it needs no library call on any target.
#[inline(always)]
fn round(value: f32) -> i32 {
    const SHIFT: f32 = 12_582_912.0;
    (value + SHIFT).to_bits() as i32 - SHIFT.to_bits() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_to_even() {
        for (value, expected) in [
            (0.5, 0),
            (1.5, 2),
            (2.5, 2),
            (-0.5, 0),
            (-1.5, -2),
            (0.49, 0),
            (126.6, 127),
            (-127.0, -127),
        ] {
            assert_eq!(round(value), expected, "{value}");
        }
    }

    #[test]
    fn products_come_close_to_those_of_the_numbers() {
        let (count, inner, outer) = (11, 40, 21);
        let at = |i: usize| ((i * 37 % 101) as f32 - 50.0) / 25.0;
        let left: Vec<f32> = (0..count * inner).map(at).collect();
        let right: Vec<f32> = (0..outer * inner).map(|i| at(i + 3)).collect();
        let bias: Vec<f32> = (0..outer).map(at).collect();
        let (mut rows, mut columns, mut out) = (Rows::default(), Columns::default(), vec![0.0; count * outer]);
        rows.quantise(&left, count, inner, inner);
        columns.quantise(&right, outer, inner, inner);
        multiply(&rows, &columns, Narrow::Panel, Some(&bias), &mut out, outer);
        for row in 0..count {
            for column in 0..outer {
                let exact: f32 = (0..inner)
                    .map(|i| left[row * inner + i] * right[column * inner + i])
                    .sum::<f32>()
                    + bias[column];
                assert!((out[row * outer + column] - exact).abs() < 0.4, "{row} {column}");
            }
        }
    }

    #[test]
    fn smoothed_rows_are_those_of_the_smoothed_values() {
        let values = [8.0, -0.5, 0.25, 0.0, -6.0, 1.0, 0.5, -0.25];
        let factors = [0.125, 2.0, 1.0, 1.0];
        let smoothed: Vec<f32> = std::iter::zip(values, factors.iter().cycle())
            .map(|(v, f)| v * f)
            .collect();
        let (mut rows, mut expected) = (Rows::default(), Rows::default());
        rows.quantise_smoothed(&values, 2, &factors);
        expected.quantise(&smoothed, 2, 4, 4);
        assert_eq!(
            (rows.values, rows.scales, rows.sums),
            (expected.values, expected.scales, expected.sums)
        );
    }

    #[test]
    fn shares_give_a_weighted_mean() {
        let shares = [1.0, 0.5, 0.25, 0.25, 0.0];
        let vectors: Vec<f32> = (0..5 * 3).map(|i| i as f32 / 3.0 - 1.0).collect();
        let (mut rows, mut columns, mut out) = (Rows::default(), Columns::default(), vec![0.0; 3]);
        // Half of each score, so that the scale matters.
        let mut scores = shares.map(|share: f32| share.ln() / 2.0);
        let mut large = Vec::new();
        rows.quantise_softmax(&mut scores, 1, 5, 5, 2.0, &mut large);
        columns.quantise_transposed(&vectors, 5, 3, 3);
        multiply(&rows, &columns, Narrow::Rows, None, &mut out, 3);
        add_large(&large, &vectors, 3, 3, &mut out, 3);
        for (dimension, found) in out.iter().enumerate() {
            let exact = (0..5)
                .map(|i| shares[i] / 2.0 * vectors[i * 3 + dimension])
                .sum::<f32>();
            assert!((found - exact).abs() < 0.03, "{dimension}: {found} {exact}");
        }
    }
}
