// ecs-local:run where there is no POM, used by a build that only knows what it has printed, and ended by a signal.
def elsewhere = new File(basedir, 'no pom here')
elsewhere.mkdirs()
def maven = { File folder, File log, List<String> arguments ->
    def launcher = new File(System.getProperty('maven.home'), 'bin/mvn').path
    def builder = new ProcessBuilder([launcher, '-B', '-ntp', '-Dstyle.color=never',
            '-s', new File(basedir.parentFile, 'interpolated-settings.xml').path,
            '-Dmaven.repo.local=' + localRepositoryPath.path] + arguments)
    ['TRAVIS', 'GITHUB_ACTIONS', 'GITLAB_CI', 'CIRCLECI', 'BUILDKITE', 'BITBUCKET_BUILD_NUMBER', 'TF_BUILD', 'JENKINS_URL',
     'CI'].each { builder.environment().put(it, 'false') }
    return builder.directory(folder).redirectErrorStream(true).redirectOutput(log).start()
}
def within = { int seconds, String what, Closure<Boolean> holds ->
    def deadline = System.nanoTime() + seconds * 1_000_000_000L
    while (!holds()) {
        assert System.nanoTime() < deadline: what
        Thread.sleep(50)
    }
}
def run = { String name, Closure whileItRuns ->
    def log = new File(basedir, name)
    def process = maven(elsewhere, log, ['io.github.ecsmaven:ecs-local-maven-plugin:' + version + ':run',
            '-Decs-local.clusters=demo', '-Decs-local.taskMillis=50'])
    try {
        within(90, 'it says what clients need') { !process.alive || log.getText('UTF-8').contains('Ctrl-C ends it') }
        assert process.alive: log.getText('UTF-8')
        whileItRuns(log.getText('UTF-8'))
    } finally {
        process.descendants().each { it.destroy() }
        process.destroy()
    }
    assert process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)
    def said = log.getText('UTF-8')
    assert said.contains('ecs-local (not AWS): ended; the state stays in')
    assert !said.contains('\tat ') && !said.contains('BUILD')
    return said
}
def endpointOf = { String said -> (said =~ /export AWS_ENDPOINT_URL=(\S+)/)[0][1] }
version = (new File(basedir.parentFile, 'setup-parent/pom.xml').text
        =~ /<artifactId>ecs-local-maven-plugin<\/artifactId>\s*<version>([^<]+)/)[0][1]

def first = run('run.log') { String said ->
    def options = (said =~ /mvn ecs:diff '?(-Decs\.endpoint=\S+?)'? '(-Decs\.webIdentityTokenFile=[^']+)'/)[0]
    def log = new File(basedir, 'diff.log')
    assert maven(basedir, log, ['ecs:diff', options[1], options[2]]).waitFor() == 0: log.getText('UTF-8')
    assert log.getText('UTF-8').contains('Plan: register 1 revision, create 1 service')
}
assert first.contains('ecs-local (not AWS): sts AssumeRoleWithWebIdentity answered with 200')
assert first.contains('ecs-local (not AWS): ecs DescribeServices answered with 200')
assert first.contains('role arn:aws:iam::000000000000:role/deployer, trust policy ')

def second = run('run-again.log') { }
assert new File(elsewhere, 'target/ecs-local/environment').exists()
assert endpointOf(second) == endpointOf(first): 'the port is that of the run before'
return true
