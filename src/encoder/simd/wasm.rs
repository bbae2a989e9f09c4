//! WebAssembly: relaxed SIMD's dot product of bytes where the module is compiled for it, fixed-width SIMD elsewhere.

#[allow(clippy::wildcard_imports, reason = "intrinsics, by their vendors' names")]
use std::arch::wasm32::*;

use super::{COLUMNS, GROUP, Narrow, ROWS, Tile};

/// Rows whose sums fit the registers.
const HALF: usize = ROWS / 2;

/// See [`super::tile`].
///
/// # Safety
///
/// `panel` holds whole groups of 64 bytes, `rows` eight rows of `panel.len() / 16` bytes `stride` apart.
#[cfg(target_feature = "relaxed-simd")]
pub(super) unsafe fn tile(panel: &[i8], rows: &[i8], stride: usize, narrow: Narrow) -> Tile {
    // SAFETY: by the contract.
    unsafe {
        if dots_in_one_instruction() {
            relaxed_tile::<false>(panel, rows, stride, narrow)
        } else {
            relaxed_tile::<true>(panel, rows, stride, narrow)
        }
    }
}

/// Whether the processor has an instruction for four products and their sum. Without one, browsers add pairs of products
/// in 16 bits first. That shows where these overflow, which they never do with one operand of 7 bits.
#[cfg(target_feature = "relaxed-simd")]
fn dots_in_one_instruction() -> bool {
    let sums = i32x4_relaxed_dot_i8x16_i7x16_add(i8x16_splat(127), u8x16_splat(255), i32x4_splat(0));
    i32x4_extract_lane::<0>(sums) != 2 * i32::from(i16::MAX)
}

/// The tile by products of four, or by pairs of products where those are quicker: browsers make five instructions of a product
/// of four that the processor does not have, and three of this.
///
/// # Safety
///
/// As for [`tile`].
#[cfg(target_feature = "relaxed-simd")]
#[inline(always)]
unsafe fn relaxed_tile<const PAIRS: bool>(panel: &[i8], rows: &[i8], stride: usize, narrow: Narrow) -> Tile {
    /// Columns whose sums fit the registers.
    const EIGHT: usize = 8;
    let ones = i16x8_splat(1);
    let dot = |signed, narrow, sum| {
        if PAIRS {
            i32x4_add(
                sum,
                i32x4_dot_i16x8(i16x8_relaxed_dot_i8x16_i7x16(signed, narrow), ones),
            )
        } else {
            i32x4_relaxed_dot_i8x16_i7x16_add(signed, narrow, sum)
        }
    };
    let mut tile = Tile::default();
    for first_row in [0, HALF] {
        for first_column in [0, EIGHT] {
            let mut sums = [[i32x4_splat(0); 2]; HALF];
            let mut add = |group: usize| {
                // SAFETY: 32 bytes of the group's 64.
                let columns = unsafe {
                    let at = panel.as_ptr().add((group * COLUMNS + first_column) * GROUP);
                    [v128_load(at.cast()), v128_load(at.add(16).cast())]
                };
                for (row, sums) in sums.iter_mut().enumerate() {
                    let at = (first_row + row) * stride + group * GROUP;
                    // SAFETY: four bytes of the row at this group, inside `rows` by the contract.
                    let values = unsafe { v128_load32_splat(rows.as_ptr().add(at).cast()) };
                    for (sum, columns) in sums.iter_mut().zip(columns) {
                        *sum = match narrow {
                            Narrow::Panel => dot(values, columns, *sum),
                            Narrow::Rows => dot(columns, values, *sum),
                        };
                    }
                }
            };
            let groups = panel.len() / (COLUMNS * GROUP);
            // Two at a time halve what the loop itself costs.
            for group in (1..groups).step_by(2) {
                add(group - 1);
                add(group);
            }
            if groups % 2 == 1 {
                add(groups - 1);
            }
            for (row, sums) in tile[first_row..].iter_mut().zip(sums) {
                // SAFETY: 32 bytes of the row's 64.
                unsafe {
                    let at = row.as_mut_ptr().add(first_column);
                    v128_store(at.cast(), sums[0]);
                    v128_store(at.add(4).cast(), sums[1]);
                }
            }
        }
    }
    tile
}

/// See [`super::tile`].
///
/// # Safety
///
/// `panel` holds whole groups of 64 bytes, `rows` eight rows of `panel.len() / 16` bytes `stride` apart.
#[cfg(not(target_feature = "relaxed-simd"))]
pub(super) unsafe fn tile(panel: &[i8], rows: &[i8], stride: usize, _: Narrow) -> Tile {
    /// Columns whose sums fit the registers.
    const FOUR: usize = 4;
    let mut tile = Tile::default();
    for first_row in [0, HALF] {
        for first_column in (0..COLUMNS).step_by(FOUR) {
            // Each sum holds two columns, each in two parts.
            let mut sums = [[i32x4_splat(0); 2]; HALF];
            for group in 0..panel.len() / (COLUMNS * GROUP) {
                // SAFETY: 16 bytes of the group's 64.
                let columns = unsafe { v128_load(panel.as_ptr().add((group * COLUMNS + first_column) * GROUP).cast()) };
                let columns = [i16x8_extend_low_i8x16(columns), i16x8_extend_high_i8x16(columns)];
                for (row, sums) in sums.iter_mut().enumerate() {
                    let at = (first_row + row) * stride + group * GROUP;
                    // SAFETY: four bytes of the row at this group, inside `rows` by the contract.
                    let values = i16x8_extend_low_i8x16(unsafe { v128_load32_splat(rows.as_ptr().add(at).cast()) });
                    for (sum, columns) in sums.iter_mut().zip(columns) {
                        *sum = i32x4_add(*sum, i32x4_dot_i16x8(columns, values));
                    }
                }
            }
            for (row, [low, high]) in tile[first_row..].iter_mut().zip(sums) {
                let even = i32x4_shuffle::<0, 2, 4, 6>(low, high);
                let odd = i32x4_shuffle::<1, 3, 5, 7>(low, high);
                // SAFETY: 16 bytes of the row's 64.
                unsafe { v128_store(row.as_mut_ptr().add(first_column).cast(), i32x4_add(even, odd)) };
            }
        }
    }
    tile
}
