//! Natively nothing is sent: the app's tests run without a network.

use super::{Answer, Call, NetError};

pub async fn send(call: Call<'_>) -> Result<Answer, NetError> {
    let _ = (call.path, call.body, call.timeout_ms);
    Err(NetError::Offline)
}
