import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import org.apache.maven.shared.invoker.DefaultInvocationRequest
import org.apache.maven.shared.invoker.DefaultInvoker

def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def example = new File(basedir, 'examples/quickstart')
def local = new File(example, 'target/ecs-local')
def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects')
def lastLine = { String log -> log.readLines().findAll { it.startsWith('quickstart: ') } }

// The commands that are printed are the commands that were run.
def invoker = new Properties()
new File(basedir, 'invoker.properties').withInputStream { invoker.load(it) }
def printed = logs[1].readLines().dropWhile { !it.endsWith('Try next:') }.drop(1)
        .takeWhile { it.startsWith('[INFO]   ') }.collect { it.substring('[INFO]   '.length()) }
assert printed == (2..4).collect { 'mvn ' + invoker["invoker.goals.$it".toString()] }

def runs = received(example)
assert runs*.writes == [['RegisterTaskDefinition', 'CreateService'], [], [], ['RegisterTaskDefinition', 'UpdateService'], []]
assert lastLine(logs[1]) == ['quickstart: deployed, writes=2']
assert logs[2].contains('No changes.')
assert logs[3].contains('containerDefinitions[web].environment[GREETING]')
assert lastLine(logs[4]) == ['quickstart: deployed, writes=2']
assert lastLine(logs[5]) == ['quickstart: no changes, writes=0']

// State, port and keys stay for the next run, and nobody else reads what is secret.
assert ['state.json', 'oidc-signing-key.pem', 'token', 'calls.jsonl'].every { new File(local, it).isFile() }
if (local.toPath().fileSystem.supportedFileAttributeViews().contains('posix')) {
    for (name in ['state.json', 'oidc-signing-key.pem', 'token']) {
        def permissions = Files.getPosixFilePermissions(local.toPath().resolve(name))
        assert PosixFilePermissions.toString(permissions) == 'rw-------': name
    }
}

// More runs, with something done to the files between them.
def maven = { String name ->
    def log = new File(basedir, name)
    def request = new DefaultInvocationRequest(
            baseDirectory: basedir,
            batchMode: true,
            goals: ['-Pquickstart', '-f', 'examples/quickstart', '-DskipTests', 'deploy'],
            localRepositoryDirectory: localRepositoryPath,
            userSettingsFile: new File(basedir.parentFile, 'interpolated-settings.xml'))
    ['TRAVIS', 'GITHUB_ACTIONS', 'GITLAB_CI', 'CIRCLECI', 'BUILDKITE', 'BITBUCKET_BUILD_NUMBER', 'TF_BUILD', 'JENKINS_URL', 'CI']
            .each { request.addShellEnvironment(it, 'false') }
    request.outputHandler = { log << it + '\n' }
    assert new DefaultInvoker().execute(request).exitCode == 0: "see $log"
    return log.getText('UTF-8')
}

def descriptor = new File(example, 'src/main/ecs/quickstart.yaml')
assert descriptor.text.contains('desiredCount: 2')
descriptor.text = descriptor.text.replace('desiredCount: 2', 'desiredCount: 3').replace('cpu: 256', 'cpu: 512').replace('memory: 512', 'memory: 1024')
def edited = maven('edited.log')
assert lastLine(edited) == ['quickstart: deployed, writes=2']
assert edited.contains('SUCCESSFUL, new 3/3 running')

assert local.deleteDir()
def anew = maven('state-deleted.log')
assert lastLine(anew) == ['quickstart: deployed, writes=2']
assert anew.contains('Plan: register 1 revision, create 1 service, 1 deployment.')
return true
