//! The review queue `/review/:session` (U-A7): cases at the left, the story of one person at the right, decisions below.
//! Keyboard: j and k walk the queue, Enter moves to the decision.

pub mod links;
pub mod timeline;
pub mod view_model;

mod batch;
mod case_panel;
mod decide;
mod link_panel;
mod queue_list;
mod story;

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use yanxi_domain::{event::Subject, ids::PeriodId};

use self::{
    batch::Batch,
    case_panel::CasePanel,
    queue_list::QueueList,
    view_model::{Case, Doubt, Queue, filtered, queue, step},
};
use crate::{
    components::{Button, ButtonKind, EmptyState, Icon, PageHeader},
    i18n::{office::review as text, use_locale},
    view::{
        office_frame::{SessionFrame, SituationView},
        people::Directory,
        situation::Situation,
    },
};

/// Identity of a case.
pub type CaseKey = (Subject, PeriodId);

/// The page.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let body: SituationView = Arc::new(|situation| view! { <Review situation=situation/> }.into_any());
    view! { <SessionFrame body=body/> }
}

#[component]
fn Review(situation: Signal<Situation>) -> impl IntoView {
    let locale = use_locale();
    let queue = Memo::new(move |_| {
        situation.with(|s| {
            let people = Directory::new(locale.get(), &s.session.roster, &s.session.records, &s.session.log);
            s.with_facts(|facts| queue(locale.get(), facts, &people))
        })
    });
    let filter = RwSignal::new(None::<Doubt>);
    let chosen = RwSignal::new(None::<CaseKey>);
    let shown = Memo::new(move |_| queue.with(|queue| filtered(&queue.to_decide, filter.get())));
    let case = Memo::new(move |_| chosen.get().and_then(|key| queue.with(|queue| find(queue, key))));
    follow_queue(shown, chosen, case);
    let decision = NodeRef::<html::Section>::new();
    walk_with_keys(shown, chosen, decision);
    let (list, story) = (NodeRef::<html::Div>::new(), NodeRef::<html::Section>::new());
    let show_story = Callback::new(move |()| {
        if is_narrow()
            && let Some(story) = story.get_untracked()
        {
            story.scroll_into_view();
        }
    });

    view! {
        <PageHeader title=move || text::title(locale.get())
            lead=move || text::to_decide(locale.get(), queue.with(|queue| queue.to_decide.len()))>
            <Batch situation=situation queue=queue/>
        </PageHeader>
        <div class="review">
            <div class="review-queue" node_ref=list>
                <QueueList queue=queue shown=shown filter=filter chosen=chosen situation=situation on_open=show_story/>
            </div>
            <section class="review-story" aria-live="polite" node_ref=story>
                <Button class="review-back" label=move || text::back_to_list(locale.get()) icon=Icon::Back
                    kind=ButtonKind::Quiet on_press=move |()| scroll_to(list)/>
                {move || match case.get() {
                    Some(case) => view! { <CasePanel case=case situation=situation decision=decision/> }.into_any(),
                    None if queue.with(|queue| queue.to_decide.is_empty()) => ().into_any(),
                    None => view! {
                        <EmptyState icon=Icon::List title=move || text::choose_one(locale.get())/>
                    }.into_any(),
                }}
            </section>
        </div>
    }
}

fn find(queue: &Queue, key: CaseKey) -> Option<Case> {
    [&queue.to_decide, &queue.decided, &queue.auto]
        .into_iter()
        .flatten()
        .find(|case| case.key() == key)
        .cloned()
}

/// Keeps a case open: the first one at the start, and the next one when the open case was decided and left the list.
fn follow_queue(shown: Memo<Vec<Case>>, chosen: RwSignal<Option<CaseKey>>, case: Memo<Option<Case>>) {
    Effect::new(move |before: Option<Vec<CaseKey>>| {
        let keys: Vec<CaseKey> = shown.with(|cases| cases.iter().map(Case::key).collect());
        let now = chosen.get_untracked();
        let gone = now.is_none() || case.with_untracked(Option::is_none);
        let left_the_list = now.is_some_and(|key| {
            before.as_ref().is_some_and(|before| before.contains(&key)) && !keys.contains(&key)
        });
        if gone || left_the_list {
            let place = before.as_ref().and_then(|before| before.iter().position(|key| Some(*key) == now));
            let next = keys.get(place.unwrap_or(0)).or_else(|| keys.last()).copied();
            if next.is_some() {
                chosen.set(next);
            }
        }
        keys
    });
}

/// Below this width, in CSS pixels, the story stands under the queue instead of beside it; as in the style sheet.
const SIDE_BY_SIDE_PX: f64 = 900.0;

fn is_narrow() -> bool {
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    width.is_some_and(|width| width < SIDE_BY_SIDE_PX)
}

fn scroll_to(node: NodeRef<html::Div>) {
    if let Some(node) = node.get_untracked() {
        node.scroll_into_view();
    }
}

/// j, k and Enter, except while somebody is typing.
fn walk_with_keys(
    shown: Memo<Vec<Case>>,
    chosen: RwSignal<Option<CaseKey>>,
    decision: NodeRef<html::Section>,
) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let typing = event_target_is_control(&event);
        if typing || event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
            return;
        }
        let forward = match event.key().as_str() {
            "j" => true,
            "k" => false,
            "Enter" => {
                if let Some(panel) = decision.get_untracked() {
                    event.prevent_default();
                    let _ = panel.focus();
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        let next = shown.with_untracked(|cases| step(cases, chosen.get_untracked(), forward));
        if next.is_some() {
            chosen.set(next);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Keys pressed in a field, in a dialog or, for Enter, on a button belong to that control.
fn event_target_is_control(event: &ev::KeyboardEvent) -> bool {
    let dialog_open = document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some());
    let tag = event
        .target()
        .and_then(|target| js_sys::Reflect::get(&target, &"tagName".into()).ok())
        .and_then(|name| name.as_string())
        .unwrap_or_default();
    let field = matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT");
    let pressed = event.key() == "Enter" && matches!(tag.as_str(), "BUTTON" | "A" | "SUMMARY");
    dialog_open || field || pressed
}
