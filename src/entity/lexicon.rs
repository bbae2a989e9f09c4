//! Closed lists of English that the rules about entities ask. Sorted, in lower case.
//!
//! Source: grammars' lists of pronouns and titles, and general knowledge.

/// Words before a person's name that are no part of it.
pub(super) const TITLES: &str = "admiral ambassador archbishop attorney ayatollah baron baroness bishop brigadier capt captain cardinal \
    chairman chairwoman chancellor chief cllr cmdr coach col colonel commander commissioner congressman \
    congresswoman constable councillor count dame deputy det detective director doctor dr duchess duke emperor \
    father former gen general gov governor imam inspector judge justice king lady lieutenant lord lt maj major \
    marshal mayor mep minister miss mr mrs ms msp mullah ofc officer pastor premier president prime prince \
    princess prof professor queen rabbi rep representative rev reverend secretary sen senator sergeant sgt sheik \
    sheikh sheriff sir sultan trooper vice";

/// Titles of men and of women.
pub(super) const MALE_TITLES: &str =
    "baron chairman congressman count duke emperor father imam king lord mr prince sheikh sir sultan";
pub(super) const FEMALE_TITLES: &str = "baroness chairwoman congresswoman dame duchess lady miss mrs ms princess queen";

/// Words of no name of their own, in lower case or where a sentence or headline starts.
pub(super) const NO_NAMES: &str = "a about after all an and any as at both but by can did do for from had has have he her here his how i if in \
    is it its let may me more my new no not of on one or our she so some than that the their them then there \
    these they this those to two us was we well what when where which who why will with yes you your";

/// Small words that names of people and places begin with.
pub(super) const PARTICLES: &str = "abu al as at az bin bint d da das de del della den der des di dos du e el en et i ibn il l la las le les lo \
    los mc o op s san st ten ter umm van ver vom von zu zum zur";

/// Small words within names of people and places: "Monte Claro do Sul".
pub(super) const LINKS: &str = "da das de del della den der di do dos du el la las los van von";

/// Legal forms at the end of a company's name.
pub(super) const COMPANY_FORMS: &str = "ab ag aps asa bv co company corp corporation gmbh group holdings inc incorporated kg kk limited llc llp ltd \
    nv oy oyj plc pty sa se spa srl";

/// Nouns that many organisations and places share: alone they are not the name of one of them.
pub(super) const GENERIC: &str = "academy administration agency air airlines airport american army assembly association authority bank board \
    bureau center central centre church city club college commission committee congress council county court \
    department east federal federation first force foundation general government great high hospital house \
    institute international lake league local ministry mount museum national new north northern office \
    organisation organization park parliament party police public river royal school senate service society \
    south southern st state street supreme union united university us west western world";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        for list in [
            TITLES,
            MALE_TITLES,
            FEMALE_TITLES,
            NO_NAMES,
            PARTICLES,
            LINKS,
            COMPANY_FORMS,
            GENERIC,
        ] {
            assert_is_sorted(list);
        }
    }
}
