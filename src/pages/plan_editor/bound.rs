//! Fields tied to a place of the plan: what is typed goes into the plan at once; the plan is replaced only as a whole.

use leptos::prelude::*;
use yanxi_domain::{
    ids::{CourseId, SessionId},
    plan::{
        Plan, PlanCourse, PlanSession,
        check::{Finding, Severity},
        place::Place,
    },
};

use crate::{
    components::{Icon, IconView},
    i18n::Locale,
    view::planning::words,
};

/// The plan being written, and what was found in it.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The plan.
    pub plan: RwSignal<Plan>,
    /// What [`yanxi_domain::plan::check::check`] says of it.
    pub found: Memo<Vec<Finding>>,
    /// Language of the interface.
    pub locale: Signal<Locale>,
}

impl Draft {
    /// A field of text.
    pub fn text(
        self,
        read: impl Fn(&Plan) -> String + 'static,
        write: impl Fn(&mut Plan, &str) + 'static,
    ) -> RwSignal<String> {
        let field = RwSignal::new(self.plan.with_untracked(&read));
        Effect::new(move |before: Option<()>| {
            field.with(|typed| {
                // The first run is the building of the field, not typing.
                if before.is_some() && self.plan.with_untracked(&read) != *typed {
                    self.plan.update(|plan| write(plan, typed));
                }
            });
        });
        field
    }

    /// A field of a course.
    pub fn course_text(
        self,
        id: CourseId,
        read: impl Fn(&PlanCourse) -> String + 'static,
        write: impl Fn(&mut PlanCourse, &str) + 'static,
    ) -> RwSignal<String> {
        self.text(
            move |plan| plan.courses.iter().find(|one| one.id == id).map(&read).unwrap_or_default(),
            move |plan, typed| {
                if let Some(course) = plan.courses.iter_mut().find(|one| one.id == id) {
                    write(course, typed);
                }
            },
        )
    }

    /// A field of a session.
    pub fn session_text(
        self,
        id: SessionId,
        read: impl Fn(&PlanSession) -> String + 'static,
        write: impl Fn(&mut PlanSession, &str) + 'static,
    ) -> RwSignal<String> {
        self.text(
            move |plan| {
                plan.sessions().find(|(_, one)| one.id == id).map(|(_, one)| read(one)).unwrap_or_default()
            },
            move |plan, typed| {
                if let Some(session) = session_mut(plan, id) {
                    write(session, typed);
                }
            },
        )
    }

    /// Something of a course, followed.
    pub fn of_course<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        id: CourseId,
        read: impl Fn(&PlanCourse) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| self.plan.with(|plan| plan.courses.iter().find(|one| one.id == id).map(&read)))
    }

    /// Something of a session, followed.
    pub fn of_session<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        id: SessionId,
        read: impl Fn(&PlanSession) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| {
            self.plan.with(|plan| plan.sessions().find(|(_, one)| one.id == id).map(|(_, one)| read(one)))
        })
    }

    /// Changes a course.
    pub fn change_course(self, id: CourseId, change: impl FnOnce(&mut PlanCourse)) {
        self.plan.update(|plan| {
            if let Some(course) = plan.courses.iter_mut().find(|one| one.id == id) {
                change(course);
            }
        });
    }

    /// Changes a session.
    pub fn change_session(self, id: SessionId, change: impl FnOnce(&mut PlanSession)) {
        self.plan.update(|plan| {
            if let Some(session) = session_mut(plan, id) {
                change(session);
            }
        });
    }

    /// What is wrong at a place, for the field there.
    #[must_use]
    pub fn error(self, place: Place) -> Signal<Option<String>> {
        self.beside(place, Severity::BlocksSubmitting)
    }

    /// What is worth a look at a place.
    #[must_use]
    pub fn remark(self, place: Place) -> Signal<Option<String>> {
        self.beside(place, Severity::Warning)
    }

    fn beside(self, place: Place, severity: Severity) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.found.with(|found| words::beside(self.locale.get(), found, &place, severity))
        })
    }
}

/// What is worth a look, below the field it is about.
#[component]
pub fn Remark(words: Signal<Option<String>>) -> impl IntoView {
    move || {
        words.get().map(|words| view! { <p class="plan-remark"><IconView icon=Icon::Triangle/> {words}</p> })
    }
}

fn session_mut(plan: &mut Plan, id: SessionId) -> Option<&mut PlanSession> {
    plan.courses.iter_mut().flat_map(|course| &mut course.sessions).find(|session| session.id == id)
}
