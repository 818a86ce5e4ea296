//! 14.7, the masking lines of 14.6, and R-TEXT.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use rstest::rstest;
use yanxi_domain::text::{NameError, code_points, identity_key, mask_id, mask_name, search_key, valid_name};

#[rstest]
#[case::ext_b_in_a_name("王𤧟", 2)]
#[case::ext_b("𤧟", 1)]
#[case::yoshida("𠮷", 1)]
#[case::bmp("堃", 1)]
#[case::compatibility("\u{F92C}", 1)]
fn r_text_3_length_is_in_code_points(#[case] text: &str, #[case] length: usize) {
    assert_eq!(code_points(text), length);
}

#[rstest]
#[case::ext_b("𤧟", 0x249DF, 2, 4)]
#[case::yoshida("𠮷", 0x20BB7, 2, 4)]
#[case::dot_ff0e("．", 0xFF0E, 1, 3)]
#[case::dot_2027("‧", 0x2027, 1, 3)]
#[case::dot_b7("·", 0xB7, 1, 2)]
#[case::compat_lang("\u{F92C}", 0xF92C, 1, 3)]
#[case::compat_wu("\u{FA0C}", 0xFA0C, 1, 3)]
fn the_fixtures_are_the_characters_they_claim_to_be(
    #[case] text: &str,
    #[case] code: u32,
    #[case] utf16: usize,
    #[case] utf8: usize,
) {
    assert_eq!(u32::from(text.chars().next().unwrap()), code);
    assert_eq!((text.encode_utf16().count(), text.len()), (utf16, utf8));
}

#[rstest]
#[case::dot_forms("瓦歷斯．諾幹", "瓦歷斯‧諾幹")]
#[case::middle_dot("瓦歷斯．諾幹", "瓦歷斯·諾幹")]
#[case::t_11_without_the_dot("瓦歷斯．諾幹", "瓦歷斯諾幹")]
#[case::tai("臺北市", "台北市")]
#[case::wen("溫大同", "温大同")]
#[case::huang("黃大為", "黄大為")]
#[case::wu("吳小華", "吴小華")]
#[case::tu("塗小華", "凃小華")]
#[case::feng("林峰", "林峯")]
#[case::qun("林群", "林羣")]
#[case::case("Falah Kacaw", "falahkacaw")]
#[case::full_width_latin("Ｆａｌａｈ", "falah")]
#[case::full_width_space("王　小明", "王小明")]
#[case::zero_width("王\u{200B}小明", "王小明")]
#[case::compat_lang("\u{F92C}", "\u{90CE}")]
#[case::compat_wu("\u{FA0C}", "\u{5140}")]
fn r_text_2_variants_have_one_search_key(#[case] a: &str, #[case] b: &str) {
    assert_eq!(search_key(a), search_key(b));
}

#[rstest]
#[case::other_names("陳怡君", "陳怡均")]
#[case::ext_b_is_itself("王𤧟", "王")]
#[case::kun("堃", "坤")]
fn different_names_keep_different_keys(#[case] a: &str, #[case] b: &str) {
    assert_ne!(search_key(a), search_key(b));
}

#[rstest]
#[case::tu("塗小華", "凃小華")]
#[case::wen("溫大同", "温大同")]
fn separate_surnames_suggest_but_are_not_the_same_person(#[case] a: &str, #[case] b: &str) {
    assert_ne!(identity_key(a), identity_key(b));
    assert_eq!(identity_key("瓦歷斯．諾幹"), identity_key("瓦歷斯 諾幹"));
}

#[rstest]
#[case("王𤧟")]
#[case("𠮷田")]
#[case("瓦歷斯．諾幹")]
#[case("瓦歷斯‧諾幹")]
#[case("瓦歷斯·諾幹")]
#[case("Falah Kacaw")]
#[case("李O’Brien-Chen")]
#[case("谷辣斯．尤達卡 Kulas Youtaka")]
#[case("\u{F92C}平")]
#[case("王堃")]
#[case(" 王小明 ")]
fn r_text_4_names_of_all_four_shapes_are_allowed(#[case] name: &str) {
    assert_eq!(valid_name(name), Ok(()));
}

#[rstest]
#[case::empty("", NameError::TooShort)]
#[case::spaces("   ", NameError::TooShort)]
#[case::one("王", NameError::TooShort)]
#[case::one_ext_b("𤧟", NameError::TooShort)]
#[case::placeholder("王○○", NameError::BadCharacter('○'))]
#[case::digit("王小明2", NameError::BadCharacter('2'))]
#[case::emoji("🐱王小明", NameError::BadCharacter('🐱'))]
#[case::formula("=王小明", NameError::BadCharacter('='))]
#[case::line_break("王\n小明", NameError::BadCharacter('\n'))]
fn a_text_that_is_no_name_says_why(#[case] name: &str, #[case] error: NameError) {
    assert_eq!(valid_name(name), Err(error));
}

#[test]
fn r_text_3_the_limit_is_fifty_code_points_not_utf_16_units() {
    assert_eq!(valid_name(&"𤧟".repeat(50)), Ok(()));
    assert_eq!(valid_name(&"𤧟".repeat(51)), Err(NameError::TooLong));
}

#[rstest]
#[case("王小明", "王○○")]
#[case("李明", "李○○")]
#[case("歐陽菲菲", "歐○○")]
#[case("王𤧟", "王○○")]
#[case::must_not_cut_a_surrogate("𠮷田", "𠮷○○")]
#[case("Falah Kacaw", "F○○")]
#[case("瓦歷斯．諾幹", "瓦○○")]
fn v_05_names_are_masked_to_their_first_character(#[case] name: &str, #[case] masked: &str) {
    assert_eq!(mask_name(name), masked);
}

#[rstest]
#[case("A123456789", "A12345****")]
#[case("AB12345677", "AB1234****")]
#[case("123", "***")]
#[case("", "")]
fn v_04_the_last_four_characters_of_an_id_are_masked(#[case] id: &str, #[case] masked: &str) {
    assert_eq!(mask_id(id), masked);
}
