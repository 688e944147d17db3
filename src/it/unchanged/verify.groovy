def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(basedir)
def log = new File(basedir, 'build.log').getText('UTF-8')

assert runs.size() == 2
assert runs[0].writes.size() == 2
assert runs[1].writes == []
assert runs[1].ecsReads.size() <= 3
assert runs[1].sessions == 1: 'no session to write with is asked for'
// Maven 4 puts a mark before what goals print past its log.
assert log.readLines().count { it - '[INFO] [stdout] ' == 'unchanged: no changes, writes=0' } == 1
return true
