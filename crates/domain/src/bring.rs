//! 攜帶設備: what somebody brings, or gets ready, for a session, by how they log in (S0-07 … S0-09, S2-29).

use serde::{Deserialize, Serialize};

use crate::course::DeliveryMode;

/// How somebody logs in to the system that is taught.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum LoginKind {
    /// 首次: nothing is bound yet.
    FirstTime,
    /// 帳號密碼+OTP
    Otp,
    /// 自然人憑證
    CitizenCard,
    /// 健保卡
    HealthCard,
    /// 行動自然人憑證
    MobileCitizen,
}

/// One thing, or one task to do before the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum BringItem {
    /// 完成雙因子綁定, before the day (S0-07).
    BindSecondFactor,
    /// XCA 憑證
    XcaCard,
    /// 自然人憑證
    CitizenCard,
    /// 健保卡
    HealthCard,
    /// 讀卡機
    CardReader,
    /// 已綁定 OTP 之行動裝置
    OtpDevice,
    /// 已綁定行動自然人憑證之行動裝置
    MobileCitizenDevice,
    /// 喇叭或耳機
    Headphones,
    /// 麥克風
    Microphone,
    /// 頻寬較穩定之連線網路
    StableNetwork,
    /// A thing of a newer server.
    #[serde(other)]
    Other,
}

impl BringItem {
    /// As it is written in a notice.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::BindSecondFactor => "完成雙因子綁定（OTP 或 自然人憑證 擇一）",
            Self::XcaCard => "XCA 憑證",
            Self::CitizenCard => "自然人憑證",
            Self::HealthCard => "健保卡",
            Self::CardReader => "讀卡機",
            Self::OtpDevice => "已綁定 OTP 之行動裝置",
            Self::MobileCitizenDevice => "已綁定行動自然人憑證之行動裝置",
            Self::Headphones => "喇叭或耳機",
            Self::Microphone => "麥克風",
            Self::StableNetwork => "頻寬較穩定之連線網路",
            Self::Other => "其他設備（請見研習說明）",
        }
    }
}

/// What to bring, each thing once, a card reader after the cards. Nothing is guessed for who did not say how they log
/// in.
#[must_use]
pub fn bring_list(mode: DeliveryMode, login: Option<LoginKind>, holds_aa: bool) -> Vec<BringItem> {
    let mut items = Vec::new();
    let mut reader = holds_aa;
    if holds_aa {
        items.push(BringItem::XcaCard);
    }
    match login {
        Some(LoginKind::FirstTime) => items.push(BringItem::BindSecondFactor),
        Some(LoginKind::Otp) => items.push(BringItem::OtpDevice),
        Some(LoginKind::CitizenCard) => {
            items.push(BringItem::CitizenCard);
            reader = true;
        }
        Some(LoginKind::HealthCard) => {
            items.push(BringItem::HealthCard);
            reader = true;
        }
        Some(LoginKind::MobileCitizen) => items.push(BringItem::MobileCitizenDevice),
        None => {}
    }
    if reader {
        items.push(BringItem::CardReader);
    }
    if mode == DeliveryMode::Online {
        items.extend([BringItem::Headphones, BringItem::Microphone, BringItem::StableNetwork]);
    }
    items
}
