package io.github.ecsmaven.deployer.radosgw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.ecsmaven.deployer.identity.RoleSession;
import io.github.ecsmaven.deployer.identity.SessionPolicy;
import io.github.ecsmaven.iam.Policy;
import io.github.ecsmaven.iam.PolicyEvaluator;
import io.github.ecsmaven.iam.Principal;
import io.github.ecsmaven.iam.RequestContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * The web identity line, from the token to a session, against a party that nobody here wrote and that really verifies
 * foreign tokens. The deployer's own code brings every token to radosgw and to ecs-local, where role and provider are
 * the same; both must do what {@link Scenarios} says, and so agree.
 */
@Tag("radosgw")
class RadosgwTest {
    /** Where an issuer has no port in its name, as those of CI services have none. */
    private static final int PLAIN = 80;

    /** Ceph's store now and then crashes while it starts. */
    private static final int ATTEMPTS = 3;

    private static final String EVERYTHING =
            Scenarios.policy("{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}");

    private final Path folder = Path.of(System.getProperty("radosgw.directory", "target"), "radosgw")
            .toAbsolutePath();
    private final List<String> failures = new ArrayList<>();
    private int checks;

    @Test
    void theWebIdentityLineHoldsAgainstRadosgw() throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(folder);
        AwsBasicCredentials owner =
                AwsBasicCredentials.create("OWNER", UUID.randomUUID().toString());
        try (RadosGateway gateway = started(owner)) {
            run(gateway.endpoint(), owner);
        }
        failures.forEach(failure -> System.out.println("radosgw FAILED " + failure));
        System.out.println("radosgw: checks=" + checks + " failures=" + failures.size());
        assertThat(failures).isEmpty();
        assertThat(checks).isGreaterThanOrEqualTo(100);
    }

    private RadosGateway started(AwsBasicCredentials owner) throws IOException, InterruptedException {
        CephInstallation.Result found = new CephInstallation(folder).find();
        if (found instanceof CephInstallation.Failed failed) {
            return skipped(failed.reason());
        }
        String reason = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return RadosGateway.start(
                        (CephInstallation.Installed) found, emptied("cluster"), TrustedIssuer.ACCOUNT, owner);
            } catch (IOException e) {
                reason = String.valueOf(e.getMessage());
            }
        }
        return skipped(reason);
    }

    private static RadosGateway skipped(String reason) {
        System.out.println("radosgw: SKIPPED " + reason);
        assertThat(Boolean.getBoolean("radosgw.required")).as(reason).isFalse();
        return abort(reason);
    }

    private void run(URI radosgw, AwsBasicCredentials owner)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path states = emptied("issuers");
        TrustedIssuer.Keys keys =
                new TrustedIssuer.Keys(CertifiedKey.generate(states, "issuer"), CertifiedKey.generate(states, "other"));
        Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();
        List<PublishedIssuers> sites = new ArrayList<>();
        try (IamClient iam = IamClient.builder()
                .region(Region.AWS_GLOBAL)
                .endpointOverride(radosgw)
                .credentialsProvider(StaticCredentialsProvider.create(owner))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            TrustedIssuer.Registry registry = new TrustedIssuer.Registry(keys, states, Scenarios.trustPolicies(), iam);
            PublishedIssuers site = new PublishedIssuers(0);
            sites.add(site);
            String url = "http://127.0.0.1:" + site.port();
            issuers.put("port", registry.register("port", url, site));
            issuers.put("path", registry.register("path", url + "/ci", site));
            site.publish(url + "/unknown", issuers.get("port").keySet());
            plain().ifPresent(sites::add);
            if (sites.size() > 1) {
                issuers.put("plain", registry.register("plain", "http://127.0.0.1", sites.get(1)));
                sites.get(1)
                        .publish(
                                "http://127.0.0.1/unknown", issuers.get("plain").keySet());
            }
            for (Scenarios.Assumption scenario : Scenarios.assumptions()) {
                if (issuers.containsKey(scenario.issuer())) {
                    assume(scenario, issuers, radosgw);
                }
            }
            callWithSessions(issuers.get("port"), radosgw);
        } finally {
            issuers.values().forEach(TrustedIssuer::close);
            sites.forEach(PublishedIssuers::close);
        }
    }

    private void assume(Scenarios.Assumption scenario, Map<String, TrustedIssuer> issuers, URI radosgw)
            throws GeneralSecurityException {
        TrustedIssuer issuer = issuers.get(scenario.issuer());
        String token = issuers.get(scenario.tokenIssuer()).token(scenario.kind());
        String role = issuer.roleArn(scenario.role());
        SessionPolicy policy = new SessionPolicy(EVERYTHING);
        Outcome there = Outcome.of(radosgw, role, token, policy);
        check(scenario.expectedOfRadosgw(), there.word(), "radosgw, " + scenario + ": " + there);
        if (there instanceof Outcome.Refused refused) {
            // Anything else would be about the request, and not about who makes it.
            check(403, refused.status(), "radosgw, " + scenario + ": " + there);
        }
        Outcome here = Outcome.of(issuer.local().endpoint(), role, token, policy);
        check(scenario.expected(), here.word(), "ecs-local, " + scenario + ": " + here);
    }

    /** What a session may do is what its policy leaves of the role, which may do everything with S3. */
    private void callWithSessions(TrustedIssuer issuer, URI radosgw)
            throws IOException, InterruptedException, GeneralSecurityException {
        for (Scenarios.Call call : Scenarios.calls()) {
            AwsCredentials credentials = session(issuer, radosgw, call.policy());
            int status = S3Request.status(radosgw, call.method(), call.bucket(), credentials);
            check(call.allowed() ? 200 : 403, status, "radosgw, " + call);
            boolean allowed = PolicyEvaluator.evaluate(
                            Policy.parse(call.policy()),
                            new RequestContext(call.action(), call.resource(), new Principal.Anonymous(), Map.of()))
                    .allowed();
            check(call.allowed(), allowed, "iam-policy, " + call);
        }
        AwsSessionCredentials good = session(issuer, radosgw, EVERYTHING);
        AwsCredentials stolen = AwsSessionCredentials.create(good.accessKeyId(), "guessed", good.sessionToken());
        check(200, S3Request.status(radosgw, "GET", "", good), "radosgw, the session itself");
        check(403, S3Request.status(radosgw, "GET", "", stolen), "radosgw, the session without its secret");
    }

    private static AwsSessionCredentials session(TrustedIssuer issuer, URI radosgw, String policy)
            throws GeneralSecurityException, IOException {
        Outcome outcome = Outcome.of(radosgw, issuer.roleArn("exact"), issuer.token("good"), new SessionPolicy(policy));
        if (outcome instanceof Outcome.Session session) {
            RoleSession given = session.session();
            assertThat(given.account()).isEqualTo(TrustedIssuer.ACCOUNT);
            return (AwsSessionCredentials) given.credentials().resolveCredentials();
        }
        throw new IOException("no session with the policy " + policy + ": " + outcome);
    }

    private void check(Object expected, Object actual, String what) {
        checks++;
        if (!expected.equals(actual)) {
            failures.add("expected " + expected + ", was " + actual + ": " + what);
        }
    }

    /** Only root may have that port on most machines. */
    private static Optional<PublishedIssuers> plain() {
        try {
            return Optional.of(new PublishedIssuers(PLAIN));
        } catch (IOException e) {
            System.out.println(
                    "radosgw without issuers that have no port: 127.0.0.1:80 cannot be had: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Path emptied(String name) throws IOException {
        Path emptied = folder.resolve(name);
        if (Files.exists(emptied)) {
            List<Path> left;
            try (Stream<Path> found = Files.walk(emptied)) {
                left = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path each : left) {
                Files.delete(each);
            }
        }
        return Files.createDirectories(emptied);
    }
}
