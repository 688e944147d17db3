package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.local.iam.UniqueId;
import io.github.ecsmaven.local.wire.CredentialSource;
import io.github.ecsmaven.local.wire.KnownCredentials;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.AccessKey;

/**
 * The long-lived access keys of IAM users. A user has no policies here: it can assume the roles whose trust policy names it, and
 * find out who it is.
 */
public final class UserKeys implements CredentialSource {
    private final Map<String, AccessKey> keys;
    private final String account;

    /** Those keys, each of one user. */
    public UserKeys(List<AccessKey> keys, String account) {
        this.keys = keys.stream().collect(Collectors.toMap(AccessKey::accessKeyId, Function.identity()));
        this.account = account;
    }

    /** The user of a key. */
    Optional<String> user(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId)).map(AccessKey::userName);
    }

    String arn(String user) {
        return "arn:aws:iam::" + account + ":user/" + user;
    }

    String id(String user) {
        return UniqueId.of("AIDA", arn(user));
    }

    /** They have no session token and do not end. */
    @Override
    public Optional<KnownCredentials> find(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId))
                .map(key -> new KnownCredentials(
                        key.accessKeyId(), key.secretAccessKey(), "", Instant.MAX, arn(key.userName())));
    }
}
