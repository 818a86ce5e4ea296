//! Texts of the enrolment page.

use super::messages;

messages! {
    title() { zh: "啟用此裝置", en: "Enrol this device" }
    lead() {
        zh: "輸入開課承辦人給的啟用碼。代碼只能用一次，用過即失效。",
        en: "Enter the one-time code of the organiser. It works once.",
    }
    code() { zh: "啟用碼", en: "One-time code" }
    code_hint() { zh: "八個字元，大小寫、空格與連字號不影響", en: "Eight characters; case, spaces and dashes do not matter" }
    code_missing() { zh: "請輸入八個字元的代碼", en: "Enter the code of eight characters" }
    name() { zh: "裝置名稱", en: "Name of the device" }
    name_hint() { zh: "例：平板A。開課承辦人會在看板上看到這個名稱", en: "e.g. Tablet A. The organiser sees this name" }
    name_missing() { zh: "請輸入裝置名稱", en: "Enter a name" }
    submit() { zh: "啟用", en: "Enrol" }
    needs_network() {
        zh: "啟用需要網路。此裝置上的資料沒有改變；連上網路後再按一次「啟用」。",
        en: "Enrolling needs a network. Nothing on this device has changed; connect and press “Enrol” again.",
    }
    already(name: &str) {
        zh: "此裝置已啟用為「{name}」。重新啟用不會刪除未上傳的紀錄。",
        en: "This device is enrolled as “{name}”. Enrolling again deletes nothing that is unsent.",
    }
    done(name: &str, sessions: usize) {
        zh: "已啟用為「{name}」，可簽到 {sessions} 個場次",
        en: "Enrolled as “{name}” for {sessions} sessions",
    }
    done_next() { zh: "接著請做行前檢查，再開始值勤。", en: "Next: run the readiness check, then start the shift." }
    replaced(name: &str, held: u64) {
        zh: "接替「{name}」：伺服器已有它的 {held} 筆，沒有缺號。之後未上傳的紀錄請以紙本補登。",
        en: "Takes the place of “{name}”: the server has its {held} entries without a gap. Anything later has to be entered from paper.",
    }
    replaced_missing(name: &str, held: u64, list: &str) {
        zh: "接替「{name}」：伺服器已有它的 {held} 筆，缺少第 {list} 筆，請以紙本補登。",
        en: "Takes the place of “{name}”: the server has its {held} entries; number {list} is missing. Enter it from paper.",
    }
    go_to_desk() { zh: "前往簽到", en: "Go to check-in" }
    go_to_readiness() { zh: "行前檢查", en: "Readiness check" }
}
