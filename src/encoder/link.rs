//! Which spans belong together: a bilinear score of span vectors plus a bias for each feature of the pair.

use super::math::dot;
use super::model::{ModelError, Tensors};

/// Rows of the bias tables of a linker of roles, in the order of [`Layout::features`].
pub(super) const ROLE_ROWS: [usize; 5] = [20, 8, 4, 4, 5];

/// Scores candidates for a span that asks for its partner.
#[derive(Debug)]
pub(super) struct Linker {
    query: Projection,
    key: Projection,
    none: Projection,
    features: Vec<Vec<f32>>,
}

#[derive(Debug)]
struct Projection {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Linker {
    /// Takes the linker `name` out of a model file; span vectors have `width` values, and `rows` says how many values each
    /// feature of a pair can have.
    pub(super) fn load(tensors: &mut Tensors, name: &str, width: usize, rows: &[usize]) -> Result<Self, ModelError> {
        let table = |(index, &rows): (usize, &usize)| {
            tensors.floats(&format!("linkers.{name}.features.{index}"), [Some(rows), Some(1)])
        };
        let features = rows.iter().enumerate().map(table).collect::<Result<_, _>>()?;
        let mut projection = |part: &str| Projection::load(tensors, &format!("linkers.{name}.{part}"), width);
        Ok(Self {
            query: projection("query")?,
            key: projection("key")?,
            none: projection("none")?,
            features,
        })
    }

    /// What a candidate offers.
    pub(super) fn key(&self, span: &[f32]) -> Vec<f32> {
        self.key.apply(span)
    }

    /// What a span asks for.
    pub(super) fn query(&self, span: &[f32]) -> Vec<f32> {
        self.query.apply(span)
    }

    /// The score of "none of them" for a span.
    pub(super) fn none(&self, span: &[f32]) -> f32 {
        self.none.apply(span)[0]
    }

    /// The score of a pair; each of its features is a row of its bias table.
    pub(super) fn score(&self, query: &[f32], key: &[f32], features: &[usize]) -> f32 {
        let bias: f32 = self.features.iter().zip(features).map(|(table, &row)| table[row]).sum();
        dot(query, key) / (key.len() as f32).sqrt() + bias
    }
}

impl Projection {
    fn load(tensors: &mut Tensors, name: &str, width: usize) -> Result<Self, ModelError> {
        let (values, scales) = tensors.take_bytes(&format!("{name}.weight"), [None, Some(width)])?;
        let bias = tensors.floats(&format!("{name}.bias"), [Some(1), Some(scales.len())])?;
        let rows = values.chunks_exact(width).zip(&scales);
        let weight = rows
            .flat_map(|(row, scale)| row.iter().map(move |&v| f32::from(v) * scale))
            .collect();
        Ok(Self { weight, bias })
    }

    fn apply(&self, input: &[f32]) -> Vec<f32> {
        let rows = self.weight.chunks_exact(input.len());
        rows.zip(&self.bias).map(|(row, bias)| dot(row, input) + bias).collect()
    }
}

/// Where the spans of a document stand, to tell the features of a pair. All ranges are of pieces.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Paragraphs begun up to and including each piece.
    pub(super) paragraphs: Vec<u32>,
    /// Full stops, question and exclamation marks before each piece, and in all.
    pub(super) stops: Vec<u32>,
    /// First pieces of the cues, in order.
    pub(super) cues: Vec<usize>,
    /// First pieces of the candidates, in order.
    pub(super) keys: Vec<usize>,
}

impl Layout {
    /// The features of a pair of roles: distance and paragraphs apart, both signed; stops, cues and candidates in between.
    pub(super) fn features(&self, query: &std::ops::Range<usize>, key: &std::ops::Range<usize>) -> [usize; 5] {
        let after = usize::from(key.start >= query.start);
        let (low, high) = if after == 1 {
            (query.end, key.start)
        } else {
            (key.end, query.start)
        };
        let high = high.max(low);
        let apart = self.paragraphs[key.start].abs_diff(self.paragraphs[query.start]) as usize;
        let stops = (self.stops[high] - self.stops[low]) as usize;
        let between = |starts: &[usize]| starts.partition_point(|&s| s < high) - starts.partition_point(|&s| s < low);
        let [cues, keys] = [&self.cues, &self.keys].map(|starts| between(starts));
        [
            bucket(high - low) + 10 * after,
            apart.min(3) + 4 * after,
            stops.min(3),
            cues.min(3),
            keys.min(4),
        ]
    }
}

/// 0, 1, 2, 3-4, 5-8, 9-16, … as 0, 1, 2, 3, 4, 5, …, at most 9.
pub(super) fn bucket(distance: usize) -> usize {
    match distance {
        0 => 0,
        _ => (distance.next_power_of_two().trailing_zeros() as usize + 1).min(9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_double() {
        for (distance, expected) in [
            (0, 0),
            (1, 1),
            (2, 2),
            (3, 3),
            (4, 3),
            (5, 4),
            (8, 4),
            (9, 5),
            (129, 9),
            (9999, 9),
        ] {
            assert_eq!(bucket(distance), expected, "{distance}");
        }
    }

    #[test]
    fn features_of_pairs() {
        // Pieces: a0 b1 .2 | c3 d4 e5, with a paragraph break before c.
        let layout = Layout {
            paragraphs: vec![1, 1, 1, 2, 2, 2],
            stops: vec![0, 0, 0, 1, 1, 1, 1],
            cues: vec![1, 4],
            keys: vec![0, 3, 5],
        };
        assert_eq!(layout.features(&(1..2), &(0..1)), [0, 0, 0, 0, 0]);
        assert_eq!(layout.features(&(1..2), &(5..6)), [13, 5, 1, 1, 1]);
        assert_eq!(layout.features(&(4..5), &(0..1)), [3, 1, 1, 1, 1]);
    }
}
