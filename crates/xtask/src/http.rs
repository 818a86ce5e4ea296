//! Just enough HTTP to ask the server on this machine whether it is there.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use anyhow::Context as _;

const TIMEOUT: Duration = Duration::from_secs(5);

/// An answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Head lines as they came.
    pub head: String,
    /// Body as text.
    pub body: String,
}

impl Answer {
    /// `name=value` of a cookie the answer sets.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        let values = self.head.lines().filter_map(|line| {
            let (header, value) = line.split_once(':')?;
            header.eq_ignore_ascii_case("set-cookie").then(|| value.trim())
        });
        let cookie = |value: &str| value.split(';').next().map(str::to_owned);
        values.filter(|value| value.starts_with(&format!("{name}="))).find_map(cookie)
    }
}

/// `GET` of a path on 127.0.0.1.
///
/// # Errors
/// Nobody answers, or not in HTTP.
pub fn get(port: u16, path: &str) -> anyhow::Result<Answer> {
    asked(port, &format!("GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n"))
}

/// `POST` of JSON to a path on 127.0.0.1, as the app does it.
///
/// # Errors
/// Nobody answers, or not in HTTP.
pub fn post(port: u16, path: &str, body: &str) -> anyhow::Result<Answer> {
    let length = body.len();
    asked(
        port,
        &format!(
            "POST {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nx-yanxi: 1\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n\r\n{body}"
        ),
    )
}

/// HTTP/1.0: the answer is not chunked and ends with the connection.
fn asked(port: u16, request: &str) -> anyhow::Result<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.write_all(request.as_bytes())?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    parsed(&text)
}

fn parsed(text: &str) -> anyhow::Result<Answer> {
    let (head, body) = text.split_once("\r\n\r\n").context("not an HTTP answer")?;
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status code")?;
    Ok(Answer { status, head: head.to_owned(), body: body.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_status_and_body_and_garbage_has_neither() {
        let answer = parsed("HTTP/1.0 200 OK\r\nSet-Cookie: a=b; HttpOnly\r\n\r\n{}").unwrap();
        assert_eq!((answer.status, answer.body.as_str()), (200, "{}"));
        assert_eq!(answer.cookie("a").as_deref(), Some("a=b"));
        assert_eq!(answer.cookie("c"), None);
        assert!(parsed("hello").is_err());
    }
}
