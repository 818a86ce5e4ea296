//! Lines of agenda cells (S0-17, S1-04, S2-19, S2-25, S2-26).

use rstest::rstest;
use yanxi_domain::plan::topic::{is_code, read, write};

#[rstest]
#[case("AA1", true)]
#[case("C01", true)]
#[case("M", true)]
#[case("T5", true)]
#[case("Q2.32", true)]
#[case("K6.31", true)]
#[case("A1.31", true)]
#[case("ABCD1", false)]
#[case("q1", false)]
#[case("1A", false)]
#[case("A1.", false)]
#[case("A.x", false)]
#[case("", false)]
fn codes(#[case] text: &str, #[case] is: bool) {
    assert_eq!(is_code(text), is);
}

#[rstest]
#[case("※M.學區及學校作業", true, Some("M"), "學區及學校作業")]
#[case("· C01. 啟用新學期/學年", false, Some("C01"), "啟用新學期/學年")]
#[case("A1.31 維護教職資料", false, Some("A1.31"), "維護教職資料")]
#[case("Q2.32. 檢核學籍資料", false, Some("Q2.32"), "檢核學籍資料")]
#[case("※T 報表", true, None, "T 報表")]
#[case("AA 帳號業務", false, None, "AA 帳號業務")]
#[case("※問題 Q&A", true, None, "問題 Q&A")]
// An unbalanced parenthesis breaks nothing (S1-20).
#[case("列管學生作業(拒學紀錄)、紀錄)", false, None, "列管學生作業(拒學紀錄)、紀錄)")]
fn one_line(#[case] line: &str, #[case] group: bool, #[case] code: Option<&str>, #[case] text: &str) {
    let topics = read(line);
    assert_eq!(topics.len(), 1);
    assert_eq!((topics[0].group, topics[0].code.as_deref(), topics[0].text.as_str()), (group, code, text));
}

#[test]
fn an_empty_cell_has_no_topics() {
    assert_eq!(read("\n  \n· \n"), []);
}

#[test]
fn a_line_may_be_for_some_only() {
    assert_eq!(read("國小學區內國小名單(僅限國中)")[0].restricted_to(), Some("國中"));
    assert_eq!(read("未來學區設籍人數")[0].restricted_to(), None);
}

proptest::proptest! {
    #[test]
    fn what_was_read_is_read_again(text in "([※·]{0,2} ?([A-Z]{1,2}[0-9]{0,2}(\\.[0-9]{1,2})?[. ])?[a-zA-Z0-9教職 .※]{0,8}\n){0,5}") {
        let topics = read(&text);
        proptest::prop_assert_eq!(read(&write(&topics)), topics);
    }
}
