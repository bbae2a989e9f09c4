//! The transformer: pieces of one window in, a vector for each piece out.

use super::input::{SURFACE_ROWS, Surface};
use super::math::{gelu, layer_norm};
use super::matrix::{Columns, Rows, Share, add_large, multiply};
use super::model::{ModelError, Tensors};
use super::simd::{self, Narrow};

/// The weights.
#[derive(Debug)]
pub(super) struct Network {
    pieces: Table,
    positions: Table,
    surface: [Table; 3],
    norm: Norm,
    layers: Vec<Layer>,
    width: usize,
    heads: usize,
}

/// Vectors to look up.
#[derive(Debug)]
struct Table {
    values: Vec<i8>,
    scales: Vec<f32>,
    /// Where among the values each row has its own, counted in rows. Those like the first, which are the pieces that
    /// training never saw, share them.
    places: Vec<u32>,
}

#[derive(Debug)]
struct Norm {
    scale: Vec<f32>,
    shift: Vec<f32>,
}

#[derive(Debug)]
struct Linear {
    weights: Columns,
    bias: Vec<f32>,
}

/// One whose inputs are multiplied by factors, which its weights make good, before they are rounded.
#[derive(Debug)]
struct Smoothed {
    inputs: Vec<f32>,
    linear: Linear,
}

#[derive(Debug)]
struct Layer {
    qkv: Smoothed,
    out: Linear,
    norm1: Norm,
    up: Smoothed,
    down: Smoothed,
    norm2: Norm,
}

/// Buffers that the windows of a document share.
#[derive(Debug)]
pub(super) struct Scratch {
    rows: Rows,
    keys: Columns,
    values: Columns,
    scores: Vec<f32>,
    large: Vec<Share>,
    /// Queries, keys and values; then the inside of the feed-forward part.
    wide: Vec<f32>,
    /// What attention mixes; then what a part adds to its input.
    narrow: Vec<f32>,
}

impl Network {
    /// Takes the weights out of a model file.
    pub(super) fn load(tensors: &mut Tensors) -> Result<Self, ModelError> {
        let [_, width] = tensors.shape("pieces")?;
        let heads = tensors.floats("heads", [Some(1), Some(1)])?[0] as usize;
        let problem = |name: &str, problem| ModelError::Tensor {
            name: name.into(),
            problem,
        };
        if heads == 0 || !width.is_multiple_of(heads) || !(width / heads).is_multiple_of(4) {
            return Err(problem("heads", "does not divide the width"));
        }
        let mut table = |name: &str, rows| Table::load(tensors, name, rows, width);
        // The largest tensor comes first: what it leaves is room for all else that is made.
        let pieces = table("pieces", None)?;
        let positions = table("positions", None)?;
        let surface = [
            table("surface.0", Some(SURFACE_ROWS[0]))?,
            table("surface.1", Some(SURFACE_ROWS[1]))?,
            table("surface.2", Some(SURFACE_ROWS[2]))?,
        ];
        let mut layers = Vec::new();
        while tensors.shape(&format!("layers.{}.qkv.weight", layers.len())).is_ok() {
            let name = |part: &str| format!("layers.{}.{part}", layers.len());
            let [inner, _] = tensors.shape(&name("up.weight"))?;
            let layer = Layer {
                qkv: Smoothed::load(tensors, &name("qkv"), 3 * width, width)?,
                out: Linear::load(tensors, &name("out"), width, width)?,
                norm1: Norm::load(tensors, &name("norm1"), width)?,
                up: Smoothed::load(tensors, &name("up"), inner, width)?,
                down: Smoothed::load(tensors, &name("down"), width, inner)?,
                norm2: Norm::load(tensors, &name("norm2"), width)?,
            };
            layers.push(layer);
        }
        if layers.is_empty() {
            return Err(problem("layers.0.qkv.weight", "is missing"));
        }
        let norm = Norm::load(tensors, "norm", width)?;
        Ok(Self {
            pieces,
            positions,
            surface,
            norm,
            layers,
            width,
            heads,
        })
    }

    /// Values in each vector.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// Most pieces that a window may have.
    pub(super) fn positions(&self) -> usize {
        self.positions.scales.len()
    }

    /// Buffers for windows of at most `count` pieces. With room for the longest none ever grows, which would double it.
    pub(super) fn scratch(&self, count: usize) -> Scratch {
        let inner = self
            .layers
            .iter()
            .map(|layer| layer.up.linear.bias.len())
            .max()
            .unwrap_or(0);
        Scratch {
            rows: Rows::with_room(count, inner.max(self.width)),
            keys: Columns::default(),
            values: Columns::default(),
            scores: Vec::with_capacity(count * count.next_multiple_of(4)),
            large: Vec::new(),
            wide: Vec::with_capacity(count * inner.max(3 * self.width)),
            narrow: Vec::with_capacity(count * self.width),
        }
    }

    /// The vectors of a window, one after the other. `ids` and `surface` are as long as the window, which is at most
    /// [`Network::positions`]; a piece without a vector of its own counts as `unknown`.
    pub(super) fn run(&self, ids: &[u32], unknown: u32, surface: &[Surface], scratch: &mut Scratch) -> Vec<f32> {
        let mut x = vec![0.0; ids.len() * self.width];
        for (position, (row, (&id, surface))) in x
            .chunks_exact_mut(self.width)
            .zip(std::iter::zip(ids, surface))
            .enumerate()
        {
            let id = if (id as usize) < self.pieces.scales.len() {
                id
            } else {
                unknown
            };
            self.pieces.add_to(row, id as usize);
            self.positions.add_to(row, position);
            let features = [surface.case, surface.quote, surface.paragraph];
            for (table, feature) in self.surface.iter().zip(features) {
                table.add_to(row, feature.into());
            }
        }
        self.norm.apply(&mut x);
        for layer in &self.layers {
            self.layer(layer, &mut x, ids.len(), scratch);
        }
        x
    }

    /// One layer: self-attention, then the feed-forward part, each added to its input and normalised.
    fn layer(&self, layer: &Layer, x: &mut [f32], count: usize, s: &mut Scratch) {
        let width = self.width;
        layer.qkv.apply(x, count, &mut s.rows, &mut s.wide);
        self.attend(count, s);
        s.rows.quantise(&s.narrow, count, width, width);
        layer.out.apply(&s.rows, count, &mut s.narrow);
        add(x, &s.narrow);
        layer.norm1.apply(x);
        layer.up.apply(x, count, &mut s.rows, &mut s.wide);
        simd::wide(|| gelu(&mut s.wide));
        layer.down.apply(&s.wide, count, &mut s.rows, &mut s.narrow);
        add(x, &s.narrow);
        layer.norm2.apply(x);
    }

    /// Attention of all heads: from `wide` to `narrow`.
    fn attend(&self, count: usize, s: &mut Scratch) {
        let width = self.width;
        let size = width / self.heads;
        let stride = 3 * width;
        let scale = 1.0 / (size as f32).sqrt();
        // Rows of shares are as long as the packed values are deep.
        let padded = count.next_multiple_of(4);
        s.scores.clear();
        s.scores.resize(count * padded, 0.0);
        s.narrow.clear();
        s.narrow.resize(count * width, 0.0);
        for head in 0..self.heads {
            let query = head * size;
            s.rows.quantise(&s.wide[query..], count, size, stride);
            s.keys.quantise(&s.wide[query + width..], count, size, stride);
            multiply(&s.rows, &s.keys, Narrow::Panel, None, &mut s.scores, padded);
            s.rows
                .quantise_softmax(&mut s.scores, count, count, padded, scale, &mut s.large);
            let values = &s.wide[query + 2 * width..];
            s.values.quantise_transposed(values, count, size, stride);
            let mixed = &mut s.narrow[query..];
            multiply(&s.rows, &s.values, Narrow::Rows, None, mixed, width);
            add_large(&s.large, values, stride, size, mixed, width);
        }
    }
}

impl Table {
    fn load(tensors: &mut Tensors, name: &str, rows: Option<usize>, width: usize) -> Result<Self, ModelError> {
        let (mut values, scales) = tensors.take_bytes(name, [rows, Some(width)])?;
        let mut places = Vec::with_capacity(scales.len());
        let mut kept = 0;
        for row in 0..scales.len() {
            let own = row * width..(row + 1) * width;
            if kept > 0 && values[own.clone()] == values[..width] {
                places.push(0);
            } else {
                places.push(kept as u32);
                values.copy_within(own, kept * width);
                kept += 1;
            }
        }
        values.truncate(kept * width);
        values.shrink_to_fit();
        Ok(Self { values, scales, places })
    }

    /// Adds a row of the table.
    fn add_to(&self, sum: &mut [f32], row: usize) {
        let scale = self.scales[row];
        let values = &self.values[self.places[row] as usize * sum.len()..];
        for (sum, &value) in sum.iter_mut().zip(values) {
            *sum += f32::from(value) * scale;
        }
    }
}

impl Norm {
    fn load(tensors: &Tensors, name: &str, width: usize) -> Result<Self, ModelError> {
        let part = |part: &str| tensors.floats(&format!("{name}.{part}"), [Some(1), Some(width)]);
        Ok(Self {
            scale: part("weight")?,
            shift: part("bias")?,
        })
    }

    fn apply(&self, rows: &mut [f32]) {
        simd::wide(|| layer_norm(rows, &self.scale, &self.shift));
    }
}

impl Linear {
    fn load(tensors: &mut Tensors, name: &str, outputs: usize, inputs: usize) -> Result<Self, ModelError> {
        let weight = format!("{name}.weight");
        let (values, scales) = tensors.take_bytes(&weight, [Some(outputs), Some(inputs)])?;
        if values.iter().any(|v| !(-63..=63).contains(v)) {
            return Err(ModelError::Tensor {
                name: weight,
                problem: "has weights of more than 7 bits",
            });
        }
        let weights = Columns::from_weights(&values, &scales, inputs);
        Ok(Self {
            weights,
            bias: tensors.floats(&format!("{name}.bias"), [Some(1), Some(outputs)])?,
        })
    }

    fn apply(&self, rows: &Rows, count: usize, out: &mut Vec<f32>) {
        out.clear();
        out.resize(count * self.weights.count(), 0.0);
        multiply(
            rows,
            &self.weights,
            Narrow::Panel,
            Some(&self.bias),
            out,
            self.weights.count(),
        );
    }
}

impl Smoothed {
    fn load(tensors: &mut Tensors, name: &str, outputs: usize, inputs: usize) -> Result<Self, ModelError> {
        Ok(Self {
            inputs: tensors.floats(&format!("{name}.inputs"), [Some(1), Some(inputs)])?,
            linear: Linear::load(tensors, name, outputs, inputs)?,
        })
    }

    fn apply(&self, x: &[f32], count: usize, rows: &mut Rows, out: &mut Vec<f32>) {
        rows.quantise_smoothed(x, count, &self.inputs);
        self.linear.apply(rows, count, out);
    }
}

fn add(to: &mut [f32], change: &[f32]) {
    for (to, change) in to.iter_mut().zip(change) {
        *to += change;
    }
}
