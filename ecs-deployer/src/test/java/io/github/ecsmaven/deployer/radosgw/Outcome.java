package io.github.ecsmaven.deployer.radosgw;

import io.github.ecsmaven.deployer.aws.AwsClients;
import io.github.ecsmaven.deployer.aws.AwsEndpoint;
import io.github.ecsmaven.deployer.aws.CallJournal;
import io.github.ecsmaven.deployer.identity.CiJob;
import io.github.ecsmaven.deployer.identity.DeployerIdentity;
import io.github.ecsmaven.deployer.identity.Environment;
import io.github.ecsmaven.deployer.identity.Occasion;
import io.github.ecsmaven.deployer.identity.RoleSession;
import io.github.ecsmaven.deployer.identity.SessionPolicy;
import io.github.ecsmaven.deployer.identity.WebIdentityToken;
import io.github.ecsmaven.deployer.identity.WebIdentityTokenSource;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What an STS made of a token that the deployer's own code brought to it. */
sealed interface Outcome {

    /** In a word, equal where two parties agree. */
    String word();

    /** It gave a session. */
    record Session(RoleSession session) implements Outcome {
        @Override
        public String word() {
            return "session";
        }
    }

    /**
     * It refused the token or the role. The words are each STS's own.
     *
     * @param status of HTTP
     */
    record Refused(int status, String said) implements Outcome {
        @Override
        public String word() {
            return "refused";
        }
    }

    /** It did neither. */
    record Broken(String said) implements Outcome {
        @Override
        public String word() {
            return "broken (" + said + ")";
        }
    }

    /** Asks once, for a session that an inline policy narrows. */
    static Outcome of(URI sts, String roleArn, String token, SessionPolicy policy) {
        AwsEndpoint endpoint = new AwsEndpoint("eu-west-1", sts, 1, Duration.ofSeconds(5), Duration.ofSeconds(30));
        Clock clock = Clock.systemUTC();
        try (AwsClients clients = new AwsClients(endpoint, new CallJournal(clock))) {
            DeployerIdentity identity = new DeployerIdentity(
                    clients,
                    new Given(token),
                    new IdentitySettings(roleArn, new WebIdentitySettings("auto", "", null, null), List.of()),
                    new Occasion(CiJob.detect(new Environment(name -> null)), clock, pause -> {}, notice -> {}),
                    policy);
            return new Session(identity.readSession());
        } catch (DeployerException e) {
            if (e.getCause() instanceof SdkServiceException refused
                    && refused.statusCode() >= 400
                    && refused.statusCode() < 500) {
                return new Refused(refused.statusCode(), String.valueOf(refused.getMessage()));
            }
            return new Broken(String.valueOf(e.getMessage()).replace('\n', ' '));
        }
    }

    /** A token without a CI around it. */
    record Given(String text) implements WebIdentityTokenSource {
        @Override
        public WebIdentityToken token() {
            return new WebIdentityToken(text);
        }

        @Override
        public boolean canMintAgain() {
            return false;
        }

        @Override
        public String description() {
            return "this check";
        }
    }
}
