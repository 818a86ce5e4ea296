//! `/audit`: who did what. Names only for those who are entitled to them; the server decides.

pub mod view_model;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_protocol::{
    audit::{AuditLine, AuditPage as Page, AuditQuery},
    docs::AccountName,
};

use self::view_model::{ACTIONS, action_words, target_words, who};
use crate::{
    components::{
        Banner, Button, ButtonKind, Card, Choice, EmptyState, Icon, PageHeader, Select, TableScroll,
        TextField, Tone,
    },
    i18n::{
        account::{self, administration, audit as text},
        use_locale,
    },
    state::{
        ApiFailure,
        audit::{export_address, use_audit},
        me::use_me,
    },
    view::{data_bar::use_offline_reason, failure::failure, role_path::sees_audit, top_bar::TopBar, when},
};

/// The page.
#[component]
pub fn AuditPage() -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let stranger = Memo::new(move |_| {
        let sees = me
            .me()
            .with(|me| me.account.as_ref().is_some_and(|account| account.roles.iter().any(sees_audit)));
        me.loaded().get() && !sees
    });
    view! {
        <TopBar/>
        <main class="page">
            <PageHeader title=move || text::title(locale.get()) lead=move || text::lead(locale.get())/>
            {move || if stranger.get() {
                view! {
                    <EmptyState icon=Icon::Lock title=move || text::no_permission(locale.get())>
                        <A href="/" attr:class="button">{move || administration::to_start(locale.get())}</A>
                    </EmptyState>
                }.into_any()
            } else {
                view! { <Trail/> }.into_any()
            }}
        </main>
    }
}

#[component]
fn Trail() -> impl IntoView {
    let locale = use_locale();
    let handle = use_audit();
    let blocked = use_offline_reason();
    let field = || RwSignal::new(String::new());
    let (target, action, from, to) = (field(), field(), field(), field());
    // What the lines shown were asked with: more of them and the export follow it, not what is being typed.
    let asked = RwSignal::new(AuditQuery::default());
    let page = RwSignal::new(None::<Page>);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let ask = move |query: AuditQuery| {
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let result = handle.page(&query).await;
            busy.set(false);
            match result {
                Ok(mut new) => {
                    if !query.after.is_empty()
                        && let Some(before) = page.get_untracked()
                    {
                        new.lines.splice(0..0, before.lines);
                        new.names.extend(before.names);
                    }
                    asked.set(query);
                    page.set(Some(new));
                }
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    ask(AuditQuery::default());
    let search = move || {
        ask(AuditQuery {
            target: target.get_untracked().trim().to_owned(),
            action: action.get_untracked(),
            from: from.get_untracked(),
            to: to.get_untracked(),
            ..AuditQuery::default()
        });
    };
    let next = Memo::new(move |_| page.with(|page| page.as_ref().and_then(|page| page.next.clone())));
    let more = move |()| {
        if let Some(after) = next.get_untracked() {
            ask(AuditQuery { after, ..asked.get_untracked() });
        }
    };
    let actions = move || {
        let choice = |(code, words): &(&str, fn(crate::i18n::Locale) -> String)| Choice {
            key: (*code).to_owned(),
            label: words(locale.get()),
        };
        ACTIONS.iter().map(choice).collect::<Vec<_>>()
    };
    let lines = Memo::new(move |_| page.with(|page| page.as_ref().map(|page| page.lines.clone())));
    let names = Memo::new(move |_| page.with(|p| p.as_ref().map(|p| p.names.clone()).unwrap_or_default()));
    let may_export = move || page.with(|page| page.as_ref().is_some_and(|page| page.may_export));
    let anonymous =
        move || names.with(Vec::is_empty) && lines.with(|l| l.as_ref().is_some_and(|l| !l.is_empty()));
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        <Card>
            <form class="audit-filter" novalidate=true on:submit=move |event| { event.prevent_default(); search(); }>
                <TextField label=move || text::target(locale.get()) value=target
                    hint=move || Some(text::target_hint(locale.get()))/>
                <Select label=move || text::action(locale.get()) options=Signal::derive(actions) value=action
                    empty=Signal::derive(move || text::any_action(locale.get()))/>
                <TextField label=move || text::from(locale.get()) value=from input_type="date"/>
                <TextField label=move || text::to(locale.get()) value=to input_type="date"/>
                <Button label=move || text::search(locale.get()) kind=ButtonKind::Primary icon=Icon::Search busy
                    blocked submit=true on_press=|()| ()/>
            </form>
        </Card>
        {move || why().map(|words| view! { <Banner tone=Tone::Wait text=words urgent=true/> })}
        <Show when=anonymous>
            <p class="muted">{move || text::ids_only(locale.get())}</p>
        </Show>
        {move || match lines.get() {
            None if refused.with(Option::is_some) => ().into_any(),
            None => view! { <EmptyState icon=Icon::Hourglass title=move || account::loading(locale.get())/> }.into_any(),
            Some(lines) if lines.is_empty() => {
                view! { <EmptyState icon=Icon::List title=move || text::none(locale.get())/> }.into_any()
            }
            Some(lines) => view! { <Lines lines names/> }.into_any(),
        }}
        <div class="row">
            <Show when=move || next.with(Option::is_some)>
                <Button label=move || text::more(locale.get()) busy blocked on_press=more/>
            </Show>
            <Show when=may_export>
                <a class="button" download="yanxi-audit.ndjson" rel="external"
                    href=move || asked.with(export_address)>{move || text::export(locale.get())}</a>
            </Show>
        </div>
    }
}

#[component]
fn Lines(lines: Vec<AuditLine>, names: Memo<Vec<AccountName>>) -> impl IntoView {
    let locale = use_locale();
    let line = move |line: AuditLine| {
        let detail = serde_json::to_string_pretty(&line.detail).unwrap_or_default();
        let has_detail = line.detail.as_object().is_some_and(|fields| !fields.is_empty())
            || line.detail.as_array().is_some_and(|items| !items.is_empty());
        let (at, action, target) = (line.at, line.action.clone(), line.target.clone());
        view! {
            <tr>
                <td class="nowrap">{move || when::dated_stamp(locale.get(), at)}</td>
                <td>{move || names.with(|names| who(locale.get(), &line, names))}</td>
                <td>{move || action_words(locale.get(), &action)}</td>
                <td>
                    {move || names.with(|names| target_words(locale.get(), &target, names))}
                    {has_detail.then(|| view! {
                        <details>
                            <summary>{move || text::details(locale.get())}</summary>
                            <code class="raw">{detail}</code>
                        </details>
                    })}
                </td>
            </tr>
        }
    };
    view! {
        <TableScroll label=move || text::list_label(locale.get())>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{move || text::col_time(locale.get())}</th>
                        <th scope="col">{move || text::col_who(locale.get())}</th>
                        <th scope="col">{move || text::col_what(locale.get())}</th>
                        <th scope="col">{move || text::col_target(locale.get())}</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(line).collect_view()}</tbody>
            </table>
        </TableScroll>
    }
}
