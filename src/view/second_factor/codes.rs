//! Recovery codes, shown once, with the ways to keep them.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Button, Checkbox, Icon, use_announcer},
    i18n::{Locale, account::second_factor as text, use_locale},
    state::files,
};

/// The codes. `saved` is ticked by the person; the page asks for it before it goes on.
#[component]
pub fn RecoveryCodes(
    /// Codes as the server wrote them.
    codes: Vec<String>,
    /// Whose they are: stands on paper and in the file.
    #[prop(into)]
    login: String,
    /// 「我已保存」.
    saved: RwSignal<bool>,
) -> impl IntoView {
    let locale = use_locale();
    let announcer = use_announcer();
    let count = codes.len();
    let kept = StoredValue::new((login.clone(), codes.clone()));
    let as_text = move || kept.with_value(|(login, codes)| file(locale.get_untracked(), login, codes));
    let copy = move |()| {
        spawn_local(async move {
            let done = files::copy_text(&as_text()).await;
            let locale = locale.get_untracked();
            announcer.toast(if done { text::copied(locale) } else { text::not_copied(locale) });
        });
    };
    let download = move |()| {
        let name = text::file_name(locale.get_untracked());
        if !files::save_file(&name, "text/plain;charset=utf-8", as_text().as_bytes()) {
            announcer.toast(text::not_saved(locale.get_untracked()));
        }
    };
    view! {
        <section class="stack" aria-labelledby="recovery-heading">
            <h2 id="recovery-heading">{move || text::codes_heading(locale.get())}</h2>
            <p class="print-only">{move || text::codes_of(locale.get(), &login)}</p>
            <p class="prose">{move || text::codes_explain(locale.get(), count)}</p>
            <ol class="recovery-codes">
                {codes.into_iter().map(|code| view! { <li>{code}</li> }).collect_view()}
            </ol>
            <div class="row">
                <Button label=move || text::codes_copy(locale.get()) on_press=copy/>
                <Button label=move || text::codes_download(locale.get()) on_press=download/>
                <Button label=move || text::codes_print(locale.get()) icon=Icon::Print on_press=|()| files::print()/>
            </div>
            <div class="no-print">
                <Checkbox label=move || text::codes_saved(locale.get()) value=saved
                    on_change=move |ticked| saved.set(ticked)/>
            </div>
        </section>
    }
}

/// The file and what goes to the clipboard: says whose codes they are, one a line.
#[must_use]
pub fn file(locale: Locale, login: &str, codes: &[String]) -> String {
    let mut lines = vec![
        text::codes_heading(locale),
        text::codes_of(locale, login),
        text::codes_explain(locale, codes.len()),
        String::new(),
    ];
    lines.extend(codes.iter().cloned());
    lines.push(String::new());
    lines.join("\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_says_whose_codes_they_are_and_holds_each_on_a_line() {
        let file =
            file(Locale::Zh, "hai-feng.1", &["ABCD-EFGH-2345-6789".into(), "JKLM-NPQR-2345-6789".into()]);
        let lines: Vec<&str> = file.split("\r\n").collect();
        assert_eq!(lines[1], "帳號：hai-feng.1");
        assert_eq!(&lines[4..6], ["ABCD-EFGH-2345-6789", "JKLM-NPQR-2345-6789"]);
    }
}
