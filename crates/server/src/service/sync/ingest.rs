//! Storing a group of pushes in one transaction.

use std::collections::{BTreeMap, HashMap};

use yanxi_domain::{
    attendance::Flag,
    event::SideRecord,
    ids::{DeviceId, EventId},
    time::Timestamp,
};
use yanxi_protocol::{
    scope::Scope,
    sync::{DeviceReport, EventResult, Outcome, Quarantine},
};

use super::{
    contact,
    reading::{Reading, Verdict},
};
use crate::{
    actor::DeviceActor,
    ranges::Ranges,
    store::{Appended, Aside, DeviceLedger, NewEvent, Store, StoreError, WriteTx},
};

/// What one request brings.
#[derive(Debug)]
pub(super) struct Push {
    pub device: DeviceActor,
    pub report: DeviceReport,
    pub readings: Vec<Reading>,
    pub records: Vec<SideRecord>,
    pub received_at: Timestamp,
}

/// What became of it.
#[derive(Debug)]
pub(super) struct Pushed {
    pub results: Vec<EventResult>,
    /// Highest number of the device the server holds or was told of.
    pub device_head: u64,
}

/// Judgement of one reading after the log was asked.
enum Judged {
    Stored { new: bool },
    Aside(Quarantine),
}

/// Stores all pushes or none. Returns after the commit.
pub(super) async fn ingest(store: &dyn Store, pushes: &[Push]) -> Result<Vec<Pushed>, StoreError> {
    let mut tx = store.write(&scopes(pushes)).await?;
    let mut devices: Vec<DeviceId> = pushes.iter().map(|push| push.device.id).collect();
    devices.sort_unstable();
    devices.dedup();
    let mut ledgers = tx.device_ledgers(&devices).await?;
    let judged = append(&mut tx, pushes, &ledgers).await?;
    let mut news = Vec::new();
    let mut answers = Vec::with_capacity(pushes.len());
    for (push, judged) in pushes.iter().zip(judged) {
        for record in &push.records {
            tx.store_record(record, push.device.sessions.contains(&record.session)).await?;
        }
        let mut results = Vec::with_capacity(judged.len());
        for (reading, judged) in push.readings.iter().zip(&judged) {
            results.push(answer(&mut tx, push, reading, judged).await?);
        }
        let Some(ledger) = ledgers.get_mut(&push.device.id) else {
            return Err(StoreError::Broken("the device of a push has no row".into()));
        };
        if note(ledger, push, &judged) {
            news.push(push.device.id);
        }
        answers.push(Pushed { results, device_head: ledger.status.head });
    }
    for ledger in ledgers.values() {
        tx.save_ledger(ledger).await?;
    }
    for device in news {
        if let Some(push) = pushes.iter().find(|push| push.device.id == device) {
            tx.publish_device(device, push.received_at).await?;
        }
    }
    tx.commit().await?;
    Ok(answers)
}

/// Everything this transaction may write to. The course comes along always: its lock also guards the ledgers.
fn scopes(pushes: &[Push]) -> Vec<Scope> {
    let mut scopes = Vec::new();
    for push in pushes {
        scopes.push(Scope::Course(push.device.course));
        for reading in &push.readings {
            if let Verdict::Fact { session, .. } = reading.verdict {
                scopes.push(Scope::Session(session));
            }
        }
        let enrolled = |record: &&SideRecord| push.device.sessions.contains(&record.session);
        scopes.extend(push.records.iter().filter(enrolled).map(|record| Scope::Session(record.session)));
        // Consecutive events are nearly always of one session: keep the list short while building it.
        scopes.dedup();
    }
    scopes
}

/// Appends the facts of all pushes. A push that repeats an event of another push of the group (two tabs) is compared
/// with that one, since the log cannot hold it yet.
async fn append(
    tx: &mut WriteTx,
    pushes: &[Push],
    ledgers: &BTreeMap<DeviceId, DeviceLedger>,
) -> Result<Vec<Vec<Judged>>, StoreError> {
    let mut events: Vec<NewEvent> = Vec::with_capacity(pushes.iter().map(|push| push.readings.len()).sum());
    let mut first_of_id: HashMap<EventId, usize> = HashMap::with_capacity(events.capacity());
    let mut first_of_seq: HashMap<(DeviceId, u64), usize> = HashMap::with_capacity(events.capacity());
    let mut places = Vec::with_capacity(events.capacity());
    // The same numbers in the same order as `note` will take them into the ledgers.
    let mut held: BTreeMap<DeviceId, Ranges> =
        ledgers.iter().map(|(device, ledger)| (*device, ledger.held.clone())).collect();
    for push in pushes {
        let device = push.device.id;
        let held = held.entry(device).or_default();
        let had_trouble = ledgers.get(&device).is_some_and(|ledger| ledger.quarantined > 0);
        for reading in &push.readings {
            let possible = !reading.own || held.insert(reading.seq);
            let Verdict::Fact { id, session, .. } = reading.verdict else {
                places.push(Place::Nowhere);
                continue;
            };
            // What was kept aside once stays aside: the tablet was told so and does not count it.
            if had_trouble && let Some(reason) = tx.kept_aside(device, &reading.raw).await? {
                places.push(Place::AsideBefore(reason));
                continue;
            }
            if !possible {
                places.push(Place::Beyond);
                continue;
            }
            let earlier = first_of_id.get(&id).or_else(|| first_of_seq.get(&(device, reading.seq)));
            if let Some(&earlier) = earlier {
                places.push(Place::After(earlier));
                continue;
            }
            first_of_id.insert(id, events.len());
            first_of_seq.insert((device, reading.seq), events.len());
            places.push(Place::At(events.len()));
            let (seq, received_at) = (reading.seq, push.received_at);
            events.push(NewEvent { id, session, device, seq, received_at, raw: reading.raw.clone() });
        }
    }
    let appended = tx.append_events(&events).await?;
    let mut places = places.into_iter();
    let judge = |reading: &Reading, place: Place| match (&reading.verdict, place) {
        (Verdict::Aside(reason), _) => Judged::Aside(*reason),
        (_, Place::AsideBefore(reason)) => Judged::Aside(reason),
        (_, Place::Beyond) => Judged::Aside(Quarantine::SeqImpossible),
        (_, Place::At(at)) => match appended[at] {
            Appended::New => Judged::Stored { new: true },
            Appended::Same => Judged::Stored { new: false },
            Appended::IdTaken => Judged::Aside(Quarantine::IdReused),
            Appended::SeqTaken => Judged::Aside(Quarantine::SeqReused),
        },
        (Verdict::Fact { id, .. }, Place::After(at)) if events[at].id != *id => {
            Judged::Aside(Quarantine::SeqReused)
        }
        (_, Place::After(at)) if events[at].raw != reading.raw => Judged::Aside(Quarantine::IdReused),
        (_, Place::After(at)) => match appended[at] {
            Appended::New | Appended::Same => Judged::Stored { new: false },
            Appended::IdTaken => Judged::Aside(Quarantine::IdReused),
            Appended::SeqTaken => Judged::Aside(Quarantine::SeqReused),
        },
        (_, Place::Nowhere) => Judged::Aside(Quarantine::Unreadable),
    };
    Ok(pushes
        .iter()
        .map(|push| {
            push.readings.iter().zip(places.by_ref()).map(|(reading, place)| judge(reading, place)).collect()
        })
        .collect())
}

/// Where a reading went.
enum Place {
    /// Into the list, at this index.
    At(usize),
    /// The list already had its id or number, at this index.
    After(usize),
    /// Not into the list: judged before.
    Nowhere,
    /// Not into the list: no honest stream can have its number.
    Beyond,
    /// Not into the list: kept aside by an earlier push.
    AsideBefore(Quarantine),
}

async fn answer(
    tx: &mut WriteTx,
    push: &Push,
    reading: &Reading,
    judged: &Judged,
) -> Result<EventResult, StoreError> {
    let seq = reading.seq;
    let outcome = match (judged, &reading.verdict) {
        (Judged::Aside(reason), _) => {
            tx.keep_aside(aside(push, reading, *reason)).await?;
            Outcome::Quarantined { reason: *reason }
        }
        (Judged::Stored { new: false }, _) => Outcome::Duplicate,
        (Judged::Stored { new: true }, Verdict::Fact { flags, .. }) if !flags.is_empty() => {
            if flags.contains(&Flag::NewerFormat) {
                // In the log already; the owner sees that it counts for nothing yet.
                tx.keep_aside(aside(push, reading, Quarantine::NewerFormat)).await?;
            }
            Outcome::AcceptedFlagged { flags: flags.clone() }
        }
        (Judged::Stored { new: true }, _) => Outcome::Accepted,
    };
    Ok(EventResult { seq, outcome })
}

fn aside<'a>(push: &Push, reading: &'a Reading, reason: Quarantine) -> Aside<'a> {
    let (device, course, received_at) = (push.device.id, push.device.course, push.received_at);
    Aside { course, device, seq: reading.seq, received_at, reason, raw: &reading.raw }
}

/// Takes a push into its device's ledger. A quarantined number is held too: it was received, and no hole in the stream
/// may block finality for ever.
fn note(ledger: &mut DeviceLedger, push: &Push, judged: &[Judged]) -> bool {
    let before = ledger.status.ended.clone();
    for (reading, judged) in push.readings.iter().zip(judged) {
        if let (Verdict::Fact { session, ends: Some(last_seq), .. }, Judged::Stored { .. }) =
            (&reading.verdict, judged)
        {
            match ledger.status.ended.iter_mut().find(|(ended, _)| ended == session) {
                Some((_, last)) => *last = (*last).max(*last_seq),
                None => ledger.status.ended.push((*session, *last_seq)),
            }
        }
    }
    let received = push.readings.iter().filter(|reading| reading.own).map(|reading| reading.seq);
    let news = contact::note(ledger, &push.report, push.received_at, received);
    if news {
        ledger.published_at = push.received_at;
    }
    news || before != ledger.status.ended
}
