package io.github.ecsmaven.local.wire;

import java.util.Optional;

/** Knows the credentials that calls may be signed with. */
@FunctionalInterface
public interface CredentialSource {
    /** The credentials of that access key id, expired ones too, so that AWS's answer to these can be given. */
    Optional<KnownCredentials> find(String accessKeyId);
}
