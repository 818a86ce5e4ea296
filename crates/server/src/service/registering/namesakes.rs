//! People of one name at one school (F-15): nobody at a door, in a list or behind an hour may take one for the other, so
//! whoever has the name and title of a colleague says what tells them apart.

use yanxi_domain::text::search_key;

use crate::{
    failure::Failure,
    store::{Registrant, Tx, WriteTx},
};

/// Longest mark, code points: it stands beside the name.
const MARK_LIMIT: usize = 20;

/// Whether the two cannot be told apart by what everybody sees of them.
pub(in crate::service) fn are_namesakes(one: &Registrant, other: &Registrant) -> bool {
    one.person != other.person
        && search_key(&one.name) == search_key(&other.name)
        && search_key(&one.title) == search_key(&other.title)
}

/// Everybody of the person's school with the same name and title.
pub(in crate::service) async fn namesakes(
    tx: &mut Tx,
    person: &Registrant,
) -> Result<Vec<Registrant>, Failure> {
    let Some(school) = &person.school else { return Ok(Vec::new()) };
    let mut people = tx.people_of(school.id).await?;
    people.retain(|other| are_namesakes(person, other));
    Ok(people)
}

/// The mark that stands beside the name in the roster: the one the directory holds, or the one that was said now, which
/// is kept for the next time.
pub(super) async fn mark(
    tx: &mut WriteTx,
    person: &Registrant,
    said: &str,
) -> Result<Option<String>, Failure> {
    if person.disambiguator.is_some() {
        return Ok(person.disambiguator.clone());
    }
    let others = namesakes(tx, person).await?;
    if others.is_empty() {
        return Ok(None);
    }
    let said = said.trim();
    if said.is_empty() {
        let text = "貴校有同名同職稱的人員；尚未報名，請填寫「同名註記」（例如任教年級或科目）後再送出。";
        return Err(Failure::conflict("namesake", "somebody of the same name and title works there", text));
    }
    if said.chars().count() > MARK_LIMIT {
        let text = "同名註記請勿超過 20 字；尚未報名，請縮短後再送出。";
        return Err(Failure::invalid("mark_too_long", "the mark beside the name is too long", text));
    }
    let taken = |other: &Registrant| {
        other.disambiguator.as_deref().is_some_and(|mark| search_key(mark) == search_key(said))
    };
    if others.iter().any(taken) {
        let text = "這個同名註記已由另一位同名人員使用；尚未報名，請換一個分得開的註記。";
        return Err(Failure::conflict("mark_taken", "the namesake has this mark", text));
    }
    tx.put_listed(person.person, Some(said), None).await?;
    Ok(Some(said.to_owned()))
}
