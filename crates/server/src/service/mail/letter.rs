//! The words of letters, in Traditional Chinese. Plain text: it can be read everywhere and tracks nobody.

use chrono::Datelike as _;
use yanxi_domain::notice::{About, Notice, NoticeKind};

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
}

/// The letter for a notice.
#[must_use]
pub fn notice(notice: &Notice, name: &str, public_url: Option<&str>) -> Letter {
    let (title, sentence) = words(&notice.what);
    let about = about(&notice.about);
    let link = public_url.map(|url| format!("\n詳細內容：{}/notices\n", url.trim_end_matches('/')));
    let link = link.unwrap_or_default();
    Letter {
        subject: format!("【研習】{title}：{}", notice.about.title),
        text: format!(
            "{name} 您好：\n\n{sentence}\n\n{about}\n{link}\n\
             這封信由研習系統自動寄出，請勿直接回覆。\n\
             如不想再收到，請登入後在「通知」頁面移除電子郵件。\n"
        ),
    }
}

/// The letter with a code that confirms an address.
#[must_use]
pub fn confirmation(code: &str, minutes: i64) -> Letter {
    Letter {
        subject: "【研習】電子郵件確認碼".to_owned(),
        text: format!(
            "您好：\n\n有人在研習系統填了這個信箱，要用來收研習通知。確認碼是：\n\n{code}\n\n\
             請在 {minutes} 分鐘內回到「通知」頁面輸入。\n\
             如果不是您本人，不必理會這封信，我們不會再寄信到這裡。\n"
        ),
    }
}

fn about(about: &About) -> String {
    let date = about.date;
    let weekday = ["一", "二", "三", "四", "五", "六", "日"];
    let weekday = weekday.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or_default();
    format!(
        "研習：{}\n場次：第 {} 場\n日期：{} 年 {} 月 {} 日（{weekday}）",
        about.title,
        about.number,
        date.year() - 1911,
        date.month(),
        date.day()
    )
}

fn words(what: &NoticeKind) -> (&'static str, String) {
    match what {
        NoticeKind::Admitted => ("錄取通知", "您已錄取下列研習，請準時出席。".into()),
        NoticeKind::Waitlisted { position } => (
            "備取通知",
            format!("名額已滿，您目前是備取第 {position} 位；有人取消時會依序遞補，並另行通知。"),
        ),
        NoticeKind::Promoted => ("遞補錄取通知", "有名額釋出，您已由備取遞補為錄取，請準時出席。".into()),
        NoticeKind::NotAdmitted { reason } => {
            ("未錄取通知", format!("很抱歉，您未錄取下列研習。原因：{reason}"))
        }
        NoticeKind::Assigned => {
            ("指派通知", "學校已指派您參加下列研習。若無法參加，請登入後說明原因婉拒。".into())
        }
        NoticeKind::Declined { name, reason } => {
            ("婉拒通知", format!("{name} 婉拒參加您指派的下列研習。原因：{reason}"))
        }
        NoticeKind::Cancelled => ("取消通知", "您在下列研習的報名已取消。".into()),
        NoticeKind::Leave { accepted: true } => ("請假通知", "您在下列研習的請假已同意。".into()),
        NoticeKind::Leave { accepted: false } => {
            ("請假通知", "您在下列研習的請假未獲同意，報名仍然有效。".into())
        }
        NoticeKind::Postponed { reason } => {
            ("延期通知", format!("下列研習延期，新的時間將另行通知。原因：{reason}"))
        }
        NoticeKind::CalledOff { reason } => ("停辦通知", format!("下列研習停辦，請不必前往。原因：{reason}")),
        NoticeKind::Mistaken { reason } => (
            "課程刪除通知",
            format!(
                "下列研習為登錄錯誤，已由承辦人刪除，您的報名一併取消，不計入「報名但未參與研習」。原因：{reason}"
            ),
        ),
        NoticeKind::Changed => {
            ("異動通知", "下列研習的日期、時間、地點或時數有異動，請登入查看最新內容。".into())
        }
        NoticeKind::BringList { items } => {
            let items: Vec<String> = items.iter().map(|item| format!("・{item}")).collect();
            ("行前提醒", format!("下列研習即將舉行，請攜帶：\n{}", items.join("\n")))
        }
        NoticeKind::Manual { place } => {
            ("手冊下載", format!("響應環保，下列研習不提供紙本手冊，請自行下載電子檔：{place}"))
        }
        NoticeKind::Unknown => ("研習通知", "您的研習有一則新通知，請登入查看。".into()),
    }
}
