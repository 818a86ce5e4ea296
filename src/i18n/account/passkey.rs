//! Texts about passkeys.

use crate::i18n::messages;

messages! {
    explain() {
        zh: "接著瀏覽器會請您用這台裝置的指紋、臉部或 PIN 碼確認，也可以選擇手機或安全金鑰。指紋與臉部資料只留在您的裝置，不會傳到這裡。",
        en: "The browser will ask for the fingerprint, face or PIN of this device; you may also choose a phone or a security key. Fingerprint and face stay on your device and are never sent here.",
    }
    name() { zh: "通行密鑰的名稱", en: "Name of the passkey" }
    name_hint() {
        zh: "方便您日後辨認，例如「辦公室電腦」；可以不填",
        en: "So that you recognise it later, such as “office PC”; may be left empty",
    }
    create() { zh: "建立通行密鑰", en: "Create the passkey" }
    add() { zh: "新增通行密鑰", en: "Add a passkey" }
    add_explain() {
        zh: "多一支通行密鑰，其中一支遺失時仍可登入。請先證明您是本人。",
        en: "With a further passkey you can log in when one is lost. First the present second factor or a recovery code.",
    }
    added() { zh: "通行密鑰已綁定，其他裝置已登出。", en: "The passkey is bound; other browsers are signed out." }
    prove() { zh: "用通行密鑰證明", en: "Show a passkey" }
    bound(n: usize) { zh: "通行密鑰 {n} 支", en: "Passkeys: {n}" }
    list_label() { zh: "通行密鑰", en: "Passkeys" }
    times(created: &str, used: &str) { zh: "綁定 {created}，最近使用 {used}", en: "Bound {created}, last used {used}" }
    never_used(created: &str) { zh: "綁定 {created}，尚未用來登入", en: "Bound {created}, not used yet" }
    remove(name: &str) { zh: "刪除{name}", en: "Remove {name}" }
    remove_heading() { zh: "刪除通行密鑰", en: "Remove the passkey" }
    remove_explain(name: &str) {
        zh: "「{name}」將不能再登入，其他裝置會一併登出。裝置或密碼管理員裡的通行密鑰，請另外自行刪除。",
        en: "“{name}” will no longer log in, and other browsers are signed out. What your device or password manager keeps of it, remove there.",
    }
    removed() { zh: "通行密鑰已刪除，其他裝置已登出。", en: "The passkey is removed; other browsers are signed out." }
    not_offered() {
        zh: "這個瀏覽器不支援通行密鑰，或版本太舊。資料沒有變更；請改用新版瀏覽器、驗證碼或備用碼。",
        en: "This browser has no passkeys, or is too old. Nothing was changed; use a newer browser, a code of the app or a recovery code.",
    }
    cancelled() {
        zh: "通行密鑰的操作已取消，或等候過久。資料沒有變更，輸入的內容還在；可以再按一次。",
        en: "The passkey was cancelled, or took too long. Nothing was changed and what you typed is still here; press again.",
    }
    known() {
        zh: "您選的通行密鑰已經綁定過。資料沒有變更；請換一支。",
        en: "The passkey you chose is bound already. Nothing was changed; choose another one.",
    }
    other_address() {
        zh: "通行密鑰不能在這個網址使用。資料沒有變更；請改從單位公告的網址開啟，或用驗證碼、備用碼。",
        en: "Passkeys do not work at this address. Nothing was changed; open the address your office announced, or use a code.",
    }
    failed() {
        zh: "瀏覽器沒有完成通行密鑰的操作。資料沒有變更；請再試一次，或用驗證碼、備用碼。",
        en: "The browser did not finish with the passkey. Nothing was changed; try again, or use a code.",
    }
}
