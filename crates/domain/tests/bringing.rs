//! S0-07 … S0-09: what to bring, and whose work a session is about.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use chrono::NaiveDate;
use rstest::rstest;
use uuid::Uuid;
use yanxi_domain::{
    bring::{BringRule, LoginKind, bring_list},
    business_area::areas_of,
    course::{AgendaItem, DeliveryMode, Session, SessionInfo},
    ids::{CourseId, SessionId},
    time::Timestamp,
};

#[rstest]
#[case::first_time(Some(LoginKind::FirstTime), false, "參訓前完成雙因子綁定（OTP 或 自然人憑證 擇一）")]
#[case::health_card(Some(LoginKind::HealthCard), false, "健保卡、讀卡機")]
#[case::citizen_card(Some(LoginKind::CitizenCertificate), false, "自然人憑證、讀卡機")]
#[case::otp(Some(LoginKind::Otp), false, "已綁定 OTP 之行動裝置")]
#[case::mobile(Some(LoginKind::MobileCertificate), false, "已綁定行動自然人憑證之行動裝置")]
#[case::aa_and_card(Some(LoginKind::CitizenCertificate), true, "XCA 憑證、自然人憑證、讀卡機")]
#[case::aa_and_otp(Some(LoginKind::Otp), true, "XCA 憑證、讀卡機、已綁定 OTP 之行動裝置")]
#[case::aa_alone(None, true, "XCA 憑證、讀卡機")]
#[case::nothing_said(None, false, "")]
fn what_to_bring(#[case] login: Option<LoginKind>, #[case] holds_aa: bool, #[case] words: &str) {
    assert_eq!(bring_list(&[], DeliveryMode::OnSite, login, holds_aa).join("、"), words);
}

#[test]
fn a_course_s_own_rules_replace_the_usual_ones() {
    let rule = |when, task: Option<&str>, items: &[&str]| BringRule {
        when,
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        task: task.map(str::to_owned),
    };
    let rules = [
        rule(vec![LoginKind::Otp, LoginKind::HealthCard], None, &["平板", "讀卡機"]),
        rule(vec![LoginKind::SchoolAuthority], Some("先更新憑證"), &["XCA 憑證", "讀卡機"]),
        rule(vec![LoginKind::HealthCard], Some("先更新憑證"), &[]),
    ];
    let list = |login, aa| bring_list(&rules, DeliveryMode::OnSite, login, aa).join("、");
    assert_eq!(list(Some(LoginKind::Otp), false), "平板、讀卡機");
    assert_eq!(list(Some(LoginKind::HealthCard), true), "先更新憑證、XCA 憑證、平板、讀卡機", "each once");
    assert_eq!(list(Some(LoginKind::CitizenCertificate), false), "", "no rule, nothing guessed");
}

#[test]
fn online_needs_sound_and_a_network_too() {
    let own = [BringRule { when: vec![LoginKind::Otp], items: vec!["麥克風".to_owned()], task: None }];
    let list = |rules| bring_list(rules, DeliveryMode::Online, Some(LoginKind::Otp), false).join("、");
    assert_eq!(list(&[]), "已綁定 OTP 之行動裝置、喇叭或耳機、麥克風、頻寬較穩定之連線網路");
    assert_eq!(list(&own), "麥克風、喇叭或耳機、頻寬較穩定之連線網路", "each once");
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
