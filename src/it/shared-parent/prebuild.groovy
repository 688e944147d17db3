// The example as teams have it: each project on its own.
def example = new File(root, 'examples/shared-parent')
def copy = new File(basedir, 'examples/shared-parent')
example.eachFileRecurse(groovy.io.FileType.FILES) { file ->
    def name = example.toPath().relativize(file.toPath())
    if (!name.toString().contains('target')) {
        def target = copy.toPath().resolve(name)
        java.nio.file.Files.createDirectories(target.parent)
        java.nio.file.Files.copy(file.toPath(), target)
    }
}
return true
