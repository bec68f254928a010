//! Schemas that no derived one can say.

use serde::Serialize;
use serde_json::Value;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{SchemaFormat, SchemaType, Type};
use utoipa::openapi::{ObjectBuilder, Ref, RefOr, Required, Schema};

/// A control character, as the contracts mean it (`text::control_character` of `career`), in a character class.
pub(crate) const CONTROL: &str = r"\u0000-\u001f\u007f-\u009f";

/// The same without `\t`, `\n` and `\r`.
pub(crate) const CONTROL_BUT_LINES: &str = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f";

/// A text.
pub(crate) fn text(description: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).description(Some(description))
}

/// A text that says something after trimming, up to so many characters, without the characters of the class.
pub(crate) fn running_text(description: &str, most: usize, but: &str) -> ObjectBuilder {
    let pattern = format!(r"^\s*[^\s{but}]([^{but}]*[^\s{but}])?\s*$");
    text(description).min_length(Some(1)).max_length(Some(most)).pattern(Some(pattern))
}

/// Texts or something else.
pub(crate) fn any_of_types(types: impl IntoIterator<Item = Type>, description: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::from_iter(types)).description(Some(description))
}

/// One of these words, as they are written.
pub(crate) fn words<T: Serialize>(words: impl IntoIterator<Item = T>) -> ObjectBuilder {
    // Words of the program, which JSON can always express.
    let words = words.into_iter().filter_map(|word| serde_json::to_value(word).ok());
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words))
}

/// All words of an enumeration, which does not compile where one is forgotten.
macro_rules! all_words {
    ($name:ty { $($word:ident),+ $(,)? }) => {{
        #[expect(dead_code, reason = "it is there to be compiled")]
        const fn is_there(word: $name) {
            match word {
                $(<$name>::$word)|+ => (),
            }
        }
        $crate::openapi::words([$(<$name>::$word),+])
    }};
}
pub(crate) use all_words;

/// A moment, as every answer writes it (LEDGER 14).
pub(crate) fn moment() -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$"))
}

/// A component of this name.
pub(crate) fn component(name: &str) -> RefOr<Schema> {
    Ref::from_schema_name(name).into()
}

/// A parameter of the path, with an example that the demo has.
pub(crate) fn path_parameter(name: &str, schema: ObjectBuilder, example: impl Into<Value>) -> Parameter {
    let schema = schema.examples([example.into()]);
    of_place(ParameterIn::Path, name, schema).required(Required::True).build()
}

/// A parameter that may be left out. It has no example, for whoever tries the operation would send it.
pub(crate) fn optional_parameter(place: ParameterIn, name: &str, schema: ObjectBuilder) -> Parameter {
    of_place(place, name, schema).required(Required::False).build()
}

/// The condition by which an answer is not sent again.
pub(crate) fn if_none_match() -> Parameter {
    let schema = text("The `ETag` of the answer that you have: it is 304 as long as that still holds.");
    optional_parameter(ParameterIn::Header, "If-None-Match", schema)
}

/// The schema's description is the parameter's.
fn of_place(place: ParameterIn, name: &str, schema: ObjectBuilder) -> ParameterBuilder {
    let mut schema = schema.build();
    let description = schema.description.take();
    ParameterBuilder::new().name(name).parameter_in(place).description(description).schema(Some(schema))
}

/// Makes types whose parameters the document has of an operation: `#[utoipa::path(params(…))]` takes types alone.
macro_rules! parameters {
    ($($(#[$doc:meta])* $name:ident => $parameters:expr;)+) => {
        $(
            $(#[$doc])*
            pub(crate) struct $name;

            impl utoipa::IntoParams for $name {
                fn into_params(
                    _: impl Fn() -> Option<utoipa::openapi::path::ParameterIn>,
                ) -> Vec<utoipa::openapi::path::Parameter> {
                    Vec::from($parameters)
                }
            }
        )+
    };
}
pub(crate) use parameters;

/// Gives types a schema that is written by hand, as a component of their name.
macro_rules! schema {
    ($($(#[$doc:meta])* $name:ident => $schema:expr;)+) => {
        $(
            $(#[$doc])*
            pub(crate) struct $name;

            impl utoipa::PartialSchema for $name {
                fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                    $schema.into()
                }
            }

            impl utoipa::ToSchema for $name {
                fn name() -> std::borrow::Cow<'static, str> {
                    stringify!($name).into()
                }
            }
        )+
    };
}
pub(crate) use schema;

/// An id that the server made.
pub(crate) fn uuid() -> ObjectBuilder {
    let format = SchemaFormat::Custom("uuid".to_owned());
    ObjectBuilder::new().schema_type(Type::String).format(Some(format))
}
