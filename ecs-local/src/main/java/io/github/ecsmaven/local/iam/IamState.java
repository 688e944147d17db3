package io.github.ecsmaven.local.iam;

import io.github.ecsmaven.local.state.KeptMap;
import io.github.ecsmaven.local.state.StateMember;
import io.github.ecsmaven.local.state.StatePart;
import io.github.ecsmaven.local.state.StateSection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The roles, managed policies and OIDC providers of the account. */
public final class IamState implements StateSection {
    private static final String ROLES = "roles";
    private static final String POLICIES = "policies";
    private static final String PROVIDERS = "providers";

    private final KeptMap<IamRole> roles = KeptMap.sorted(ROLES, IamRole::write, IamRole::read);
    private final KeptMap<ManagedPolicy> policies = KeptMap.sorted(POLICIES, ManagedPolicy::write, ManagedPolicy::read);
    private final KeptMap<OpenIdProvider> providers =
            KeptMap.sorted(PROVIDERS, OpenIdProvider::write, OpenIdProvider::read);
    private final String account;

    /** An account with nothing in it. */
    public IamState(String account) {
        this.account = account;
    }

    /** The account, 12 digits. */
    public String account() {
        return account;
    }

    /** A role by its name without path. */
    public Optional<IamRole> role(String name) {
        return roles.find(name);
    }

    /** All roles, sorted by name. */
    public Collection<IamRole> roles() {
        return roles.values();
    }

    /** Adds a role, or puts it in the place of the one of that name. */
    public void put(IamRole role) {
        roles.put(role.name(), role);
    }

    void removeRole(String name) {
        roles.remove(name);
    }

    /** A managed policy by its ARN: the account's own, or AWS's {@code AdministratorAccess}. */
    public Optional<ManagedPolicy> policy(String arn) {
        return arn.equals(ManagedPolicy.ADMINISTRATOR_ACCESS)
                ? Optional.of(ManagedPolicy.administratorAccess())
                : policies.find(arn);
    }

    /** Adds a managed policy, or puts it in the place of the one with that ARN. */
    public void put(ManagedPolicy policy) {
        policies.put(policy.arn(), policy);
    }

    long attachments(String policyArn) {
        return roles.values().stream()
                .filter(role -> role.attached().contains(policyArn))
                .count();
    }

    long boundaries(String policyArn) {
        return roles.values().stream()
                .filter(role -> policyArn.equals(role.boundary()))
                .count();
    }

    /** The provider of an issuer, compared as tokens are: exactly. */
    public Optional<OpenIdProvider> provider(String issuer) {
        return providers
                .find(OpenIdProvider.nameOf(issuer))
                .filter(provider -> provider.issuer().equals(issuer));
    }

    Optional<OpenIdProvider> providerNamed(String name) {
        return providers.find(name);
    }

    /** All providers, sorted by name. */
    public Collection<OpenIdProvider> providers() {
        return providers.values();
    }

    /** Adds a provider, or puts it in the place of the one of that issuer. */
    public void put(OpenIdProvider provider) {
        providers.put(provider.name(), provider);
    }

    /**
     * Makes the state agree with the settings. A configured role that has not been configured otherwise since keeps what
     * was done to it; one that is no longer configured goes.
     */
    public void configure(
            Collection<IamRole> configured, Collection<ManagedPolicy> boundaries, OpenIdProvider provider) {
        Set<String> names = configured.stream().map(IamRole::name).collect(Collectors.toSet());
        roles.removeIf((name, role) -> role.configuration() != null && !names.contains(name));
        for (ManagedPolicy boundary : boundaries) {
            boolean same = policies.find(boundary.arn())
                    .filter(known -> known.document().equals(boundary.document()))
                    .isPresent();
            if (!same) {
                put(boundary);
            }
        }
        for (IamRole role : configured) {
            boolean asBefore = roles.find(role.name())
                    .filter(known ->
                            role.configuration() != null && role.configuration().equals(known.configuration()))
                    .isPresent();
            if (!asBefore) {
                put(role);
            }
        }
        boolean sameProvider = providers
                .find(provider.name())
                .filter(known -> known.issuer().equals(provider.issuer())
                        && Set.copyOf(known.clientIds()).equals(Set.copyOf(provider.clientIds())))
                .isPresent();
        providers.removeIf(
                (name, known) -> known.origin() == OpenIdProvider.Origin.SETTINGS && !name.equals(provider.name()));
        if (!sameProvider) {
            put(provider);
        }
    }

    @Override
    public String name() {
        return "iam";
    }

    @Override
    public void write(JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName(ROLES).writeStartArray();
        roles.values().forEach(role -> role.write(json));
        json.writeEndArray();
        json.writeFieldName(POLICIES).writeStartArray();
        policies.values().forEach(policy -> policy.write(json));
        json.writeEndArray();
        json.writeFieldName(PROVIDERS).writeStartArray();
        providers.values().forEach(provider -> provider.write(json));
        json.writeEndArray().writeEndObject();
    }

    @Override
    public void read(JsonNode json) {
        roles.clear();
        StateMember.of(json, ROLES).asArray().forEach(role -> put(IamRole.read(role)));
        policies.clear();
        StateMember.of(json, POLICIES).asArray().forEach(policy -> put(ManagedPolicy.read(policy)));
        providers.clear();
        StateMember.of(json, PROVIDERS).asArray().forEach(provider -> put(OpenIdProvider.read(provider)));
    }

    @Override
    public List<StatePart> parts() {
        return List.of(roles, policies, providers);
    }
}
