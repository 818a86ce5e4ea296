//! Names of the fields of a plan.

use crate::i18n::messages;

messages! {
    title() { zh: "計畫名稱", en: "Title" }
    course_title() { zh: "課程名稱", en: "Course title" }
    school_year() { zh: "學年度", en: "School year" }
    county() { zh: "縣市", en: "County" }
    systems() { zh: "研習系統", en: "Systems taught" }
    supervising() { zh: "指導單位", en: "Supervising body" }
    host() { zh: "主辦單位", en: "Host" }
    organiser() { zh: "承辦單位", en: "Organiser" }
    basis() { zh: "依據", en: "Legal basis" }
    purpose() { zh: "研習說明", en: "Explanation" }
    registration() { zh: "報名方式", en: "How to register" }
    funding() { zh: "經費來源", en: "Funding" }
    benefits() { zh: "預期效益", en: "Expected benefits" }
    clauses() { zh: "其他事項", en: "Further clauses" }
    courses() { zh: "課程", en: "Courses" }
    track() { zh: "系統別", en: "System" }
    external_code() { zh: "研習課程代碼", en: "Course code" }
    audience() { zh: "研習對象", en: "Audience" }
    audience_tags() { zh: "業務別", en: "Business areas" }
    eligibility() { zh: "參加資格", en: "Eligibility" }
    hours() { zh: "研習時數", en: "Hours" }
    registration_opens() { zh: "報名開始", en: "Registration opens" }
    registration_closes() { zh: "報名截止", en: "Registration closes" }
    cancel_deadline() { zh: "取消期限", en: "Cancel until" }
    per_school() { zh: "每校人數上限", en: "Limit per school" }
    admission() { zh: "錄取方式", en: "Admission" }
    materials() { zh: "研習資料", en: "Materials" }
    bring() { zh: "攜帶設備", en: "What to bring" }
    contact() { zh: "聯絡方式", en: "Contact" }
    regions() { zh: "分區", en: "Regions" }
    sessions() { zh: "場次", en: "Sessions" }
    number() { zh: "場次序號", en: "Session number" }
    date() { zh: "日期", en: "Date" }
    mode() { zh: "辦理方式", en: "Mode" }
    forms() { zh: "教學形式", en: "Teaching form" }
    subject() { zh: "課程主題", en: "Subject" }
    venue() { zh: "地點", en: "Venue" }
    capacity() { zh: "每場上限", en: "Capacity" }
    equivalent_group() { zh: "相同內容組別", en: "Same-content group" }
    region() { zh: "所屬分區", en: "Region" }
    links() { zh: "線上連結", en: "Links" }
    period() { zh: "簽到時段", en: "Period" }
    agenda() { zh: "議程", en: "Agenda" }
    in_row(field: &str, row: usize) { zh: "{field}第 {row} 列", en: "{field}, row {row}" }
}
