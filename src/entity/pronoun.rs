//! Third and first person pronouns.

use crate::text::nouns::Gender;

/// What a pronoun shows of whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    It,
    They,
    I,
}

impl Pronoun {
    /// The pronoun that a word in lower case is.
    pub(super) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "he" | "him" | "his" | "himself" => Self::He,
            "she" | "her" | "hers" | "herself" => Self::She,
            "it" | "its" | "itself" => Self::It,
            "they" | "them" | "their" | "theirs" | "themselves" => Self::They,
            "i" | "me" | "my" | "mine" | "myself" => Self::I,
            _ => return None,
        })
    }

    /// Whether it means a single person.
    pub(super) const fn is_personal(self) -> bool {
        self.gender().is_some()
    }

    /// The gender of the single person that "he" and "she" mean.
    pub(super) const fn gender(self) -> Option<Gender> {
        match self {
            Self::He => Some(Gender::Male),
            Self::She => Some(Gender::Female),
            Self::It | Self::They | Self::I => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pronouns_of_one_person_show_a_gender() {
        for (word, pronoun, gender) in [
            ("himself", Some(Pronoun::He), Some(Gender::Male)),
            ("hers", Some(Pronoun::She), Some(Gender::Female)),
            ("itself", Some(Pronoun::It), None),
            ("their", Some(Pronoun::They), None),
            ("mine", Some(Pronoun::I), None),
            ("hero", None, None),
        ] {
            let found = Pronoun::of(word);
            assert_eq!((found, found.and_then(Pronoun::gender)), (pronoun, gender), "{word}");
        }
    }
}
