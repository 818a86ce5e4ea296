//! S0-07 … S0-09: what to bring, and whose work a session is about.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use chrono::NaiveDate;
use rstest::rstest;
use uuid::Uuid;
use yanxi_domain::{
    bring::{BringItem, LoginKind, bring_list},
    business_area::areas_of,
    course::{AgendaItem, DeliveryMode, Session, SessionInfo},
    ids::{CourseId, SessionId},
    time::Timestamp,
};

#[rstest]
#[case::first_time(Some(LoginKind::FirstTime), false, "完成雙因子綁定（OTP 或 自然人憑證 擇一）")]
#[case::health_card(Some(LoginKind::HealthCard), false, "健保卡、讀卡機")]
#[case::citizen_card(Some(LoginKind::CitizenCard), false, "自然人憑證、讀卡機")]
#[case::otp(Some(LoginKind::Otp), false, "已綁定 OTP 之行動裝置")]
#[case::mobile(Some(LoginKind::MobileCitizen), false, "已綁定行動自然人憑證之行動裝置")]
#[case::aa_and_card(Some(LoginKind::CitizenCard), true, "XCA 憑證、自然人憑證、讀卡機")]
#[case::aa_and_otp(Some(LoginKind::Otp), true, "XCA 憑證、已綁定 OTP 之行動裝置、讀卡機")]
#[case::aa_alone(None, true, "XCA 憑證、讀卡機")]
#[case::nothing_said(None, false, "")]
fn what_to_bring(#[case] login: Option<LoginKind>, #[case] holds_aa: bool, #[case] words: &str) {
    let items: Vec<&str> =
        bring_list(DeliveryMode::OnSite, login, holds_aa).into_iter().map(BringItem::words).collect();
    assert_eq!(items.join("、"), words);
}

#[test]
fn online_needs_sound_and_a_network_too() {
    let items = bring_list(DeliveryMode::Online, Some(LoginKind::Otp), false);
    assert_eq!(
        items,
        [BringItem::OtpDevice, BringItem::Headphones, BringItem::Microphone, BringItem::StableNetwork]
    );
}

#[rstest]
#[case::in_printed_order(&["註冊", "教務"], &["教務", "註冊"])]
#[case::other_words_for_the_same(&["級任", "導師", " ＡＡ "], &["AA帳號", "導師"])]
#[case::what_no_list_has(&["資訊組", "輔導"], &["輔導", "資訊組"])]
#[case::everybody(&[], &[])]
fn whose_work_it_is(#[case] tags: &[&str], #[case] areas: &[&str]) {
    assert_eq!(areas_of(&session(tags)), areas);
}

/// Its agenda names an area its plan does not: nothing is guessed.
fn session(tags: &[&str]) -> Session {
    Session {
        id: SessionId(Uuid::nil()),
        course: CourseId(Uuid::nil()),
        course_title: "教育訓練".into(),
        number: 1,
        date: NaiveDate::from_ymd_opt(2025, 8, 5).unwrap(),
        mode: DeliveryMode::OnSite,
        state: Default::default(),
        venue: None,
        capacity: None,
        equivalent_group: None,
        periods: Vec::new(),
        agenda: vec![AgendaItem {
            start: Timestamp(0),
            end: Timestamp(0),
            topics: vec!["※人事管理".into()],
            lecturer: String::new(),
        }],
        eligibility: Default::default(),
        params: Default::default(),
        info: SessionInfo {
            audience_tags: tags.iter().map(|t| (*t).to_owned()).collect(),
            ..Default::default()
        },
    }
}
