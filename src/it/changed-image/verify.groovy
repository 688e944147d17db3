def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(basedir)
def log = new File(basedir, 'build.log').getText('UTF-8')
def second = log.substring(log.lastIndexOf('Scanning for projects'))

assert runs.size() == 2
assert runs[1].writes == ['RegisterTaskDefinition', 'UpdateService']
assert runs[1].sessions == 2: 'one session to read, one to write'
assert second =~ /~ containerDefinitions\[web]\.image    registry\.example\/shop:1 .+ registry\.example\/shop:2/
assert second.contains('Deployed, after')
return true
