//! Lists of values, for statements that do for many at once what another statement does for one.

use std::error::Error;

use bytes::BytesMut;
use tokio_postgres::types::{IsNull, Kind, ToSql, Type, to_sql_checked};

use super::session::Parameter;
use crate::sql::{SqlError, Value};

/// The parameters of many, one list for each. Of statements that have none, only how many there are.
#[derive(Debug)]
pub(super) enum Lists {
    Of(Vec<List>),
    Number(i64),
}

/// One parameter of many.
#[derive(Debug)]
pub(super) struct List(Vec<Value>);

impl Lists {
    /// Turns rows of parameters into lists.
    ///
    /// # Errors
    /// [`SqlError::Broken`] where they are not equally many.
    pub(super) fn of(rows: Vec<Vec<Value>>) -> Result<Self, SqlError> {
        let (number, width) = (rows.len(), rows.first().map_or(0, Vec::len));
        if width == 0 {
            return i64::try_from(number)
                .map(Self::Number)
                .map_err(|error| SqlError::Broken(error.to_string()));
        }
        let mut lists: Vec<List> = (0..width).map(|_| List(Vec::with_capacity(number))).collect();
        for row in rows {
            if row.len() != width {
                return Err(SqlError::Broken(
                    "a statement with sometimes more parameters, sometimes fewer".to_owned(),
                ));
            }
            for (list, value) in lists.iter_mut().zip(row) {
                list.0.push(value);
            }
        }
        Ok(Self::Of(lists))
    }

    /// Each with its type, as statements take them.
    pub(super) fn parameters(&self) -> Vec<Parameter<'_>> {
        match self {
            Self::Of(lists) => lists.iter().map(|list| (list as _, list.ty())).collect(),
            Self::Number(number) => vec![(number, Type::INT8)],
        }
    }
}

impl List {
    /// The type of its values. Where it holds nothing but nothing, the server finds it out from the statement.
    fn ty(&self) -> Type {
        let some = self.0.iter().find(|value| **value != Value::Null);
        some.map_or(Type::UNKNOWN, |value| match value {
            Value::Null => Type::UNKNOWN,
            Value::Integer(_) => Type::INT8_ARRAY,
            Value::Text(_) => Type::TEXT_ARRAY,
            Value::Bytes(_) => Type::BYTEA_ARRAY,
            Value::Uuid(_) => Type::UUID_ARRAY,
        })
    }
}

impl ToSql for List {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match ty.kind() {
            Kind::Array(_) => self.0.to_sql(ty, out),
            // `unnest` makes a list that is not there as long as the others.
            _ => Ok(IsNull::Yes),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
