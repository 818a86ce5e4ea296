//! Why a use case was refused, in the words of the people it concerns. Internals go to the log, never to the caller.

use yanxi_protocol::api::ApiError;

use crate::store::StoreError;

/// What kind of refusal it is; `http` turns it into a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 400: the request does not make sense.
    Invalid,
    /// 401: nobody is signed in, no device is enrolled.
    NotSignedIn,
    /// 403: signed in, but not allowed.
    Forbidden,
    /// 404.
    NotFound,
    /// 409: the state of things forbids it (not final, undecided, code used …).
    Conflict,
    /// 413.
    TooLarge,
    /// 429.
    TooMany,
    /// 500: a defect of this program.
    Internal,
    /// 503: the database does not answer; repeating is safe.
    Unavailable,
}

/// A refusal.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{:?}: {}", kind, body.code)]
pub struct Failure {
    /// Kind.
    pub kind: Kind,
    /// What the caller gets.
    pub body: ApiError,
}

impl Failure {
    /// A refusal with a stable code, an English message without personal data, and the reason in Traditional Chinese:
    /// what happened, what is safe, what to do next.
    #[must_use]
    pub fn new(kind: Kind, code: &str, message: &str, reason: &str) -> Self {
        Self {
            kind,
            body: ApiError {
                code: code.to_owned(),
                message: message.to_owned(),
                reason: reason.to_owned(),
                details: Vec::new(),
            },
        }
    }

    /// Adds names or ids the reason refers to; shown to the caller only.
    #[must_use]
    pub fn with_details(mut self, details: Vec<String>) -> Self {
        self.body.details = details;
        self
    }

    /// 400 with a code of its own.
    #[must_use]
    pub fn invalid(code: &str, message: &str, reason: &str) -> Self {
        Self::new(Kind::Invalid, code, message, reason)
    }

    /// 409 with a code of its own.
    #[must_use]
    pub fn conflict(code: &str, message: &str, reason: &str) -> Self {
        Self::new(Kind::Conflict, code, message, reason)
    }

    /// 401 `not_signed_in`.
    #[must_use]
    pub fn not_signed_in() -> Self {
        let reason = "尚未登入，或登入已過期。本機資料不受影響，請重新登入後再試。";
        Self::new(Kind::NotSignedIn, "not_signed_in", "no valid account or device session", reason)
    }

    /// 403 `forbidden`.
    #[must_use]
    pub fn forbidden() -> Self {
        let reason = "您的帳號沒有這項權限。資料沒有變更；若有需要，請洽開課承辦人。";
        Self::new(Kind::Forbidden, "forbidden", "not allowed", reason)
    }

    /// 404 `not_found`.
    #[must_use]
    pub fn not_found() -> Self {
        let reason = "找不到這筆資料，可能已被移除。請重新整理後再試。";
        Self::new(Kind::NotFound, "not_found", "no such thing", reason)
    }

    /// 500 `internal`; `cause` goes to the log only.
    #[must_use]
    pub fn internal(cause: &str) -> Self {
        tracing::error!(cause, "internal failure");
        let reason = "系統發生錯誤，已留下紀錄。本機資料不受影響，請稍後再試。";
        Self::new(Kind::Internal, "internal", "internal error", reason)
    }

    /// 503 `unavailable`.
    #[must_use]
    pub fn unavailable() -> Self {
        let reason = "伺服器暫時無法處理。本機資料不受影響，系統會自動再試。";
        Self::new(Kind::Unavailable, "unavailable", "try again later", reason)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        if error.is_bad_text() {
            let reason = "輸入的文字含有無法儲存的字元，資料沒有變更。請刪除特殊符號後再試。";
            return Self::invalid(
                "text_not_storable",
                "a text holds a character that cannot be stored",
                reason,
            );
        }
        match error {
            StoreError::Postgres(_) | StoreError::Sqlite(_) | StoreError::Busy | StoreError::Closed => {
                tracing::error!(%error, "the database failed");
                Self::unavailable()
            }
            StoreError::SecondRegistration => {
                let reason =
                    "同一人在本場次已有一筆報名，沒有寫入任何資料。請重新整理，先處理原來的報名後再試。";
                Self::conflict(
                    "already_registered",
                    "the person is registered in this session already",
                    reason,
                )
            }
            StoreError::Broken(_) | StoreError::Newer(_) | StoreError::Address(_) => {
                Self::internal(&error.to_string())
            }
        }
    }
}
