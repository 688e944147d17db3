package io.github.ecsmaven.local.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * What a verified token says.
 *
 * @param issuer {@code iss}
 * @param subject {@code sub}
 * @param audience {@code aud}, one or more
 * @param expiration {@code exp}
 * @param all every claim, these included
 */
public record JwtClaims(
        String issuer, String subject, List<String> audience, Instant expiration, Map<String, JsonNode> all) {}
