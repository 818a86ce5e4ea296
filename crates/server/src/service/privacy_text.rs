//! The privacy notice (V-01, V-02; 個資法 §8): a parameter, with a general text as default.

/// Days to answer a request about own data (個資法 §13: thirty for correction and deletion).
pub const ANSWER_DAYS: u16 = 30;

/// Notice and deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivacyTerms {
    /// Version; whoever was shown another one is shown this one.
    pub version: String,
    /// Paragraphs.
    pub text: Vec<String>,
    /// Days to answer a request.
    pub answer_days: u16,
}

const DEFAULT: &str = "2026-11

蒐集機關：本研習系統的主辦與承辦單位（見各研習公告）。

目的：研習報名、出席認證、時數核發、業務聯繫（教育或訓練行政）。

資料類別：姓名、服務學校、職稱、業務別；報名、簽到退與時數紀錄；您自行提供的電子郵件。不蒐集身分證字號。

利用期間、地區、對象及方式：自報名起至研習結案並依規定保存期限屆滿為止；於臺灣地區，由主辦、承辦單位與您的服務學校，在辦理研習與核發時數的必要範圍內使用；簽到時，場地平板會顯示名冊。

您的權利：您可以查詢、閱覽、取得複本、請求補充或更正、停止處理或利用、刪除您的資料。請在「個人資料」頁面辦理，回覆會留下紀錄。依法應保存的時數紀錄，刪除前會先說明。

不提供的影響：姓名、學校與職稱用來確認身分；不提供將無法報名與核發時數。電子郵件可以不填，通知仍會顯示在系統內。";

impl Default for PrivacyTerms {
    fn default() -> Self {
        let fallback = || Self { version: String::new(), text: Vec::new(), answer_days: ANSWER_DAYS };
        Self::parse(DEFAULT).unwrap_or_else(fallback)
    }
}

impl PrivacyTerms {
    /// Reads a notice: the version in the first line, then paragraphs with empty lines between them. `None` without a
    /// version or a text.
    #[must_use]
    pub fn parse(file: &str) -> Option<Self> {
        let file = file.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
        let (version, text) = file.trim().split_once('\n')?;
        let text: Vec<String> =
            text.split("\n\n").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
        let version = version.trim().to_owned();
        (!version.is_empty() && !text.is_empty()).then_some(Self { version, text, answer_days: ANSWER_DAYS })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_says_everything_the_law_asks_for() {
        let terms = PrivacyTerms::default();
        assert_eq!(terms.version, "2026-11");
        let starts =
            ["蒐集機關", "目的", "資料類別", "利用期間、地區、對象及方式", "您的權利", "不提供的影響"];
        assert_eq!(terms.text.len(), starts.len());
        for (paragraph, start) in terms.text.iter().zip(starts) {
            assert!(paragraph.starts_with(start), "{paragraph}");
        }
    }

    #[test]
    fn a_file_has_a_version_and_paragraphs() {
        let terms = PrivacyTerms::parse("\u{FEFF}3\r\n\r\n一\r\n二\r\n\r\n\r\n三\r\n").unwrap();
        assert_eq!((terms.version.as_str(), terms.text), ("3", vec!["一\n二".to_owned(), "三".to_owned()]));
        assert_eq!(PrivacyTerms::parse("3\n"), None);
        assert_eq!(PrivacyTerms::parse(""), None);
    }
}
