//! Who passkeys are for (WebAuthn calls it the relying party): a domain, and the address browsers show.

use std::sync::Arc;

use url::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// The domain passkeys are bound to.
#[derive(Clone, Debug)]
pub struct RelyingParty {
    domain: Arc<str>,
    pub(super) webauthn: Arc<Webauthn>,
}

/// The parameters do not fit together.
#[derive(Debug, thiserror::Error)]
pub enum BadPasskeyDomain {
    /// Not an address.
    #[error("the public address must be one such as https://yanxi.example: {0}")]
    Address(#[from] url::ParseError),
    /// Browsers would refuse every passkey.
    #[error("the domain of passkeys must be that of the public address, or one it is part of")]
    Domain,
}

impl RelyingParty {
    /// For an installation people open at `address`; `domain` is that of the address unless given. Without either it is
    /// `localhost` on any port: trying it out. `None`: the address has no name, only a number, and browsers know no
    /// passkeys there.
    ///
    /// # Errors
    /// See [`BadPasskeyDomain`].
    pub fn new(address: Option<&str>, domain: Option<&str>) -> Result<Option<Self>, BadPasskeyDomain> {
        let address = match (address, domain) {
            (Some(address), _) => Url::parse(address)?,
            (None, Some(domain)) => Url::parse(&format!("https://{domain}"))?,
            (None, None) => Url::parse("http://localhost")?,
        };
        let Some(domain) = domain.or_else(|| address.domain()) else { return Ok(None) };
        let builder = WebauthnBuilder::new(domain, &address).map_err(|_| BadPasskeyDomain::Domain)?;
        // Whoever tries it out takes a port that is free.
        let webauthn = builder.rp_name("研習").allow_any_port(domain == "localhost").build();
        let webauthn = Arc::new(webauthn.map_err(|_| BadPasskeyDomain::Domain)?);
        Ok(Some(Self { domain: domain.into(), webauthn }))
    }

    /// Domain.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(address: Option<&str>, domain: Option<&str>) -> Result<Option<String>, ()> {
        let party = RelyingParty::new(address, domain).map_err(|_| ())?;
        Ok(party.map(|party| party.domain().to_owned()))
    }

    #[test]
    fn the_domain_is_that_of_the_address_unless_said_otherwise() {
        let of = |text: &str| Ok(Some(text.to_owned()));
        assert_eq!(domain(None, None), of("localhost"));
        assert_eq!(domain(Some("https://yanxi.edu.example"), None), of("yanxi.edu.example"));
        assert_eq!(domain(Some("https://yanxi.edu.example:8443/"), Some("edu.example")), of("edu.example"));
        assert_eq!(domain(None, Some("yanxi.example")), of("yanxi.example"));
        assert_eq!(domain(Some("http://192.0.2.7:8080"), None), Ok(None), "a number has no passkeys");
        for (address, other) in [
            (Some("yanxi.example"), None),
            (Some("https://yanxi.example"), Some("example.org")),
            (Some("https://yanxi.example"), Some("anxi.example")),
            (Some("https://192.0.2.7"), Some("yanxi.example")),
        ] {
            assert_eq!(domain(address, other), Err(()), "{address:?} {other:?}");
        }
    }
}
