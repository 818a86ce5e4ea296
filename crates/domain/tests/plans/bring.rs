//! What to bring (S0-07 … S0-09).

use rstest::rstest;
use yanxi_domain::plan::bring::{
    BringRule,
    LoginKind::{self, CitizenCertificate, FirstTime, HealthCard, Otp, SchoolAuthority},
    list,
};

fn rules() -> Vec<BringRule> {
    let rule = |when: LoginKind, items: &[&str]| BringRule {
        when: vec![when],
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        task: None,
    };
    let task = Some("完成雙因子綁定（OTP 或 自然人憑證 擇一）".to_owned());
    vec![
        BringRule { when: vec![FirstTime], items: Vec::new(), task },
        rule(CitizenCertificate, &["自然人憑證", "讀卡機"]),
        rule(HealthCard, &["健保卡", "讀卡機"]),
        rule(Otp, &["已綁定 OTP 之行動裝置"]),
        rule(SchoolAuthority, &["XCA 憑證", "讀卡機"]),
    ]
}

#[rstest]
#[case(&[HealthCard], &["健保卡", "讀卡機"], 0)]
#[case(&[Otp], &["已綁定 OTP 之行動裝置"], 0)]
// Holds AA and a personal account: three things, the reader once.
#[case(&[CitizenCertificate, SchoolAuthority], &["XCA 憑證", "自然人憑證", "讀卡機"], 0)]
#[case(&[FirstTime], &[], 1)]
#[case(&[], &[], 0)]
fn by_login_kind(#[case] kinds: &[LoginKind], #[case] items: &[&str], #[case] tasks: usize) {
    let (brings, does) = list(&rules(), kinds);
    assert_eq!((brings, does.len()), (items.iter().map(|i| (*i).to_owned()).collect(), tasks));
}
