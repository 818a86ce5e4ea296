//! Texts of the approver's page and of the standing of sessions.

use crate::i18n::messages;

messages! {
    title() { zh: "審閱計畫", en: "Review plan" }
    whole() { zh: "計畫全文", en: "The whole plan" }
    changes() { zh: "修正內容", en: "What changes" }
    changes_lead(n: usize) { zh: "與已核准的版本相比，有 {n} 處不同。核准前，已核准的版本繼續有效。", en: "{n} differences from the approved version, which stays in force until you approve." }
    col_place() { zh: "項目", en: "Item" }
    col_before() { zh: "原內容", en: "Before" }
    col_after() { zh: "修正後", en: "After" }
    none() { zh: "（無）", en: "(none)" }
    comment() { zh: "核准意見", en: "Comment" }
    comment_hint() { zh: "退回時必填", en: "Mandatory when returning" }
    approve() { zh: "核准", en: "Approve" }
    send_back() { zh: "退回", en: "Return" }
    own_plan() { zh: "這份計畫由您撰寫或送審，須由其他核准者核准。", en: "You wrote or submitted this plan; somebody else has to approve it." }
    nothing_waits() { zh: "目前沒有待核准的版本。", en: "No version waits for a decision." }
    not_approver() { zh: "您可以閱讀這份計畫；核准由單位業務主管辦理。", en: "You may read this plan; the unit’s approver decides." }
    history() { zh: "送審紀錄", en: "Submissions" }
    version(n: u32) { zh: "第 {n} 版", en: "Version {n}" }
    submitted(name: &str, time: &str) { zh: "{name} {time} 送審", en: "submitted by {name}, {time}" }
    decided_approved(name: &str, time: &str) { zh: "{name} {time} 核准", en: "approved by {name}, {time}" }
    decided_returned(name: &str, time: &str) { zh: "{name} {time} 退回", en: "returned by {name}, {time}" }
    decided_withdrawn(name: &str, time: &str) { zh: "{name} {time} 撤回", en: "withdrawn by {name}, {time}" }
    pending() { zh: "待核准", en: "waiting" }
    approved_done() { zh: "已核准", en: "Approved" }
    returned_done() { zh: "已退回，開課承辦人會看到您的意見", en: "Returned; the officer sees your comment" }
}
