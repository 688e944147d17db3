package io.github.ecsmaven.deployer.identity;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Files that hold tokens: the one that the descriptor names, and the one of {@code AWS_WEB_IDENTITY_TOKEN_FILE}. The
 * latter is the job's where a step of it wrote the file; where the kubelet did, as on EKS, it is the pod's.
 */
final class TokenFiles {
    private TokenFiles() {}

    /** The file of the descriptor. */
    static Optional<WebIdentityTokenSource> named(TokenSearch search) {
        String file = search.settings().file();
        if (file == null) {
            search.miss("identity.webIdentity.file is not set");
            return Optional.empty();
        }
        return Optional.of(
                new TokenFile(search.directory().resolve(file), "identity.webIdentity.file", search.expected()));
    }

    /** The file of the environment, whoever wrote it. */
    static Optional<WebIdentityTokenSource> ofEnvironment(TokenSearch search) {
        return search.variable(TokenSources.TOKEN_FILE_VARIABLE).map(path -> file(search, path));
    }

    /** The file of the environment where it is not the pod's. */
    static Optional<WebIdentityTokenSource> ofJob(TokenSearch search) {
        return isOfPod(search.environment()) ? Optional.empty() : ofEnvironment(search);
    }

    /** The file of the environment where it is the pod's. */
    static Optional<WebIdentityTokenSource> ofPod(TokenSearch search) {
        return isOfPod(search.environment()) ? ofEnvironment(search) : Optional.empty();
    }

    static boolean isOfPod(Environment environment) {
        return environment
                .find(TokenSources.TOKEN_FILE_VARIABLE)
                .filter(path -> TokenFile.isPodToken(Path.of(path.strip())))
                .isPresent();
    }

    private static WebIdentityTokenSource file(TokenSearch search, String path) {
        return new TokenFile(Path.of(path.strip()), TokenSources.TOKEN_FILE_VARIABLE, search.expected());
    }
}
