//! The kernel as arithmetic: what all others must equal.

use super::{COLUMNS, GROUP, Tile};

/// See [`super::tile`].
#[allow(
    dead_code,
    reason = "the fallback of targets without a kernel, and the yardstick of the tests on the others"
)]
pub(super) fn tile(panel: &[i8], rows: &[i8], stride: usize) -> Tile {
    let mut sums = Tile::default();
    for (group, columns) in panel.chunks_exact(COLUMNS * GROUP).enumerate() {
        for (row, sums) in sums.iter_mut().enumerate() {
            let values = &rows[row * stride + group * GROUP..][..GROUP];
            for (sum, column) in sums.iter_mut().zip(columns.chunks_exact(GROUP)) {
                *sum += std::iter::zip(column, values)
                    .map(|(&a, &b)| i32::from(a) * i32::from(b))
                    .sum::<i32>();
            }
        }
    }
    sums
}
