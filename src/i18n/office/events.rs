//! Words for events: what happened, how it was made, how far its time can be trusted (5.2).

use yanxi_domain::event::{Direction, EventKind, Method, OffsetQuality};

use super::messages;
use crate::i18n::{Locale, sign_in, sign_out};

messages! {
    walk_in() { zh: "現場報名", en: "Walk-in" }
    handover() { zh: "交班", en: "Handover" }
    note() { zh: "備註", en: "Note" }
    session_end() { zh: "場次結束", en: "End of session" }
    voided(what: &str) { zh: "撤銷「{what}」", en: "Voids “{what}”" }
    extend(time: &str) { zh: "延長簽到至 {time}", en: "Sign-in extended to {time}" }
    clock_fix(offset: &str) { zh: "校時（{offset}）", en: "Clock set ({offset})" }
    backfill(what: &str) { zh: "補登 {what}", en: "Backfill: {what}" }
    an_event() { zh: "一筆紀錄", en: "a record" }

    method_list() { zh: "名單點選", en: "From the list" }
    method_scan() { zh: "掃描", en: "Scanned" }
    method_self() { zh: "自助", en: "Self-service" }
    method_form() { zh: "表單匯入", en: "Form import" }
    method_meeting() { zh: "會議報表", en: "Meeting report" }
    method_paper() { zh: "紙本補登", en: "From paper" }

    quality_good() { zh: "已對時", en: "compared with the server" }
    quality_stale() { zh: "對時已久", en: "compared long ago" }
    quality_unknown() { zh: "未對時", en: "never compared" }
    quality_manual() { zh: "人工校時", en: "set by hand" }
}

/// 簽到 or 簽退.
#[must_use]
pub fn direction(locale: Locale, direction: Direction) -> String {
    match direction {
        Direction::In => sign_in(locale),
        Direction::Out => sign_out(locale),
    }
}

/// What an event says; `target` is the wording of the event a Void names.
#[must_use]
pub fn event_kind(locale: Locale, kind: &EventKind, target: Option<&str>) -> String {
    match kind {
        EventKind::SignIn => sign_in(locale),
        EventKind::SignOut => sign_out(locale),
        EventKind::Void { .. } => {
            let unknown = an_event(locale);
            voided(locale, target.unwrap_or(&unknown))
        }
        EventKind::WalkIn { .. } => walk_in(locale),
        EventKind::WindowExtend { until } => extend(locale, &until.taipei_hhmm()),
        EventKind::Handover { .. } => handover(locale),
        EventKind::ClockFix { offset_ms } => clock_fix(locale, &super::devices::offset(locale, *offset_ms)),
        EventKind::Note { .. } => note(locale),
        EventKind::EndOfSession { .. } => session_end(locale),
        EventKind::PaperBackfill { direction: d, .. } => backfill(locale, &direction(locale, *d)),
    }
}

/// How an event was made.
#[must_use]
pub fn method(locale: Locale, method: Method) -> String {
    match method {
        Method::List => method_list(locale),
        Method::Scan => method_scan(locale),
        Method::SelfService => method_self(locale),
        Method::FormImport => method_form(locale),
        Method::MeetingReport => method_meeting(locale),
        Method::Paper => method_paper(locale),
    }
}

/// How far a device's clock can be trusted.
#[must_use]
pub fn quality(locale: Locale, quality: OffsetQuality) -> String {
    match quality {
        OffsetQuality::Good => quality_good(locale),
        OffsetQuality::Stale => quality_stale(locale),
        OffsetQuality::Unknown => quality_unknown(locale),
        OffsetQuality::Manual => quality_manual(locale),
    }
}
