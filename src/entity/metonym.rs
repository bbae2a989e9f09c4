//! Capitals that stand for governments: "Beijing's one-China policy", "ties with Moscow", "anger in Taipei".

use super::words::Words;
use crate::encoder::WordRange;
use crate::text::list::holds;

/// What governments do. Source: general knowledge of news English.
const DEEDS: &str = "accepts accused accuses agreed agrees aims announced argued argues backed backs believes blamed blames \
    claimed claims condemned condemns considers could decided demanded demands denied denies did does expects \
    fears had has hopes imposed insisted insists intends maintains may might must needs offered opposed opposes \
    ordered plans pledged promised proposed recognises recognizes refused refuses rejected rejects replied \
    responded retaliated said says sees should signaled signalled sought summoned supported supports threatened \
    threatens urged urges views vowed wanted wants warned warns welcomed will would";

/// What follows "is" where somebody acts. Source: general knowledge.
const STATES: &str = "a an committed concerned considering determined keen likely not obligated planning prepared pressing pushing \
    ready reluctant seeking the trying willing worried";

/// What governments have. Source: general knowledge.
const BELONGINGS: &str = "allegations allies ally ambassador ambitions approach claim claims concerns decision demand demands envoy \
    foreign government influence intentions interests invasion leadership military offer one-china plan plans \
    policies policy position pressure proposal refusal response rule sanctions stance support troops war";

/// What is felt in a capital. Source: general knowledge.
const FEELINGS: &str = "alarm anger annoyance anxiety concern concerns consternation dismay fears frustration fury irritation \
    outrage relief suspicion unease worries worry";

/// What is done to governments. Source: general knowledge.
const DONE_TO: &str = "accused accusing against asked between blamed blaming condemned criticised criticized pressed pressured \
    pressuring told toward towards urged urging warned warning with";

/// What is put on governments, or goes to them or comes from them. Source: general knowledge.
const DEALINGS: &str = "aid allegiance autonomy backing loyal loyalty pressure sanctions support tariffs ties";

/// Whether the name of a capital means the government there.
pub(super) fn is_government(words: &Words<'_>, name: &WordRange) -> bool {
    let (next, second) = (words.after(name.end), words.after(name.end + 1));
    let possessive = matches!(next.as_str(), "'" | "’") && second == "s";
    if possessive {
        return (name.end + 2..name.end + 5).any(|w| holds(BELONGINGS, &words.after(w)))
            || (words.after(name.end + 2) == "one" && words.after(name.end + 4) == "china");
    }
    let before = words.before(name.start);
    let earlier = if name.start > 1 && !before.is_empty() {
        words.before(name.start - 1)
    } else {
        String::new()
    };
    let locative = matches!(
        before.as_str(),
        "in" | "at" | "near" | "outside" | "around" | "of" | "to" | "from" | "on"
    );
    if locative {
        let felt = before == "in" && holds(FEELINGS, &earlier);
        return felt || (before != "in" && before != "at" && holds(DEALINGS, &earlier));
    }
    holds(DEEDS, &next) || (matches!(next.as_str(), "is" | "was") && holds(STATES, &second)) || holds(DONE_TO, &before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        for list in [DEEDS, STATES, BELONGINGS, FEELINGS, DONE_TO, DEALINGS] {
            assert_is_sorted(list);
        }
    }
}
