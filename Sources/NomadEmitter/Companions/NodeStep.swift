/// The step of `deploy.sh` that makes sure of one node for services that meet on one only.
enum NodeStep {
    /// Stops before anything is changed where several nodes could run them and none is named.
    ///
    /// - Parameter region: that of the jobs, if they state one.
    static func lines(region: String?) -> [String] {
        let flag = region.map { " " + Shell.quoted("-region=\($0)") } ?? ""
        return [
            "# The services find each other on one node only.",
            "if [ \"$dry_run\" = no ] && [ -z \"$NODE\" ]; then",
            "  nodes=$(nomad node status\(flag) -t '{{ range . }}{{ if and (eq .Status \"ready\") (eq .SchedulingEligibility \"eligible\") }}{{ .Name }}{{ \"\\n\" }}{{ end }}{{ end }}')",
            "  if [ \"$(printf '%s\\n' \"$nodes\" | wc -l)\" -gt 1 ]; then",
            "    echo \"deploy.sh: the services find each other on one node only; set NODE to one of:\" >&2",
            "    printf '%s\\n' \"$nodes\" >&2",
            "    exit 1",
            "  fi",
            "fi",
        ]
    }
}
