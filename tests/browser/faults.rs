//! Breaking the browser on purpose, until dropped.

use wasm_bindgen::JsValue;

/// An injected fault.
pub struct Fault;

impl Fault {
    /// Every write transaction aborts at the moment it should commit: power gone between put and commit.
    pub fn abort_at_commit() -> Self {
        Self::at_commit("this.abort();")
    }

    /// The disk is full: the abort carries the cause on the raw transaction only, as in a real browser.
    pub fn quota_at_commit() -> Self {
        Self::at_commit(
            "Object.defineProperty(this, 'error', { get: () => new DOMException('full', 'QuotaExceededError') });
             this.abort();",
        )
    }

    /// The commit happens, but the browser says it did not.
    pub fn lie_at_commit() -> Self {
        Self::at_commit("window.__commit.call(this); this.dispatchEvent(new Event('abort'));")
    }

    /// The next transaction finds its connection closed.
    pub fn dead_connection() -> Self {
        run("window.__transaction = IDBDatabase.prototype.transaction;
             window.__died = 0;
             IDBDatabase.prototype.transaction = function (...args) {
               if (window.__died === 0) { window.__died = 1; this.close(); }
               return window.__transaction.apply(this, args);
             };");
        Self
    }

    /// Whether the fault was met at all.
    pub fn was_met() -> bool {
        run("window.__died === 1 || window.__met > 0").is_truthy()
    }

    fn at_commit(body: &str) -> Self {
        run(&format!(
            "window.__commit = IDBTransaction.prototype.commit;
             window.__met = 0;
             IDBTransaction.prototype.commit = function () {{ window.__met += 1; {body} }};"
        ));
        Self
    }
}

impl Drop for Fault {
    fn drop(&mut self) {
        run(
            "if (window.__commit) IDBTransaction.prototype.commit = window.__commit;
             if (window.__transaction) IDBDatabase.prototype.transaction = window.__transaction;
             delete window.__commit; delete window.__transaction; delete window.__died; delete window.__met;",
        );
    }
}

/// Runs a script.
pub fn run(script: &str) -> JsValue {
    js_sys::eval(script).expect("the test's own script runs")
}

/// Runs the body of an async function and waits for it.
pub async fn run_async(body: &str) -> JsValue {
    let promise = run(&format!("(async () => {{ {body} }})()"));
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise))
        .await
        .expect("the test's own script works")
}
