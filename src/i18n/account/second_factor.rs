//! Texts about binding an authenticator app and about recovery codes.

use crate::i18n::messages;

messages! {
    scan() {
        zh: "用手機上的驗證 App（例如 Google Authenticator、Microsoft Authenticator）掃描這個 QR 碼。",
        en: "Scan this QR code with an authenticator app (such as Google Authenticator or Microsoft Authenticator).",
    }
    qr_label() { zh: "給驗證 App 掃描的 QR 碼", en: "QR code for the authenticator app" }
    same_phone() {
        zh: "就用這支手機，或無法掃描：在驗證 App 選「手動輸入」，輸入下面的金鑰。",
        en: "On this very phone, or if scanning fails: choose manual entry in the app and type this key.",
    }
    secret_label() { zh: "金鑰", en: "Key" }
    copy_secret() { zh: "複製金鑰", en: "Copy the key" }
    open_app() { zh: "在這支手機的驗證 App 開啟", en: "Open in the app on this phone" }
    code() { zh: "驗證 App 顯示的驗證碼", en: "Code the app shows" }
    code_hint() { zh: "6 位數字，每 30 秒更換一次", en: "Six digits, new every 30 seconds" }
    confirm() { zh: "確認綁定", en: "Confirm" }
    copied() { zh: "已複製", en: "Copied" }
    not_copied() {
        zh: "這個瀏覽器不允許複製，請用下載、列印或手抄。",
        en: "This browser does not allow copying; download, print or write it down.",
    }
    not_saved() {
        zh: "這個瀏覽器不能下載檔案，請用複製、列印或手抄。",
        en: "This browser cannot download files; copy, print or write them down.",
    }
    codes_heading() { zh: "備用碼", en: "Recovery codes" }
    codes_explain(n: usize) {
        zh: "手機或通行密鑰不在身邊時，每組可代替登入一次，共 {n} 組。只顯示這一次，請存放在安全的地方，不要和密碼放在一起。",
        en: "Without the phone or the passkey, each stands in once; there are {n}. They are shown this once: keep them safe, apart from the password.",
    }
    codes_copy() { zh: "複製", en: "Copy" }
    codes_download() { zh: "下載", en: "Download" }
    codes_print() { zh: "列印", en: "Print" }
    codes_saved() { zh: "我已保存備用碼", en: "I have kept the recovery codes" }
    codes_of(login: &str) { zh: "帳號：{login}", en: "Account: {login}" }
    file_name() { zh: "研習備用碼.txt", en: "yanxi-recovery-codes.txt" }
}
