//! Keeping what is typed: on this device at every pause, on the server as soon as it takes it. Nothing typed is lost, and
//! nobody's work is overwritten.

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::{
    plan::{
        Plan,
        check::{Severity, reaches},
    },
    time::Timestamp,
};
use yanxi_protocol::plans::{PlanDetail, PlanId, SaveDraft};

use super::bound::Draft;
use crate::{
    components::{Banner, Button, ButtonKind, Tone},
    i18n::{Locale, planning::editor as text},
    state::{
        ApiFailure,
        plans::{PlansHandle, pause, use_plans},
        sync::use_sync,
    },
    view::{data_bar::is_offline, failure::failure, when},
};

/// A pause in typing after which the draft is kept and sent, milliseconds.
const PAUSE_MS: u32 = 900;

/// Where the last change is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// On the server.
    Saved(Timestamp),
    /// On its way.
    Saving,
    /// On this device only: no network, or the server did not answer.
    Kept,
    /// On this device only, until what blocks saving is mended.
    Blocked,
    /// Nowhere: this browser refuses to keep it.
    NotKept,
    /// Somebody else saved or submitted meanwhile.
    Conflict,
    /// The server refused it.
    Refused(ApiFailure),
}

/// Saves the draft of one plan.
#[derive(Clone, Copy)]
pub struct Saver {
    /// Where the last change is.
    pub state: RwSignal<SaveState>,
    /// Revision the draft was written from.
    pub revision: RwSignal<u64>,
    id: PlanId,
    draft: Draft,
    handle: PlansHandle,
    /// What the server has.
    stored: StoredValue<Plan>,
    /// Counts changes, so that only the last pause saves.
    turn: StoredValue<u32>,
    sending: RwSignal<bool>,
}

impl Saver {
    /// Follows the draft from now on.
    #[must_use]
    pub fn follow(detail: &PlanDetail, draft: Draft) -> Self {
        let saver = Self {
            state: RwSignal::new(SaveState::Saved(detail.head.updated_at)),
            revision: RwSignal::new(detail.revision),
            id: detail.head.id,
            draft,
            handle: use_plans(),
            stored: StoredValue::new(detail.draft.clone()),
            turn: StoredValue::new(0),
            sending: RwSignal::new(false),
        };
        Effect::new(move |before: Option<()>| {
            draft.plan.track();
            if before.is_some() {
                saver.changed();
            }
        });
        // A network that comes back sends what was kept.
        let status = use_sync().status();
        let online = Memo::new(move |_| status.with(|status| !is_offline(status.reach)));
        Effect::new(move |_| {
            if online.get() && saver.state.with_untracked(|state| *state == SaveState::Kept) {
                saver.send();
            }
        });
        saver
    }

    /// Everything typed is on the server.
    #[must_use]
    pub fn is_saved(self) -> bool {
        self.state.with(|state| matches!(state, SaveState::Saved(_)))
    }

    /// Keeps and sends the draft unless the server has it already. Typing calls it; so does what was restored.
    pub fn changed(self) {
        if self.draft.plan.with_untracked(|plan| self.stored.with_value(|stored| stored == plan)) {
            return;
        }
        let turn = self.turn.with_value(|turn| turn.wrapping_add(1));
        self.turn.set_value(turn);
        if self.state.with_untracked(|state| *state != SaveState::Conflict) {
            self.state.set(SaveState::Saving);
        }
        spawn_local(async move {
            pause(PAUSE_MS).await;
            // The page may be gone by now, and with it its values.
            if self.turn.try_with_value(|now| *now == turn) != Some(true) {
                return;
            }
            let Some(plan) = self.draft.plan.try_get_untracked() else { return };
            let revision = self.revision.get_untracked();
            if !self.handle.keep(self.id, revision, plan).await {
                let _ = self.state.try_set(SaveState::NotKept);
            }
            self.send();
        });
    }

    /// Sends the draft unless something blocks it, one request at a time.
    fn send(self) {
        let Some(blocked) =
            self.draft.found.try_with_untracked(|found| reaches(found, Severity::BlocksSaving))
        else {
            return;
        };
        if self.sending.get_untracked() || self.state.with_untracked(|state| *state == SaveState::Conflict) {
            return;
        }
        if blocked {
            self.state.set(SaveState::Blocked);
            return;
        }
        self.sending.set(true);
        spawn_local(async move {
            let plan = self.draft.plan.get_untracked();
            let body = SaveDraft { revision: self.revision.get_untracked(), plan: plan.clone() };
            let answer = self.handle.save(self.id, body).await;
            if self.sending.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(saved) => {
                    self.revision.set(saved.revision);
                    self.stored.set_value(plan.clone());
                    if self.draft.plan.with_untracked(|now| *now == plan) {
                        self.state.set(SaveState::Saved(saved.at));
                        self.handle.drop_kept(self.id).await;
                    } else {
                        self.send();
                    }
                }
                Err(ApiFailure::Offline) => self.state.set(SaveState::Kept),
                Err(ApiFailure::Refused(error)) if error.code == "plan_moved_on" => {
                    self.state.set(SaveState::Conflict);
                }
                Err(why) => self.state.set(SaveState::Refused(why)),
            }
        });
    }
}

fn words(locale: Locale, state: &SaveState) -> String {
    match state {
        SaveState::Saved(at) => text::state_saved(locale, &when::stamp(*at)),
        SaveState::Saving => text::state_saving(locale),
        SaveState::Kept => text::state_kept(locale),
        SaveState::Blocked => text::state_blocked(locale),
        SaveState::NotKept => text::state_not_kept(locale),
        SaveState::Conflict => text::conflict(locale),
        SaveState::Refused(why) => failure(locale, why),
    }
}

/// Where the last change is, always in sight.
#[component]
pub fn SaveLine(saver: Saver, export: Callback<()>, reload: Callback<()>) -> impl IntoView {
    let locale = saver.draft.locale;
    let conflict = Memo::new(move |_| saver.state.with(|state| *state == SaveState::Conflict));
    let tone = Signal::derive(move || {
        saver.state.with(|state| match state {
            SaveState::Saved(_) => Tone::Ok,
            SaveState::Saving => Tone::Neutral,
            SaveState::Kept | SaveState::Blocked => Tone::Wait,
            SaveState::NotKept | SaveState::Conflict | SaveState::Refused(_) => Tone::Stop,
        })
    });
    view! {
        <div class="plan-saving">
            <Banner tone=tone title=Signal::derive(move || Some(saver.state.with(|state| words(locale.get(), state))))
                text=Signal::derive(move || conflict.get().then(|| text::conflict_text(locale.get())))>
                <Show when=move || conflict.get()>
                    <Button label=move || text::export(locale.get()) on_press=export/>
                    <Button label=move || text::load_theirs(locale.get()) kind=ButtonKind::Danger on_press=reload/>
                </Show>
            </Banner>
        </div>
    }
}
