//! The address a request comes from, for limits on tries. Never for permissions.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderName};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Behind our own proxy, the address the proxy saw: the right-most of `X-Forwarded-For`, which it appends itself. What
/// stands left of it is the caller's word. Without a proxy, or when the proxy says nothing readable, the peer's address.
pub(super) fn of(headers: &HeaderMap, peer: Option<IpAddr>, behind_proxy: bool) -> Option<IpAddr> {
    if !behind_proxy {
        return peer;
    }
    let last = headers.get_all(FORWARDED_FOR).iter().next_back().and_then(|value| value.to_str().ok());
    last.and_then(|list| address(list.rsplit(',').next()?.trim())).or(peer)
}

/// Some proxies add the port, or brackets around IPv6.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(values: &[&str], behind_proxy: bool) -> String {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(FORWARDED_FOR, value.parse().unwrap());
        }
        of(&headers, Some([192, 0, 2, 1].into()), behind_proxy).unwrap().to_string()
    }

    #[test]
    fn behind_the_proxy_only_its_own_word_counts() {
        assert_eq!(seen(&["203.0.113.9, 198.51.100.7"], true), "198.51.100.7");
        assert_eq!(seen(&["203.0.113.9", "198.51.100.7"], true), "198.51.100.7");
        assert_eq!(seen(&["x, [2001:db8::1]"], true), "2001:db8::1");
        assert_eq!(seen(&["x, [2001:db8::1]:443"], true), "2001:db8::1");
        assert_eq!(seen(&["198.51.100.7:5000"], true), "198.51.100.7");
    }

    #[test]
    fn without_a_proxy_or_its_word_the_peer_counts() {
        assert_eq!(seen(&["203.0.113.9"], false), "192.0.2.1");
        assert_eq!(seen(&[], true), "192.0.2.1");
        assert_eq!(seen(&["203.0.113.9, nonsense"], true), "192.0.2.1");
    }
}
