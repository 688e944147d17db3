package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.wire.ApiException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.SettingName;
import software.amazon.awssdk.services.ecs.model.SettingType;

class AccountSettingsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/deployer";
    private static final String ROOT = "arn:aws:iam::123456789012:root";

    private final LocalEcs ecs = new LocalEcs();

    @Test
    void aSettingIsTheCallersOwnUnlessAnotherPrincipalIsNamed() {
        assertThat(put("containerInsights", "enhanced", null))
                .isEqualTo(setting(SettingName.CONTAINER_INSIGHTS, "enhanced", ROLE));
        assertThat(put("containerInsights", "enabled", ROOT))
                .isEqualTo(setting(SettingName.CONTAINER_INSIGHTS, "enabled", ROOT));
        assertThat(list(request -> request)).containsExactly(setting(SettingName.CONTAINER_INSIGHTS, "enhanced", ROLE));
        assertThat(list(request -> request.principalArn(ROOT)))
                .containsExactly(setting(SettingName.CONTAINER_INSIGHTS, "enabled", ROOT));
        ListAccountSettingsResponse elsewhere =
                ecs.callIn("us-east-1", ListAccountSettingsRequest.builder().build());
        assertThat(elsewhere.settings()).isEmpty();
    }

    @Test
    void anEffectiveSettingIsTheOwnThenTheDefaultThenAws() {
        UnaryOperator<ListAccountSettingsRequest.Builder> effective =
                request -> request.effectiveSettings(true).name(SettingName.AWSVPC_TRUNKING);

        assertThat(list(effective)).containsExactly(setting(SettingName.AWSVPC_TRUNKING, "disabled", ROLE));
        ecs.call(PutAccountSettingDefaultRequest.builder()
                .name(SettingName.AWSVPC_TRUNKING)
                .value("enabled")
                .build());
        assertThat(list(effective)).containsExactly(setting(SettingName.AWSVPC_TRUNKING, "enabled", ROOT));
        put("awsvpcTrunking", "disabled", null);
        assertThat(list(effective)).containsExactly(setting(SettingName.AWSVPC_TRUNKING, "disabled", ROLE));
        ecs.call(DeleteAccountSettingRequest.builder()
                .name(SettingName.AWSVPC_TRUNKING)
                .build());
        ecs.restart();
        assertThat(list(effective)).containsExactly(setting(SettingName.AWSVPC_TRUNKING, "enabled", ROOT));
    }

    @Test
    void allComeInPagesOfTenAtMost() {
        ListAccountSettingsRequest all =
                ListAccountSettingsRequest.builder().effectiveSettings(true).build();

        ListAccountSettingsResponse first = ecs.call(all);
        ListAccountSettingsResponse second =
                ecs.call(all.toBuilder().nextToken(first.nextToken()).build());

        assertThat(first.settings()).hasSize(10);
        assertThat(second.settings()).hasSize(SettingName.knownValues().size() - 10);
        assertThatThrownBy(() -> list(request -> request.maxResults(11))).hasMessageContaining("between 1 and 10");
    }

    @Test
    void settingsAreFoundByValueWithinAName() {
        put("containerInsights", "enabled", null);

        assertThat(list(request -> request.name("containerInsights").value("enabled")))
                .hasSize(1);
        assertThat(list(request -> request.name("containerInsights").value("disabled")))
                .isEmpty();
        assertThatThrownBy(() -> list(request -> request.value("enabled"))).hasMessageContaining("name");
    }

    @ParameterizedTest
    @CsvSource({
        "containerInsights, on, not valid",
        "tagResourceAuthorization, enabled, not valid",
        "fargateTaskRetirementWaitPeriod, 3, not valid",
        "guardDutyActivate, on, can only be read",
        "moonPhase, full, Invalid 'name' setting: moonPhase",
    })
    void aValueThatTheSettingDoesNotTakeIsRefused(String name, String value, String message) {
        assertThatThrownBy(() -> put(name, value, null))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.code()).isEqualTo("InvalidParameterException"))
                .hasMessageContaining(message);
    }

    @Test
    void anotherPrincipalThanTheCallerOrTheRootUserIsRefused() {
        assertThatThrownBy(() -> put("containerInsights", "enabled", "arn:aws:iam::123456789012:user/other"))
                .hasMessageContaining("principal");
    }

    private Setting put(String name, String value, String principal) {
        PutAccountSettingResponse answer = ecs.call(PutAccountSettingRequest.builder()
                .name(name)
                .value(value)
                .principalArn(principal)
                .build());
        return answer.setting();
    }

    private List<Setting> list(UnaryOperator<ListAccountSettingsRequest.Builder> filter) {
        ListAccountSettingsResponse answer =
                ecs.call(filter.apply(ListAccountSettingsRequest.builder()).build());
        return answer.settings();
    }

    private static Setting setting(SettingName name, String value, String principal) {
        return Setting.builder()
                .name(name)
                .value(value)
                .principalArn(principal)
                .type(SettingType.USER)
                .build();
    }
}
