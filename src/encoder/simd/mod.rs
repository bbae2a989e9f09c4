//! Products of small integers: the one place of the crate with `unsafe` code.
//!
//! [`tile`] multiplies a panel of 16 columns with 8 rows. Every kernel gives the same integers as [`scalar::tile`], so
//! which one runs never shows in a result.
//!
//! One of the two operands holds 7-bit values (0..=127), the other signed bytes. That is what
//! `i32x4.relaxed_dot_i8x16_i7x16_add_s` defines for every machine and what keeps `vpmaddubsw` from saturating:
//! 2 x 127 x 128 fits 16 bits.

#![allow(unsafe_code)]

#[cfg(target_arch = "aarch64")]
mod neon;
mod scalar;
#[cfg(target_arch = "wasm32")]
mod wasm;
#[cfg(target_arch = "x86_64")]
mod x86;

/// Columns of a panel.
pub(super) const COLUMNS: usize = 16;
/// Rows of a tile.
pub(super) const ROWS: usize = 8;
/// Neighbouring values along the inner dimension that are kept together.
pub(super) const GROUP: usize = 4;

/// Sums of one tile: row by row, a column after the other.
pub(super) type Tile = [[i32; COLUMNS]; ROWS];

/// Which operand holds the 7-bit values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Narrow {
    /// The packed panel.
    Panel,
    /// The rows.
    Rows,
}

/// Multiplies a packed panel with [`ROWS`] rows.
///
/// `panel` holds, for each group of four along the inner dimension, the four values of each of the 16 columns.
/// `rows` starts at the tile's first row; the next begins `stride` further. All inner lengths are `panel.len() / 16`.
///
/// # Panics
///
/// If the panel is not made of whole groups or the rows are too short.
pub(super) fn tile(panel: &[i8], rows: &[i8], stride: usize, narrow: Narrow) -> Tile {
    let inner = panel.len() / COLUMNS;
    assert!(panel.len() == inner * COLUMNS && inner.is_multiple_of(GROUP) && stride >= inner);
    assert!(rows.len() >= (ROWS - 1) * stride + inner);
    // SAFETY (all kernels): the two assertions above are the bounds that the kernels state.
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512vnni") && is_x86_feature_detected!("avx512f") {
            // SAFETY: as above, and the CPU has the features.
            return unsafe { x86::tile_avx512vnni(panel, rows, stride, narrow) };
        }
        if is_x86_feature_detected!("avx2") {
            // SAFETY: as above, and the CPU has the feature.
            return unsafe { x86::tile_avx2(panel, rows, stride, narrow) };
        }
    }
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    {
        // SAFETY: as above; the features are those the module was compiled for.
        return unsafe { wasm::tile(panel, rows, stride, narrow) };
    }
    #[cfg(target_arch = "aarch64")]
    {
        // SAFETY: as above; NEON is part of the architecture.
        return unsafe { neon::tile(panel, rows, stride) };
    }
    #[allow(unreachable_code)]
    scalar::tile(panel, rows, stride)
}

/// Runs `work` compiled for the widest vectors that the CPU has, as far as it is inlined here. Nothing is contracted or
/// reordered, so the results are the same bits everywhere.
#[inline]
pub(super) fn wide<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the CPU has the feature.
        return unsafe { x86::wide_avx2(work) };
    }
    work()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values that a linear congruential generator gives, spread over `low..=high`.
    fn values(seed: u64, count: usize, low: i64, high: i64) -> Vec<i8> {
        let mut state = seed;
        (0..count)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                (low + ((state >> 33) as i64) % (high - low + 1)) as i8
            })
            .collect()
    }

    #[test]
    fn every_kernel_gives_the_integers_of_the_scalar_one() {
        for inner in [4, 32, 36, 384, 1536] {
            for stride in [inner, inner + 8] {
                for (narrow, panel_low, rows_low) in [(Narrow::Panel, 0, -128), (Narrow::Rows, -128, 0)] {
                    let panel = values(7, inner * COLUMNS, panel_low, 127);
                    let rows = values(11, ROWS * stride, rows_low, 127);
                    let expected = scalar::tile(&panel, &rows, stride);
                    assert_eq!(
                        tile(&panel, &rows, stride, narrow),
                        expected,
                        "{inner} {stride} {narrow:?}"
                    );
                    #[cfg(target_arch = "x86_64")]
                    if is_x86_feature_detected!("avx2") {
                        // SAFETY: the lengths are those above and the CPU has the feature.
                        let found = unsafe { x86::tile_avx2(&panel, &rows, stride, narrow) };
                        assert_eq!(found, expected, "avx2 {inner} {stride} {narrow:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn extreme_values_do_not_saturate() {
        let inner = 1536;
        for (narrow, panel, rows) in [(Narrow::Panel, 127, -128), (Narrow::Rows, -128, 127)] {
            let found = tile(&vec![panel; inner * COLUMNS], &vec![rows; inner * ROWS], inner, narrow);
            assert!(found.iter().flatten().all(|&sum| sum == -(127 * 128 * inner as i32)));
        }
    }
}
