//! The domain's answer to "may this person register", in sentences.

use yanxi_domain::{
    course::{RegistrationTerms, Session},
    org::School,
    registering::{Held as Holding, may_register, out_of_time},
    time::Timestamp,
};
use yanxi_protocol::registering::Sentence;

use super::words;
use crate::store::Held;

/// Every reason against it, and what the person should know.
pub(in crate::service) fn judge(
    session: &Session,
    terms: &RegistrationTerms,
    school: &School,
    held: &[Held],
    now: Timestamp,
) -> (Vec<Sentence>, Vec<Sentence>) {
    let holdings: Vec<Holding<'_>> =
        held.iter().map(|h| Holding { session: &h.session, state: h.state }).collect();
    let (mut refusals, remarks) = match may_register(session, school, &holdings, now) {
        Ok(remarks) => (Vec::new(), remarks),
        Err(refusals) => (refusals, Vec::new()),
    };
    refusals.extend(out_of_time(terms, now));
    (
        refusals.into_iter().map(|r| words::refusal(r, session, held, now)).collect(),
        remarks.into_iter().map(|r| words::remark(r, held)).collect(),
    )
}
