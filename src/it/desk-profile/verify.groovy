import java.util.concurrent.TimeUnit

// One ecs-local with a user, and builds as at a person's desk: with profiles, without, in a CI, and with keys.
def marks = ['TRAVIS', 'GITHUB_ACTIONS', 'GITLAB_CI', 'CIRCLECI', 'BUILDKITE', 'BITBUCKET_BUILD_NUMBER', 'TF_BUILD', 'JENKINS_URL', 'CI']
def home = new File(basedir, 'home')
def maven = { File folder, File log, Map<String, String> environment, List<String> arguments ->
    def launcher = new File(System.getProperty('maven.home'), 'bin/mvn').path
    def builder = new ProcessBuilder([launcher, '-B', '-ntp', '-Dstyle.color=never',
            '-s', new File(basedir.parentFile, 'interpolated-settings.xml').path,
            '-Dmaven.repo.local=' + localRepositoryPath.path] + arguments)
    marks.each { builder.environment().put(it, 'false') }
    builder.environment().keySet().removeAll { it.startsWith('AWS_') }
    builder.environment().putAll(environment)
    return builder.directory(folder).redirectErrorStream(true).redirectOutput(log).start()
}

def cloudLog = new File(basedir, 'cloud.log')
def server = maven(new File(basedir, 'cloud'), cloudLog, [:], ['ecs-local:run'])
try {
    def deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90)
    while (!cloudLog.getText('UTF-8').contains('Ctrl-C ends it')) {
        assert server.alive && System.nanoTime() < deadline: cloudLog.getText('UTF-8')
        Thread.sleep(50)
    }
    def endpoint = (cloudLog.getText('UTF-8') =~ /export AWS_ENDPOINT_URL=(\S+)/)[0][1]
    def desk = [AWS_CONFIG_FILE: new File(home, '.aws/config').path, AWS_SHARED_CREDENTIALS_FILE: new File(home, '.aws/credentials').path]
    def build = { String name, int status, Map<String, String> environment, List<String> goals ->
        def log = new File(basedir, name + '.log')
        assert maven(basedir, log, desk + environment, ['-Decs-local.skip', '-Decs.endpoint=' + endpoint] + goals).waitFor() == status: "see $log"
        return log.getText('UTF-8')
    }

    // Nothing is taken that nobody asked for.
    def silent = build('no-profile', 1, [AWS_PROFILE: 'work'], ['ecs:diff'])
    assert silent.contains('AWS_PROFILE is work and not used')
    assert silent.contains('-Decs.profile=NAME')

    def first = build('profile', 0, [:], ['-X', 'deploy', '-Decs.profile=work'])
    assert first.contains('Plan: register 1 revision, create 1 service, 1 deployment.')
    assert first =~ /as +deployer\/local\.\w+ until \d\d:\d\d \(\d+ min\), profile work/
    assert first =~ /writing as deployer\/local\.\w+, narrowed to this plan/

    def read = build('program', 0, [:], ['ecs:diff', '-Decs.profile=asks'])
    assert read =~ /\(\d+ min\), read-only, profile asks/
    assert read.contains('No changes.')

    assert build('unknown', 1, [:], ['ecs:diff', '-Decs.profile=wrok']).contains('Write -Decs.profile=work, if that is the one.')
    def signIn = build('sign-in', 1, [:], ['ecs:diff', '-Decs.profile=signed-in'])
    assert signIn.contains('credential_process = aws configure export-credentials --profile signed-in --format process')
    def inCi = build('in-ci', 1, [TRAVIS: 'true', TRAVIS_BRANCH: 'main'], ['ecs:diff', '-Decs.profile=work'])
    assert inCi.contains('An AWS profile is for people at their desks, and this is a job of Travis CI.')

    def keys = [TRAVIS: 'true', TRAVIS_BRANCH: 'main', AWS_ACCESS_KEY_ID: 'AKIACANARY777EXAMPLE', AWS_SECRET_ACCESS_KEY: 'canary-of-alice']
    def refused = build('keys-refused', 1, keys, ['ecs:diff', '-e'])
    assert refused.contains('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set and not used')
    def allowed = build('keys-allowed', 0, keys, ['-X', 'ecs:diff', '-Decs.allowStaticKeys'])
    assert allowed =~ /(?m)^\[WARNING] AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are used to assume the role/
    assert allowed =~ /as +deployer\/travis\.\w+ until \d\d:\d\d \(\d+ min\), read-only, keys of AWS_ACCESS_KEY_ID/
} finally {
    server.descendants().each { it.destroy() }
    server.destroy()
    server.waitFor(30, TimeUnit.SECONDS)
}

// The keys are in no file but those that they were written to, whatever the builds printed.
def given = [new File(basedir, 'cloud/data.json'), new File(home, '.aws/credentials'), new File(home, '.aws/printed.json')]
basedir.eachFileRecurse(groovy.io.FileType.FILES) { file ->
    if (!given.contains(file) && file.name != 'verify.groovy') {
        def text = file.getText('ISO-8859-1')
        assert !text.contains('canary-of-alice') && !text.contains('AKIACANARY'): file
    }
}
return true
