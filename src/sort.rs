//! Sorting by a key, in little code.
//!
//! The standard library's sorts are compiled anew for every type they sort, some six kilobytes each; with forty of them
//! they made a sixth of the module for the browser. Here the order is found by one function for all types, and only
//! reading keys and moving items depend on the type. Equal items keep their order.

/// Sorts items by a key, which is read once for each; equal ones stay in their order.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = order(keys.len(), &|a, b| keys[a as usize] <= keys[b as usize]);
    arrange(items, order);
}

/// The order of `count` items, given whether the one may stand before the other: a merge sort from the bottom up.
fn order(count: usize, may_precede: &dyn Fn(u32, u32) -> bool) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    let mut merged: Vec<u32> = Vec::with_capacity(count);
    let mut run = 1;
    while run < count {
        merged.clear();
        for pair in order.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            // What is in order already, as nearly all of the gazetteer is, needs one look.
            if let (Some(&last), Some(&first)) = (left.last(), right.first())
                && may_precede(last, first)
            {
                merged.extend_from_slice(pair);
                continue;
            }
            while let (Some(&a), Some(&b)) = (left.first(), right.first()) {
                if may_precede(a, b) {
                    merged.push(a);
                    left = &left[1..];
                } else {
                    merged.push(b);
                    right = &right[1..];
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut order, &mut merged);
        run *= 2;
    }
    order
}

/// Moves the items so that the one at `order[i]` comes to `i`, along the cycles of the permutation.
fn arrange<T>(items: &mut [T], mut order: Vec<u32>) {
    for start in 0..order.len() {
        let mut at = start;
        while order[at] as usize != at {
            let from = order[at] as usize;
            order[at] = at as u32;
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::by_key;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut seed = 1_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed >> 16
        };
        for count in [0, 1, 2, 3, 7, 8, 100, 1000] {
            let items: Vec<(u32, u32)> = (0..count).map(|index| (next() % 50, index)).collect();
            let (mut ours, mut theirs) = (items.clone(), items);
            by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            assert_eq!(ours, theirs, "{count} items");
        }
    }
}
