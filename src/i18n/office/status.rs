//! Words for attendance statuses, decisions and registration states (3.3, 3.4). Each status has a short name for
//! lists and a sentence that says what it means.

use yanxi_domain::{attendance::Status, determination::Decision, roster::RegistrationState};

use super::messages;
use crate::i18n::Locale;

messages! {
    not_arrived() { zh: "未報到", en: "Not arrived" }
    signed_in() { zh: "已簽到", en: "Signed in" }
    full() { zh: "全程", en: "Full" }
    late(minutes: i64) { zh: "遲到 {minutes} 分", en: "{minutes} min late" }
    left_early(minutes: i64) { zh: "早退 {minutes} 分", en: "Left {minutes} min early" }
    late_and_early(late: i64, early: i64) {
        zh: "遲到 {late} 分且早退 {early} 分",
        en: "{late} min late and left {early} min early",
    }
    no_sign_out() { zh: "未簽退", en: "No sign-out" }
    only_sign_out() { zh: "僅簽退", en: "Sign-out only" }
    no_show() { zh: "未出席", en: "No-show" }
    on_leave() { zh: "請假", en: "On leave" }
    cancelled() { zh: "已取消", en: "Cancelled" }
    session_cancelled() { zh: "停辦", en: "Session cancelled" }
    undetermined() { zh: "待認定", en: "Undetermined" }

    why_not_arrived() {
        zh: "還沒有有效的簽到紀錄；時段尚未結束或裝置尚未回報，不判定未出席。",
        en: "No effective sign-in yet; the period is not over or a device has not reported, so nobody is a no-show.",
    }
    why_signed_in() { zh: "已簽到，時段還沒結束。", en: "Signed in; the period is not over." }
    why_full() { zh: "準時簽到，並留到結束。", en: "On time and stayed to the end." }
    why_late(minutes: i64, grace: i64) {
        zh: "開始後 {minutes} 分鐘才簽到，超過容許的 {grace} 分鐘。",
        en: "Signed in {minutes} minutes after the start; {grace} are allowed.",
    }
    why_left_early(minutes: i64, grace: i64) {
        zh: "結束前 {minutes} 分鐘簽退，超過容許的 {grace} 分鐘。",
        en: "Signed out {minutes} minutes before the end; {grace} are allowed.",
    }
    why_late_and_early(late: i64, early: i64) {
        zh: "開始後 {late} 分鐘才簽到，結束前 {early} 分鐘就簽退。",
        en: "Signed in {late} minutes after the start and out {early} minutes before the end.",
    }
    why_no_sign_out() {
        zh: "有簽到，沒有簽退，簽退時間已過。可能是忘了簽退，也可能中途離開。",
        en: "Signed in, never signed out, and the window is over. Forgotten, or left during the period.",
    }
    why_only_sign_out() { zh: "有簽退，沒有簽到。", en: "Signed out without having signed in." }
    why_no_show() {
        zh: "時段已結束、所有裝置都已回報，沒有任何紀錄。",
        en: "The period is over, every device has reported, and there is no record.",
    }
    why_on_leave() { zh: "已請假。", en: "On leave." }
    why_cancelled() { zh: "報名已取消或未錄取，也沒有到場紀錄。", en: "Cancelled or not admitted, and did not come." }
    why_session_cancelled() { zh: "場次停辦，不認定出席。", en: "The session was cancelled; nothing is determined." }
    why_undetermined() { zh: "紀錄有疑義，須由開課承辦人認定。", en: "The record is in doubt; the organiser decides." }

    accept() { zh: "採認", en: "Accept" }
    treat_as_full() { zh: "視同全程", en: "Treat as full" }
    reject() { zh: "不採認", en: "Do not accept" }

    reg_applied() { zh: "已報名（待審）", en: "Applied" }
    reg_admitted() { zh: "錄取", en: "Admitted" }
    reg_waitlisted(n: u32) { zh: "備取 {n}", en: "Waitlisted {n}" }
    reg_not_admitted() { zh: "未錄取", en: "Not admitted" }
    reg_cancelled() { zh: "已取消", en: "Cancelled" }
    reg_on_leave() { zh: "請假", en: "On leave" }
    reg_walk_in() { zh: "現場（待認）", en: "Walk-in pending" }
    reg_rejected() { zh: "不予採認", en: "Rejected" }
}

/// Short name of a status.
#[must_use]
pub fn status(locale: Locale, status: Status) -> String {
    match status {
        Status::NotArrived => not_arrived(locale),
        Status::SignedIn => signed_in(locale),
        Status::Full => full(locale),
        Status::Late { minutes } => late(locale, minutes),
        Status::LeftEarly { minutes } => left_early(locale, minutes),
        Status::LateAndLeftEarly { late, early } => late_and_early(locale, late, early),
        Status::NoSignOut => no_sign_out(locale),
        Status::OnlySignOut => only_sign_out(locale),
        Status::NoShow => no_show(locale),
        Status::OnLeave => on_leave(locale),
        Status::Cancelled => cancelled(locale),
        Status::SessionCancelled => session_cancelled(locale),
        Status::Undetermined => undetermined(locale),
    }
}

/// Sentence that explains a status; the graces are those of the session, in minutes.
#[must_use]
pub fn why_status(locale: Locale, status: Status, late_grace: i64, early_grace: i64) -> String {
    match status {
        Status::NotArrived => why_not_arrived(locale),
        Status::SignedIn => why_signed_in(locale),
        Status::Full => why_full(locale),
        Status::Late { minutes } => why_late(locale, minutes, late_grace),
        Status::LeftEarly { minutes } => why_left_early(locale, minutes, early_grace),
        Status::LateAndLeftEarly { late, early } => why_late_and_early(locale, late, early),
        Status::NoSignOut => why_no_sign_out(locale),
        Status::OnlySignOut => why_only_sign_out(locale),
        Status::NoShow => why_no_show(locale),
        Status::OnLeave => why_on_leave(locale),
        Status::Cancelled => why_cancelled(locale),
        Status::SessionCancelled => why_session_cancelled(locale),
        Status::Undetermined => why_undetermined(locale),
    }
}

/// Name of a decision.
#[must_use]
pub fn decision(locale: Locale, decision: Decision) -> String {
    match decision {
        Decision::Accept => accept(locale),
        Decision::TreatAsFull => treat_as_full(locale),
        Decision::Reject => reject(locale),
    }
}

/// State of a registration.
#[must_use]
pub fn registration(locale: Locale, state: RegistrationState) -> String {
    match state {
        RegistrationState::Applied => reg_applied(locale),
        RegistrationState::Admitted => reg_admitted(locale),
        RegistrationState::Waitlisted(n) => reg_waitlisted(locale, n),
        RegistrationState::NotAdmitted => reg_not_admitted(locale),
        RegistrationState::Cancelled => reg_cancelled(locale),
        RegistrationState::OnLeave => reg_on_leave(locale),
        RegistrationState::WalkInPending => reg_walk_in(locale),
        RegistrationState::Rejected => reg_rejected(locale),
    }
}
