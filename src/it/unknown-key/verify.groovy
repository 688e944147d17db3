def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects')

for (log in logs[1..2]) {
    assert log.count('1. src/main/ecs/shop.yaml:14:3  service.desiredCuont') == 1: 'the place, once'
    assert log.contains('Did you mean `desiredCount`?')
    assert !(log =~ /(?m)^(\[ERROR] )?\s+at [\w.]+\(/): 'no stack trace'
}
assert received(basedir)*.calls == [[]]: 'nothing is sent to AWS'
return true
