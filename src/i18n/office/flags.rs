//! Words for the flags of 5.4. Each has a short name for lists and a sentence that says why a person has to look.

use yanxi_domain::attendance::Flag;

use super::messages;
use crate::i18n::Locale;

messages! {
    flag_dup_device() { zh: "重複簽到", en: "Two devices" }
    flag_clock_untrusted() { zh: "時間存疑", en: "Clock in doubt" }
    flag_not_on_roster() { zh: "名冊無此人", en: "Not on the roster" }
    flag_not_admitted() { zh: "未錄取到場", en: "Came without admission" }
    flag_cancelled_but_present() { zh: "已取消到場", en: "Cancelled but came" }
    flag_wrong_session() { zh: "報名其他場次", en: "Other session" }
    flag_time_conflict() { zh: "時間重疊", en: "Time conflict" }
    flag_outside_window() { zh: "時段外", en: "Outside the window" }
    flag_early() { zh: "提早簽到", en: "Early" }
    flag_over_capacity() { zh: "超過名額", en: "Over capacity" }
    flag_void_conflict() { zh: "撤銷後再簽", en: "Voided and repeated" }
    flag_seq_gap() { zh: "紀錄缺號", en: "Missing numbers" }
    flag_after_close() { zh: "結案後送達", en: "After closing" }
    flag_dup_person() { zh: "疑似同一人", en: "Perhaps one person" }
    flag_absence_gap() { zh: "中途離開", en: "Absence" }
    flag_late_fact() { zh: "認定後新紀錄", en: "New since decision" }
    flag_unknown_period() { zh: "時段不明", en: "Unknown period" }
    flag_unknown_operator() { zh: "經手人不明", en: "Unknown operator" }
    flag_unknown() { zh: "其他疑義", en: "Other doubt" }
    why_unknown() {
        zh: "伺服器提出這個版本還不認得的疑義。更新程式後即可看到說明。",
        en: "The server raised a doubt this version does not know. Update the app to read it.",
    }
    flag_newer_format() { zh: "新版格式", en: "Newer format" }

    why_dup_device() {
        zh: "同一人在兩台以上的裝置簽到或簽退。以最早的簽到、最晚的簽退為準，只算一次。",
        en: "The same person was recorded on two or more devices. Earliest in and latest out count, once.",
    }
    why_clock_untrusted() {
        zh: "裝置的時間無法確認：未與伺服器對時、相差過大，或不合常理。請對照其他紀錄認定。",
        en: "The device’s time cannot be confirmed: never compared with the server, too far off, or implausible.",
    }
    why_not_on_roster() {
        zh: "名冊上沒有這個人，以現場報名登記。請連結到正確的報名，或決定是否採認。",
        en: "Not on the roster, entered as a walk-in. Link to the right registration or decide.",
    }
    why_not_admitted() {
        zh: "報名狀態是備取或未錄取，但當天到場。",
        en: "Waitlisted or not admitted, but came.",
    }
    why_cancelled_but_present() {
        zh: "名冊上已取消，但當天到場。無論如何都不算未出席。",
        en: "Cancelled on the roster, but came. Never a no-show either way.",
    }
    why_wrong_session() {
        zh: "這個人報名的是其他場次，卻在本場次留下紀錄。",
        en: "Registered for another session, but recorded in this one.",
    }
    why_time_conflict() {
        zh: "重疊的時間內在兩個地方簽到。",
        en: "Signed in at two places in overlapping time.",
    }
    why_outside_window() {
        zh: "簽到或簽退的時間在開放時間之外。",
        en: "Recorded outside the sign-in or sign-out window.",
    }
    why_early() {
        zh: "簽到時間早於開放簽到的時間；不影響認定。",
        en: "Signed in before the window opened; this changes nothing.",
    }
    why_over_capacity() {
        zh: "採認的人數已超過名額。",
        en: "More people accepted than there are seats.",
    }
    why_void_conflict() {
        zh: "一台裝置撤銷之後，另一台裝置又有紀錄。以時間較晚者為準，請確認。",
        en: "One device voided what another recorded again. The later one counts; please confirm.",
    }
    why_seq_gap() {
        zh: "裝置的紀錄編號有缺號，可能還有紀錄沒有送達。",
        en: "The device’s numbers have holes; records may still be missing.",
    }
    why_after_close() {
        zh: "課程結案之後才收到這筆紀錄；已核發的時數不會自動改變。",
        en: "Received after the course was closed; issued hours do not change by themselves.",
    }
    why_dup_person() {
        zh: "兩筆現場報名看起來是同一個人，請確認。",
        en: "Two walk-ins look like the same person; please confirm.",
    }
    why_absence_gap() {
        zh: "中途簽退後又回來，離開的時間超過容許範圍。",
        en: "Signed out and came back; the absence is longer than allowed.",
    }
    why_late_fact() {
        zh: "做成認定之後又收到新的紀錄，請再看一次。",
        en: "New records arrived after the decision; please look again.",
    }
    why_unknown_period() {
        zh: "這個人有紀錄登記在本場次沒有的時段，無法自動採計。紀錄已保存；請對照紙本或詢問現場人員後認定。",
        en: "A record of this person names a period the session does not have and cannot be counted. It is kept; please decide.",
    }
    why_unknown_operator() {
        zh: "經手這筆紀錄的人不是本課程的工作人員。",
        en: "The record names an operator who does not work in this course.",
    }
    why_newer_format() {
        zh: "由較新版本的程式寫入；系統更新後才能採計。",
        en: "Written by a newer app; it counts after the system is updated.",
    }
}

/// Short name of a flag.
#[must_use]
pub fn flag(locale: Locale, flag: Flag) -> String {
    match flag {
        Flag::DupDevice => flag_dup_device(locale),
        Flag::ClockUntrusted => flag_clock_untrusted(locale),
        Flag::NotOnRoster => flag_not_on_roster(locale),
        Flag::NotAdmitted => flag_not_admitted(locale),
        Flag::CancelledButPresent => flag_cancelled_but_present(locale),
        Flag::WrongSession => flag_wrong_session(locale),
        Flag::TimeConflict => flag_time_conflict(locale),
        Flag::OutsideWindow => flag_outside_window(locale),
        Flag::Early => flag_early(locale),
        Flag::OverCapacity => flag_over_capacity(locale),
        Flag::VoidConflict => flag_void_conflict(locale),
        Flag::SeqGap => flag_seq_gap(locale),
        Flag::AfterClose => flag_after_close(locale),
        Flag::DupPerson => flag_dup_person(locale),
        Flag::AbsenceGap => flag_absence_gap(locale),
        Flag::LateFact => flag_late_fact(locale),
        Flag::UnknownPeriod => flag_unknown_period(locale),
        Flag::UnknownOperator => flag_unknown_operator(locale),
        Flag::NewerFormat => flag_newer_format(locale),
        Flag::Unknown => flag_unknown(locale),
    }
}

/// Sentence that explains a flag.
#[must_use]
pub fn why_flag(locale: Locale, flag: Flag) -> String {
    match flag {
        Flag::DupDevice => why_dup_device(locale),
        Flag::ClockUntrusted => why_clock_untrusted(locale),
        Flag::NotOnRoster => why_not_on_roster(locale),
        Flag::NotAdmitted => why_not_admitted(locale),
        Flag::CancelledButPresent => why_cancelled_but_present(locale),
        Flag::WrongSession => why_wrong_session(locale),
        Flag::TimeConflict => why_time_conflict(locale),
        Flag::OutsideWindow => why_outside_window(locale),
        Flag::Early => why_early(locale),
        Flag::OverCapacity => why_over_capacity(locale),
        Flag::VoidConflict => why_void_conflict(locale),
        Flag::SeqGap => why_seq_gap(locale),
        Flag::AfterClose => why_after_close(locale),
        Flag::DupPerson => why_dup_person(locale),
        Flag::AbsenceGap => why_absence_gap(locale),
        Flag::LateFact => why_late_fact(locale),
        Flag::UnknownPeriod => why_unknown_period(locale),
        Flag::UnknownOperator => why_unknown_operator(locale),
        Flag::NewerFormat => why_newer_format(locale),
        Flag::Unknown => why_unknown(locale),
    }
}
