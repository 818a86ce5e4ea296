//! Counties and schools, published to everybody as the offline school directory.

use yanxi_domain::org::{County, School};
use yanxi_protocol::{
    docs::{self, CountySchools},
    scope::Scope,
};

use super::{StoreError, Tx, WriteTx};
use crate::args;

impl Tx {
    /// The whole directory, counties in their printed order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn directory(&mut self) -> Result<Vec<CountySchools>, StoreError> {
        let counties = self.rows("SELECT code, body FROM county ORDER BY position", args![]).await?;
        let mut directory = Vec::with_capacity(counties.len());
        for county in &counties {
            let code = county.text(0)?;
            let sql = "SELECT body FROM school WHERE county = $1 ORDER BY id";
            let schools = self.rows(sql, args![&*code]).await?;
            directory.push(CountySchools {
                county: county.json(1)?,
                schools: schools.iter().map(|row| row.json(0)).collect::<Result<_, _>>()?,
            });
        }
        Ok(directory)
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
        let sql = "INSERT INTO county (code, position, body) VALUES ($1, $2, $3) \
                   ON CONFLICT (code) DO UPDATE SET position = excluded.position, body = excluded.body";
        let body = serde_json::to_string(county).map_err(|error| StoreError::Broken(error.to_string()))?;
        self.execute(sql, args![&*county.code, position, body]).await?;
        for school in schools {
            let sql = "INSERT INTO school (id, county, body) VALUES ($1, $2, $3) \
                       ON CONFLICT (id) DO UPDATE SET county = excluded.county, body = excluded.body";
            let body =
                serde_json::to_string(school).map_err(|error| StoreError::Broken(error.to_string()))?;
            self.execute(sql, args![school.id.0, &*school.county, body]).await?;
        }
        let body = CountySchools { county: county.clone(), schools: schools.to_vec() };
        self.publish(Scope::Catalog, docs::SCHOOLS, &county.code, &body).await
    }
}
