//! The encoder as the rest of the crate sees it: a text read once, then asked about.

use crate::sort;
use std::ops::Range;

use super::input::{Input, Surface};
use super::link::{Layout, Linker, ROLE_ROWS};
use super::math::dot;
use super::mention::{self, MENTION_ROWS, Marks, Mention, MentionKind};
use super::model::{ModelError, ModelFile, Tensors};
use super::network::{Network, Scratch};
use super::window::{distance_to_edge, windows};
use super::wordpiece::WordPieces;
use crate::span::Span;
use crate::text::quotes::Quotes;

/// Number of role tags: outside; then begin, inside, end and single of source, cue and content.
pub const TAGS: usize = 13;

/// The types of names, in the order of their tags: person, organisation, country or town with its government, other place,
/// building, people or faith ("Japanese"), event, law, product.
pub const NAME_TYPES: [&str; 9] = ["PER", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT"];

/// Number of name tags: outside; then begin, inside, end and single of each of [`NAME_TYPES`].
pub const NAME_TAGS: usize = 37;

/// Number of levels of nested mentions: the innermost are of level 0.
pub const LAYERS: usize = 3;

/// Number of tags at each level of mentions: outside, begin, inside, end and single.
pub const MENTION_TAGS: usize = 5;

/// A range of words of a [`Reading`], by their index.
pub type WordRange = Range<usize>;

/// A loaded model.
#[derive(Debug)]
pub struct Encoder {
    word_pieces: WordPieces,
    network: Network,
    tags: Head,
    inner: Head,
    names: Head,
    /// The tags of each level, one level after the other.
    mentions: Head,
    content: Linker,
    source: Linker,
    mention: Linker,
    marks: Marks,
    /// Slope and shift of the confidence on the log-odds scale.
    calibration: [f32; 2],
    /// Ids of the pieces that frame a window, of the unknown piece, and of those that end sentences.
    start: u32,
    end: u32,
    unknown: u32,
    stops: Vec<u32>,
}

/// Scores the tags of words: the weights of each tag, then its bias.
#[derive(Debug)]
struct Head(Vec<(Vec<f32>, f32)>);

impl Head {
    /// Takes the head `name` with so many tags out of a model file.
    fn load(tensors: &Tensors, name: &str, tags: usize, width: usize) -> Result<Self, ModelError> {
        let weights = tensors.floats(&format!("{name}.weight"), [Some(tags), Some(width)])?;
        let biases = tensors.floats(&format!("{name}.bias"), [Some(1), Some(tags)])?;
        Ok(Self(
            weights.chunks_exact(width).map(<[f32]>::to_vec).zip(biases).collect(),
        ))
    }

    /// The scores of `N` tags from the tag `first` on.
    fn scores<const N: usize>(&self, first: usize, vector: &[f32]) -> [f32; N] {
        std::array::from_fn(|tag| {
            let (weights, bias) = &self.0[first + tag];
            dot(weights, vector) + bias
        })
    }
}

/// Which partner a span asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// A content asks for its cue.
    ContentToCue,
    /// A cue asks for its source.
    CueToSource,
}

/// A document as the network reads it.
#[derive(Debug)]
pub struct Reading<'e> {
    encoder: &'e Encoder,
    input: Input,
    /// First piece of each word.
    words: Vec<usize>,
    windows: Vec<(Range<usize>, Vec<f32>)>,
    scores: Vec<WordScores>,
}

/// The scores of a word's tags, of every head.
#[derive(Debug)]
struct WordScores {
    tags: [f32; TAGS],
    inner: [f32; TAGS],
    names: [f32; NAME_TAGS],
    mentions: [[f32; MENTION_TAGS]; LAYERS],
}

/// What a mention may refer back to: logits, comparable within the mention.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Antecedents {
    /// The score of none: the mention is its entity's first, or its only one.
    pub none: f32,
    /// The earlier mentions in sight (in a window with this one), by their index, with their scores.
    pub earlier: Vec<(usize, f32)>,
}

impl Encoder {
    /// Loads a model file.
    pub fn load(file: &[u8]) -> Result<Self, ModelError> {
        Self::from_file(file.into())
    }

    /// Loads a model file that was taken in piece by piece.
    pub fn from_file(file: ModelFile) -> Result<Self, ModelError> {
        let mut tensors = file.tensors()?;
        let network = Network::load(&mut tensors)?;
        let vocabulary = tensors.text("vocabulary")?;
        let unknown_vocabulary = ModelError::Tensor {
            name: "vocabulary".into(),
            problem: "lacks a special piece",
        };
        let word_pieces = WordPieces::new(vocabulary).ok_or_else(|| unknown_vocabulary.clone())?;
        let id = |piece: &str| word_pieces.id(piece).ok_or_else(|| unknown_vocabulary.clone());
        let width = network.width();
        let mut linker = |name: &str, rows: &[usize]| Linker::load(&mut tensors, name, 3 * width, rows);
        let (content, source) = (linker("content", &ROLE_ROWS)?, linker("source", &ROLE_ROWS)?);
        let mention = linker("mention", &MENTION_ROWS)?;
        let head = |name: &str, tags| Head::load(&tensors, name, tags, width);
        let calibration = tensors.floats("calibration", [Some(1), Some(2)])?;
        Ok(Self {
            calibration: [calibration[0], calibration[1]],
            tags: head("tags", TAGS)?,
            inner: head("inner", TAGS)?,
            names: head("names", NAME_TAGS)?,
            mentions: head("mentions", LAYERS * MENTION_TAGS)?,
            content,
            source,
            mention,
            marks: Marks::new(&word_pieces),
            start: id("[CLS]")?,
            end: id("[SEP]")?,
            unknown: id("[UNK]")?,
            stops: [".", "!", "?"].into_iter().map(id).collect::<Result<_, _>>()?,
            word_pieces,
            network,
        })
    }

    /// The tokenizer that belongs to the model.
    pub const fn word_pieces(&self) -> &WordPieces {
        &self.word_pieces
    }

    /// Reads the paragraphs of a text without the `omitted` spans, which are sorted. The cost is linear in their length.
    pub fn read(&self, text: &str, paragraphs: &[Span], omitted: &[Span], quotes: &Quotes) -> Reading<'_> {
        let input = Input::new(text, paragraphs, omitted, quotes, &self.word_pieces);
        let words: Vec<usize> = (0..input.pieces.len())
            .filter(|&i| input.pieces[i].starts_word)
            .collect();
        // The frame takes two places.
        let windows = windows(&input.pieces, self.network.positions() - 2);
        let longest = windows.iter().map(Range::len).max().unwrap_or(0);
        let mut scratch = self.network.scratch(longest + 2);
        let run = |window: Range<usize>| {
            let vectors = self.run(&input, &window, &mut scratch);
            (window, vectors)
        };
        let windows: Vec<_> = windows.into_iter().map(run).collect();
        let mut reading = Reading {
            encoder: self,
            input,
            words,
            windows,
            scores: Vec::new(),
        };
        reading.scores = (0..reading.words.len()).map(|word| reading.scores_of(word)).collect();
        reading
    }

    /// The vectors of a window's pieces.
    fn run(&self, input: &Input, window: &Range<usize>, scratch: &mut Scratch) -> Vec<f32> {
        let pieces = input.pieces[window.clone()].iter().map(|p| p.id);
        let ids: Vec<u32> = std::iter::once(self.start)
            .chain(pieces)
            .chain(std::iter::once(self.end))
            .collect();
        let mut surface = vec![Surface::default()];
        surface.extend_from_slice(&input.surface[window.clone()]);
        surface.push(Surface::default());
        let mut vectors = self.network.run(&ids, self.unknown, &surface, scratch);
        let width = self.network.width();
        vectors.truncate(vectors.len() - width);
        vectors.drain(..width);
        vectors
    }
}

impl Reading<'_> {
    /// How many words the document has: runs of letters and digits, and each punctuation mark.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// The bytes of a range of words.
    pub fn span(&self, words: &WordRange) -> Span {
        let Some(last) = words.end.checked_sub(1).filter(|&l| l >= words.start) else {
            return Span::default();
        };
        Span {
            start: self.input.word_span(self.words[words.start]).start,
            end: self.input.word_span(self.words[last]).end,
        }
    }

    /// Whether a paragraph starts with this word.
    pub fn starts_paragraph(&self, word: usize) -> bool {
        self.input.surface[self.words[word]].paragraph == 1
    }

    /// The scores of a word's role tags: logits, comparable within the word. Roles are those of outermost attributions.
    pub fn tag_scores(&self, word: usize) -> &[f32; TAGS] {
        &self.scores[word].tags
    }

    /// The scores of a word's role tags in an attribution that another one relays: one within the other's content ("X said
    /// *Y had told Z that P*"), or a source that the outer one cites for the same content ("X said P, *citing Y*"), which
    /// has no content of its own here. Logits, comparable within the word.
    pub fn inner_scores(&self, word: usize) -> &[f32; TAGS] {
        &self.scores[word].inner
    }

    /// The scores of a word's name tags, in the order of [`NAME_TYPES`]: logits, comparable within the word.
    pub fn name_scores(&self, word: usize) -> &[f32; NAME_TAGS] {
        &self.scores[word].names
    }

    /// The scores of a word's tags as part of a mention: logits, comparable within the word and level. A mention's level is
    /// that of the deepest mention within it and one more; there are [`LAYERS`].
    pub fn mention_scores(&self, layer: usize, word: usize) -> &[f32; MENTION_TAGS] {
        &self.scores[word].mentions[layer]
    }

    /// Slope and shift that make a raw probability, as log-odds, a calibrated one.
    pub const fn calibration(&self) -> [f32; 2] {
        self.encoder.calibration
    }

    /// The scores of each query's candidates and, first, of "none of them": logits, comparable within the query.
    ///
    /// A candidate out of the query's sight (in no window with it) scores negative infinity.
    pub fn link(&self, link: Link, queries: &[WordRange], keys: &[WordRange], cues: &[WordRange]) -> Vec<Vec<f32>> {
        let linker = match link {
            Link::ContentToCue => &self.encoder.content,
            Link::CueToSource => &self.encoder.source,
        };
        let [queries, keys, cues] = [queries, keys, cues].map(|spans| self.pieces_of(spans));
        let layout = self.layout(&keys, &cues);
        let nearest: Vec<usize> = queries.iter().map(|query| self.window_of(query)).collect();
        let mut scores = vec![vec![f32::NEG_INFINITY; keys.len() + 1]; queries.len()];
        for (index, (window, vectors)) in self.windows.iter().enumerate() {
            let mine = (0..queries.len()).filter(|&q| nearest[q] == index && holds(window, &queries[q]));
            let mine: Vec<usize> = mine.collect();
            if mine.is_empty() {
                continue;
            }
            let first = keys.partition_point(|key| key.start < window.start);
            let seen = (first..keys.len()).take_while(|&k| keys[k].start < window.end);
            let offers: Vec<(usize, Vec<f32>)> = seen
                .filter(|&k| holds(window, &keys[k]))
                .map(|k| (k, linker.key(&self.span_vector(window, vectors, &keys[k]))))
                .collect();
            for q in mine {
                let vector = self.span_vector(window, vectors, &queries[q]);
                let query = linker.query(&vector);
                scores[q][0] = linker.none(&vector);
                for (k, key) in &offers {
                    scores[q][k + 1] = linker.score(&query, key, &layout.features(&queries[q], &keys[*k]));
                }
            }
        }
        scores
    }

    /// What each mention may refer back to, with a kind for each; a mention without one, or without words, gets nothing.
    ///
    /// Earlier is what starts earlier or, of mentions that start alike, is longer. Scores depend on which mentions are
    /// given: give all that may be meant. The cost grows with the mentions times those in a window with them.
    pub fn antecedents(&self, mentions: &[WordRange], kinds: &[MentionKind]) -> Vec<Antecedents> {
        let linker = &self.encoder.mention;
        let pieces = self.pieces_of(mentions);
        let mut order: Vec<usize> = (0..mentions.len().min(kinds.len()))
            .filter(|&m| !pieces[m].is_empty())
            .collect();
        sort::by_key(&mut order, |&m| (pieces[m].start, usize::MAX - pieces[m].end));
        let all: Vec<Mention> = order
            .iter()
            .map(|&m| Mention {
                pieces: pieces[m].clone(),
                kind: kinds[m],
                form: self.encoder.marks.form(&self.input.pieces[pieces[m].clone()]),
            })
            .collect();
        let layout = self.layout(&[], &[]);
        let nearest: Vec<usize> = all.iter().map(|mention| self.window_of(&mention.pieces)).collect();
        let mut found = vec![Antecedents::default(); mentions.len()];
        for (index, (window, vectors)) in self.windows.iter().enumerate() {
            let first = all.partition_point(|mention| mention.pieces.start < window.start);
            let mut offers: Vec<(usize, Vec<f32>)> = Vec::new();
            let seen = (first..all.len()).take_while(|&a| all[a].pieces.start < window.end);
            for a in seen.filter(|&a| holds(window, &all[a].pieces)) {
                let vector = self.span_vector(window, vectors, &all[a].pieces);
                if nearest[a] == index {
                    let query = linker.query(&vector);
                    let score = |(place, (k, key)): (usize, &(usize, Vec<f32>))| {
                        let pair = mention::features(&layout, &all[a], &all[*k], offers.len() - place);
                        (order[*k], linker.score(&query, key, &pair))
                    };
                    found[order[a]] = Antecedents {
                        none: linker.none(&vector),
                        earlier: offers.iter().enumerate().map(score).collect(),
                    };
                }
                offers.push((a, linker.key(&vector)));
            }
        }
        found
    }

    /// The pieces of each range of words.
    fn pieces_of(&self, spans: &[WordRange]) -> Vec<Range<usize>> {
        let piece = |word: usize| self.words.get(word).copied().unwrap_or(self.input.pieces.len());
        spans.iter().map(|words| piece(words.start)..piece(words.end)).collect()
    }

    /// The surface that pair features are told from.
    fn layout(&self, keys: &[Range<usize>], cues: &[Range<usize>]) -> Layout {
        let starts = |spans: &[Range<usize>]| spans.iter().map(|s| s.start).collect();
        let mut layout = Layout {
            cues: starts(cues),
            keys: starts(keys),
            ..Layout::default()
        };
        let (mut paragraphs, mut stops) = (0, 0);
        layout.stops.push(stops);
        for (piece, surface) in std::iter::zip(&self.input.pieces, &self.input.surface) {
            paragraphs += u32::from(surface.paragraph);
            stops += u32::from(self.encoder.stops.contains(&piece.id));
            layout.paragraphs.push(paragraphs);
            layout.stops.push(stops);
        }
        layout
    }

    /// The window in which the pieces stand farthest from the edges.
    fn window_of(&self, pieces: &Range<usize>) -> usize {
        let after = self.windows.partition_point(|(window, _)| window.start <= pieces.start);
        let distance = |index: &usize| {
            let window = &self.windows[*index].0;
            let all = self.input.pieces.len();
            holds(window, pieces).then(|| distance_to_edge(window, pieces, all))
        };
        // No piece lies in more than three windows; the earliest of equals wins.
        (after.saturating_sub(3)..after).rev().max_by_key(distance).unwrap_or(0)
    }

    /// The vector of a span: its first piece's, its last piece's and the mean.
    fn span_vector(&self, window: &Range<usize>, vectors: &[f32], pieces: &Range<usize>) -> Vec<f32> {
        let width = self.encoder.network.width();
        let vector = |piece: usize| &vectors[(piece - window.start) * width..][..width];
        let mut all = Vec::with_capacity(3 * width);
        all.extend_from_slice(vector(pieces.start));
        all.extend_from_slice(vector(pieces.end - 1));
        all.resize(3 * width, 0.0);
        let mean = &mut all[2 * width..];
        for piece in pieces.clone() {
            for (sum, value) in mean.iter_mut().zip(vector(piece)) {
                *sum += value;
            }
        }
        let share = 1.0 / pieces.len() as f32;
        for sum in mean {
            *sum *= share;
        }
        all
    }

    /// The scores of the tags of a word, from its first piece in the window where that is most central.
    fn scores_of(&self, word: usize) -> WordScores {
        let piece = self.words[word];
        let (window, vectors) = &self.windows[self.window_of(&(piece..piece + 1))];
        let width = self.encoder.network.width();
        let vector = &vectors[(piece - window.start) * width..][..width];
        WordScores {
            tags: self.encoder.tags.scores(0, vector),
            inner: self.encoder.inner.scores(0, vector),
            names: self.encoder.names.scores(0, vector),
            mentions: std::array::from_fn(|layer| self.encoder.mentions.scores(MENTION_TAGS * layer, vector)),
        }
    }
}

/// Whether the window holds the whole range.
fn holds(window: &Range<usize>, pieces: &Range<usize>) -> bool {
    window.start <= pieces.start && pieces.end <= window.end && !pieces.is_empty()
}
