//! Texts of the UI kit itself.

use super::messages;

messages! {
    close() { zh: "關閉", en: "Close" }
    clear_search() { zh: "清除搜尋", en: "Clear search" }
    delete_digit() { zh: "刪除一碼", en: "Delete digit" }
}
