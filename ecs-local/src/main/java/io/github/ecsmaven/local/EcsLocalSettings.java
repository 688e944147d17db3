package io.github.ecsmaven.local;

import io.github.ecsmaven.local.data.AccountData;
import io.github.ecsmaven.local.ecs.EcsSettings;
import io.github.ecsmaven.local.iam.OpenIdProvider;
import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.TokenRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How ecs-local shall be.
 *
 * @param stateDirectory holds state, keys and the record of calls; made when it is not there
 * @param port of 127.0.0.1; 0 for the one used before in this directory, or any free one
 * @param account the account it plays, 12 digits
 * @param roles those that can be assumed
 * @param issuer what tokens say in {@code iss}, a URL; null for the URL at which the issuer is served, which changes with
 *     the port
 * @param clientIds the audiences that the OIDC provider admits
 * @param clock what ecs-local's time follows: {@link EcsLocal#clock()}. The time of signing is always compared with the
 *     machine's own
 * @param log takes one line at a time; called from several threads
 * @param ecs how its ECS behaves
 * @param data a JSON file with what is in the account from the beginning, in the format of {@link AccountData}; null for
 *     nothing
 */
public record EcsLocalSettings(
        Path stateDirectory,
        int port,
        String account,
        List<Role> roles,
        @Nullable String issuer,
        Set<String> clientIds,
        Clock clock,
        Consumer<String> log,
        EcsSettings ecs,
        @Nullable Path data) {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException when a value cannot be, with the reason
     */
    public EcsLocalSettings {
        roles = List.copyOf(roles);
        clientIds = Set.copyOf(clientIds);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port is " + port + "; it must be between 0 and 65535");
        }
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("account is '" + account + "'; it must have 12 digits");
        }
        if (issuer != null) {
            requireIssuer(issuer);
        }
        Set<String> names = new HashSet<>();
        for (Role role : roles) {
            if (!names.add(role.name())) {
                throw new IllegalArgumentException("the role " + role.name() + " is given twice");
            }
        }
    }

    /** Any free port, account 000000000000, no role, issuer {@code https://oidc.ecs-local.invalid}, no log. */
    public static EcsLocalSettings defaults(Path stateDirectory) {
        return new EcsLocalSettings(
                stateDirectory,
                0,
                "000000000000",
                List.of(),
                "https://oidc.ecs-local.invalid",
                Set.of("sts.amazonaws.com"),
                Clock.systemUTC(),
                line -> {},
                EcsSettings.defaults(),
                null);
    }

    /** With that port. */
    public EcsLocalSettings withPort(int newPort) {
        return new EcsLocalSettings(stateDirectory, newPort, account, roles, issuer, clientIds, clock, log, ecs, data);
    }

    /** With that account. */
    public EcsLocalSettings withAccount(String newAccount) {
        return new EcsLocalSettings(stateDirectory, port, newAccount, roles, issuer, clientIds, clock, log, ecs, data);
    }

    /** With those roles alone. */
    public EcsLocalSettings withRoles(List<Role> newRoles) {
        return new EcsLocalSettings(stateDirectory, port, account, newRoles, issuer, clientIds, clock, log, ecs, data);
    }

    /**
     * With a role besides, which trusts the subject and the audience of such tokens.
     *
     * @throws IllegalStateException when the issuer is that of loopback, whose name is not known before the start
     */
    public EcsLocalSettings withRoleThatTrusts(TokenRequest token, String roleName) {
        if (issuer == null) {
            throw new IllegalStateException("the issuer on loopback has no name before it is served");
        }
        List<Role> more = new ArrayList<>(roles);
        more.add(Role.trusting(token, OpenIdProvider.arn(issuer, account), roleName));
        return withRoles(more);
    }

    /** With that issuer. */
    public EcsLocalSettings withIssuer(String newIssuer) {
        return new EcsLocalSettings(stateDirectory, port, account, roles, newIssuer, clientIds, clock, log, ecs, data);
    }

    /** With the URL at which the issuer is served as its name, so that its documents can be fetched by it. */
    public EcsLocalSettings withLoopbackIssuer() {
        return new EcsLocalSettings(stateDirectory, port, account, roles, null, clientIds, clock, log, ecs, data);
    }

    /** With those audiences alone. */
    public EcsLocalSettings withClientIds(Set<String> newClientIds) {
        return new EcsLocalSettings(stateDirectory, port, account, roles, issuer, newClientIds, clock, log, ecs, data);
    }

    /** With that clock. */
    public EcsLocalSettings withClock(Clock newClock) {
        return new EcsLocalSettings(stateDirectory, port, account, roles, issuer, clientIds, newClock, log, ecs, data);
    }

    /** With that log. */
    public EcsLocalSettings withLog(Consumer<String> newLog) {
        return new EcsLocalSettings(stateDirectory, port, account, roles, issuer, clientIds, clock, newLog, ecs, data);
    }

    /** With that ECS. */
    public EcsLocalSettings withEcs(EcsSettings newEcs) {
        return new EcsLocalSettings(stateDirectory, port, account, roles, issuer, clientIds, clock, log, newEcs, data);
    }

    /**
     * With that file of stacks, parameters, secrets, repositories, images and access keys, which are then there. It is read at each
     * start.
     *
     * @param newData JSON in the format of {@link AccountData}
     */
    public EcsLocalSettings withData(Path newData) {
        return new EcsLocalSettings(stateDirectory, port, account, roles, issuer, clientIds, clock, log, ecs, newData);
    }

    private static void requireIssuer(String issuer) {
        boolean valid = false;
        try {
            URI uri = URI.create(issuer);
            valid = ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && !issuer.endsWith("/");
        } catch (IllegalArgumentException malformed) {
            // Said below, as for every other form that is not one.
        }
        if (!valid) {
            throw new IllegalArgumentException(
                    "issuer is '" + issuer + "'; it must be a URL without query, fragment and trailing slash");
        }
    }
}
