use serde_json::Value;
use yanxi_protocol::own::{self, ConfirmEmail, Contact, SetEmail};

use super::sink::Sink;
use crate::{common::*, on_both};

on_both! {
    an_address_counts_once_its_code_came_back => confirmed;
    wrong_and_old_codes_confirm_nothing => wrong;
    a_server_without_mail_says_so => without;
    what_is_no_address_or_not_taken_changes_nothing => refusals;
}

pub async fn ask(world: &World, path: &str, body: &impl serde::Serialize) -> Result<Contact, (u16, String)> {
    let (status, answer): (u16, Value) = world.post(Caller::Attendee, path, body).await;
    if status == 200 {
        return Ok(serde_json::from_value(answer).unwrap());
    }
    Err((status, answer["code"].as_str().unwrap_or_default().to_owned()))
}

fn email(email: &str) -> SetEmail {
    SetEmail { email: email.into() }
}

/// The code in the last letter.
fn code(sink: &Sink) -> String {
    let letter = sink.letters().pop().unwrap();
    letter.text.lines().find(|line| line.len() == 9 && line.contains('-')).unwrap().to_owned()
}

/// Confirms an address the way its owner does.
pub async fn confirm(world: &World, sink: &Sink, address: &str) {
    ask(world, own::EMAIL, &email(address)).await.unwrap();
    let code = code(sink);
    let contact = ask(world, own::EMAIL_CONFIRM, &ConfirmEmail { code }).await.unwrap();
    assert_eq!(contact.email.as_deref(), Some(address));
}

async fn confirmed(world: &World) {
    let sink = Sink::start().await;
    let world = &sink.world(world);
    let asked = ask(world, own::EMAIL, &email(" lin@example.test ")).await.unwrap();
    assert_eq!((asked.email, asked.pending.as_deref()), (None, Some("lin@example.test")));
    assert_eq!(sink.letters()[0].to, "lin@example.test");
    let typed = code(&sink).to_lowercase().replace('-', " ");
    let contact = ask(world, own::EMAIL_CONFIRM, &ConfirmEmail { code: typed }).await.unwrap();
    assert_eq!((contact.email.as_deref(), contact.pending), (Some("lin@example.test"), None));
    // A new address replaces it only when that one is confirmed too.
    world.state.clock.set(Some(DAY.plus_minutes(5)));
    let asked = ask(world, own::EMAIL, &email("new@example.test")).await.unwrap();
    assert_eq!(asked.email.as_deref(), Some("lin@example.test"));
    let gone = ask(world, own::EMAIL, &email("")).await.unwrap();
    assert_eq!((gone.email, gone.pending), (None, None));
    let person = format!("person:{ATTENDEE}");
    let audit = world.state.store.read().await.unwrap().audit_of(&person).await.unwrap();
    let actions: Vec<&str> = audit.iter().map(|line| line.action.as_str()).collect();
    assert_eq!(actions, ["email_asked", "email_confirmed", "email_asked", "email_removed"]);
    assert!(audit.iter().all(|line| !line.detail.to_string().contains('@')));
}

async fn wrong(world: &World) {
    let sink = Sink::start().await;
    let world = &sink.world(world);
    ask(world, own::EMAIL, &email("lin@example.test")).await.unwrap();
    let again = ask(world, own::EMAIL, &email("lin@example.test")).await.unwrap_err();
    assert_eq!(again, (429, "asked_just_now".into()));
    let right = ConfirmEmail { code: code(&sink) };
    let wrong = ConfirmEmail { code: "22222222".into() };
    for _ in 0..5 {
        let refused = ask(world, own::EMAIL_CONFIRM, &wrong).await.unwrap_err();
        assert_eq!(refused, (400, "code_wrong".into()));
    }
    // Five are enough: now even the right one is too late.
    assert_eq!(ask(world, own::EMAIL_CONFIRM, &right).await.unwrap_err(), (400, "code_expired".into()));
    world.state.clock.set(Some(DAY.plus_minutes(2)));
    ask(world, own::EMAIL, &email("lin@example.test")).await.unwrap();
    let right = ConfirmEmail { code: code(&sink) };
    world.state.clock.set(Some(DAY.plus_minutes(33)));
    assert_eq!(ask(world, own::EMAIL_CONFIRM, &right).await.unwrap_err(), (400, "code_expired".into()));
}

async fn without(world: &World) {
    let (_, contact): (u16, Contact) = world.get(Caller::Attendee, own::CONTACT).await;
    assert!(!contact.mail);
    let refused = ask(world, own::EMAIL, &email("lin@example.test")).await.unwrap_err();
    assert_eq!(refused, (409, "mail_not_configured".into()));
}

async fn refusals(world: &World) {
    let sink = Sink::start().await;
    let world = &sink.world(world);
    for bad in ["lin", "lin@", "@example.test", "lin@example.test, other@example.test", "a\r\nRCPT TO:<b@c>"]
    {
        let refused = ask(world, own::EMAIL, &email(bad)).await.unwrap_err();
        assert_eq!(refused, (400, "email_impossible".into()), "{bad}");
    }
    sink.refuse(Some("550 no such mailbox"));
    let refused = ask(world, own::EMAIL, &email("lin@example.test")).await.unwrap_err();
    assert_eq!(refused, (400, "mail_refused".into()));
    sink.refuse(Some("451 later"));
    world.state.clock.set(Some(DAY.plus_minutes(2)));
    let refused = ask(world, own::EMAIL, &email("lin@example.test")).await.unwrap_err();
    assert_eq!(refused, (503, "mail_failed".into()));
    let (_, contact): (u16, Contact) = world.get(Caller::Attendee, own::CONTACT).await;
    assert_eq!(contact.email, None);
}
