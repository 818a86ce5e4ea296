//! People of one name at one school (F-15): which row is which registration, and when nobody can tell.

use super::{KnownEntry, KnownPerson};
use crate::text::{identity_key, search_key};

/// What tells people of one name and school apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    name: String,
    title: String,
    disambiguator: String,
    emails: Vec<String>,
}

impl Likeness {
    pub(super) fn new(name: &str, title: &str, disambiguator: &str, emails: &[String]) -> Self {
        Self {
            name: identity_key(name),
            title: search_key(title),
            disambiguator: search_key(disambiguator),
            emails: emails.iter().map(|email| search_key(email)).filter(|email| !email.is_empty()).collect(),
        }
    }

    pub(super) fn of_entry(known: &KnownEntry) -> Self {
        let disambiguator = known.entry.disambiguator.as_deref().unwrap_or_default();
        Self::new(&known.entry.name, &known.entry.title, disambiguator, &known.emails)
    }

    pub(super) fn of_person(person: &KnownPerson) -> Self {
        let disambiguator = person.disambiguator.as_deref().unwrap_or_default();
        Self::new(&person.name, &person.title, disambiguator, &person.emails)
    }

    /// Nothing says that they are two people. Variant characters (溫/温) may be two surnames: an address proves one.
    fn fits(&self, other: &Self) -> bool {
        if self.same_email(other) {
            return true;
        }
        let emails_differ = !self.emails.is_empty() && !other.emails.is_empty();
        let told_apart = !self.disambiguator.is_empty()
            && !other.disambiguator.is_empty()
            && self.disambiguator != other.disambiguator;
        self.name == other.name && !emails_differ && !told_apart
    }

    fn same_disambiguator(&self, other: &Self) -> bool {
        !self.disambiguator.is_empty() && self.disambiguator == other.disambiguator && self.name == other.name
    }

    fn same_email(&self, other: &Self) -> bool {
        self.emails.iter().any(|email| other.emails.contains(email))
    }

    fn same_title(&self, other: &Self) -> bool {
        !self.title.is_empty() && self.title == other.title && self.fits(other)
    }

    /// Whether a disambiguator was given.
    pub(super) const fn is_told_apart(&self) -> bool {
        !self.disambiguator.is_empty()
    }

    /// The disambiguator as compared.
    pub(super) fn disambiguator(&self) -> &str {
        &self.disambiguator
    }
}

/// For each row the index of the known one it is; `None` where none is, or nobody can tell which. The surest sign first,
/// and a sign counts only where it points both ways at one.
pub(super) fn matched(rows: &[Likeness], known: &[Likeness]) -> Vec<Option<usize>> {
    let mut of_row: Vec<Option<usize>> = vec![None; rows.len()];
    let signs: [fn(&Likeness, &Likeness) -> bool; 3] =
        [Likeness::same_disambiguator, Likeness::same_email, Likeness::same_title];
    for sign in signs {
        pair(&mut of_row, rows, known, sign);
    }
    // One is left on each side: that is who it is, even if the title changed.
    let open_rows: Vec<usize> = (0..rows.len()).filter(|row| of_row[*row].is_none()).collect();
    let open_known: Vec<usize> = (0..known.len()).filter(|at| !of_row.contains(&Some(*at))).collect();
    if let ([row], [at]) = (&*open_rows, &*open_known)
        && rows[*row].fits(&known[*at])
    {
        of_row[*row] = Some(*at);
    }
    of_row
}

fn pair(
    of_row: &mut [Option<usize>],
    rows: &[Likeness],
    known: &[Likeness],
    sign: fn(&Likeness, &Likeness) -> bool,
) {
    let open: Vec<usize> = (0..known.len()).filter(|at| !of_row.contains(&Some(*at))).collect();
    let open_rows: Vec<usize> = (0..rows.len()).filter(|row| of_row[*row].is_none()).collect();
    for &row in &open_rows {
        let mut likes = open.iter().filter(|at| sign(&rows[row], &known[**at]));
        let (Some(&at), None) = (likes.next(), likes.next()) else { continue };
        if open_rows.iter().filter(|other| sign(&rows[**other], &known[at])).count() == 1 {
            of_row[row] = Some(at);
        }
    }
}
