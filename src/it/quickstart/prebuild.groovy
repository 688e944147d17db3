// The example as a user has it, in the folder in which its commands are typed.
def example = new File(root, 'examples/quickstart')
def copy = new File(basedir, 'examples/quickstart')
example.eachFileRecurse(groovy.io.FileType.FILES) { file ->
    def name = example.toPath().relativize(file.toPath())
    if (!name.startsWith('target')) {
        def target = copy.toPath().resolve(name)
        java.nio.file.Files.createDirectories(target.parent)
        java.nio.file.Files.copy(file.toPath(), target)
    }
}
return true
