//! A mail server that keeps what it is given, and refuses when told to.

use std::sync::{Arc, Mutex};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};
use yanxi_server::service::mail::{MailSettings, MailTls, Mailer};

use crate::common::World;

/// A letter as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    pub id: String,
    pub text: String,
}

#[derive(Clone, Debug, Default)]
pub struct Sink {
    pub letters: Arc<Mutex<Vec<Received>>>,
    /// Answer to a letter instead of taking it, e.g. `451 later`.
    pub refusal: Arc<Mutex<Option<&'static str>>>,
    port: u16,
}

impl Sink {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sink = Self { port: listener.local_addr().unwrap().port(), ..Self::default() };
        let server = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(server.clone().serve(stream));
            }
        });
        sink
    }

    pub fn mailer(&self) -> Mailer {
        Mailer::new(&MailSettings {
            host: "127.0.0.1".into(),
            port: self.port,
            tls: MailTls::None,
            credentials: None,
            from: "研習 <no-reply@yanxi.test>".into(),
            public_url: Some("https://yanxi.test".into()),
        })
        .unwrap()
    }

    /// The same application, able to send.
    pub fn world(&self, world: &World) -> World {
        World::with(world.state.clone().with_mail(self.mailer()), &world.url)
    }

    pub fn letters(&self) -> Vec<Received> {
        self.letters.lock().unwrap().clone()
    }

    pub fn refuse(&self, refusal: Option<&'static str>) {
        *self.refusal.lock().unwrap() = refusal;
    }

    async fn serve(self, stream: TcpStream) {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut to = String::new();
        write.write_all(b"220 sink\r\n").await.unwrap();
        while let Ok(Some(line)) = lines.next_line().await {
            let answer = match line.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" | "HELO" => "250 sink".to_owned(),
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    "250 ok".to_owned()
                }
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await.unwrap();
                    let mut letter = String::new();
                    while let Ok(Some(line)) = lines.next_line().await {
                        if line == "." {
                            break;
                        }
                        letter += &line;
                        letter += "\n";
                    }
                    match *self.refusal.lock().unwrap() {
                        Some(refusal) => refusal.to_owned(),
                        None => {
                            self.letters.lock().unwrap().push(received(&to, &letter));
                            "250 taken".to_owned()
                        }
                    }
                }
                "QUIT" => return,
                _ => "250 ok".to_owned(),
            };
            if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
                return;
            }
        }
    }
}

fn received(to: &str, letter: &str) -> Received {
    let (head, body) = letter.split_once("\n\n").unwrap();
    let id = head.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap_or_default();
    let text = if head.contains("Content-Transfer-Encoding: base64") {
        String::from_utf8(BASE64_STANDARD.decode(body.replace('\n', "")).unwrap()).unwrap()
    } else {
        body.to_owned()
    };
    Received { to: to.into(), id: id.into(), text }
}
