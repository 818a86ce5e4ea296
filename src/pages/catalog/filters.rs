//! The filters of the catalogue (U-E1).

use leptos::prelude::*;
use yanxi_domain::{business_area::BUSINESS_AREAS, directory::county::COUNTIES};
use yanxi_protocol::registering::CatalogQuery;

use crate::{
    components::{Button, ButtonKind, Checkbox, Choice, Icon, SearchField, Select, TextField},
    i18n::{registering as text, use_locale},
};

/// What is chosen, field by field.
#[derive(Clone, Copy)]
pub struct Filters {
    text: RwSignal<String>,
    area: RwSignal<String>,
    county: RwSignal<String>,
    mode: RwSignal<String>,
    from: RwSignal<String>,
    to: RwSignal<String>,
    free: RwSignal<bool>,
    eligible: RwSignal<bool>,
}

impl Filters {
    /// Nothing is filtered.
    #[must_use]
    pub fn new() -> Self {
        Self {
            text: RwSignal::default(),
            area: RwSignal::default(),
            county: RwSignal::default(),
            mode: RwSignal::default(),
            from: RwSignal::default(),
            to: RwSignal::default(),
            free: RwSignal::default(),
            eligible: RwSignal::default(),
        }
    }

    /// As the server is asked.
    #[must_use]
    pub fn query(self) -> CatalogQuery {
        CatalogQuery {
            area: self.area.get(),
            county: self.county.get(),
            from: self.from.get(),
            to: self.to.get(),
            mode: self.mode.get(),
            text: self.text.with(|text| text.trim().to_owned()),
            free: self.free.get(),
            eligible: self.eligible.get(),
            after: String::new(),
        }
    }

    /// Back to everything.
    pub fn clear(self) {
        for field in [self.text, self.area, self.county, self.mode, self.from, self.to] {
            field.set(String::new());
        }
        self.free.set(false);
        self.eligible.set(false);
    }
}

/// The filter bar.
#[component]
pub fn FilterBar(filters: Filters, filtered: Memo<bool>) -> impl IntoView {
    let locale = use_locale();
    let areas = move || {
        BUSINESS_AREAS.iter().map(|a| Choice { key: (*a).to_owned(), label: (*a).to_owned() }).collect()
    };
    let counties = move || {
        COUNTIES.iter().map(|c| Choice { key: c.code.to_owned(), label: c.name.to_owned() }).collect()
    };
    let modes = move || {
        let locale = locale.get();
        [
            ("on_site", text::mode_on_site(locale)),
            ("online", text::mode_online(locale)),
            ("hybrid", text::mode_hybrid(locale)),
        ]
        .map(|(key, label)| Choice { key: key.to_owned(), label })
        .to_vec()
    };
    // On a phone the list comes first; the finer filters are one press away.
    let more = RwSignal::new(false);
    view! {
        <search class="catalog-filters" aria-label=move || text::filters(locale.get())>
            <SearchField label=move || text::search(locale.get()) value=filters.text/>
            <div class="catalog-filters-more">
                <Button label=move || text::filters(locale.get()) icon=Icon::List
                    on_press=move |()| more.update(|open| *open = !*open)/>
            </div>
            <div class="catalog-filters-row" class:catalog-filters-closed=move || !more.get()>
                <Select label=move || text::area(locale.get()) options=Signal::derive(areas) value=filters.area
                    empty=Signal::derive(move || text::any_area(locale.get()))/>
                <Select label=move || text::county(locale.get()) options=Signal::derive(counties) value=filters.county
                    empty=Signal::derive(move || text::any_county(locale.get()))/>
                <Select label=move || text::mode(locale.get()) options=Signal::derive(modes) value=filters.mode
                    empty=Signal::derive(move || text::any_mode(locale.get()))/>
                <TextField label=move || text::from(locale.get()) value=filters.from input_type="date"/>
                <TextField label=move || text::to(locale.get()) value=filters.to input_type="date"/>
            </div>
            <div class="row">
                <Checkbox label=move || text::only_free(locale.get()) value=filters.free
                    on_change=move |on| filters.free.set(on)/>
                <Checkbox label=move || text::only_eligible(locale.get()) value=filters.eligible
                    on_change=move |on| filters.eligible.set(on)/>
                <Show when=move || filtered.get()>
                    <Button label=move || text::clear_filters(locale.get()) kind=ButtonKind::Quiet
                        on_press=move |()| filters.clear()/>
                </Show>
            </div>
        </search>
    }
}
