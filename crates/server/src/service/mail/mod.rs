//! E-mail: notices, and codes that confirm an address (ADR 0029). Only to confirmed addresses, never to those a roster
//! lists.

mod letter;
pub mod sender;

use std::time::Duration;

use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::{authentication::Credentials, client::Tls},
};

pub use letter::{Letter, confirmation, notice};

use crate::failure::{Failure, Kind};

/// A mail server that takes longer is not there.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum MailTls {
    /// STARTTLS, and nothing is sent without (port 587).
    #[default]
    Starttls,
    /// TLS from the first byte (port 465).
    Wrapped,
    /// None: only for a mail server on this machine.
    None,
}

/// Where mail is handed over.
#[derive(Clone)]
pub struct MailSettings {
    /// Name of the server.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Protection.
    pub tls: MailTls,
    /// User and password, where the server asks for them.
    pub credentials: Option<(String, String)>,
    /// Sender: `研習 <no-reply@example.test>`.
    pub from: String,
    /// Address people reach this server by, for links: `https://yanxi.example.test`.
    pub public_url: Option<String>,
}

impl std::fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Never the password.
        f.debug_struct("MailSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

/// Sends letters. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// Address of this server, for links.
    pub public_url: Option<String>,
}

/// Why a letter was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// The server does not answer or asks to come back; it is tried again.
    #[error("the mail server did not take it now")]
    Later,
    /// The server says it will never take it, or the address is none.
    #[error("the mail server will not take it")]
    Never,
}

/// Settings that no mail can be sent with.
#[derive(Debug, thiserror::Error)]
pub enum BadSettings {
    /// The sender is no address.
    #[error("the sender is not a mail address: {0}")]
    From(#[from] lettre::address::AddressError),
    /// The name of the server is none.
    #[error("mail server: {0}")]
    Server(#[from] lettre::transport::smtp::Error),
}

impl Mailer {
    /// A mailer; connects when there is something to send.
    ///
    /// # Errors
    /// When the sender or the server's name is none.
    pub fn new(settings: &MailSettings) -> Result<Self, BadSettings> {
        type Smtp = AsyncSmtpTransport<Tokio1Executor>;
        let builder = match settings.tls {
            MailTls::Starttls => Smtp::starttls_relay(&settings.host)?,
            MailTls::Wrapped => Smtp::relay(&settings.host)?,
            MailTls::None => Smtp::builder_dangerous(settings.host.clone()).tls(Tls::None),
        };
        let mut builder = builder.port(settings.port).timeout(Some(TIMEOUT));
        if let Some((user, password)) = &settings.credentials {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self {
            transport: builder.build(),
            from: settings.from.parse()?,
            public_url: settings.public_url.clone(),
        })
    }

    /// Hands a letter over. `id` names it for ever: a second copy after a crash is recognised as one.
    ///
    /// # Errors
    /// See [`NotSent`].
    pub async fn send(&self, to: &str, id: &str, letter: &Letter) -> Result<(), NotSent> {
        let to: Mailbox = to.parse().map_err(|_| NotSent::Never)?;
        let domain = self.from.email.domain().to_owned();
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .message_id(Some(format!("<{id}@{domain}>")))
            .subject(letter.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())
            .map_err(|_| NotSent::Never)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(NotSent::Never),
            Err(error) => {
                // Without addresses: the error names the server's answer only.
                tracing::warn!(%error, "mail was not taken");
                Err(NotSent::Later)
            }
        }
    }
}

/// The refusal for a code that could not be sent.
pub(super) fn not_sent(why: NotSent) -> Failure {
    match why {
        NotSent::Later => {
            let reason = "郵件伺服器現在沒有回應，確認碼沒有寄出。原有的設定不變，請稍後再試。";
            Failure::new(Kind::Unavailable, "mail_failed", "the mail server did not take the code", reason)
        }
        NotSent::Never => {
            let reason = "這個信箱無法收信，確認碼沒有寄出。請檢查電子郵件地址是否正確。";
            Failure::invalid("mail_refused", "the mail server will not take the address", reason)
        }
    }
}
