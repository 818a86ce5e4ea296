//! A person in the list: what a row shows, and its elements.

use leptos::prelude::*;
use yanxi_domain::roster::RegistrationState;

use super::{
    context::Desk,
    view_model::{
        directory::Person,
        presence::Attendance,
        rare::{Stretch, stretches},
    },
};
use crate::{
    components::{Node, RowLook, Tone, icon_markup},
    i18n::{Locale, desk as text, office::status},
    view::when,
};

/// What a row shows. An empty text shows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    name: String,
    namesake: String,
    details: String,
    /// Session, if it is not the chosen one.
    session: String,
    /// State of the registration, if it is not 已錄取.
    state: String,
    /// That state is 已取消 or 未錄取: nobody expects this person.
    gone: bool,
    inside: String,
    left: String,
}

/// Reads the signals a row depends on.
pub fn look(desk: Desk, hit: u32) -> Option<Look> {
    let index = usize::try_from(hit).ok()?;
    let present = desk.attendance.with(|all| all.get(index).copied().unwrap_or_default());
    let chosen = desk.choice.get().map(|choice| choice.session);
    let locale = desk.locale.get();
    desk.directory.with(|directory| {
        let person = directory.people.get(index)?;
        Some(Look::of(locale, person, present, chosen.is_some_and(|chosen| chosen != person.session)))
    })
}

impl Look {
    fn of(locale: Locale, person: &Person, present: Attendance, elsewhere: bool) -> Self {
        let details = [Some(&person.school_name), Some(&person.title), person.disambiguator.as_ref()];
        let details: Vec<&str> =
            details.into_iter().flatten().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let words = |wanted: bool, words: &dyn Fn() -> String| if wanted { words() } else { String::new() };
        let (inside, left) = match present {
            Attendance::None => (String::new(), String::new()),
            Attendance::Inside(since) => (text::signed_in_at(locale, &since.taipei_hhmm()), String::new()),
            Attendance::Left(at) => (String::new(), text::signed_out_at(locale, &at.taipei_hhmm())),
        };
        Self {
            name: person.name.clone(),
            namesake: words(person.namesake, &|| text::same_name(locale)),
            details: details.join(" "),
            session: words(elsewhere, &|| when::session_no(locale, person.session_number)),
            state: words(person.state != RegistrationState::Admitted, &|| {
                status::registration(locale, person.state)
            }),
            gone: matches!(person.state, RegistrationState::Cancelled | RegistrationState::NotAdmitted),
            inside,
            left,
        }
    }
}

/// The elements of a row.
pub struct PersonRow {
    row: Option<Node>,
    name: Option<Node>,
    namesake: Badge,
    details: Option<Node>,
    session: Badge,
    waiting: Badge,
    gone: Badge,
    inside: Badge,
    left: Badge,
}

/// A badge that is there all the time and hidden while it has no words.
struct Badge {
    badge: Option<Node>,
    words: Option<Node>,
}

impl RowLook for Look {
    type Elements = PersonRow;

    fn elements(slot: &Node) -> PersonRow {
        // Nothing but our own markup: whatever people are called is set as text.
        slot.set_own_markup(&markup());
        let find = |selector: &str| slot.find(selector);
        let badge = |selector: &str| {
            let badge = find(selector);
            let words = badge.as_ref().and_then(Node::last);
            Badge { badge, words }
        };
        PersonRow {
            row: find(".person-row"),
            name: find(".person-name > span"),
            namesake: badge(".person-namesake"),
            details: find(".person-details"),
            session: badge(".person-session"),
            waiting: badge(".person-waiting"),
            gone: badge(".person-unexpected"),
            inside: badge(".person-inside"),
            left: badge(".person-left"),
        }
    }

    fn show(&self, row: &PersonRow) {
        if let Some(element) = &row.row {
            element.set_class(if self.gone { "person-row person-gone" } else { "person-row" });
        }
        if let Some(name) = &row.name {
            show_name(name, &self.name);
        }
        if let Some(details) = &row.details {
            details.set_text(&self.details);
        }
        row.namesake.show(&self.namesake);
        row.session.show(&self.session);
        row.waiting.show(if self.gone { "" } else { &self.state });
        row.gone.show(if self.gone { &self.state } else { "" });
        row.inside.show(&self.inside);
        row.left.show(&self.left);
    }
}

impl Badge {
    fn show(&self, words: &str) {
        let (Some(badge), Some(element)) = (&self.badge, &self.words) else { return };
        element.set_text(words);
        badge.set_hidden(words.is_empty());
    }
}

/// Rare characters are marked so that nobody has to guess (R-TEXT 6).
fn show_name(element: &Node, name: &str) {
    let stretches = stretches(name);
    if stretches.iter().all(|stretch| matches!(stretch, Stretch::Plain(_))) {
        element.set_text(name);
        return;
    }
    element.set_text("");
    for stretch in stretches {
        match stretch {
            Stretch::Plain(text) => element.add_text(&text),
            Stretch::Rare(c, code) => {
                if let Some(rare) = Node::append_to(element, "span") {
                    rare.set_class("rare");
                    rare.set("title", &code);
                    rare.set_text(&c.to_string());
                }
            }
        }
    }
}

fn markup() -> String {
    let badge = |name: &str, tone: Tone, icon: &str| {
        format!(r#"<span class="badge badge-{} {name}" hidden>{icon}<span></span></span> "#, tone.class())
    };
    let [ok, info] = [Tone::Ok, Tone::Info].map(|tone| icon_markup(tone.icon()));
    [
        r#"<div class="person-row"><span class="person-name"><span></span> "#,
        &badge("person-namesake", Tone::Wait, ""),
        r#"</span> <span class="person-details"></span> <span class="person-state">"#,
        &badge("person-session", Tone::Info, ""),
        &badge("person-waiting", Tone::Wait, ""),
        &badge("person-unexpected", Tone::Neutral, ""),
        &badge("person-inside", Tone::Ok, &ok),
        &badge("person-left", Tone::Info, &info),
        "</span></div>",
    ]
    .concat()
}
