//! A blocking HTTP/1.1 client for one connection: small, so that it costs the measured machine little.

use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use super::LiveError;

/// A server that is silent for this long is as good as gone.
const PATIENCE: Duration = Duration::from_secs(30);

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// `name=value` of every cookie set.
    pub cookies: Vec<String>,
    /// Body.
    pub body: Vec<u8>,
}

/// A keep-alive connection with the cookies it was given.
#[derive(Debug)]
pub struct Http {
    address: SocketAddr,
    connection: Option<BufReader<TcpStream>>,
    /// Sent with every request.
    pub cookies: Vec<String>,
    /// Extra header lines, each with its line end.
    pub headers: String,
}

impl Http {
    /// A client for `address`; it connects when needed and again after an error.
    #[must_use]
    pub const fn new(address: SocketAddr) -> Self {
        Self { address, connection: None, cookies: Vec::new(), headers: String::new() }
    }

    /// GET.
    ///
    /// # Errors
    /// When the connection breaks.
    pub fn get(&mut self, path: &str) -> Result<Answer, LiveError> {
        self.send("GET", path, &[])
    }

    /// POST of a JSON body.
    ///
    /// # Errors
    /// When the connection breaks.
    pub fn post(&mut self, path: &str, body: &[u8]) -> Result<Answer, LiveError> {
        self.send("POST", path, body)
    }

    fn send(&mut self, method: &str, path: &str, body: &[u8]) -> Result<Answer, LiveError> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.connect()?,
        };
        let cookies = self.cookies.join("; ");
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nx-yanxi: 1\r\ncontent-type: application/json\r\ncookie: {cookies}\r\n{}content-length: {}\r\n\r\n",
            self.address,
            self.headers,
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(body);
        connection.get_mut().write_all(&request)?;
        let answer = read(&mut connection)?;
        self.connection = Some(connection);
        self.cookies.extend(answer.cookies.iter().cloned());
        Ok(answer)
    }

    fn connect(&self) -> io::Result<BufReader<TcpStream>> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(BufReader::with_capacity(64 * 1024, stream))
    }
}

fn read(connection: &mut BufReader<TcpStream>) -> io::Result<Answer> {
    let status = line(connection)?;
    let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.ok_or_else(|| io::Error::other("no status line"))?;
    let (mut length, mut chunked, mut cookies) = (0, false, Vec::new());
    loop {
        let header = line(connection)?;
        let Some((name, value)) = header.split_once(':') else { break };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().map_err(io::Error::other)?,
            "transfer-encoding" => chunked = value == "chunked",
            "set-cookie" => cookies.extend(value.split(';').next().map(str::to_owned)),
            _ => {}
        }
    }
    let mut body = Vec::new();
    if chunked {
        loop {
            let size = usize::from_str_radix(line(connection)?.trim(), 16).map_err(io::Error::other)?;
            let from = body.len();
            body.resize(from + size, 0);
            connection.read_exact(&mut body[from..])?;
            line(connection)?;
            if size == 0 {
                break;
            }
        }
    } else {
        body.resize(length, 0);
        connection.read_exact(&mut body)?;
    }
    Ok(Answer { status, cookies, body })
}

fn line(connection: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut line = String::new();
    if connection.read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end().to_owned())
}
