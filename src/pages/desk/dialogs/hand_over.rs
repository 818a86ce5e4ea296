//! 交班: the next operator's PIN; the queue stays (U-C6, F-10).

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::ids::AccountId;

use super::super::context::use_screen;
use crate::{
    components::Dialog,
    i18n::desk as text,
    state::device::UnlockRefused,
    view::lock::{WhoAndPin, operators, refused},
};

/// The dialog.
#[component]
pub fn HandOverDialog() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let open = desk.open.hand_over;
    let everybody = desk.identity.with_value(operators);
    let others = Memo::new(move |_| {
        let now = desk.operator.get().map(|operator| operator.id);
        everybody.get().into_iter().filter(|one| Some(one.id) != now).collect::<Vec<_>>()
    });
    let busy = RwSignal::new(false);
    let why = RwSignal::new(None::<UnlockRefused>);
    let hand_over = move |(account, pin): (AccountId, String)| {
        let Some(choice) = desk.choice.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            let result = desk.device.handover(choice.session, choice.period, account, pin).await;
            busy.set(false);
            match result {
                Ok(()) => {
                    open.set(false);
                    let name = everybody.with_untracked(|all| {
                        all.iter().find(|one| one.id == account).map(|one| one.name.clone())
                    });
                    desk.announcer
                        .toast(untrack(|| text::hand_over_ok(locale.get(), &name.unwrap_or_default())));
                }
                Err(refusal) => why.set(Some(refusal)),
            }
        });
    };
    let unsent = move || desk.status.with(|status| status.unsent);
    view! {
        <Dialog open=open title=move || text::hand_over(locale.get()) on_close=move |()| why.set(None)>
            <p>{move || match unsent() {
                0 => text::hand_over_all_sent(locale.get()),
                unsent => text::hand_over_text(locale.get(), unsent),
            }}</p>
            <WhoAndPin people=others question=move || text::hand_over_to(locale.get())
                confirm=move || text::hand_over(locale.get()) busy=busy on_confirm=hand_over
                refused=move || why.with(|why| why.as_ref().map(|why| refused(locale.get(), why)))/>
        </Dialog>
    }
}
