//! x86-64: AVX-512 VNNI where there is one, AVX2 elsewhere.

#[allow(clippy::wildcard_imports, reason = "intrinsics, by their vendors' names")]
use std::arch::x86_64::*;

use super::{COLUMNS, GROUP, Narrow, ROWS, Tile};

/// See [`super::tile`].
///
/// # Safety
///
/// `panel` holds whole groups of 64 bytes, `rows` eight rows of `panel.len() / 16` bytes `stride` apart; the CPU has
/// AVX-512 F and VNNI.
#[target_feature(enable = "avx512f,avx512vnni")]
pub(super) unsafe fn tile_avx512vnni(panel: &[i8], rows: &[i8], stride: usize, narrow: Narrow) -> Tile {
    let mut sums = [_mm512_setzero_si512(); ROWS];
    for group in 0..panel.len() / (COLUMNS * GROUP) {
        // SAFETY: the group lies in the panel.
        let columns = unsafe { _mm512_loadu_si512(panel.as_ptr().add(group * COLUMNS * GROUP).cast()) };
        for (row, sum) in sums.iter_mut().enumerate() {
            // SAFETY: four bytes of the row at this group, inside `rows` by the contract.
            let four = unsafe {
                rows.as_ptr()
                    .add(row * stride + group * GROUP)
                    .cast::<i32>()
                    .read_unaligned()
            };
            let values = _mm512_set1_epi32(four);
            *sum = match narrow {
                Narrow::Panel => _mm512_dpbusd_epi32(*sum, columns, values),
                Narrow::Rows => _mm512_dpbusd_epi32(*sum, values, columns),
            };
        }
    }
    let mut tile = Tile::default();
    for (row, sum) in tile.iter_mut().zip(sums) {
        // SAFETY: a row of the tile is 64 bytes.
        unsafe { _mm512_storeu_si512(row.as_mut_ptr().cast(), sum) };
    }
    tile
}

/// See [`super::tile`].
///
/// # Safety
///
/// As for [`tile_avx512vnni`], with AVX2 in place of AVX-512.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn tile_avx2(panel: &[i8], rows: &[i8], stride: usize, narrow: Narrow) -> Tile {
    /// Rows whose sums fit the registers.
    const HALF: usize = ROWS / 2;
    let ones = _mm256_set1_epi16(1);
    let mut tile = Tile::default();
    for (half, out) in tile.chunks_exact_mut(HALF).enumerate() {
        let mut sums = [[_mm256_setzero_si256(); 2]; HALF];
        for group in 0..panel.len() / (COLUMNS * GROUP) {
            // SAFETY: the group's 64 bytes lie in the panel.
            let columns = unsafe {
                let at = panel.as_ptr().add(group * COLUMNS * GROUP);
                [_mm256_loadu_si256(at.cast()), _mm256_loadu_si256(at.add(32).cast())]
            };
            for (row, sums) in sums.iter_mut().enumerate() {
                let at = (half * HALF + row) * stride + group * GROUP;
                // SAFETY: four bytes of the row at this group, inside `rows` by the contract.
                let values = _mm256_set1_epi32(unsafe { rows.as_ptr().add(at).cast::<i32>().read_unaligned() });
                for (sum, columns) in sums.iter_mut().zip(columns) {
                    let pairs = match narrow {
                        Narrow::Panel => _mm256_maddubs_epi16(columns, values),
                        Narrow::Rows => _mm256_maddubs_epi16(values, columns),
                    };
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
                }
            }
        }
        for (row, sums) in out.iter_mut().zip(sums) {
            // SAFETY: a row of the tile is 64 bytes.
            unsafe {
                _mm256_storeu_si256(row.as_mut_ptr().cast(), sums[0]);
                _mm256_storeu_si256(row.as_mut_ptr().add(8).cast(), sums[1]);
            }
        }
    }
    tile
}

/// See [`super::wide`].
///
/// # Safety
///
/// The CPU has AVX2.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn wide_avx2<R>(work: impl FnOnce() -> R) -> R {
    work()
}
