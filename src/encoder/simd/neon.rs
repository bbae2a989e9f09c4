//! aarch64: NEON, which every such CPU has.

#[allow(clippy::wildcard_imports, reason = "intrinsics, by their vendors' names")]
use std::arch::aarch64::*;

use super::{COLUMNS, GROUP, ROWS, Tile};

/// See [`super::tile`].
///
/// # Safety
///
/// `panel` holds whole groups of 64 bytes, `rows` eight rows of `panel.len() / 16` bytes `stride` apart.
pub(super) unsafe fn tile(panel: &[i8], rows: &[i8], stride: usize) -> Tile {
    let mut tile = Tile::default();
    // SAFETY: every load and store below stays in the group's 64 bytes, in the row at this group, or in the tile's row.
    unsafe {
        for (row, out) in tile.iter_mut().enumerate() {
            let mut sums = [vdupq_n_s32(0); COLUMNS / 2];
            for group in 0..panel.len() / (COLUMNS * GROUP) {
                let four = rows
                    .as_ptr()
                    .add(row * stride + group * GROUP)
                    .cast::<i32>()
                    .read_unaligned();
                let values = vreinterpret_s8_s32(vdup_n_s32(four));
                let columns = panel.as_ptr().add(group * COLUMNS * GROUP);
                for (pair, sum) in sums.iter_mut().enumerate() {
                    // Two columns, each in two parts.
                    *sum = vpadalq_s16(*sum, vmull_s8(vld1_s8(columns.add(pair * 2 * GROUP)), values));
                }
            }
            for (four, sums) in sums.chunks_exact(2).enumerate() {
                vst1q_s32(out.as_mut_ptr().add(four * 4), vpaddq_s32(sums[0], sums[1]));
            }
        }
    }
    const { assert!(ROWS == 8) };
    tile
}
