//! Golden files of documents: what an older or newer client finds in its replica.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod golden;

use golden::{assert_golden, golden};
use yanxi_protocol::docs::{DeviceLabel, Registered};

#[test]
fn a_device_label_is_an_id_and_a_name() {
    let label = DeviceLabel {
        id: "0198a000-0000-7000-8000-000000000003".parse().unwrap(),
        label: "平板A".to_owned(),
    };
    assert_golden("docs/device_label.json", &serde_json::to_string(&label).unwrap());
    assert_eq!(serde_json::from_str::<DeviceLabel>(&golden("docs/device_label.json")).unwrap(), label);
}

#[test]
fn a_registered_row_is_two_ids() {
    let row = Registered {
        registration: "0198a001-0000-7000-8000-000000000001".parse().unwrap(),
        session: "0198a000-0000-7000-8000-000000000001".parse().unwrap(),
    };
    assert_golden("docs/registered.json", &serde_json::to_string(&row).unwrap());
    assert_eq!(serde_json::from_str::<Registered>(&golden("docs/registered.json")).unwrap(), row);
}
