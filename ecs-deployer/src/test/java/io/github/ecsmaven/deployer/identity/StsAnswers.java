package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.StubAws.Answer;
import java.time.Instant;

/** What STS answers, as XML. The parts of credentials that are secret begin with {@code the-}. */
final class StsAnswers {
    private StsAnswers() {}

    /** A session of AssumeRoleWithWebIdentity whose keys have a name of their own. */
    static Answer session(String key, Instant expiration) {
        return session("AssumeRoleWithWebIdentity", key, "111122223333", expiration);
    }

    /** The same of another operation and account. */
    static Answer session(String operation, String key, String account, Instant expiration) {
        return Answer.xml(
                200,
                "<" + operation + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + operation
                        + "Result><AssumedRoleUser><Arn>arn:aws:sts::" + account
                        + ":assumed-role/checkout/travis.81234.81236</Arn><AssumedRoleId>AROAEXAMPLE:x</AssumedRoleId>"
                        + "</AssumedRoleUser><Credentials><AccessKeyId>ASIA" + key + "</AccessKeyId><SecretAccessKey>"
                        + "the-secret-" + key + "</SecretAccessKey><SessionToken>the-token-" + key
                        + "</SessionToken><Expiration>" + expiration + "</Expiration></Credentials></" + operation
                        + "Result></" + operation + "Response>");
    }

    static Answer error(int status, String code, String message) {
        return Answer.xml(
                status,
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>"
                        + code + "</Code><Message>" + message
                        + "</Message></Error><RequestId>request-1</RequestId></ErrorResponse>");
    }

    /** What STS says to a session that is longer than the role gives. */
    static Answer tooLong() {
        return error(
                400,
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
}
