import com.sun.net.httpserver.HttpServer
import java.util.concurrent.TimeUnit

// One ecs-local, and builds as in jobs of GitHub, GitLab and Buildkite, with a token file, and without the permission.
def secret = 'canary-of-the-job'
def marks = ['TRAVIS', 'GITHUB_ACTIONS', 'GITLAB_CI', 'CIRCLECI', 'BUILDKITE', 'BITBUCKET_BUILD_NUMBER', 'TF_BUILD', 'JENKINS_URL', 'CI']
def maven = { File folder, File log, Map<String, String> environment, List<String> arguments ->
    def launcher = new File(System.getProperty('maven.home'), 'bin/mvn').path
    def builder = new ProcessBuilder([launcher, '-B', '-ntp', '-Dstyle.color=never',
            '-s', new File(basedir.parentFile, 'interpolated-settings.xml').path,
            '-Dmaven.repo.local=' + localRepositoryPath.path] + arguments)
    marks.each { builder.environment().put(it, 'false') }
    builder.environment().keySet().removeAll(['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ID_TOKEN', 'GITLAB_OIDC_TOKEN'])
    builder.environment().putAll(environment)
    return builder.directory(folder).redirectErrorStream(true).redirectOutput(log).start()
}
def version = (new File(basedir.parentFile, 'setup-parent/pom.xml').text
        =~ /<artifactId>ecs-local-maven-plugin<\/artifactId>\s*<version>([^<]+)/)[0][1]

def cloud = new File(basedir, 'cloud')
cloud.mkdirs()
def cloudLog = new File(basedir, 'cloud.log')
def server = maven(cloud, cloudLog, [:], ['io.github.ecsmaven:ecs-local-maven-plugin:' + version + ':run',
        '-Decs-local.clusters=demo', '-Decs-local.taskMillis=50'])
def token = new File(cloud, 'target/ecs-local/token')

// What GitHub answers, for the job's credential and with the audience that is asked for.
def asked = Collections.synchronizedList([])
def github = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
github.createContext('/idtoken') { exchange ->
    asked << exchange.requestURI.toString()
    def allowed = exchange.requestHeaders.getFirst('Authorization') == 'bearer ' + secret
    def body = (allowed ? '{"count":7,"value":"' + token.text.strip() + '"}' : '{"message":"no"}').bytes
    exchange.sendResponseHeaders(allowed ? 200 : 401, body.length)
    exchange.responseBody.write(body)
    exchange.close()
}
github.start()
try {
    def deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90)
    while (!cloudLog.getText('UTF-8').contains('Ctrl-C ends it')) {
        assert server.alive && System.nanoTime() < deadline: cloudLog.getText('UTF-8')
        Thread.sleep(50)
    }
    def endpoint = (cloudLog.getText('UTF-8') =~ /export AWS_ENDPOINT_URL=(\S+)/)[0][1]
    def build = { String name, int status, Map<String, String> environment, List<String> goals ->
        def log = new File(basedir, name + '.log')
        assert maven(basedir, log, environment, ['-Decs-local.skip', '-Decs.endpoint=' + endpoint] + goals).waitFor() == status: "see $log"
        return log.getText('UTF-8')
    }

    def onGitHub = [
        GITHUB_ACTIONS                : 'true',
        GITHUB_RUN_ID                 : '4711',
        ACTIONS_ID_TOKEN_REQUEST_URL  : 'http://127.0.0.1:' + github.address.port + '/idtoken?api-version=2.0',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret,
    ]
    def first = build('github', 0, onGitHub, ['-X', 'deploy'])
    assert first.contains('Plan: register 1 revision, create 1 service, 1 deployment.')
    assert first =~ /as +deployer\/github\.4711/
    // A new token for each session: the one that reads and the one that writes.
    assert asked == ['/idtoken?api-version=2.0&audience=sts.amazonaws.com'] * 2

    assert build('gitlab', 0, [GITLAB_CI: 'true', AWS_ID_TOKEN: token.text.strip()], ['ecs:diff']).contains('No changes.')

    def agent = new File(basedir, 'agent/buildkite-agent')
    agent.parentFile.mkdirs()
    agent.text = "#!/bin/sh\necho \"\$@\" >> '${agent.parent}/asked'\ncat '${token}'\n"
    assert agent.setExecutable(true)
    def onBuildkite = [BUILDKITE: 'true', BUILDKITE_AGENT_ACCESS_TOKEN: secret, BUILDKITE_BIN_PATH: agent.parent]
    assert build('buildkite', 0, onBuildkite, ['ecs:diff']).contains('No changes.')
    assert new File(agent.parent, 'asked').readLines() == ['oidc request-token --audience sts.amazonaws.com']

    assert build('file', 0, [CI: 'true', AWS_WEB_IDENTITY_TOKEN_FILE: token.path], ['ecs:diff']).contains('No changes.')

    def refused = build('no-permission', 1, [GITHUB_ACTIONS: 'true'], ['ecs:diff'])
    assert refused.contains('the environment variable ACTIONS_ID_TOKEN_REQUEST_URL is not set')
    assert refused =~ /(?m)^\[ERROR]\s+id-token: write/

    def wrong = build('wrong-credential', 1, onGitHub + [ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret + '-old'], ['ecs:diff', '-e'])
    assert wrong.contains('GitHub Actions refuses the token: it answered 401.')
} finally {
    github.stop(0)
    server.descendants().each { it.destroy() }
    server.destroy()
    server.waitFor(30, TimeUnit.SECONDS)
}

// Neither the job's credential nor the token is in anything that the builds left behind.
def signature = token.text.strip().split('\\.')[2]
basedir.eachFileRecurse(groovy.io.FileType.FILES) { file ->
    if (file != token && file.name != 'verify.groovy') {
        def text = file.getText('ISO-8859-1')
        assert !text.contains(secret) && !text.contains(signature): file
    }
}
return true
