package io.github.ecsmaven.local.ecs.account;

import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.Page;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.SettingName;
import software.amazon.awssdk.services.ecs.model.SettingType;

/** The operations on account settings. The settings are kept and listed; nothing else here changes with them. */
public final class AccountSettingOperations {
    private static final int PAGE = 10;

    private final AccountSettings settings;

    /** Operations over the settings that were made. */
    public AccountSettingOperations(AccountSettings settings) {
        this.settings = settings;
    }

    /** All of them. */
    public List<Operation<?, ?>> operations() {
        return List.of(
                Operation.read("ListAccountSettings", ListAccountSettingsRequest::builder, this::list),
                Operation.write("PutAccountSetting", PutAccountSettingRequest::builder, this::put),
                Operation.write("PutAccountSettingDefault", PutAccountSettingDefaultRequest::builder, this::putDefault),
                Operation.write("DeleteAccountSetting", DeleteAccountSettingRequest::builder, this::delete));
    }

    private ListAccountSettingsResponse list(ListAccountSettingsRequest request, CallContext call) {
        Optional<AccountSetting> only = request.nameAsString() == null
                ? Optional.empty()
                : Optional.of(require(request.name(), request.nameAsString()));
        if (request.value() != null && only.isEmpty()) {
            throw Errors.invalidParameter("A setting name must be specified when a setting value is specified.");
        }
        String principal = principal(request.principalArn(), call);
        List<Setting> all = AccountSetting.ALL.stream()
                .filter(setting -> only.isEmpty() || only.get().equals(setting))
                .flatMap(setting -> found(setting, principal, request, call).stream())
                .filter(setting -> request.value() == null || request.value().equals(setting.value()))
                .toList();
        Page<Setting> page = Page.of(all, request.nextToken(), request.maxResults(), PAGE, PAGE);
        return ListAccountSettingsResponse.builder()
                .settings(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private Optional<Setting> found(
            AccountSetting setting, String principal, ListAccountSettingsRequest request, CallContext call) {
        ResourceNames names = ResourceNames.of(call);
        Optional<Setting> own = settings.get(names, principal, setting).map(value -> shown(setting, principal, value));
        if (!Boolean.TRUE.equals(request.effectiveSettings())) {
            return own;
        }
        String root = names.root();
        return own.or(() -> settings.get(names, root, setting).map(value -> shown(setting, root, value)))
                .or(() -> Optional.of(shown(setting, principal, setting.usual())));
    }

    private PutAccountSettingResponse put(PutAccountSettingRequest request, CallContext call) {
        AccountSetting setting = require(request.name(), request.nameAsString());
        Setting changed = change(setting, principal(request.principalArn(), call), request.value(), call);
        return PutAccountSettingResponse.builder().setting(changed).build();
    }

    private PutAccountSettingDefaultResponse putDefault(PutAccountSettingDefaultRequest request, CallContext call) {
        AccountSetting setting = require(request.name(), request.nameAsString());
        Setting changed = change(setting, ResourceNames.of(call).root(), request.value(), call);
        return PutAccountSettingDefaultResponse.builder().setting(changed).build();
    }

    private Setting change(AccountSetting setting, String principal, @Nullable String value, CallContext call) {
        if (setting.type() == SettingType.AWS_MANAGED) {
            throw Errors.invalidParameter("The account setting " + setting.setting() + " can only be read.");
        }
        if (value == null || !setting.takes(value)) {
            throw Errors.invalidParameter("The value of the account setting " + setting.setting() + " is not valid.");
        }
        settings.put(ResourceNames.of(call), principal, setting, value);
        return shown(setting, principal, value);
    }

    private DeleteAccountSettingResponse delete(DeleteAccountSettingRequest request, CallContext call) {
        AccountSetting setting = require(request.name(), request.nameAsString());
        String principal = principal(request.principalArn(), call);
        ResourceNames names = ResourceNames.of(call);
        String value = settings.get(names, principal, setting).orElse(setting.usual());
        settings.remove(names, principal, setting);
        return DeleteAccountSettingResponse.builder()
                .setting(shown(setting, principal, value))
                .build();
    }

    private static Setting shown(AccountSetting setting, String principal, String value) {
        return Setting.builder()
                .name(setting.setting())
                .value(value)
                .principalArn(principal)
                .type(setting.type())
                .build();
    }

    private static AccountSetting require(@Nullable SettingName name, @Nullable String text) {
        return Optional.ofNullable(name)
                .flatMap(AccountSetting::named)
                .orElseThrow(() -> Errors.invalidParameter("Invalid 'name' setting: " + text));
    }

    /** Who is meant: the principal named, or else who calls. */
    private static String principal(@Nullable String given, CallContext call) {
        ResourceNames names = ResourceNames.of(call);
        if (given == null) {
            return names.principal(call.callerArn());
        }
        if (!given.equals(names.root()) && !given.equals(names.principal(call.callerArn()))) {
            throw Errors.invalidParameter("The principal must be the caller or the root user.");
        }
        return given;
    }
}
