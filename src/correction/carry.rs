//! Places of a text that was edited -> the same words in the new one.
//!
//! Lines first, within changed lines sentences, within changed sentences words: what is unique on both sides is the same,
//! and so is what adjoins it on both sides (a patience diff). Where it cannot be told which of several like words are left,
//! none is. Hence words never move to others that look alike.

use super::{Correction, Quote};
use crate::sort;
use crate::span::Span;

/// Moves the places of the corrections with their words from the text `former` to `text`. Words that were changed or removed
/// have no place any more.
pub fn carry(corrections: &mut [Correction], former: &str, text: &str) {
    let kept = kept(former, text);
    let mut place = |quote: &mut Quote| {
        let moved = quote.place(former).and_then(|span| moved(&kept, span));
        quote.span = moved.unwrap_or_default();
    };
    for correction in corrections {
        correction.for_each_quote(&mut place);
    }
}

/// A stretch that both texts have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kept {
    old: Span,
    new: u32,
}

/// Where a place of the old text is now, if a kept stretch holds all of it.
fn moved(kept: &[Kept], span: Span) -> Option<Span> {
    let at = kept
        .partition_point(|kept| kept.old.start <= span.start)
        .checked_sub(1)?;
    let Kept { old, new } = kept[at];
    old.contains(span).then(|| Span {
        start: span.start - old.start + new,
        end: span.end - old.start + new,
    })
}

/// What of a text is compared as a whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grain {
    Line,
    Sentence,
    Word,
}

/// The stretches that both texts have, in order.
fn kept(old: &str, new: &str) -> Vec<Kept> {
    let mut found = Vec::new();
    compare(
        [old, new],
        [Span::new(0, old.len()), Span::new(0, new.len())],
        Grain::Line,
        &mut found,
    );
    let mut kept: Vec<Kept> = Vec::new();
    for next in found {
        match kept.last_mut() {
            Some(last) if last.old.end == next.old.start && last.new + last.old.len() as u32 == next.new => {
                last.old.end = next.old.end;
            }
            _ => kept.push(next),
        }
    }
    kept
}

/// Compares a part of each text and adds what both have, in order.
fn compare(texts: [&str; 2], parts: [Span; 2], grain: Grain, found: &mut Vec<Kept>) {
    let [old, new] = [0, 1].map(|side| tokens(texts[side], parts[side], grain));
    let runs = runs(texts, &old, &new);
    if grain == Grain::Word {
        let is_like = like(texts, [&old, &new], &runs);
        for run in runs {
            let tokens = &old[run.old..run.old + run.length];
            if is_like || words(texts[0], tokens) >= LONG_RUN {
                found.push(run.kept(&old, &new));
            }
        }
        return;
    }
    let finer = if grain == Grain::Line {
        Grain::Sentence
    } else {
        Grain::Word
    };
    let (mut old_end, mut new_end) = (parts[0].start, parts[1].start);
    for run in runs {
        let kept = run.kept(&old, &new);
        between(texts, [(old_end, kept.old.start), (new_end, kept.new)], finer, found);
        found.push(kept);
        (old_end, new_end) = (kept.old.end, kept.new + kept.old.len() as u32);
    }
    between(texts, [(old_end, parts[0].end), (new_end, parts[1].end)], finer, found);
}

/// Compares what lies between two kept stretches, if there is something on both sides.
fn between(texts: [&str; 2], ends: [(u32, u32); 2], grain: Grain, found: &mut Vec<Kept>) {
    let parts = ends.map(|(start, end)| Span { start, end });
    if !parts.iter().any(|part| part.is_empty()) {
        compare(texts, parts, grain, found);
    }
}

/// Words in a row that are the same in sentences that otherwise have little in common.
const LONG_RUN: usize = 4;

/// Whether two parts are the same one edited: most of their words are kept.
fn like(texts: [&str; 2], tokens: [&[Span]; 2], runs: &[Run]) -> bool {
    let kept: usize = runs
        .iter()
        .map(|run| words(texts[0], &tokens[0][run.old..run.old + run.length]))
        .sum();
    let all = words(texts[0], tokens[0]) + words(texts[1], tokens[1]);
    // Three of five.
    10 * kept > 3 * all
}

fn words(text: &str, tokens: &[Span]) -> usize {
    tokens
        .iter()
        .filter(|token| token.of(text).starts_with(char::is_alphanumeric))
        .count()
}

/// Cuts a part of a text into lines, sentences or words; what is no word is a token each.
fn tokens(text: &str, part: Span, grain: Grain) -> Vec<Span> {
    let mut tokens = Vec::new();
    let mut start = part.start;
    let mut before = ' ';
    let mut stopped = false;
    for (at, character) in part.of(text).char_indices() {
        let at = part.start + at as u32;
        let begins = match grain {
            Grain::Line => before == '\n',
            Grain::Sentence => stopped && before.is_whitespace() && !character.is_whitespace(),
            Grain::Word => !(before.is_alphanumeric() && character.is_alphanumeric()),
        };
        if begins && at > start {
            tokens.push(Span { start, end: at });
            start = at;
            stopped = false;
        }
        stopped |= matches!(character, '.' | '!' | '?' | '\n');
        // "3.5" and "U.S." go on.
        stopped &= !character.is_alphanumeric();
        before = character;
    }
    if start < part.end {
        tokens.push(Span { start, end: part.end });
    }
    tokens
}

/// Tokens in a row that are the same on both sides.
#[derive(Clone, Copy)]
struct Run {
    old: usize,
    new: usize,
    length: usize,
}

impl Run {
    fn kept(self, old: &[Span], new: &[Span]) -> Kept {
        Kept {
            old: Span {
                start: old[self.old].start,
                end: old[self.old + self.length - 1].end,
            },
            new: new[self.new].start,
        }
    }
}

/// How often a part is cut at what is unique in it. Parts that are left by then are nearly all repetition.
const DEEPEST: u32 = 24;

/// The runs of two lists of tokens, in order.
fn runs(texts: [&str; 2], old: &[Span], new: &[Span]) -> Vec<Run> {
    let same = |a: usize, b: usize| old[a].of(texts[0]) == new[b].of(texts[1]);
    let mut runs = Vec::new();
    // Parts that are still to be compared; a stack, as a text may be cut often.
    let mut parts = vec![([0, old.len()], [0, new.len()], 0)];
    while let Some(([a, a_end], [b, b_end], depth)) = parts.pop() {
        let shorter = (a_end - a).min(b_end - b);
        let ahead = (0..shorter).take_while(|&i| same(a + i, b + i)).count();
        let behind = (0..shorter).take_while(|&i| same(a_end - 1 - i, b_end - 1 - i)).count();
        let all = ahead == a_end - a && ahead == b_end - b;
        // Where beginning and end overlap, tokens are repeated, and it is open which of them were added or removed.
        let (ahead, behind) = match ahead + behind {
            _ if all => (ahead, 0),
            both if both > shorter => (shorter - behind, shorter - ahead),
            _ => (ahead, behind),
        };
        let mut push = |old, new, length| {
            if length > 0 {
                runs.push(Run { old, new, length });
            }
        };
        push(a, b, ahead);
        push(a_end - behind, b_end - behind, behind);
        let (a, a_end, b, b_end) = (a + ahead, a_end - behind, b + ahead, b_end - behind);
        if a == a_end || b == b_end || depth == DEEPEST {
            continue;
        }
        let anchors = in_order(&unique(texts, &old[a..a_end], &new[b..b_end]));
        let (mut from, mut from_new) = (a, b);
        for &(i, j) in &anchors {
            push(a + i, b + j, 1);
            parts.push(([from, a + i], [from_new, b + j], depth + 1));
            (from, from_new) = (a + i + 1, b + j + 1);
        }
        if !anchors.is_empty() {
            parts.push(([from, a_end], [from_new, b_end], depth + 1));
        }
    }
    sort::by_key(&mut runs, |run| run.old);
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last) if last.old + last.length == run.old && last.new + last.length == run.new => {
                last.length += run.length;
            }
            _ => joined.push(run),
        }
    }
    joined
}

/// The tokens that each side has once, by their places in both, in the order of the old side.
fn unique(texts: [&str; 2], old: &[Span], new: &[Span]) -> Vec<(usize, usize)> {
    let mut all: Vec<(&str, usize, usize)> = Vec::with_capacity(old.len() + new.len());
    for (side, tokens) in [old, new].into_iter().enumerate() {
        all.extend(
            tokens
                .iter()
                .enumerate()
                .map(|(at, token)| (token.of(texts[side]), side, at)),
        );
    }
    sort::by_key(&mut all, |&token| token);
    let mut partner: Vec<Option<usize>> = vec![None; old.len()];
    for like in all.chunk_by(|a, b| a.0 == b.0) {
        if let [(_, 0, old), (_, 1, new)] = like {
            partner[*old] = Some(*new);
        }
    }
    let mut pairs = Vec::new();
    for (old, new) in partner.into_iter().enumerate() {
        pairs.extend(new.map(|new| (old, new)));
    }
    pairs
}

/// The most pairs that are in order on both sides: the longest increasing subsequence.
fn in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last pair of the best sequence of each length, and what stands before each pair.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (index, &(_, new)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < new);
        before[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    let mut at = ends.last().copied();
    while let Some(index) = at {
        chosen.push(pairs[index]);
        at = before[index];
    }
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::{kept, moved};
    use crate::span::Span;

    /// Where the words between `[` and `]` of the old text are in the new one: it has brackets there as well, or none if they
    /// are gone.
    fn check(old: &str, new: &str) {
        let unmarked = |text: &str| text.replace(['[', ']'], "");
        let marked = |text: &str| {
            let start = text.find('[')?;
            Some(Span::new(start, text.find(']')? - 1))
        };
        let found = moved(&kept(&unmarked(old), &unmarked(new)), marked(old).expect("a place"));
        assert_eq!(found, marked(new), "{old}\n{new}");
    }

    #[test]
    fn places_move_with_their_words_and_with_no_others() {
        for (old, new) in [
            // Nothing, something before, something behind.
            ("The [mayor] said no.", "The [mayor] said no."),
            ("The [mayor] said no.", "Late on Monday it rained. The [mayor] said no."),
            ("The [mayor] said no.", "The [mayor] said no. It rained."),
            (
                "One.\n\nThe [mayor] said no.\n",
                "Zero.\n\nOne.\n\nThe [mayor] said no.\n\nTwo.\n",
            ),
            // Within the sentence.
            (
                "The [mayor] said no to the bridge.",
                "The new [mayor] said no to the bridge.",
            ),
            ("[Ana Petrescu] said no.", "[Ana Petrescu], 41, said no."),
            (
                "The mayor of the town [said] that it rains.",
                "The mayor of the old town [said] that it rains.",
            ),
            // The words themselves changed or gone.
            ("The [old mayor] said no.", "The old sly mayor said no."),
            ("The [mayor] said no.", "The council said no."),
            ("It rained. The [mayor] said no.", "It rained."),
            ("“It [is over],” she said.", "“It is all over,” she said."),
            // Look-alikes: the sentence is gone, its words stand elsewhere.
            ("[Kim] said A. Lee said B. Kim said C.", "Lee said B. Kim said C."),
            ("Kim said A. Lee said B. [Kim] said C.", "Lee said B. [Kim] said C."),
            ("Kim said A. [Kim] said B.", "[Kim] said B."),
            ("[Kim] said A. Kim said B.", "Kim said B."),
            (
                "The [minister] said no.\nThe road is shut.",
                "A minister was seen at the port.\nThe road is shut.",
            ),
            (
                "The road is shut, the [minister] said.",
                "A bird sang while the minister slept.",
            ),
            // Which of two like ones was removed is open.
            ("No comment.\n[No comment].\nThe end.", "No comment.\nThe end."),
            ("[No comment].\nNo comment.\nThe end.", "No comment.\nThe end."),
            ("It was [very], very late.", "It was very late."),
            // A line end in place of a space, a sentence in place of two.
            (
                "It rained a lot there. The [mayor] said no.",
                "It rained a lot there.\n\nThe [mayor] said no.",
            ),
            // Other scripts.
            ("Zoë 🚢 said. [Œuvre] ended.", "Zoë 🚢🚢 said. [Œuvre] ended."),
        ] {
            check(old, new);
        }
    }

    #[test]
    fn whole_texts_and_empty_ones() {
        let text = "The mayor said no.\n\nThe mayor said no.\n\nThe mayor said no.";
        let all = kept(text, text);
        assert_eq!(moved(&all, Span::new(0, text.len())), Some(Span::new(0, text.len())));
        assert!(kept("", text).is_empty() && kept(text, "").is_empty() && kept("", "").is_empty());
    }

    #[test]
    fn long_repetitive_texts_take_no_time() {
        let old = "a b ".repeat(100_000) + "end";
        let new = "b a ".repeat(100_000) + "x " + &old;
        let start = std::time::Instant::now();
        kept(&old, &new);
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
