//! 公布錄取 (3.2): all applicants of the course are told at once.

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::ids::CourseId;

use super::{Page, refresh};
use crate::{
    components::{Banner, Button, ButtonKind, Dialog, Tone},
    i18n::{office::admission as text, use_locale},
    state::registering::use_registering,
    view::data_bar::use_offline_reason,
};

/// What is hidden until then, and the button.
#[component]
pub fn Publishing(page: Page, course: CourseId) -> impl IntoView {
    let locale = use_locale();
    let registering = use_registering();
    let offline = use_offline_reason();
    let open = RwSignal::new(false);
    let send = Callback::new(move |()| {
        page.busy.set(true);
        page.outcome.set(Vec::new());
        spawn_local(async move {
            match registering.publish_results(course).await {
                Ok(done) => {
                    page.problem.set(None);
                    let locale = locale.get_untracked();
                    let told = text::published(locale, done.admitted, done.waitlisted, done.not_admitted);
                    let open =
                        (done.undecided > 0).then(|| text::published_undecided(locale, done.undecided));
                    page.outcome.set([Some(told), open].into_iter().flatten().collect());
                    refresh(page);
                }
                Err(why) => page.problem.set(Some(why)),
            }
            page.busy.set(false);
            let _ = open.try_set(false);
        });
    });
    view! {
        <Banner tone=Tone::Wait title=move || Some(text::hidden(locale.get()))
            text=move || Some(text::hidden_explains(locale.get()))>
            <Button label=move || text::publish(locale.get()) blocked=offline on_press=move |()| open.set(true)/>
        </Banner>
        <Dialog open=open title=move || text::publish(locale.get())
            foot=move || view! {
                <Button label=move || text::publish_do(locale.get()) kind=ButtonKind::Primary busy=page.busy
                    blocked=offline on_press=send/>
            }
        >
            <p class="prose">{move || text::publish_explains(locale.get())}</p>
        </Dialog>
    }
}
