//! The network between a browser and the server, which can be cut in every way that venues know.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// What the network does. A change also breaks every connection that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// Everything passes.
    Pass,
    /// Connections are closed at once: no route.
    Refuse,
    /// Connections open and nothing ever comes back: a Wi-Fi without uplink.
    Hang,
    /// Every request is answered with a login page.
    CaptivePortal,
    /// Requests reach the server, answers never come back: the connection drops in between.
    LoseAnswers,
}

/// A TCP proxy in front of the server.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    mode: Arc<watch::Sender<Network>>,
    traffic: Arc<Traffic>,
}

/// Bytes on the wire, headers included.
#[derive(Debug, Default)]
pub struct Traffic {
    up: AtomicU64,
    down: AtomicU64,
}

const PORTAL: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 40\r\nConnection: close\r\n\r\n\
                      <html><body>Please sign in</body></html>";

impl Proxy {
    /// Starts in [`Network::Pass`].
    ///
    /// # Errors
    /// No port is free.
    pub async fn start(server: SocketAddr) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let mode = Arc::new(watch::Sender::new(Network::Pass));
        let traffic = Arc::new(Traffic::default());
        let (shared, counted) = (Arc::clone(&mode), Arc::clone(&traffic));
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let _ = client.set_nodelay(true);
                tokio::spawn(connection(client, server, shared.subscribe(), Arc::clone(&counted)));
            }
        });
        Ok(Self { address, mode, traffic })
    }

    /// What the browser believes to be the server.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The same by name.
    #[must_use]
    pub fn named_url(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// Switches the network over and breaks what is open.
    pub fn set(&self, network: Network) {
        self.mode.send_replace(network);
    }

    /// Bytes since the last call, (to the server, to the browser).
    #[must_use]
    pub fn take_traffic(&self) -> (u64, u64) {
        (self.traffic.up.swap(0, Ordering::Relaxed), self.traffic.down.swap(0, Ordering::Relaxed))
    }

    /// What the network does now.
    #[must_use]
    pub fn network(&self) -> Network {
        *self.mode.borrow()
    }
}

async fn connection(
    mut client: TcpStream,
    server: SocketAddr,
    mut mode: watch::Receiver<Network>,
    traffic: Arc<Traffic>,
) {
    let now = *mode.borrow_and_update();
    let work = async {
        match now {
            Network::Pass => {
                if let Ok(mut upstream) = TcpStream::connect(server).await {
                    let _ = upstream.set_nodelay(true);
                    let (mut from_client, mut to_client) = client.split();
                    let (mut from_server, mut to_server) = upstream.split();
                    tokio::select! {
                        () = counted(&mut from_client, &mut to_server, &traffic.up) => {}
                        () = counted(&mut from_server, &mut to_client, &traffic.down) => {}
                    }
                }
            }
            Network::Refuse => {}
            Network::Hang => std::future::pending().await,
            Network::CaptivePortal => {
                let mut request = [0; 4096];
                let _ = client.read(&mut request).await;
                let _ = client.write_all(PORTAL.as_bytes()).await;
            }
            Network::LoseAnswers => {
                if let Ok(mut upstream) = TcpStream::connect(server).await {
                    let (mut from, mut to) = upstream.split();
                    let (mut sender, _silence) = client.split();
                    let mut swallowed = tokio::io::sink();
                    let forward = tokio::io::copy(&mut sender, &mut to);
                    let swallow = async {
                        // The first byte of an answer proves that the server is done; then the line is dead.
                        let mut first = [0; 1];
                        let _ = from.read(&mut first).await;
                        let _ = tokio::io::copy(&mut tokio::io::empty(), &mut swallowed).await;
                    };
                    tokio::select! { _ = forward => {}, () = swallow => {} }
                }
            }
        }
    };
    tokio::select! {
        () = work => {}
        _ = mode.changed() => {}
    }
}

/// Passes bytes on and counts them, until one side ends.
async fn counted(from: &mut (impl AsyncRead + Unpin), to: &mut (impl AsyncWrite + Unpin), count: &AtomicU64) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        if to.write_all(&buffer[..read]).await.is_err() {
            return;
        }
        count.fetch_add(u64::try_from(read).unwrap_or(0), Ordering::Relaxed);
    }
}
