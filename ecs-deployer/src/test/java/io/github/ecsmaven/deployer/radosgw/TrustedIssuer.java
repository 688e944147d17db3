package io.github.ecsmaven.deployer.radosgw;

import io.github.ecsmaven.local.EcsLocal;
import io.github.ecsmaven.local.EcsLocalSettings;
import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * An issuer that both judges know as an OIDC provider of the account, and the roles that trust it there. Its tokens are
 * those of ecs-local's issuer; its key set has the certificate besides, without which radosgw takes no key.
 */
final class TrustedIssuer implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String AUDIENCE = "sts.amazonaws.com";
    static final String OTHER_AUDIENCE = "shop.example";
    static final String SUBJECT = "repo:acme/shop:ref:refs/heads/main";

    private static final Duration MINUTES = Duration.ofMinutes(5);

    private final String tag;
    private final EcsLocal local;
    private final CertifiedKey key;
    private final CertifiedKey otherKey;

    private TrustedIssuer(String tag, EcsLocal local, Keys keys) {
        this.tag = tag;
        this.local = local;
        this.key = keys.own();
        this.otherKey = keys.other();
    }

    /**
     * What issuers sign with.
     *
     * @param own what they publish
     * @param other what nobody publishes
     */
    record Keys(CertifiedKey own, CertifiedKey other) {}

    /**
     * Makes issuers known to both judges.
     *
     * @param folder where each ecs-local keeps its state
     * @param trustPolicies by the role's name; {@code PROVIDER} stands for the provider's ARN and {@code NAME} for its name
     * @param radosgw IAM there
     */
    record Registry(Keys keys, Path folder, Map<String, String> trustPolicies, IamClient radosgw) {
        /**
         * Makes it known.
         *
         * @param tag a word for it, part of the roles' names
         * @param issuer a URL that the site serves
         */
        TrustedIssuer register(String tag, String issuer, PublishedIssuers site)
                throws IOException, InterruptedException, GeneralSecurityException {
            String name = issuer.substring("http://".length());
            String provider = "arn:aws:iam::" + ACCOUNT + ":oidc-provider/" + name;
            List<Role> roles = new ArrayList<>();
            trustPolicies.forEach((role, policy) -> roles.add(new Role(
                    role + "-" + tag,
                    policy.replace("PROVIDER", provider).replace("NAME", name),
                    Duration.ofHours(1))));
            Path state = folder.resolve("ecs-local-" + tag);
            keys.own().writeForEcsLocal(state);
            TrustedIssuer registered = new TrustedIssuer(
                    tag,
                    EcsLocal.start(EcsLocalSettings.defaults(state)
                            .withAccount(ACCOUNT)
                            .withIssuer(issuer)
                            .withClientIds(Set.of(AUDIENCE, OTHER_AUDIENCE))
                            .withRoles(roles)),
                    keys);
            site.publish(issuer, registered.keySet());
            String thumbprint = keys.own().thumbprint();
            radosgw.createOpenIDConnectProvider(request ->
                    request.url(issuer).clientIDList(AUDIENCE, OTHER_AUDIENCE).thumbprintList(thumbprint));
            roles.forEach(this::create);
            return registered;
        }

        private void create(Role role) {
            radosgw.createRole(
                    request -> request.roleName(role.name()).assumeRolePolicyDocument(role.trustPolicyJson()));
            radosgw.putRolePolicy(request -> request.roleName(role.name())
                    .policyName("all")
                    .policyDocument(Scenarios.policy("{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}")));
        }
    }

    /** The ARN of one of its roles, the same at both judges. */
    String roleArn(String role) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + role + "-" + tag;
    }

    EcsLocal local() {
        return local;
    }

    /** The key set that it publishes. */
    String keySet() throws IOException, InterruptedException, GeneralSecurityException {
        String plain = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(local.endpoint().resolve("/oidc/.well-known/jwks.json"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return plain.replace("\"kty\":\"RSA\"", "\"kty\":\"RSA\",\"x5c\":[\"" + key.encodedCertificate() + "\"]");
    }

    /** A token of that kind. */
    String token(String kind) throws GeneralSecurityException {
        return switch (kind) {
            case "good" -> minted(SUBJECT, AUDIENCE);
            case "another branch" -> minted("repo:acme/shop:ref:refs/heads/dev", AUDIENCE);
            case "another repository" -> minted("repo:acme/shopping:ref:refs/heads/main", AUDIENCE);
            case "another case" -> minted("repo:Acme/Shop:ref:refs/heads/main", AUDIENCE);
            case "another audience" -> minted(SUBJECT, OTHER_AUDIENCE);
            case "unregistered audience" -> minted(SUBJECT, "unregistered.example");
            case "expired" -> key.sign(header(), claims(-3600, -60));
            case "two audiences" ->
                key.sign(
                        header(),
                        claims(0, 300)
                                .replace("\"" + AUDIENCE + "\"", "[\"" + AUDIENCE + "\",\"" + OTHER_AUDIENCE + "\"]"));
            case "symmetric" -> key.authenticate("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims(0, 300));
            case "not yet valid" -> key.sign(header(), claims(600, 1200));
            case "other key" -> otherKey.sign(header(), claims(0, 300));
            case "altered" -> altered();
            case "unsigned" ->
                base64Url("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + base64Url(claims(0, 300)) + ".AA";
            case "unknown issuer" ->
                key.sign(
                        header(),
                        claims(0, 300).replace("\"iss\":\"" + local.issuer(), "\"iss\":\"" + unknownIssuer()));
            default -> throw new InvalidKeyException("no kind of token: " + kind);
        };
    }

    @Override
    public void close() {
        local.close();
    }

    private String minted(String subject, String audience) {
        return local.mint(new TokenRequest(subject, audience, MINUTES, Map.of()));
    }

    /** Of another branch's token, which really is signed, with this branch's claims in it. */
    private String altered() {
        String[] parts = minted(SUBJECT.replace("main", "dev"), AUDIENCE).split("\\.");
        return parts[0] + "." + base64Url(claims(0, 300)) + "." + parts[2];
    }

    /** Beside this one, with the same keys; no provider is registered for it. */
    private String unknownIssuer() {
        return local.issuer() + "/unknown";
    }

    private static String base64Url(String text) {
        return CertifiedKey.base64Url(text.getBytes(StandardCharsets.UTF_8));
    }

    private String header() {
        return decoded(0);
    }

    /** What the good token says, with other times, in seconds from now. */
    private String claims(long notBefore, long expires) {
        long now = Instant.now().getEpochSecond();
        return decoded(1)
                .replaceFirst("\"iat\":\\d+", "\"iat\":" + (now + Math.min(0, notBefore)))
                .replaceFirst("\"nbf\":\\d+", "\"nbf\":" + (now + notBefore))
                .replaceFirst("\"exp\":\\d+", "\"exp\":" + (now + expires));
    }

    private String decoded(int part) {
        byte[] json = Base64.getUrlDecoder().decode(minted(SUBJECT, AUDIENCE).split("\\.")[part]);
        return new String(json, StandardCharsets.UTF_8);
    }
}
