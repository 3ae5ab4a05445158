extension BuildSteps {
    /// The functions that the commands use.
    var functions: [String] {
        func uses(_ name: String) -> Bool { (lines + pushes).contains { $0.hasPrefix(name + " ") } }
        var functions: [String] = []
        if uses("build_for") { functions.append(Self.buildFor) }
        if uses("tag_kept") { functions.append(Self.tagKept) }
        if uses("push") || uses("push_own") { functions.append(Self.pushImage) }
        if uses("push") { functions.append(Self.push) }
        if uses("push_own") { functions.append(Self.pushOwn) }
        if uses("push_name") { functions.append(Self.pushName) }
        return Shell.functions(functions)
    }

    private static let buildFor = #"""
        # Builds an image for several platforms into its registry, as nothing else holds one; where it is not pushed,
        # for this machine alone: build_for PUSHED PLATFORMS [FLAG...]
        build_for() {
          pushed=$1
          platforms=$2
          shift 2
          if [ "$pushed" = yes ]; then
            run docker buildx build --push --platform "$platforms" "$@"
          else
            run docker build "$@"
          fi
        }
        """#

    private static let tagKept = #"""
        # Gives an image another name, if it was kept here: tag_kept PUSHED IMAGE NAME
        tag_kept() {
          if [ "$1" = no ]; then run docker tag "$2" "$3"; fi
        }
        """#

    private static let pushImage = #"""
        # Pushes an image; without it, no job is submitted.
        push_image() {
          run docker push "$1" || {
            echo "deploy.sh: $1 was not pushed, no job was submitted; the registry may want: docker login ${1%%/*}" >&2
            exit 1
          }
        }
        """#

    private static let push = #"""
        # Pushes an image to REGISTRY.
        push() {
          if [ "$push" = yes ]; then push_image "$1"; fi
        }
        """#

    private static let pushOwn = #"""
        # Pushes an image that names its own registry, on request.
        push_own() {
          if [ "$push_own" = yes ]; then push_image "$1"; fi
        }
        """#

    private static let pushName = #"""
        # Pushes another name of an image for several platforms, on request: push_name PUSHED IMAGE NAME
        push_name() {
          if [ "$push_own" = no ]; then return; fi
          if [ "$1" = yes ]; then run docker buildx imagetools create -t "$3" "$2"; else run docker push "$3"; fi
        }
        """#
}
