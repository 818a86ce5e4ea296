//! S0-07 … S0-09: what to bring, and whose work a session is about.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use chrono::NaiveDate;
use rstest::rstest;
use uuid::Uuid;
use yanxi_domain::{
    bring::{BringRule, LoginKind, bring_list},
    business_area::areas_of,
    course::{AgendaItem, DeliveryMode, Session},
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
#[case::session_1(&["※AA權限管理", "C01. 啟用新學期／學年"], &["AA帳號"])]
#[case::session_3(&["※匯入新生名單", "※行政管理（校長／教務／教導／學務／輔導）"], &["教務", "註冊", "輔導", "學務"])]
#[case::session_4(&["※學籍管理／成績管理／輔導管理（導師／科任）"], &["輔導", "導師", "科任"])]
#[case::everybody(&["操作說明"], &[])]
fn whose_work_it_is(#[case] topics: &[&str], #[case] areas: &[&str]) {
    assert_eq!(areas_of(&session(topics)), areas);
}

fn session(topics: &[&str]) -> Session {
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
            topics: topics.iter().map(|t| (*t).to_owned()).collect(),
            lecturer: String::new(),
        }],
        eligibility: Default::default(),
        params: Default::default(),
        info: Default::default(),
    }
}
