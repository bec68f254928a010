//! TLS to the server, and whose certificate is trusted.

use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::advice::Obstacle;
use super::options::{SslMode, Trust};

/// What makes connections secret, as far as the URL wants it.
pub(super) fn connector(mode: &SslMode) -> Result<MakeRustlsConnect, Obstacle> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let verifier = Anybody(Arc::clone(&provider));
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Obstacle::new(error.to_string(), "mend this machine's TLS"))?;
    let config = match mode {
        SslMode::Disable | SslMode::Prefer => {
            config.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth()
        }
        SslMode::Require(trust) => config.with_root_certificates(roots(trust)?).with_no_client_auth(),
    };
    Ok(MakeRustlsConnect::new(config))
}

fn roots(trust: &Trust) -> Result<RootCertStore, Obstacle> {
    let mut roots = RootCertStore::empty();
    match trust {
        Trust::File(file) => {
            roots.add_parsable_certificates(certificates(file)?);
            if roots.is_empty() {
                return Err(unreadable(file, "no certificate stands in it"));
            }
        }
        Trust::Machine => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
            if roots.is_empty() {
                let todo = "install ca-certificates, or name a file of certificates with sslrootcert=FILE";
                return Err(Obstacle::new("this machine trusts no certificate at all", todo));
            }
        }
    }
    Ok(roots)
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, Obstacle> {
    let read = CertificateDer::pem_file_iter(file).and_then(Iterator::collect);
    read.map_err(|error| unreadable(file, error))
}

fn unreadable(file: &Path, why: impl std::fmt::Display) -> Obstacle {
    let reason = format!("the certificates in {} cannot be read: {why}", file.display());
    Obstacle::new(reason, "let sslrootcert name a file in PEM form that this program may read")
}

/// Takes every certificate, whoever signed it. Without `sslmode=require`, whoever stands in between could say as well
/// that there is no TLS; so this keeps only those out who merely listen.
#[derive(Debug)]
struct Anybody(Arc<CryptoProvider>);

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
