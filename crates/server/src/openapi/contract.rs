//! A contract's routes with their document, and how contracts come together.

use axum::Router;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::UtoipaMethodRouter;

use super::beginning::beginning;
use crate::app::App;
use crate::routes::Routes;

/// Routes, and what the document says of them.
pub(crate) type Contract = (Routes, OpenApi);

/// The tag of operations that stand elsewhere too.
pub(super) const FURTHER_ADDRESSES: &str = "Further addresses";

/// A contract of what was put together.
pub(crate) fn contract((router, document): (Router<App>, OpenApi)) -> Contract {
    (Routes::described(router, &document), document)
}

/// Several contracts as one.
pub(crate) fn together(contracts: impl IntoIterator<Item = Contract>) -> Contract {
    let mut whole = (Routes::new(), beginning());
    for (routes, document) in contracts {
        whole = (whole.0.merge(routes), whole.1.merge_from(document));
    }
    whole
}

/// An operation at one more path, as an operation of the document with an id of its own. Its parameters must have the
/// same names.
pub(crate) fn also_at(
    path: &str,
    operation_id: &str,
    (schemas, mut paths, handler): UtoipaMethodRouter<App>,
) -> UtoipaMethodRouter<App> {
    let items = std::mem::take(&mut paths.paths);
    for (elsewhere, mut item) in items {
        let verbs = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete];
        for operation in verbs.into_iter().flatten() {
            operation.operation_id = Some(operation_id.to_owned());
            operation.tags = Some(vec![FURTHER_ADDRESSES.to_owned()]);
            operation.description = Some(format!("The same as `{elsewhere}`, which has the description."));
        }
        paths.paths.insert(path.to_owned(), item);
    }
    (schemas, paths, handler)
}
