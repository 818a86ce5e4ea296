//! Counties and schools, published to everybody as the offline school directory.

use yanxi_domain::{
    directory::{ListedSchool, Listing, county::COUNTIES},
    ids::OrgId,
    org::{County, School},
    time::Timestamp,
};
use yanxi_protocol::{
    docs::{self, CountySchools},
    scope::Scope,
};

use super::{StoreError, Tx, WriteTx};
use crate::args;

impl Tx {
    /// The whole directory, counties in their printed order, open schools only.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn directory(&mut self) -> Result<Vec<CountySchools>, StoreError> {
        let counties = self.rows("SELECT body FROM county ORDER BY position", args![]).await?;
        let mut directory = Vec::with_capacity(counties.len());
        for county in &counties {
            directory.push(self.county_schools(county.json(0)?).await?);
        }
        Ok(directory)
    }

    async fn county_schools(&mut self, county: County) -> Result<CountySchools, StoreError> {
        let sql = "SELECT body FROM school WHERE county = $1 AND closed_at IS NULL ORDER BY id";
        let schools = self.rows(sql, args![&*county.code]).await?;
        let schools = schools.iter().map(|row| row.json(0)).collect::<Result<_, _>>()?;
        Ok(CountySchools { county, schools })
    }

    /// Every school with what the directory keeps of it, closed ones too.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn listed_schools(&mut self) -> Result<Vec<ListedSchool>, StoreError> {
        let sql = "SELECT body, listing, closed_at FROM school ORDER BY id";
        let rows = self.rows(sql, args![]).await?;
        rows.iter()
            .map(|row| {
                Ok(ListedSchool {
                    school: row.json(0)?,
                    listing: if row.opt_text(1)?.is_some() { row.json(1)? } else { Listing::default() },
                    closed_at: row.opt_int(2)?.map(Timestamp),
                })
            })
            .collect()
    }

    /// A school, open or closed: what a record of earlier years names.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn school(&mut self, id: OrgId) -> Result<Option<School>, StoreError> {
        let row = self.row("SELECT body FROM school WHERE id = $1", args![id.0]).await?;
        row.map(|row| row.json(0)).transpose()
    }
}

impl WriteTx {
    /// Adds or replaces a county and its schools.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_county_schools(
        &mut self,
        position: i64,
        county: &County,
        schools: &[School],
    ) -> Result<(), StoreError> {
        self.put_county(position, county).await?;
        for school in schools {
            let sql = "INSERT INTO school (id, county, body) VALUES ($1, $2, $3) \
                       ON CONFLICT (id) DO UPDATE SET county = excluded.county, body = excluded.body";
            self.execute(sql, args![school.id.0, &*school.county, json(school)?]).await?;
        }
        let body = CountySchools { county: county.clone(), schools: schools.to_vec() };
        self.publish(Scope::Catalog, docs::SCHOOLS, &county.code, &body).await
    }

    /// Makes sure that all 22 counties are there (U-H1).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_counties(&mut self) -> Result<(), StoreError> {
        for (position, county) in (1_i64..).zip(&COUNTIES) {
            self.put_county(position, &county.county()).await?;
        }
        Ok(())
    }

    /// Adds an office. It never was in a file of the Ministry, so no import closes it; [`WriteTx::publish_schools`] then
    /// tells the clients.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_office(&mut self, office: &School) -> Result<(), StoreError> {
        let sql = "INSERT INTO school (id, county, body) VALUES ($1, $2, $3)";
        self.execute(sql, args![office.id.0, &*office.county, json(office)?]).await?;
        Ok(())
    }

    async fn put_county(&mut self, position: i64, county: &County) -> Result<(), StoreError> {
        let sql = "INSERT INTO county (code, position, body) VALUES ($1, $2, $3) \
                   ON CONFLICT (code) DO UPDATE SET position = excluded.position, body = excluded.body";
        self.execute(sql, args![&*county.code, position, json(county)?]).await?;
        Ok(())
    }

    /// Adds or replaces schools of the directory; [`WriteTx::publish_schools`] then tells the clients.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_listed_schools(&mut self, schools: &[ListedSchool]) -> Result<(), StoreError> {
        let sql = "INSERT INTO school (id, county, body, listing, closed_at) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (id) DO UPDATE SET county = excluded.county, body = excluded.body, \
                   listing = excluded.listing, closed_at = excluded.closed_at";
        for ListedSchool { school, listing, closed_at } in schools {
            let (body, listing) = (json(school)?, json(listing)?);
            self.execute(sql, args![school.id.0, &*school.county, body, listing, *closed_at]).await?;
        }
        Ok(())
    }

    /// Publishes the open schools of every county. A county in which nothing changed is no news.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn publish_schools(&mut self) -> Result<(), StoreError> {
        for body in self.directory().await? {
            self.publish(Scope::Catalog, docs::SCHOOLS, &body.county.code, &body).await?;
        }
        Ok(())
    }
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Broken(error.to_string()))
}
