//! A key that answers passkey challenges, as a browser passes them on (WebAuthn level 3; packed by hand, so that tests can
//! bend every part).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

#[derive(Clone)]
pub struct Authenticator {
    pub key: SigningKey,
    pub id: [u8; 16],
    pub counter: u32,
    /// Address the browser is at.
    pub origin: &'static str,
    pub domain: &'static str,
    /// It checked its owner by PIN, finger or face.
    pub verifies: bool,
}

impl Authenticator {
    pub fn new() -> Self {
        let (mut secret, mut id) = ([0; 32], [0; 16]);
        getrandom::fill(&mut secret).unwrap();
        getrandom::fill(&mut id).unwrap();
        Self {
            key: SigningKey::from_slice(&secret).unwrap(),
            id,
            counter: 0,
            origin: "http://localhost:8080",
            domain: "localhost",
            verifies: true,
        }
    }

    /// `navigator.credentials.create` on the options of a challenge; the answer to send.
    pub fn create(&self, challenge: &Value) -> Value {
        let point = self.key.verifying_key().to_sec1_point(false);
        let mut key = vec![0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        key.extend_from_slice(point.x().unwrap());
        key.extend_from_slice(&[0x22, 0x58, 0x20]);
        key.extend_from_slice(point.y().unwrap());
        let mut data = self.data(WITH_KEY);
        data.extend_from_slice(&[0; 16]);
        data.extend_from_slice(&16_u16.to_be_bytes());
        data.extend_from_slice(&self.id);
        data.extend_from_slice(&key);
        let mut object = b"\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend_from_slice(&data);
        let client = self.client("webauthn.create", challenge);
        self.answer(challenge, json!({ "attestationObject": text(&object), "clientDataJSON": text(&client) }))
    }

    /// `navigator.credentials.get`; counts on.
    pub fn get(&mut self, challenge: &Value) -> Value {
        let data = self.data(0);
        let client = self.client("webauthn.get", challenge);
        let signed = [&data[..], &Sha256::digest(&client)[..]].concat();
        let signature: Signature = self.key.sign(&signed);
        self.answer(
            challenge,
            json!({
                "authenticatorData": text(&data),
                "clientDataJSON": text(&client),
                "signature": text(signature.to_der().as_bytes()),
            }),
        )
    }

    fn answer(&self, challenge: &Value, response: Value) -> Value {
        let id = text(&self.id);
        let credential = json!({ "id": id, "rawId": id, "type": "public-key", "response": response,
            "clientExtensionResults": {} });
        json!({ "challenge": challenge["id"], "credential": credential })
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let mut data = Sha256::digest(self.domain).to_vec();
        data.push(PRESENT | more | if self.verifies { VERIFIED } else { 0 });
        data.extend_from_slice(&self.counter.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, challenge: &Value) -> Vec<u8> {
        let asked = &challenge["options"]["challenge"];
        assert!(asked.is_string(), "{challenge}");
        json!({ "type": kind, "challenge": asked, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
